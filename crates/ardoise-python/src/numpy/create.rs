//! New arrays: from lists, of zeros, of ranges.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::args::{self, bind};
use super::array::Array;
use super::dtype::{DType, FLOAT, INT, Kind};
use super::ndarray::NdArray;
use super::ufunc::{self, Operand};
use super::{convert, index, scalar};

/// `array(object, dtype)`.
pub(super) fn array(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [object, dtype, copy, _order, _subok, ndmin] =
        bind(&["object", "dtype", "copy", "order", "subok", "ndmin"], args, "array", vm)?;
    let Some(object) = object else {
        return Ok(NdArray::wrap(
            Array::new(super::dtype::OBJECT, Vec::new(), vec![vm.ctx.none()]),
            vm,
        )
        .into());
    };
    let dtype = args::dtype(dtype.as_ref(), vm)?;
    let share = copy.is_some_and(|copy| copy.try_to_bool(vm).is_ok_and(|copy| !copy));
    let mut made = if share {
        convert::as_array(&object, dtype, vm)?
    } else {
        convert::array(&object, dtype, vm)?
    };
    let least = args::int(ndmin.as_ref(), vm)?.unwrap_or(0).max(0) as usize;
    while made.ndim() < least {
        made.shape.insert(0, 1);
        made.strides.insert(0, 0);
    }
    Ok(NdArray::wrap(made, vm).into())
}

/// `asarray(object, dtype)`: the same array where nothing changes.
pub(super) fn asarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [object, dtype, _order] = bind(&["a", "dtype", "order"], args, "asarray", vm)?;
    let Some(object) = object else {
        return Err(vm.new_type_error("asarray() missing required argument 'a'".to_owned()));
    };
    let dtype = args::dtype(dtype.as_ref(), vm)?;
    if let Some(array) = object.downcast_ref::<NdArray>()
        && dtype.is_none_or(|dtype| dtype == array.get().dtype)
    {
        return Ok(object);
    }
    Ok(NdArray::wrap(convert::as_array(&object, dtype, vm)?, vm).into())
}

/// `zeros`, `ones`, `empty`, `full`.
pub(super) fn filled(
    name: &str,
    value: Option<i32>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let (shape, fill, dtype) = if value.is_some() {
        let [shape, dtype, _order] = bind(&["shape", "dtype", "order"], args, name, vm)?;
        (shape, None, dtype)
    } else {
        let [shape, fill, dtype, _order] =
            bind(&["shape", "fill_value", "dtype", "order"], args, name, vm)?;
        (shape, fill, dtype)
    };
    let Some(shape) = shape else {
        return Err(
            vm.new_type_error(format!("{name}() missing required argument 'shape' (pos 0)"))
        );
    };
    let shape = args::shape(&shape, vm)?;
    let fill: PyObjectRef = match (fill, value) {
        (Some(fill), _) => fill,
        (None, value) => vm.ctx.new_int(value.unwrap_or(0)).into(),
    };
    let dtype = match args::dtype(dtype.as_ref(), vm)? {
        Some(dtype) => dtype,
        None if value.is_some() => FLOAT,
        None => convert::as_array(&fill, None, vm)?.dtype,
    };
    made(shape, dtype, &fill, value, vm)
}

fn made(
    shape: Vec<usize>,
    dtype: DType,
    fill: &PyObjectRef,
    value: Option<i32>,
    vm: &VirtualMachine,
) -> PyResult {
    convert::room_for(&shape, dtype, vm)?;
    let text = dtype.kind == Kind::Str;
    let dtype = if text && dtype.size == 0 { DType::text(1) } else { dtype };
    let empty: PyObjectRef =
        if text { vm.ctx.new_str("").into() } else { vm.ctx.new_int(0).into() };
    let array = Array::filled(dtype, shape, empty);
    if value != Some(0) && !text || value.is_none() {
        index::assign(&array, fill, vm)?;
    }
    Ok(NdArray::wrap(array, vm).into())
}

/// `zeros_like`, `ones_like`, `empty_like`, `full_like`.
pub(super) fn like(
    name: &str,
    value: Option<i32>,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let (a, fill, dtype, shape) = if value.is_some() {
        let [a, dtype, _order, _subok, shape] =
            bind(&["a", "dtype", "order", "subok", "shape"], args, name, vm)?;
        (a, None, dtype, shape)
    } else {
        let [a, fill, dtype, shape] = bind(&["a", "fill_value", "dtype", "shape"], args, name, vm)?;
        (a, fill, dtype, shape)
    };
    let array = args::array(a.as_ref(), vm)?;
    let dtype = args::dtype(dtype.as_ref(), vm)?.unwrap_or(array.dtype);
    let shape = match shape {
        Some(shape) => args::shape(&shape, vm)?,
        None => array.shape.clone(),
    };
    let fill = fill.unwrap_or_else(|| vm.ctx.new_int(value.unwrap_or(0)).into());
    made(shape, dtype, &fill, value, vm)
}

