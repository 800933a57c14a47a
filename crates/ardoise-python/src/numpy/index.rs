//! `a[key]` and `a[key] = value`: integers, slices, `...`, `None`, masks and lists of places.

use rustpython_vm::builtins::{PyBool, PyEllipsis, PyInt, PyList, PySlice, PyTuple};
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::{Array, Element, common_shape, shape_text};
use super::convert;
use super::dtype::{INT, Kind};
use super::ndarray::NdArray;
use super::scalar::{Scalar, Value};
use super::ufunc::small_int;

/// One part of a key.
enum Part {
    At(isize),
    Slice(PyObjectRef),
    New,
    Rest,
    /// Places along one axis.
    Places(Array),
    /// A mask, already as places along each of its axes, with its shape.
    Mask(Vec<Array>, Vec<usize>),
}

/// What a key selects: a window, or elements at offsets of the storage.
enum Chosen {
    Window(Array),
    Elements { offsets: Vec<usize>, shape: Vec<usize>, mask: bool },
}

/// An index counted from the end where negative.
pub(super) fn checked(
    index: isize,
    length: usize,
    axis: Option<usize>,
    vm: &VirtualMachine,
) -> PyResult<usize> {
    let counted = if index < 0 { index + length as isize } else { index };
    if counted >= 0 && (counted as usize) < length {
        return Ok(counted as usize);
    }
    Err(vm.new_index_error(match axis {
        Some(axis) => format!("index {index} is out of bounds for axis {axis} with size {length}"),
        None => format!("index {index} is out of bounds for size {length}"),
    }))
}

/// `a[i]` with a plain integer.
pub(super) fn item(array: &Array, index: isize, vm: &VirtualMachine) -> PyResult {
    let Some(length) = array.shape.first() else {
        return Err(too_many(0, 1, vm));
    };
    let at = checked(index, *length, Some(0), vm)?;
    if array.ndim() == 1 {
        let place = array.offset as isize + array.strides[0] * at as isize;
        return Ok(convert::element_at(array, place as usize, vm));
    }
    Ok(NdArray::wrap(array.at(0, at), vm).into())
}

fn too_many(
    ndim: usize,
    given: usize,
    vm: &VirtualMachine,
) -> rustpython_vm::builtins::PyBaseExceptionRef {
    vm.new_index_error(format!(
        "too many indices for array: array is {ndim}-dimensional, but {given} were indexed"
    ))
}

/// `a[key]`.
pub(super) fn get(array: &Array, key: &PyObject, vm: &VirtualMachine) -> PyResult {
    if key.downcast_ref::<PyBool>().is_none()
        && let Some(at) = small_int(key, vm)
    {
        return item(array, at, vm);
    }
    match choose(array, key, vm)? {
        Chosen::Window(window) => {
            let whole = window.ndim() == 0 && !has_rest(key);
            Ok(if whole { convert::result(window, vm) } else { NdArray::wrap(window, vm).into() })
        }
        Chosen::Elements { offsets, shape, .. } => {
            let flat = storage(array);
            Ok(convert::result(flat.pick(&offsets, shape), vm))
        }
    }
}

fn has_rest(key: &PyObject) -> bool {
    let rest = |part: &PyObject| part.downcast_ref::<PyEllipsis>().is_some();
    rest(key)
        || key.downcast_ref::<PyTuple>().is_some_and(|key| key.as_slice().iter().any(|p| rest(p)))
}

/// The whole storage as one row.
fn storage(array: &Array) -> Array {
    use super::array::Data;
    let size = match &*array.data.borrow() {
        Data::Bool(all) => all.len(),
        Data::Int(all) => all.len(),
        Data::Float(all) => all.len(),
        Data::Complex(all) => all.len(),
        Data::Object(all) => all.len(),
    };
    array.window(vec![size], vec![1], 0)
}

