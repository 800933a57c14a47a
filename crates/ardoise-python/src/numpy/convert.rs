//! Python objects to arrays and back: nested lists, numbers, text.
//!
//! It must not know operations; it decides shapes and element types and moves values across.

use num_complex::Complex64;
use rustpython_vm::builtins::{
    PyBool, PyBytes, PyComplex, PyDict, PyFloat, PyInt, PyList, PyRange, PySet, PyStr, PyTuple,
};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::array::{Array, Data};
use super::dtype::{BOOL, COMPLEX, DType, FLOAT, INT, Kind, OBJECT, UINT64};
use super::ndarray::NdArray;
use super::scalar::{self, Float64, Scalar};

/// The most elements one array may have: a page of memory runs out before a number does.
const MOST: usize = 1 << 27;

/// Refuses an array that memory could not hold, in numpy's words.
pub(super) fn room_for(shape: &[usize], dtype: DType, vm: &VirtualMachine) -> PyResult<usize> {
    let size = shape.iter().try_fold(1_usize, |size, length| size.checked_mul(*length));
    match size {
        Some(size) if size <= 4096 => return Ok(size),
        // Asked for and given back: what follows takes the same room.
        Some(size) if size <= MOST && Vec::<u64>::new().try_reserve_exact(size).is_ok() => {
            return Ok(size);
        }
        _ => {}
    }
    let count: f64 = shape.iter().map(|length| *length as f64).product();
    let mut amount = count * dtype.bytes().max(1) as f64;
    let mut unit = "bytes";
    for larger in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] {
        if amount >= 1024.0 {
            amount /= 1024.0;
            unit = larger;
        }
    }
    let digits = if amount >= 100.0 {
        0
    } else if amount >= 10.0 {
        1
    } else {
        2
    };
    let tuple: Vec<String> = shape.iter().map(usize::to_string).collect();
    let comma = if shape.len() == 1 { "," } else { "" };
    Err(vm.new_memory_error(format!(
        "Unable to allocate {amount:.digits$} {unit} for an array with shape ({}{comma}) and data type {}",
        tuple.join(", "),
        dtype.name()
    )))
}

/// The dtype of one Python value, and whether it is a plain number that adapts to others.
pub(super) fn leaf_dtype(value: &PyObject, vm: &VirtualMachine) -> (DType, bool) {
    if let Some(scalar) = value.downcast_ref::<Scalar>() {
        return (scalar.dtype, false);
    }
    if value.downcast_ref::<PyBool>().is_some() {
        return (BOOL, false);
    }
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        return (FLOAT, !scalar::is_float64(float.as_object()));
    }
    if let Some(int) = value.downcast_ref::<PyInt>() {
        let dtype = if int.try_to_primitive::<i64>(vm).is_ok() {
            INT
        } else if int.try_to_primitive::<u64>(vm).is_ok() {
            UINT64
        } else {
            OBJECT
        };
        return (dtype, true);
    }
    if let Some(complex) = value.downcast_ref::<PyComplex>() {
        return (COMPLEX, !scalar::is_complex128(complex.as_object()));
    }
    if let Some(text) = value.downcast_ref::<PyStr>() {
        return (DType::text(text.char_len() as u32), false);
    }
    (OBJECT, false)
}

/// The items of what numpy takes for a sequence.
fn items(value: &PyObject, vm: &VirtualMachine) -> Option<PyResult<Vec<PyObjectRef>>> {
    if let Some(list) = value.downcast_ref::<PyList>() {
        return Some(Ok(list.borrow_vec().to_vec()));
    }
    if let Some(tuple) = value.downcast_ref::<PyTuple>() {
        return Some(Ok(tuple.as_slice().to_vec()));
    }
    let scalar = value.downcast_ref::<PyStr>().is_some()
        || value.downcast_ref::<PyBytes>().is_some()
        || value.downcast_ref::<PyDict>().is_some()
        || value.downcast_ref::<PySet>().is_some()
        || value.downcast_ref::<Scalar>().is_some()
        || value.downcast_ref::<PyFloat>().is_some()
        || value.downcast_ref::<PyInt>().is_some();
    if scalar {
        return None;
    }
    let sequence = value.downcast_ref::<PyRange>().is_some()
        || (value.class().slots().as_sequence.length.load().is_some()
            || value.class().slots().as_mapping.length.load().is_some())
            && value.class().slots().as_mapping.subscript.load().is_some();
    sequence.then(|| value.to_owned().try_to_value(vm))
}

/// What walking a nested list finds.
#[derive(Default)]
struct Found {
    shape: Vec<usize>,
    leaves: Vec<PyObjectRef>,
    /// Where the lists stopped agreeing.
    ragged: Option<usize>,
    dtype: Option<DType>,
}