/// `arange(start, stop, step)`.
pub(super) fn arange(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [start, stop, step, dtype] = bind(&["start", "stop", "step", "dtype"], args, "arange", vm)?;
    let (start, stop) = match (start, stop) {
        (Some(start), Some(stop)) => (Some(start), stop),
        (Some(stop), None) | (None, Some(stop)) => (None, stop),
        (None, None) => {
            return Err(vm.new_type_error("arange() requires stop to be specified.".to_owned()));
        }
    };
    let step = step.unwrap_or_else(|| vm.ctx.new_int(1).into());
    let start = start.unwrap_or_else(|| vm.ctx.new_int(0).into());
    let given = [&start, &stop, &step];
    let whole = given.iter().all(|value| {
        let (dtype, _) = convert::leaf_dtype(value, vm);
        dtype.is_integer()
            || dtype.kind == Kind::Bool
            || (value.downcast_ref::<NdArray>().is_some_and(|array| array.get().dtype.is_integer()))
    });
    let dtype = args::dtype(dtype.as_ref(), vm)?;
    if whole {
        let [start, stop, step] = given.map(|value| args::long(value, vm));
        let (start, stop, step) = (start?, stop?, step?);
        if step == 0 {
            return Err(vm.new_zero_division_error("division by zero".to_owned()));
        }
        let distance =
            if step > 0 { stop.saturating_sub(start) } else { start.saturating_sub(stop) };
        let count = if distance <= 0 { 0 } else { (distance - 1) as u64 / step.unsigned_abs() + 1 };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        convert::room_for(&[count], INT, vm)?;
        let values = (0..count).map(|at| start + at as i64 * step).collect();
        let made = Array::ints(vec![count], values);
        let made = match dtype {
            Some(dtype) if dtype != INT => convert::cast(&made, dtype, vm)?,
            _ => made,
        };
        return Ok(NdArray::wrap(made, vm).into());
    }
    let [start, stop, step] = given.map(|value| args::float(Some(value), vm));
    let (start, stop, step) = (start?.unwrap_or(0.0), stop?.unwrap_or(0.0), step?.unwrap_or(1.0));
    if step == 0.0 {
        return Err(vm.new_zero_division_error("float division by zero".to_owned()));
    }
    let length = ((stop - start) / step).ceil();
    if length.is_nan() {
        return Err(vm.new_value_error("arange: cannot compute length".to_owned()));
    }
    if length >= 9.2e18 {
        return Err(vm.new_value_error("Maximum allowed size exceeded".to_owned()));
    }
    let count = length.max(0.0) as usize;
    convert::room_for(&[count], FLOAT, vm)?;
    // numpy takes the difference of the first two elements for the step of all.
    let next = start + step;
    let difference = next - start;
    let values = (0..count).map(|at| match at {
        0 => start,
        1 => next,
        _ => start + at as f64 * difference,
    });
    let made = Array::floats(vec![count], values.collect());
    let made = match dtype {
        Some(dtype) if dtype != FLOAT => convert::cast(&made, dtype, vm)?,
        _ => made,
    };
    Ok(NdArray::wrap(made, vm).into())
}