/// `a[key] = value`.
pub(super) fn set(
    array: &Array,
    key: &PyObject,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if array.frozen {
        return Err(vm.new_value_error("assignment destination is read-only".to_owned()));
    }
    match choose(array, key, vm)? {
        Chosen::Window(window) => assign(&window, value, vm),
        Chosen::Elements { offsets, shape, mask } => {
            let value = convert::as_array(value, Some(array.dtype), vm)?;
            let spread =
                if value.size() == 1 { Some(value.clone()) } else { value.broadcast(&shape) };
            let Some(spread) = spread else {
                return Err(vm.new_value_error(if mask && value.ndim() == 1 {
                    format!(
                        "NumPy boolean array indexing assignment cannot assign {} input values to the \
                         {} output values where the mask is true",
                        value.size(),
                        offsets.len()
                    )
                } else {
                    format!(
                        "shape mismatch: value array of shape {} could not be broadcast to indexing \
                         result of shape {}",
                        shape_text(&value.shape),
                        shape_text(&shape)
                    )
                }));
            };
            write_at(&storage(array), &offsets, &spread);
            Ok(())
        }
    }
}

/// Writes elements at places of a contiguous row.
pub(super) fn write_at(row: &Array, places: &[usize], values: &Array) {
    fn write<T: Element>(row: &Array, places: &[usize], values: &Array) {
        let values = values.raw::<T>().into_vec();
        let mut data = row.data.borrow_mut();
        let Some(all) = T::of_mut(&mut data) else { return };
        for (count, place) in places.iter().enumerate() {
            all[row.offset + *place] = values[if values.len() == 1 { 0 } else { count }].clone();
        }
    }
    match row.dtype.kind {
        Kind::Bool => write::<bool>(row, places, values),
        Kind::Int | Kind::Uint => write::<i64>(row, places, values),
        Kind::Float => write::<f64>(row, places, values),
        Kind::Complex => write::<num_complex::Complex64>(row, places, values),
        Kind::Str | Kind::Object => write::<PyObjectRef>(row, places, values),
    }
}

/// An array spread to the shape of what it is written into.
pub(super) fn fit(value: &Array, shape: &[usize], vm: &VirtualMachine) -> PyResult<Array> {
    let mut value = value.clone();
    while value.ndim() > shape.len() && value.shape[0] == 1 {
        value = value.at(0, 0);
    }
    value.broadcast(shape).ok_or_else(|| {
        vm.new_value_error(format!(
            "could not broadcast input array from shape {} into shape {}",
            shape_text(&value.shape),
            shape_text(shape)
        ))
    })
}

/// Writes a value into every element of a window.
pub(super) fn assign(window: &Array, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let sequence = window.ndim() == 0
        && window.dtype.is_number()
        && (value.downcast_ref::<PyList>().is_some() || value.downcast_ref::<PyTuple>().is_some());
    if sequence {
        return Err(vm.new_value_error("setting an array element with a sequence.".to_owned()));
    }
    if window.dtype.kind == Kind::Object && window.ndim() == 0 {
        window.scatter(&[value.to_owned()]);
        return Ok(());
    }
    let value = convert::as_array(value, Some(window.dtype), vm)?;
    if window.size() > 0 || value.size() != 1 {
        window.store(&fit(&value, &window.shape, vm)?);
    }
    Ok(())
}

