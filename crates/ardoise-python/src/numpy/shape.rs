//! Other shapes of the same elements, and arrays put together: reshape, join, repeat, take.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::args::{self, bind};
use super::array::Array;
use super::dtype::INT;
use super::ndarray::NdArray;
use super::{convert, errstate, index};

/// The shape meant by lengths of which one may be -1.
pub(super) fn target(
    array: &Array,
    lengths: &[isize],
    vm: &VirtualMachine,
) -> PyResult<Vec<usize>> {
    let size = array.size();
    let refuse = || {
        let tuple: Vec<String> = lengths.iter().map(isize::to_string).collect();
        let comma = if lengths.len() == 1 { "," } else { "" };
        vm.new_value_error(format!(
            "cannot reshape array of size {size} into shape ({}{comma})",
            tuple.join(",")
        ))
    };
    let open = lengths.iter().filter(|length| **length < 0).count();
    if open > 1 {
        return Err(vm.new_value_error("can only specify one unknown dimension".to_owned()));
    }
    let known: usize =
        lengths.iter().filter(|length| **length >= 0).map(|length| *length as usize).product();
    if (open == 0 && known != size) || (open == 1 && (known == 0 || !size.is_multiple_of(known))) {
        return Err(refuse());
    }
    Ok(lengths
        .iter()
        .map(|length| if *length < 0 { size / known } else { *length as usize })
        .collect())
}

/// `reshape(a, shape)` and `a.reshape(2, 3)`.
pub(super) fn reshape(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let order = args.take_keyword("order");
    let shape = args.take_keyword("shape").or_else(|| args.take_keyword("newshape"));
    args.take_keyword("copy");
    let [first, rest @ ..] = args.args.as_slice() else {
        return Err(vm.new_type_error("reshape() missing required argument".to_owned()));
    };
    let array = convert::as_array(first, None, vm)?;
    let lengths = match (shape, rest) {
        (Some(shape), _) => args::ints(&shape, vm)?,
        (None, [shape]) => args::ints(shape, vm)?,
        (None, several) => {
            several.iter().map(|length| args::index(length, vm)).collect::<PyResult<_>>()?
        }
    };
    let shape = target(&array, &lengths, vm)?;
    if order.as_ref().and_then(|order| convert::text(order)).is_some_and(|order| order == "F") {
        let turned = reversed(&array).copy().reshaped(shape.into_iter().rev().collect());
        return Ok(NdArray::wrap(reversed(&turned), vm).into());
    }
    Ok(NdArray::wrap(array.reshaped(shape), vm).into())
}

/// All axes in the opposite order.
pub(super) fn reversed(array: &Array) -> Array {
    let axes: Vec<usize> = (0..array.ndim()).rev().collect();
    array.permuted(&axes)
}

/// `ravel` (a view where it can) and `flatten` (a copy).
pub(super) fn ravel(copy: bool, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, order] = bind(&["a", "order"], args, "ravel", vm)?;
    let mut array = args::array(a.as_ref(), vm)?;
    if order.as_ref().and_then(|order| convert::text(order)).is_some_and(|order| order == "F") {
        array = reversed(&array);
    }
    if copy {
        array = array.copy();
    }
    let size = array.size();
    let mut flat = array.reshaped(vec![size]);
    flat.view = flat.view && !copy;
    Ok(NdArray::wrap(flat, vm).into())
}

/// `transpose(a, axes)` and `a.transpose(1, 0)`.
pub(super) fn transpose(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let axes = args.take_keyword("axes");
    let [first, rest @ ..] = args.args.as_slice() else {
        return Err(vm.new_type_error("transpose() missing required argument".to_owned()));
    };
    let array = convert::as_array(first, None, vm)?;
    let order = match (axes, rest) {
        (Some(axes), _) => args::ints(&axes, vm)?,
        (None, []) => return Ok(NdArray::wrap(reversed(&array), vm).into()),
        (None, [one]) if vm.is_none(one) => return Ok(NdArray::wrap(reversed(&array), vm).into()),
        (None, [axes]) => args::ints(axes, vm)?,
        (None, several) => {
            several.iter().map(|axis| args::index(axis, vm)).collect::<PyResult<_>>()?
        }
    };
    if order.len() != array.ndim() {
        return Err(vm.new_value_error("axes don't match array".to_owned()));
    }
    let order: Vec<usize> = order
        .into_iter()
        .map(|axis| errstate::axis(axis, array.ndim(), vm))
        .collect::<PyResult<_>>()?;
    Ok(NdArray::wrap(array.permuted(&order), vm).into())
}