/// `linspace(start, stop, num)`, `retstep` included.
pub(super) fn linspace(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [start, stop, num, endpoint, retstep, dtype] =
        bind(&["start", "stop", "num", "endpoint", "retstep", "dtype"], args, "linspace", vm)?;
    let num = match &num {
        Some(num) => args::index(num, vm).map_err(|_| {
            vm.new_type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                num.class().name()
            ))
        })?,
        None => 50,
    };
    if num < 0 {
        return Err(vm.new_value_error(format!("Number of samples, {num}, must be non-negative.")));
    }
    let count = num as usize;
    let endpoint = endpoint.is_none_or(|endpoint| endpoint.try_to_bool(vm).unwrap_or(true));
    let bounds = [start, stop].map(|value| args::array(value.as_ref(), vm));
    let [start, stop] = bounds;
    let (start, stop) = (start?, stop?);
    let shape = super::array::common_shape(&[&start.shape, &stop.shape]).unwrap_or_default();
    convert::room_for(&[[count].as_slice(), &shape].concat(), FLOAT, vm)?;
    let intervals = if endpoint { count.saturating_sub(1) } else { count };
    let spread = |array: &Array| {
        array.broadcast(&shape).map(|array| array.to_floats().into_vec()).unwrap_or_default()
    };
    let (from, to) = (spread(&start), spread(&stop));
    let width = from.len();
    let mut values = Vec::with_capacity(count * width);
    let mut step = f64::NAN;
    for at in 0..count {
        for (low, high) in from.iter().zip(&to) {
            let distance = high - low;
            step = distance / intervals as f64;
            values.push(if intervals == 0 {
                *low
            } else if endpoint && at == intervals {
                *high
            } else if step == 0.0 {
                at as f64 / intervals as f64 * distance + low
            } else {
                at as f64 * step + low
            });
        }
    }
    let mut made = Array::floats([[count].as_slice(), &shape].concat(), values);
    if let Some(dtype) = args::dtype(dtype.as_ref(), vm)? {
        if dtype.is_integer() {
            made = ufunc::unary("floor", &made, vm)?;
        }
        made = convert::cast(&made, dtype, vm)?;
    }
    let made: PyObjectRef = NdArray::wrap(made, vm).into();
    if args::truth(retstep.as_ref(), vm)? {
        return Ok(vm.ctx.new_tuple(vec![made, scalar::Float64::object(step, vm)]).into());
    }
    Ok(made)
}

/// `eye(N, M, k)` and `identity(n)`.
pub(super) fn eye(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [n, m, k, dtype] = bind(&["N", "M", "k", "dtype"], args, "eye", vm)?;
    let rows = args::int(n.as_ref(), vm)?.unwrap_or(0).max(0) as usize;
    let columns = args::int(m.as_ref(), vm)?.unwrap_or(rows as isize).max(0) as usize;
    let shift = args::int(k.as_ref(), vm)?.unwrap_or(0);
    let size = convert::room_for(&[rows, columns], FLOAT, vm)?;
    let mut values = vec![0.0; size];
    for row in 0..rows {
        let column = row as isize + shift;
        if column >= 0 && (column as usize) < columns {
            values[row * columns + column as usize] = 1.0;
        }
    }
    let made = Array::floats(vec![rows, columns], values);
    let made = match args::dtype(dtype.as_ref(), vm)? {
        Some(dtype) => convert::cast(&made, dtype, vm)?,
        None => made,
    };
    Ok(NdArray::wrap(made, vm).into())
}

/// `where(condition, x, y)`.
pub(super) fn where_(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    if args.args.len() == 1 {
        return super::shape::nonzero(args, vm);
    }
    let [condition, x, y] = bind(&["condition", "x", "y"], args, "where", vm)?;
    let (Some(x), Some(y)) = (x, y) else {
        return Err(
            vm.new_value_error("either both or neither of x and y should be given".to_owned())
        );
    };
    let condition = convert::cast(&args::array(condition.as_ref(), vm)?, super::dtype::BOOL, vm)?;
    let made = ufunc::select(&condition, &Operand::of(&x, vm)?, &Operand::of(&y, vm)?, vm)?;
    Ok(NdArray::wrap(made, vm).into())
}

/// `round(a, decimals)`.
pub(super) fn round(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, decimals, _out] = bind(&["a", "decimals", "out"], args, "round", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let decimals = args::int(decimals.as_ref(), vm)?.unwrap_or(0);
    let dtype = array.dtype;
    if dtype.kind == Kind::Bool || (dtype.is_integer() && decimals >= 0) {
        return Ok(convert::result(array.copy(), vm));
    }
    let scale = 10_f64.powi(decimals.unsigned_abs() as i32);
    let rounded = |value: f64| {
        if decimals >= 0 {
            (value * scale).round_ties_even() / scale
        } else {
            (value / scale).round_ties_even() * scale
        }
    };
    let made = match dtype.kind {
        Kind::Complex => {
            let values = array.to_complexes();
            let values =
                values.iter().map(|c| num_complex::Complex64::new(rounded(c.re), rounded(c.im)));
            Array::new(dtype, array.shape.clone(), values.collect())
        }
        Kind::Str | Kind::Object => {
            return Err(vm.new_type_error("round() of this dtype is not supported".to_owned()));
        }
        _ => {
            let values = array.to_floats().iter().map(|value| rounded(*value)).collect();
            Array::floats(array.shape.clone(), values)
        }
    };
    let made = if dtype.is_integer() { made.cast_numbers(dtype) } else { made.narrowed(dtype) };
    Ok(convert::result(made, vm))
}
