//! Python's operators on arrays and scalars: one table of slots for every class of ours.

use rustpython_vm::builtins::{PyFloat, PyInt, PyStr};
use rustpython_vm::function::{Either, PyComparisonValue};
use rustpython_vm::protocol::PyNumberMethods;
use rustpython_vm::types::PyComparisonOp;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::dtype::Kind;
use super::ndarray::NdArray;
use super::scalar::{self, Float64, Scalar};
use super::ufunc::{self, Operand};
use super::{convert, errstate, linalg};

/// Whether an operator of ours has anything to say about a value.
fn knows(value: &PyObject) -> bool {
    value.downcast_ref::<NdArray>().is_some()
        || value.downcast_ref::<Scalar>().is_some()
        || value.downcast_ref::<PyFloat>().is_some()
        || value.downcast_ref::<PyInt>().is_some()
        || value.downcast_ref::<PyStr>().is_some()
}

fn is_array(value: &PyObject) -> bool {
    value.downcast_ref::<NdArray>().is_some()
}

fn plain_float(value: &PyObject, vm: &VirtualMachine) -> Option<f64> {
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        return Some(float.to_f64());
    }
    value.downcast_ref_if_exact::<PyInt>(vm)?.try_to_primitive::<i32>(vm).ok().map(f64::from)
}

/// Two scalars of which one is a `float64`: no arrays in between.
fn float_pair(name: &str, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> Option<PyResult> {
    if !scalar::is_float64(a) && !scalar::is_float64(b) {
        return None;
    }
    let (x, y) = (plain_float(a, vm)?, plain_float(b, vm)?);
    let value = match name {
        "add" => x + y,
        "subtract" => x - y,
        "multiply" => x * y,
        "divide" if y != 0.0 => x / y,
        "power" if y == 2.0 => x * x,
        _ => return None,
    };
    value.is_finite().then(|| Ok(Float64::object(value, vm)))
}

fn binary(name: &'static str, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    if let Some(done) = float_pair(name, a, b, vm) {
        return done;
    }
    // A scalar beside a list, a tuple or something unknown: the other side may know better.
    let other = if is_array(a) || scalar::is_scalar(a) { b } else { a };
    if !is_array(a)
        && !is_array(b)
        && !knows(other)
        && other.downcast_ref::<rustpython_vm::builtins::PyComplex>().is_none()
    {
        let has_length = other.class().slots().as_sequence.length.load().is_some();
        if !has_length {
            return Ok(vm.ctx.not_implemented());
        }
    }
    if other.get_attr("__array_ufunc__", vm).is_ok_and(|own| vm.is_none(&own)) {
        return Ok(vm.ctx.not_implemented());
    }
    if is_array(a) && !is_array(b) && other.get_attr("__array_priority__", vm).is_ok() {
        return Ok(vm.ctx.not_implemented());
    }
    let (x, y) = (Operand::of(a, vm)?, Operand::of(b, vm)?);
    Ok(convert::result(ufunc::binary(name, &x, &y, vm)?, vm))
}

/// `a += b`: into the array itself; a scalar gets a new value.
fn inplace(name: &'static str, a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    if !is_array(a) {
        return binary(name, a, b, vm);
    }
    let (x, y) = (Operand::of(a, vm)?, Operand::of(b, vm)?);
    let target = x.array.clone();
    if target.frozen {
        return Err(vm.new_value_error("output array is read-only".to_owned()));
    }
    let made = ufunc::binary(name, &x, &y, vm)?;
    if made.shape != target.shape {
        return Err(vm.new_value_error(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            super::array::shape_text(&target.shape),
            super::array::shape_text(&made.shape)
        )));
    }
    ufunc::store_out(a, &made, name, vm)
}