/// The elements at some places of one axis.
pub(super) fn take_axis(array: &Array, axis: usize, kept: &[usize]) -> Array {
    let mut order: Vec<usize> = (0..array.ndim()).filter(|other| *other != axis).collect();
    order.insert(0, axis);
    let moved = array.permuted(&order);
    let inner: usize = moved.shape[1..].iter().product();
    let places: Vec<usize> = kept.iter().flat_map(|at| at * inner..(at + 1) * inner).collect();
    let mut shape = moved.shape.clone();
    shape[0] = kept.len();
    let made = moved.pick(&places, shape);
    let mut back: Vec<usize> = (1..array.ndim()).collect();
    back.insert(axis, 0);
    made.permuted(&back)
}

/// `take(a, indices, axis)`.
pub(super) fn take(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, indices, axis, _out, mode] =
        bind(&["a", "indices", "axis", "out", "mode"], args, "take", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let places = args::array(indices.as_ref(), vm)?;
    let (array, axis) = match args::int(axis.as_ref(), vm)? {
        Some(axis) => (array.clone(), errstate::axis(axis, array.ndim(), vm)?),
        None => (array.reshaped(vec![array.size()]), 0),
    };
    let mode = mode.as_ref().and_then(|mode| convert::text(mode)).unwrap_or_default();
    let length = array.shape[axis];
    let kept: Vec<usize> = places
        .to_ints()
        .iter()
        .map(|place| match mode.as_str() {
            "wrap" => Ok(place.rem_euclid(length as i64) as usize),
            "clip" => Ok((*place).clamp(0, length as i64 - 1) as usize),
            _ => index::checked(*place as isize, length, Some(axis), vm),
        })
        .collect::<PyResult<_>>()?;
    let made = take_axis(&array, axis, &kept);
    let mut shape = made.shape.clone();
    shape.splice(axis..=axis, places.shape.iter().copied());
    Ok(convert::result(made.copy().reshaped(shape), vm))
}

/// `concatenate(arrays, axis)`.
pub(super) fn concatenate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let flat = args.kwargs.get("axis").or(args.args.get(1)).is_some_and(|axis| vm.is_none(axis));
    let [arrays, axis, _out, dtype] =
        bind(&["arrays", "axis", "out", "dtype"], args, "concatenate", vm)?;
    let mut arrays = args::arrays(arrays.as_ref(), vm)?;
    if flat {
        arrays = arrays.iter().map(|array| array.reshaped(vec![array.size()])).collect();
    }
    let axis = args::int(axis.as_ref(), vm)?.unwrap_or(0);
    let dtype = args::dtype(dtype.as_ref(), vm)?;
    Ok(NdArray::wrap(joined(&arrays, axis, dtype, vm)?, vm).into())
}