fn parse(key: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<Part>> {
    let single = [key.to_owned()];
    let parts: &[PyObjectRef] = match key.downcast_ref::<PyTuple>() {
        Some(tuple) => tuple.as_slice(),
        None => &single,
    };
    parts.iter().map(|part| parse_part(part, vm)).collect()
}

fn parse_part(part: &PyObject, vm: &VirtualMachine) -> PyResult<Part> {
    if vm.is_none(part) {
        return Ok(Part::New);
    }
    if part.downcast_ref::<PyEllipsis>().is_some() {
        return Ok(Part::Rest);
    }
    if part.downcast_ref::<PySlice>().is_some() {
        return Ok(Part::Slice(part.to_owned()));
    }
    let truth = match part.downcast_ref::<Scalar>().map(|scalar| scalar.value) {
        Some(Value::Bool(value)) => Some(value),
        _ if part.downcast_ref::<PyBool>().is_some() => Some(part.to_owned().try_to_bool(vm)?),
        _ => None,
    };
    if let Some(truth) = truth {
        return Ok(mask(&Array::bools(Vec::new(), vec![truth])));
    }
    if (part.downcast_ref::<PyInt>().is_some() || part.downcast_ref::<Scalar>().is_some())
        && let Some(Ok(index)) = part.try_index_opt(vm)
    {
        return Ok(Part::At(index.try_to_primitive::<isize>(vm)?));
    }
    let sequence = part.downcast_ref::<NdArray>().is_some()
        || part.downcast_ref::<PyList>().is_some()
        || part.downcast_ref::<PyTuple>().is_some()
        || part.downcast_ref::<rustpython_vm::builtins::PyRange>().is_some();
    if sequence {
        let mut places = convert::as_array(part, None, vm)?;
        if places.size() == 0 && part.downcast_ref::<NdArray>().is_none() {
            places = places.cast_numbers(INT);
        }
        if places.dtype.kind == Kind::Bool {
            return Ok(mask(&places));
        }
        if places.dtype.is_integer() {
            return Ok(Part::Places(places));
        }
        return Err(vm.new_index_error(
            "arrays used as indices must be of integer (or boolean) type".to_owned(),
        ));
    }
    Err(vm.new_index_error(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or \
         boolean arrays are valid indices"
            .to_owned(),
    ))
}

/// The places where an array is true, one list for each axis.
pub(super) fn places(mask: &Array) -> Vec<Array> {
    let bools = mask.to_bools();
    let flat: Vec<usize> = bools.iter().enumerate().filter_map(|(at, b)| b.then_some(at)).collect();
    let strides = super::array::c_strides(&mask.shape);
    (0..mask.ndim())
        .map(|axis| {
            let (stride, length) = (strides[axis] as usize, mask.shape[axis].max(1));
            Array::ints(
                vec![flat.len()],
                flat.iter().map(|at| (at / stride % length) as i64).collect(),
            )
        })
        .collect()
}

fn mask(array: &Array) -> Part {
    if array.ndim() == 0 {
        let count = usize::from(array.to_bools()[0]);
        return Part::Mask(vec![Array::ints(vec![count], vec![0; count])], Vec::new());
    }
    Part::Mask(places(array), array.shape.clone())
}

fn choose(array: &Array, key: &PyObject, vm: &VirtualMachine) -> PyResult<Chosen> {
    let parts = parse(key, vm)?;
    let used: usize = parts
        .iter()
        .map(|part| match part {
            Part::New | Part::Rest => 0,
            Part::Mask(_, shape) => shape.len(),
            _ => 1,
        })
        .sum();
    if used > array.ndim() {
        return Err(too_many(array.ndim(), used, vm));
    }
    let masked = parts.iter().any(|part| matches!(part, Part::Mask(..)));
    let fancy = masked || parts.iter().any(|part| matches!(part, Part::Places(_)));
    let mut seen = array.clone();
    seen.view = true;
    // The axis of `seen` that the next part speaks of, and that of the array for messages.
    let (mut axis, mut source) = (0, 0);
    let mut lists: Vec<(usize, Array)> = Vec::new();
    let mut breaks = 0;
    let mut previous: Option<usize> = None;
    for (number, part) in parts.iter().enumerate() {
        if matches!(part, Part::Places(_) | Part::Mask(..))
            || (fancy && matches!(part, Part::At(_)))
        {
            if previous.is_some_and(|previous| previous + 1 != number) {
                breaks += 1;
            }
            previous = Some(number);
        }
        match part {
            Part::At(index) if fancy => {
                checked(*index, seen.shape[axis], Some(source), vm)?;
                lists.push((axis, Array::ints(Vec::new(), vec![*index as i64])));
                axis += 1;
                source += 1;
            }
            Part::At(index) => {
                let at = checked(*index, seen.shape[axis], Some(source), vm)?;
                seen = seen.at(axis, at);
                source += 1;
            }
            Part::Slice(slice) => {
                let Some(slice) = slice.downcast_ref::<PySlice>() else { continue };
                let slice = slice.to_saturated(vm)?;
                let (start, count) = slice.adjust_indices_start(seen.shape[axis]);
                if count > 0 {
                    seen.offset = (seen.offset as isize + seen.strides[axis] * start) as usize;
                }
                seen.strides[axis] *= slice.step();
                seen.shape[axis] = count;
                axis += 1;
                source += 1;
            }
            Part::New => {
                seen.shape.insert(axis, 1);
                seen.strides.insert(axis, 0);
                axis += 1;
            }
            Part::Rest => {
                let skipped = array.ndim() - used;
                axis += skipped;
                source += skipped;
            }
            Part::Places(list) => {
                lists.push((axis, list.clone()));
                axis += 1;
                source += 1;
            }
            Part::Mask(places, shape) if shape.is_empty() => {
                seen.shape.insert(axis, 1);
                seen.strides.insert(axis, 0);
                lists.push((axis, places[0].clone()));
                axis += 1;
            }
            Part::Mask(places, shape) => {
                for (length, list) in shape.iter().zip(places) {
                    if seen.shape[axis] != *length {
                        return Err(vm.new_index_error(format!(
                            "boolean index did not match indexed array along axis {source}; size of \
                             axis is {} but size of corresponding boolean axis is {length}",
                            seen.shape[axis]
                        )));
                    }
                    lists.push((axis, list.clone()));
                    axis += 1;
                    source += 1;
                }
            }
        }
    }
    if !fancy {
        return Ok(Chosen::Window(seen));
    }
    elements(&seen, &lists, breaks > 0, masked, vm)
}

/// The offsets of the elements at lists of places along some axes, all along the others.
fn elements(
    seen: &Array,
    lists: &[(usize, Array)],
    apart: bool,
    mask: bool,
    vm: &VirtualMachine,
) -> PyResult<Chosen> {
    let shapes: Vec<&[usize]> = lists.iter().map(|(_, list)| list.shape.as_slice()).collect();
    let Some(common) = common_shape(&shapes) else {
        let texts: Vec<String> = shapes.iter().map(|shape| shape_text(shape)).collect();
        return Err(vm.new_index_error(format!(
            "shape mismatch: indexing arrays could not be broadcast together with shapes {} ",
            texts.join(" ")
        )));
    };
    let count: usize = common.iter().product();
    let mut places = vec![0_isize; count];
    for (axis, list) in lists {
        let list = list.broadcast(&common).unwrap_or_else(|| list.clone());
        let length = seen.shape[*axis];
        for (place, index) in places.iter_mut().zip(list.to_ints().iter()) {
            *place +=
                checked(*index as isize, length, Some(*axis), vm)? as isize * seen.strides[*axis];
        }
    }
    let listed: Vec<usize> = lists.iter().map(|(axis, _)| *axis).collect();
    let front = if apart { 0 } else { listed[0] };
    let others: Vec<usize> = (0..seen.ndim()).filter(|axis| !listed.contains(axis)).collect();
    let split = others.iter().filter(|axis| **axis < front).count();
    let part = |axes: &[usize]| {
        let mut part = seen.permuted(axes);
        part.offset = 0;
        let mut offsets = Vec::new();
        // Strides may be negative: the offsets here are relative.
        relative(&part.shape, &part.strides, &mut offsets);
        (part.shape, offsets)
    };
    let (before, outer) = part(&others[..split]);
    let (after, inner) = part(&others[split..]);
    let mut offsets = Vec::with_capacity(outer.len() * count * inner.len());
    for a in &outer {
        for b in &places {
            for c in &inner {
                offsets.push((seen.offset as isize + a + b + c) as usize);
            }
        }
    }
    let shape = [before, common, after].concat();
    Ok(Chosen::Elements { offsets, shape, mask })
}

fn relative(shape: &[usize], strides: &[isize], offsets: &mut Vec<isize>) {
    offsets.push(0);
    for (length, stride) in shape.iter().zip(strides) {
        let mut next = Vec::with_capacity(offsets.len() * length);
        for offset in offsets.iter() {
            next.extend((0..*length).map(|at| offset + at as isize * stride));
        }
        *offsets = next;
    }
}