fn walk(value: &PyObject, depth: usize, found: &mut Found, vm: &VirtualMachine) -> PyResult<()> {
    let level = |found: &mut Found, length: usize| {
        if found.leaves.is_empty() && found.shape.len() == depth {
            found.shape.push(length);
        } else if found.shape.get(depth) != Some(&length) {
            found.ragged = Some(found.ragged.map_or(depth, |at| at.min(depth)));
        }
    };
    if let Some(array) = value.downcast_ref::<NdArray>() {
        let array = array.get();
        if array.ndim() == 0 {
            found.leaves.push(element(&array, 0, vm));
            if found.shape.len() != depth {
                found.ragged = Some(found.ragged.map_or(depth, |at| at.min(depth)));
            }
            return Ok(());
        }
        level(found, array.shape[0]);
        for at in 0..array.shape[0] {
            walk(NdArray::wrap(array.at(0, at), vm).as_object(), depth + 1, found, vm)?;
        }
        found.dtype = Some(found.dtype.map_or(array.dtype, |dtype| dtype.promote(array.dtype)));
        return Ok(());
    }
    if depth < 32
        && let Some(items) = items(value, vm)
    {
        let items = items?;
        level(found, items.len());
        for item in &items {
            walk(item, depth + 1, found, vm)?;
        }
        return Ok(());
    }
    if found.shape.len() != depth {
        found.ragged = Some(found.ragged.map_or(depth, |at| at.min(depth)));
    }
    found.leaves.push(value.to_owned());
    Ok(())
}

/// A new array from any Python value; an array is copied.
pub(super) fn array(
    value: &PyObject,
    dtype: Option<DType>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    if let Some(array) = value.downcast_ref::<NdArray>() {
        let array = array.get();
        return match dtype {
            Some(dtype) if dtype != array.dtype => cast(&array, dtype, vm),
            _ => Ok(array.copy()),
        };
    }
    let basic = value.downcast_ref::<Scalar>().is_some()
        || value.downcast_ref::<PyFloat>().is_some()
        || value.downcast_ref::<PyInt>().is_some()
        || value.downcast_ref::<PyComplex>().is_some()
        || value.downcast_ref::<PyStr>().is_some();
    if !basic
        && items(value, vm).is_none()
        && let Ok(method) = value.get_attr("__array__", vm)
    {
        let made = method.call((), vm)?;
        if !made.is(value) {
            return array(&made, dtype, vm);
        }
    }
    let mut found = Found::default();
    walk(value, 0, &mut found, vm)?;
    if let Some(depth) = found.ragged {
        if dtype.is_some_and(|dtype| dtype.kind == Kind::Object) {
            let items = items(value, vm).transpose()?.unwrap_or_default();
            return Ok(Array::new(OBJECT, vec![items.len()], items));
        }
        let shape = super::array::shape_text(&found.shape[..depth.min(found.shape.len())]);
        return Err(vm.new_value_error(format!(
            "setting an array element with a sequence. The requested array has an inhomogeneous \
             shape after {depth} dimensions. The detected shape was {shape} + inhomogeneous part."
        )));
    }
    let guess = || {
        let mut known: Option<DType> = found.dtype;
        for leaf in &found.leaves {
            let (leaf, _) = leaf_dtype(leaf, vm);
            known = Some(match known {
                None => leaf,
                Some(known) if known == leaf => known,
                Some(known) => known.promote(leaf),
            });
        }
        known.unwrap_or(FLOAT)
    };
    let mut wanted = dtype.unwrap_or_else(guess);
    if wanted.kind == Kind::Str && wanted.size == 0 {
        wanted = DType::text(0).promote(guess());
        if wanted.kind != Kind::Str {
            wanted = DType::text(0);
        }
    }
    room_for(&found.shape, wanted, vm)?;
    let data = store_objects(&found.leaves, &mut wanted, vm)?;
    let shape =
        if found.leaves.is_empty() && found.shape.is_empty() { vec![0] } else { found.shape };
    Ok(Array::with_data(wanted, shape, data))
}

/// An array without copying one that fits.
pub(super) fn as_array(
    value: &PyObject,
    dtype: Option<DType>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    if let Some(array) = value.downcast_ref::<NdArray>() {
        let array = array.get();
        return match dtype {
            Some(dtype) if dtype != array.dtype => cast(&array, dtype, vm),
            _ => Ok(array),
        };
    }
    if dtype.is_none() {
        if let Some(float) = value.downcast_ref::<PyFloat>() {
            return Ok(Array::floats(Vec::new(), vec![float.to_f64()]));
        }
        if let Some(scalar) = value.downcast_ref::<Scalar>() {
            return Ok(scalar.array());
        }
    }
    array(value, dtype, vm)
}