pub(super) fn joined(
    arrays: &[Array],
    axis: isize,
    dtype: Option<super::dtype::DType>,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let Some(first) = arrays.first() else {
        return Err(vm.new_value_error("need at least one array to concatenate".to_owned()));
    };
    if first.ndim() == 0 {
        return Err(vm.new_value_error("zero-dimensional arrays cannot be concatenated".to_owned()));
    }
    let axis = errstate::axis(axis, first.ndim(), vm)?;
    let mut length = 0;
    let mut common = first.dtype;
    for (at, array) in arrays.iter().enumerate() {
        if array.ndim() != first.ndim() {
            return Err(vm.new_value_error(format!(
                "all the input arrays must have same number of dimensions, but the array at index 0 \
                 has {} dimension(s) and the array at index {at} has {} dimension(s)",
                first.ndim(),
                array.ndim()
            )));
        }
        for other in 0..first.ndim() {
            if other != axis && array.shape[other] != first.shape[other] {
                return Err(vm.new_value_error(format!(
                    "all the input array dimensions except for the concatenation axis must match \
                     exactly, but along dimension {other}, the array at index 0 has size {} and the \
                     array at index {at} has size {}",
                    first.shape[other], array.shape[other]
                )));
            }
        }
        length += array.shape[axis];
        common = common.promote(array.dtype);
    }
    let dtype = dtype.unwrap_or(common);
    let mut shape = first.shape.clone();
    shape[axis] = length;
    convert::room_for(&shape, dtype, vm)?;
    let made = Array::filled(dtype, shape, vm.ctx.none());
    let mut start = 0;
    for array in arrays {
        let part =
            if array.dtype == dtype { array.clone() } else { convert::cast(array, dtype, vm)? };
        let offset = made.strides[axis] as usize * start;
        made.window(part.shape.clone(), made.strides.clone(), offset).store(&part);
        start += part.shape[axis];
    }
    Ok(made)
}

/// `repeat(a, repeats, axis)`.
pub(super) fn repeat(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, repeats, axis] = bind(&["a", "repeats", "axis"], args, "repeat", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let counts = args::array(repeats.as_ref(), vm)?.to_ints().into_vec();
    let (array, axis) = match args::int(axis.as_ref(), vm)? {
        Some(axis) => (array.clone(), errstate::axis(axis, array.ndim(), vm)?),
        None => (array.reshaped(vec![array.size()]), 0),
    };
    let length = array.shape[axis];
    if counts.len() != 1 && counts.len() != length {
        return Err(vm.new_value_error(format!(
            "operands could not be broadcast together with shape ({length},) ({},)",
            counts.len()
        )));
    }
    let mut kept = Vec::new();
    for at in 0..length {
        let count = counts[if counts.len() == 1 { 0 } else { at }];
        if count < 0 {
            return Err(vm.new_value_error("repeats may not contain negative values.".to_owned()));
        }
        convert::room_for(&[kept.len(), 1], INT, vm)?;
        kept.extend(std::iter::repeat_n(at, count as usize));
    }
    Ok(NdArray::wrap(take_axis(&array, axis, &kept).copy(), vm).into())
}

/// `broadcast_to(a, shape)`: a window that must not be written.
pub(super) fn broadcast_to(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, shape] = bind(&["array", "shape"], args, "broadcast_to", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let shape = match shape {
        Some(shape) => args::shape(&shape, vm)?,
        None => Vec::new(),
    };
    let seen = array.broadcast(&shape).ok_or_else(|| {
        let spaced = |shape: &[usize]| super::array::shape_text(shape);
        vm.new_value_error(format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {}  \
             and requested shape {}",
            spaced(&array.shape),
            spaced(&shape)
        ))
    })?;
    Ok(NdArray::wrap(seen, vm).into())
}

/// `nonzero(a)`: a tuple of places.
pub(super) fn nonzero(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a] = bind(&["a"], args, "nonzero", vm)?;
    let array = convert::cast(&args::array(a.as_ref(), vm)?, super::dtype::BOOL, vm)?;
    if array.ndim() == 0 {
        return Err(vm.new_value_error(
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() \
             instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use \
             `arr[cond]`."
                .to_owned(),
        ));
    }
    let parts: Vec<PyObjectRef> =
        index::places(&array).into_iter().map(|places| NdArray::wrap(places, vm).into()).collect();
    Ok(vm.ctx.new_tuple(parts).into())
}