fn unary(name: &str, value: &PyObject, vm: &VirtualMachine) -> PyResult {
    let array = convert::as_array(value, None, vm)?;
    if array.dtype.kind == Kind::Float && name == "invert" {
        return Err(vm.new_type_error(
            "ufunc 'invert' not supported for the input types, and the inputs could not be safely \
             coerced to any supported types according to the casting rule ''safe''"
                .to_owned(),
        ));
    }
    Ok(convert::result(ufunc::unary(name, &array, vm)?, vm))
}

fn divmod(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    let parts = vec![binary("floor_divide", a, b, vm)?, binary("remainder", a, b, vm)?];
    Ok(vm.ctx.new_tuple(parts).into())
}

/// The only element, for `float(a)` and the like.
fn only(value: &PyObject, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    let array = convert::as_array(value, None, vm)?;
    if array.ndim() != 0 {
        return Err(vm.new_type_error(
            "only 0-dimensional arrays can be converted to Python scalars".to_owned(),
        ));
    }
    Ok(convert::plain_objects(&array, vm)[0].clone())
}

fn truth(value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        return Ok(float.to_f64() != 0.0);
    }
    let array = convert::as_array(value, None, vm)?;
    match array.size() {
        1 if array.dtype.is_number() => Ok(array.to_bools()[0]),
        1 => convert::plain_objects(&array, vm)[0].clone().try_to_bool(vm),
        0 => Err(vm.new_value_error(
            "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an \
             array is not empty."
                .to_owned(),
        )),
        _ => Err(vm.new_value_error(
            "The truth value of an array with more than one element is ambiguous. Use a.any() or \
             a.all()"
                .to_owned(),
        )),
    }
}

/// Comparison operators: elementwise.
pub(super) fn compare(
    a: &PyObject,
    b: &PyObject,
    op: PyComparisonOp,
    vm: &VirtualMachine,
) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
    let name = match op {
        PyComparisonOp::Lt => "less",
        PyComparisonOp::Le => "less_equal",
        PyComparisonOp::Eq => "equal",
        PyComparisonOp::Ne => "not_equal",
        PyComparisonOp::Gt => "greater",
        PyComparisonOp::Ge => "greater_equal",
    };
    if !is_array(a)
        && let (Some(x), Some(y)) = (plain_float(a, vm), plain_float(b, vm))
        && let Some(f) = super::ops::compare::<f64>(name)
    {
        return Ok(Either::A(scalar::truth(f(&x, &y), vm)));
    }
    let equality = matches!(op, PyComparisonOp::Eq | PyComparisonOp::Ne);
    if !is_array(a)
        && !is_array(b)
        && !knows(b)
        && convert::leaf_dtype(b, vm).0.kind == Kind::Object
        && b.class().slots().as_sequence.length.load().is_none()
    {
        return Ok(Either::B(PyComparisonValue::NotImplemented));
    }
    let made = Operand::of(a, vm).and_then(|x| {
        let y = Operand::of(b, vm)?;
        ufunc::binary(name, &x, &y, vm)
    });
    match made {
        Ok(made) => Ok(Either::A(convert::result(made, vm))),
        Err(error) if equality && error.fast_isinstance(vm.ctx.exceptions.type_error) => {
            let size: Array = convert::as_array(a, None, vm)?;
            let all = vec![op == PyComparisonOp::Ne; size.size()];
            Ok(Either::A(convert::result(Array::bools(size.shape, all), vm)))
        }
        Err(error) => Err(error),
    }
}

