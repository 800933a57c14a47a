//! Reading arguments the way numpy's functions take them: by place or by name, `None` for absent.

use rustpython_vm::builtins::{PyInt, PyStr, PyTuple};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert;
use super::dtype::{BOOL, COMPLEX, DType, FLOAT, INT, OBJECT};
use super::dtypes::NpDType;
use super::ndarray::NdArray;
use super::scalar::classes;

pub(super) type Given = Option<PyObjectRef>;

/// The arguments in the order of `names`.
pub(super) fn bind<const N: usize>(
    names: &[&str; N],
    mut args: FuncArgs,
    function: &str,
    vm: &VirtualMachine,
) -> PyResult<[Given; N]> {
    let mut found: [Given; N] = std::array::from_fn(|_| None);
    if args.args.len() > N {
        return Err(vm.new_type_error(format!(
            "{function}() takes at most {N} positional arguments ({} given)",
            args.args.len()
        )));
    }
    let none = &vm.ctx.none;
    for (slot, value) in found.iter_mut().zip(args.args.drain(..)) {
        *slot = (!value.is(none)).then_some(value);
    }
    for (slot, name) in found.iter_mut().zip(names) {
        if let Some(value) = args.take_keyword(name) {
            *slot = (!value.is(none)).then_some(value);
        }
    }
    if let Some((name, _)) = args.remaining_keywords().next() {
        return Err(
            vm.new_type_error(format!("{function}() got an unexpected keyword argument '{name}'"))
        );
    }
    Ok(found)
}

pub(super) fn array(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<Array> {
    match value {
        Some(value) => convert::as_array(value, None, vm),
        None => Err(vm.new_type_error("missing required argument".to_owned())),
    }
}

pub(super) fn truth(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<bool> {
    value.map_or(Ok(false), |value| value.clone().try_to_bool(vm))
}

pub(super) fn int(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<Option<isize>> {
    value.map(|value| index(value, vm)).transpose()
}

pub(super) fn float(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<Option<f64>> {
    value
        .map(|value| match value.downcast_ref::<NdArray>() {
            Some(array) if array.get().size() == 1 => Ok(array.get().to_floats()[0]),
            _ => convert::float(value, vm),
        })
        .transpose()
}

/// An integer, from anything that is one.
pub(super) fn index(value: &PyObject, vm: &VirtualMachine) -> PyResult<isize> {
    if let Some(int) = value.downcast_ref::<PyInt>() {
        return int.try_to_primitive::<isize>(vm);
    }
    value.try_index(vm)?.try_to_primitive::<isize>(vm)
}

/// One integer or several.
pub(super) fn ints(value: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    if value.downcast_ref::<PyInt>().is_some() || value.try_index_opt(vm).is_some_and(|i| i.is_ok())
    {
        return Ok(vec![index(value, vm)?]);
    }
    if let Some(array) = value.downcast_ref::<NdArray>() {
        return Ok(array.get().to_ints().iter().map(|i| *i as isize).collect());
    }
    let items: Vec<PyObjectRef> = value.to_owned().try_to_value(vm)?;
    items.iter().map(|item| index(item, vm)).collect()
}

/// An integer of an element's size, whatever the machine's.
pub(super) fn long(value: &PyObject, vm: &VirtualMachine) -> PyResult<i64> {
    value.try_index(vm)?.try_to_primitive::<i64>(vm)
}

/// A shape: one length or several. A length beyond all memory is refused where it is asked for.
pub(super) fn shape(value: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    let single = value.downcast_ref::<NdArray>().is_none()
        && value.try_index_opt(vm).is_some_and(|index| index.is_ok());
    let items: Vec<PyObjectRef> =
        if single { vec![value.to_owned()] } else { value.to_owned().try_to_value(vm)? };
    let length = |item: &PyObjectRef| {
        let length = long(item, vm)?;
        if length < 0 {
            return Err(vm.new_value_error("negative dimensions are not allowed".to_owned()));
        }
        Ok(usize::try_from(length).unwrap_or(usize::MAX))
    };
    items.iter().map(length).collect()
}

/// A dtype by its name, its class or Python's own type.
pub(super) fn dtype(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<Option<DType>> {
    let Some(value) = value else { return Ok(None) };
    if let Some(dtype) = value.downcast_ref::<NpDType>() {
        return Ok(Some(dtype.dtype));
    }
    let types = &vm.ctx.types;
    let found = if value.is(types.float_type) {
        Some(FLOAT)
    } else if value.is(types.int_type) {
        Some(INT)
    } else if value.is(types.bool_type) {
        Some(BOOL)
    } else if value.is(types.complex_type) {
        Some(COMPLEX)
    } else if value.is(types.str_type) {
        Some(DType::text(0))
    } else if value.is(types.object_type) {
        Some(OBJECT)
    } else if let Some(name) = value.downcast_ref::<PyStr>() {
        DType::named(&name.to_string_lossy())
    } else {
        classes(vm).dtype_of(value)
    };
    match found {
        Some(dtype) => Ok(Some(dtype)),
        None if value.downcast_ref::<PyStr>().is_some() => {
            let repr = value.repr(vm)?;
            Err(vm.new_type_error(format!("data type {repr} not understood")))
        }
        None => match value.get_attr("dtype", vm) {
            Ok(inner) if inner.downcast_ref::<NpDType>().is_some() => dtype(Some(&inner), vm),
            _ => {
                let repr = value.repr(vm)?;
                Err(vm.new_type_error(format!("Cannot interpret '{repr}' as a data type")))
            }
        },
    }
}

/// A shape as a Python tuple.
pub(super) fn tuple(shape: &[usize], vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx.new_tuple(shape.iter().map(|length| vm.ctx.new_int(*length).into()).collect()).into()
}

/// The arrays of a list or tuple.
pub(super) fn arrays(value: Option<&PyObjectRef>, vm: &VirtualMachine) -> PyResult<Vec<Array>> {
    let Some(value) = value else {
        return Err(vm.new_type_error("missing required argument".to_owned()));
    };
    if let Some(array) = value.downcast_ref::<NdArray>() {
        let array = array.get();
        return Ok((0..array.shape.first().copied().unwrap_or(0))
            .map(|at| array.at(0, at))
            .collect());
    }
    let items: Vec<PyObjectRef> = match value.downcast_ref::<PyTuple>() {
        Some(tuple) => tuple.as_slice().to_vec(),
        None => value.clone().try_to_value(vm)?,
    };
    items.iter().map(|item| convert::as_array(item, None, vm)).collect()
}