/// `diagonal(a, offset)` of a matrix.
pub(super) fn diagonal(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, offset] = bind(&["a", "offset"], args, "diagonal", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    if array.ndim() < 2 {
        return Err(
            vm.new_value_error("diag requires an array of at least two dimensions".to_owned())
        );
    }
    let shift = args::int(offset.as_ref(), vm)?.unwrap_or(0);
    let (row, column) = (shift.min(0).unsigned_abs(), shift.max(0).unsigned_abs());
    let length = array.shape[0].saturating_sub(row).min(array.shape[1].saturating_sub(column));
    let start = array.offset as isize
        + if length == 0 {
            0
        } else {
            row as isize * array.strides[0] + column as isize * array.strides[1]
        };
    let mut shape = array.shape[2..].to_vec();
    let mut strides = array.strides[2..].to_vec();
    shape.push(length);
    strides.push(array.strides[0] + array.strides[1]);
    let mut seen = array.window(shape, strides, start as usize);
    seen.frozen = true;
    Ok(NdArray::wrap(seen, vm).into())
}

/// `astype(a, dtype)`.
pub(super) fn astype(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, dtype, _order, _casting, _subok, _copy] =
        bind(&["a", "dtype", "order", "casting", "subok", "copy"], args, "astype", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let dtype = args::dtype(dtype.as_ref(), vm)?.unwrap_or(super::dtype::FLOAT);
    let made = if dtype == array.dtype { array.copy() } else { convert::cast(&array, dtype, vm)? };
    let scalar = a.as_ref().is_some_and(|a| super::scalar::is_scalar(a.as_object()));
    Ok(if scalar { convert::result(made, vm) } else { NdArray::wrap(made, vm).into() })
}

/// The axes of length one away.
pub(super) fn squeeze(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis] = bind(&["a", "axis"], args, "squeeze", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let gone: Vec<usize> = match axis {
        None => (0..array.ndim()).filter(|axis| array.shape[*axis] == 1).collect(),
        Some(axis) => args::ints(&axis, vm)?
            .into_iter()
            .map(|axis| errstate::axis(axis, array.ndim(), vm))
            .collect::<PyResult<_>>()?,
    };
    if gone.iter().any(|axis| array.shape[*axis] != 1) {
        return Err(vm.new_value_error(
            "cannot select an axis to squeeze out which has size not equal to one".to_owned(),
        ));
    }
    let kept: Vec<usize> = (0..array.ndim()).filter(|axis| !gone.contains(axis)).collect();
    Ok(NdArray::wrap(array.permuted(&kept), vm).into())
}

/// `expand_dims(a, axis)`.
pub(super) fn expand_dims(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis] = bind(&["a", "axis"], args, "expand_dims", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let axes = args::ints(&axis.unwrap_or_else(|| vm.ctx.new_int(0).into()), vm)?;
    let ndim = array.ndim() + axes.len();
    let mut places: Vec<usize> =
        axes.into_iter().map(|axis| errstate::axis(axis, ndim, vm)).collect::<PyResult<_>>()?;
    places.sort_unstable();
    let (mut shape, mut strides) = (array.shape.clone(), array.strides.clone());
    for place in places {
        shape.insert(place.min(shape.len()), 1);
        strides.insert(place.min(strides.len()), 0);
    }
    Ok(NdArray::wrap(array.window(shape, strides, array.offset), vm).into())
}

/// `flip(a, axis)`: a view that runs backwards.
pub(super) fn flip(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis] = bind(&["m", "axis"], args, "flip", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let axes: Vec<usize> = match axis {
        None => (0..array.ndim()).collect(),
        Some(axis) => args::ints(&axis, vm)?
            .into_iter()
            .map(|axis| errstate::axis(axis, array.ndim(), vm))
            .collect::<PyResult<_>>()?,
    };
    let mut seen = array.window(array.shape.clone(), array.strides.clone(), array.offset);
    for axis in axes {
        if seen.shape[axis] > 0 {
            let end = seen.strides[axis] * (seen.shape[axis] as isize - 1);
            seen.offset = (seen.offset as isize + end) as usize;
            seen.strides[axis] = -seen.strides[axis];
        }
    }
    Ok(NdArray::wrap(seen, vm).into())
}