/// Python values as storage of a type; the width of text is measured.
pub(super) fn store_objects(
    values: &[PyObjectRef],
    dtype: &mut DType,
    vm: &VirtualMachine,
) -> PyResult<Data> {
    let wanted = *dtype;
    Ok(match wanted.kind {
        Kind::Bool => Data::Bool(
            values.iter().map(|value| value.clone().try_to_bool(vm)).collect::<PyResult<_>>()?,
        ),
        Kind::Int | Kind::Uint => Data::Int(
            values.iter().map(|value| integer(value, wanted, vm)).collect::<PyResult<_>>()?,
        ),
        Kind::Float => Data::Float(
            values
                .iter()
                .map(|value| Ok(wanted.round(float(value, vm)?)))
                .collect::<PyResult<_>>()?,
        ),
        Kind::Complex => Data::Complex(
            values
                .iter()
                .map(|value| {
                    let number = complex(value, vm)?;
                    Ok(Complex64::new(wanted.round(number.re), wanted.round(number.im)))
                })
                .collect::<PyResult<_>>()?,
        ),
        Kind::Str => {
            let mut widest = 0;
            let mut texts: Vec<PyObjectRef> = Vec::with_capacity(values.len());
            for value in values {
                let text = value.str(vm)?;
                let text = if wanted.size > 0 && text.char_len() > wanted.size as usize {
                    let short: String =
                        text.to_string_lossy().chars().take(wanted.size as usize).collect();
                    vm.ctx.new_str(short)
                } else {
                    text
                };
                widest = widest.max(text.char_len());
                texts.push(text.into());
            }
            if wanted.size == 0 {
                *dtype = DType::text(widest.max(1) as u32);
            }
            Data::Object(texts)
        }
        Kind::Object => Data::Object(values.iter().map(|value| scalar::plain(value, vm)).collect()),
    })
}

fn sequence_error(vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
    vm.new_value_error("setting an array element with a sequence.".to_owned())
}

fn integer(value: &PyObject, dtype: DType, vm: &VirtualMachine) -> PyResult<i64> {
    if let Some(scalar) = value.downcast_ref::<Scalar>() {
        return Ok(dtype.wrap(scalar.array().to_ints()[0]));
    }
    if let Some(number) = value.downcast_ref::<PyFloat>() {
        let number = number.to_f64();
        if number.is_nan() {
            return Err(vm.new_value_error("cannot convert float NaN to integer".to_owned()));
        }
        if number.is_infinite() {
            return Err(
                vm.new_overflow_error("cannot convert float infinity to integer".to_owned())
            );
        }
        return Ok(dtype.wrap(number as i64));
    }
    if value.downcast_ref::<PyList>().is_some() || value.downcast_ref::<NdArray>().is_some() {
        return Err(sequence_error(vm));
    }
    let int = value.try_int(vm)?;
    let (least, most) = dtype.limits();
    match int.try_to_primitive::<i128>(vm) {
        Ok(number) if number >= least && number <= most => Ok(number as i64),
        _ => Err(vm.new_overflow_error(if dtype.size == 8 && dtype.kind == Kind::Int {
            "Python int too large to convert to C long".to_owned()
        } else {
            format!("Python integer {} out of bounds for {}", int.to_str_radix_10(), dtype.name())
        })),
    }
}

pub(super) fn float(value: &PyObject, vm: &VirtualMachine) -> PyResult<f64> {
    if let Some(number) = value.downcast_ref::<PyFloat>() {
        return Ok(number.to_f64());
    }
    if let Some(scalar) = value.downcast_ref::<Scalar>() {
        return Ok(scalar.array().to_floats()[0]);
    }
    if vm.is_none(value) {
        return Ok(f64::NAN);
    }
    if value.downcast_ref::<PyList>().is_some() {
        return Err(sequence_error(vm));
    }
    if value.downcast_ref::<PyStr>().is_some() {
        let made = vm.ctx.types.float_type.as_object().call((value.to_owned(),), vm)?;
        return float(&made, vm);
    }
    if value.downcast_ref::<PyComplex>().is_some() {
        return Err(vm.new_type_error(
            "float() argument must be a string or a real number, not 'complex'".to_owned(),
        ));
    }
    Ok(value
        .try_float_opt(vm)
        .ok_or_else(|| {
            vm.new_type_error(format!(
                "float() argument must be a string or a real number, not '{}'",
                value.class().name()
            ))
        })??
        .to_f64())
}