/// Every class of ours has these.
pub(super) static NUMBER: PyNumberMethods = PyNumberMethods {
    add: Some(|a, b, vm| binary("add", a, b, vm)),
    subtract: Some(|a, b, vm| binary("subtract", a, b, vm)),
    multiply: Some(|a, b, vm| binary("multiply", a, b, vm)),
    remainder: Some(|a, b, vm| {
        if a.downcast_ref::<PyStr>().is_some() {
            return Ok(vm.ctx.not_implemented());
        }
        binary("remainder", a, b, vm)
    }),
    divmod: Some(divmod),
    power: Some(|a, b, _, vm| binary("power", a, b, vm)),
    negative: Some(|a, vm| unary("negative", a.as_object(), vm)),
    positive: Some(|a, vm| unary("positive", a.as_object(), vm)),
    absolute: Some(|a, vm| unary("absolute", a.as_object(), vm)),
    boolean: Some(|a, vm| truth(a.as_object(), vm)),
    invert: Some(|a, vm| unary("invert", a.as_object(), vm)),
    lshift: Some(|a, b, vm| binary("left_shift", a, b, vm)),
    rshift: Some(|a, b, vm| binary("right_shift", a, b, vm)),
    and: Some(|a, b, vm| binary("bitwise_and", a, b, vm)),
    xor: Some(|a, b, vm| binary("bitwise_xor", a, b, vm)),
    or: Some(|a, b, vm| binary("bitwise_or", a, b, vm)),
    int: Some(|a, vm| Ok(only(a.as_object(), vm)?.try_int(vm)?.into())),
    float: Some(|a, vm| {
        let value = only(a.as_object(), vm)?;
        Ok(vm.ctx.new_float(convert::float(&value, vm)?).into())
    }),
    inplace_add: Some(|a, b, vm| inplace("add", a, b, vm)),
    inplace_subtract: Some(|a, b, vm| inplace("subtract", a, b, vm)),
    inplace_multiply: Some(|a, b, vm| inplace("multiply", a, b, vm)),
    inplace_remainder: Some(|a, b, vm| inplace("remainder", a, b, vm)),
    inplace_power: Some(|a, b, _, vm| inplace("power", a, b, vm)),
    inplace_lshift: Some(|a, b, vm| inplace("left_shift", a, b, vm)),
    inplace_rshift: Some(|a, b, vm| inplace("right_shift", a, b, vm)),
    inplace_and: Some(|a, b, vm| inplace("bitwise_and", a, b, vm)),
    inplace_xor: Some(|a, b, vm| inplace("bitwise_xor", a, b, vm)),
    inplace_or: Some(|a, b, vm| inplace("bitwise_or", a, b, vm)),
    floor_divide: Some(|a, b, vm| binary("floor_divide", a, b, vm)),
    true_divide: Some(|a, b, vm| binary("divide", a, b, vm)),
    inplace_floor_divide: Some(|a, b, vm| inplace("floor_divide", a, b, vm)),
    inplace_true_divide: Some(|a, b, vm| inplace("divide", a, b, vm)),
    index: Some(|a, vm| {
        let array = convert::as_array(a.as_object(), None, vm)?;
        if array.ndim() == 0 && array.dtype.is_integer() {
            return Ok(convert::plain_objects(&array, vm)[0].try_index(vm)?.into());
        }
        Err(vm.new_type_error(if is_array(a.as_object()) {
            "only integer scalar arrays can be converted to a scalar index".to_owned()
        } else {
            format!("'{}' object cannot be interpreted as an integer", a.as_object().class().name())
        }))
    }),
    matrix_multiply: Some(matmul),
    inplace_matrix_multiply: Some(matmul),
};

fn matmul(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    let (x, y) = (convert::as_array(a, None, vm)?, convert::as_array(b, None, vm)?);
    if x.ndim() == 0 || y.ndim() == 0 {
        let which = if x.ndim() == 0 { 0 } else { 1 };
        return Err(vm.new_value_error(format!(
            "matmul: Input operand {which} does not have enough dimensions (has 0, gufunc core with \
             signature (n?,k),(k,m?)->(n?,m?) requires 1)"
        )));
    }
    Ok(convert::result(linalg::matmul(&x, &y, vm)?, vm))
}

/// A failure of an axis argument.
pub(super) fn axis(value: isize, array: &Array, vm: &VirtualMachine) -> PyResult<usize> {
    errstate::axis(value, array.ndim(), vm)
}