fn complex(value: &PyObject, vm: &VirtualMachine) -> PyResult<Complex64> {
    if let Some(number) = value.downcast_ref::<PyComplex>() {
        return Ok(number.as_complex());
    }
    if let Some(scalar) = value.downcast_ref::<Scalar>() {
        return Ok(scalar.array().to_complexes()[0]);
    }
    Ok(Complex64::new(float(value, vm)?, 0.0))
}

/// The same values in another type.
pub(super) fn cast(array: &Array, dtype: DType, vm: &VirtualMachine) -> PyResult<Array> {
    if dtype.is_number() && array.dtype.is_number() {
        if dtype.is_integer()
            && array.dtype.kind == Kind::Float
            && array.to_floats().iter().any(|value| !value.is_finite())
        {
            scalar::warn("invalid value encountered in cast", vm)?;
        }
        return Ok(array.cast_numbers(dtype));
    }
    let mut dtype = dtype;
    if dtype == DType::text(0) && array.dtype.is_number() {
        dtype = DType::text(array.dtype.characters());
    }
    let values = plain_objects(array, vm);
    let data = store_objects(&values, &mut dtype, vm)?;
    Ok(Array::with_data(dtype, array.shape.clone(), data))
}

/// All elements as plain Python values, in C order.
pub(super) fn plain_objects(array: &Array, vm: &VirtualMachine) -> Vec<PyObjectRef> {
    match array.dtype.kind {
        Kind::Bool => array.raw::<bool>().iter().map(|b| vm.ctx.new_bool(*b).into()).collect(),
        Kind::Uint if array.dtype.size == 8 => {
            array.raw::<i64>().iter().map(|i| vm.ctx.new_int(*i as u64).into()).collect()
        }
        Kind::Int | Kind::Uint => {
            array.raw::<i64>().iter().map(|i| vm.ctx.new_int(*i).into()).collect()
        }
        Kind::Float => array.raw::<f64>().iter().map(|f| vm.ctx.new_float(*f).into()).collect(),
        Kind::Complex => {
            array.raw::<Complex64>().iter().map(|c| vm.ctx.new_complex(*c).into()).collect()
        }
        Kind::Str | Kind::Object => array.raw::<PyObjectRef>().into_vec(),
    }
}

/// One element of the storage as numpy hands it out.
pub(super) fn element_at(array: &Array, at: usize, vm: &VirtualMachine) -> PyObjectRef {
    match &*array.data.borrow() {
        Data::Float(all) if array.dtype == FLOAT => Float64::object(all[at], vm),
        Data::Float(all) => Scalar::object(array.dtype, scalar::Value::Float(all[at]), vm),
        Data::Int(all) => Scalar::object(array.dtype, scalar::Value::Int(all[at]), vm),
        Data::Bool(all) => Scalar::object(BOOL, scalar::Value::Bool(all[at]), vm),
        Data::Complex(all) if array.dtype == COMPLEX => scalar::complex_object(all[at], vm),
        Data::Complex(all) => Scalar::object(array.dtype, scalar::Value::Complex(all[at]), vm),
        Data::Object(all) if array.dtype.kind == Kind::Str => scalar::text_object(&all[at], vm),
        Data::Object(all) => all[at].clone(),
    }
}

/// One element, counted in C order.
pub(super) fn element(array: &Array, index: usize, vm: &VirtualMachine) -> PyObjectRef {
    let mut rest = index;
    let mut at = array.offset as isize;
    for axis in (0..array.ndim()).rev() {
        at += (rest % array.shape[axis]) as isize * array.strides[axis];
        rest /= array.shape[axis];
    }
    element_at(array, at as usize, vm)
}

/// A 0-dimensional result becomes a scalar.
pub(super) fn result(array: Array, vm: &VirtualMachine) -> PyObjectRef {
    if array.ndim() == 0 { element(&array, 0, vm) } else { NdArray::wrap(array, vm).into() }
}

/// Nested lists of plain Python values.
pub(super) fn to_list(array: &Array, vm: &VirtualMachine) -> PyObjectRef {
    let values = plain_objects(array, vm);
    fn nest(shape: &[usize], values: &[PyObjectRef], vm: &VirtualMachine) -> PyObjectRef {
        match shape {
            [] => values[0].clone(),
            [_] => vm.ctx.new_list(values.to_vec()).into(),
            [length, inner @ ..] => {
                let step: usize = inner.iter().product();
                let rows =
                    (0..*length).map(|at| nest(inner, &values[at * step..(at + 1) * step], vm));
                vm.ctx.new_list(rows.collect()).into()
            }
        }
    }
    nest(&array.shape, &values, vm)
}

/// The text of a Python string.
pub(super) fn text(value: &PyObject) -> Option<String> {
    let text: Option<PyRef<PyStr>> = value.to_owned().downcast().ok();
    text.map(|text| text.to_string_lossy().into_owned())
}
