//! Elementwise functions: which type they work in, broadcasting, warnings, `out=` and `where=`.
//!
//! The formulas are in [`super::ops`]; here is only how arrays meet them.

use num_complex::Complex64;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, Representable};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use super::args::{self, bind};
use super::array::{Array, Buffer, common_shape, shape_text};
use super::dtype::{BOOL, DType, FLOAT, Kind, OBJECT, UINT64};
use super::errstate;
use super::ndarray::NdArray;
use super::{convert, ops, reduce};

/// An operand: an array, and whether its type adapts to the other's.
pub(super) struct Operand {
    pub(super) array: Array,
    pub(super) weak: bool,
}

impl Operand {
    pub(super) fn of(value: &PyObject, vm: &VirtualMachine) -> PyResult<Self> {
        if let Some(array) = value.downcast_ref::<NdArray>() {
            return Ok(Self { array: array.get(), weak: false });
        }
        let (_, weak) = convert::leaf_dtype(value, vm);
        Ok(Self { array: convert::as_array(value, None, vm)?, weak })
    }
}

const COMPARISONS: [&str; 6] =
    ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"];
const LOGICAL: [&str; 3] = ["logical_and", "logical_or", "logical_xor"];
const FLOAT_ONLY: [&str; 7] =
    ["divide", "arctan2", "hypot", "copysign", "logaddexp", "heaviside", "nextafter"];

fn common_dtype(a: &Operand, b: &Operand) -> DType {
    match (a.weak, b.weak) {
        (true, false) => b.array.dtype.promote_weak(a.array.dtype),
        (false, true) => a.array.dtype.promote_weak(b.array.dtype),
        _ => a.array.dtype.promote(b.array.dtype),
    }
}

fn unsupported(name: &str, vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
    vm.new_type_error(format!(
        "ufunc '{name}' not supported for the input types, and the inputs could not be safely \
         coerced to any supported types according to the casting rule ''safe''"
    ))
}

/// A plain integer must fit the narrow type of the other operand.
fn check_fits(operand: &Operand, dtype: DType, vm: &VirtualMachine) -> PyResult<()> {
    if operand.weak && dtype.is_integer() && operand.array.dtype.is_integer() {
        let value = operand.array.to_ints()[0];
        let (least, most) = dtype.limits();
        let value = if operand.array.dtype == UINT64 {
            i128::from(value as u64)
        } else {
            i128::from(value)
        };
        if value < least || value > most {
            return Err(vm.new_overflow_error(format!(
                "Python integer {value} out of bounds for {}",
                dtype.name()
            )));
        }
    }
    Ok(())
}

/// The elements of an operand spread to a shape; one element stays one.
fn spread(array: &Array, shape: &[usize]) -> Array {
    if array.size() == 1 || array.shape == shape {
        return array.clone();
    }
    array.broadcast(shape).unwrap_or_else(|| array.clone())
}

/// A function of two arrays.
pub(super) fn binary(name: &str, a: &Operand, b: &Operand, vm: &VirtualMachine) -> PyResult<Array> {
    let shape = common_shape(&[&a.array.shape, &b.array.shape]).ok_or_else(|| {
        vm.new_value_error(format!(
            "operands could not be broadcast together with shapes {} {} ",
            shape_text(&a.array.shape),
            shape_text(&b.array.shape)
        ))
    })?;
    let (x, y) = (spread(&a.array, &shape), spread(&b.array, &shape));
    let common = common_dtype(a, b);
    convert::room_for(&shape, common, vm)?;
    let scalar = shape.is_empty();
    let compares = COMPARISONS.contains(&name);
    if LOGICAL.contains(&name) && common.is_number() {
        let f = ops::bool2(name).ok_or_else(|| unsupported(name, vm))?;
        let values = ops::zip(&x.to_bools(), &y.to_bools(), |a, b| f(*a, *b));
        return Ok(Array::bools(shape, values));
    }
    match common.kind {
        Kind::Object | Kind::Str => objects(name, &x, &y, shape, common, vm),
        _ if FLOAT_ONLY.contains(&name) && common.kind < Kind::Complex => {
            floats(name, &x, &y, shape, common.to_float(), scalar, vm)
        }
        Kind::Bool if compares => {
            let f = ops::compare::<bool>(name).ok_or_else(|| unsupported(name, vm))?;
            Ok(Array::bools(shape, ops::zip(&x.to_bools(), &y.to_bools(), f)))
        }
        Kind::Bool => {
            if name == "subtract" {
                return Err(vm.new_type_error(
                    "numpy boolean subtract, the `-` operator, is not supported, use the \
                     bitwise_xor, the `^` operator, or the logical_xor function instead."
                        .to_owned(),
                ));
            }
            match ops::bool2(name) {
                Some(f) => {
                    let values = ops::zip(&x.to_bools(), &y.to_bools(), |a, b| f(*a, *b));
                    Ok(Array::bools(shape, values))
                }
                None => {
                    let narrow = DType { kind: Kind::Int, size: 1 };
                    integers(name, &x, &y, shape, narrow, scalar, vm)
                }
            }
        }
        Kind::Int | Kind::Uint if compares => {
            let values = if common == UINT64 {
                let f = ops::compare::<u64>(name).ok_or_else(|| unsupported(name, vm))?;
                ops::zip(&x.to_ints(), &y.to_ints(), |a, b| f(&(*a as u64), &(*b as u64)))
            } else {
                let f = ops::compare::<i64>(name).ok_or_else(|| unsupported(name, vm))?;
                ops::zip(&x.to_ints(), &y.to_ints(), f)
            };
            Ok(Array::bools(shape, values))
        }
        Kind::Int | Kind::Uint if name == "float_power" => {
            floats(name, &x, &y, shape, FLOAT, scalar, vm)
        }
        Kind::Int | Kind::Uint => {
            check_fits(a, common, vm)?;
            check_fits(b, common, vm)?;
            integers(name, &x, &y, shape, common, scalar, vm)
        }
        Kind::Float if compares => {
            let f = ops::compare::<f64>(name).ok_or_else(|| unsupported(name, vm))?;
            Ok(Array::bools(shape, ops::zip(&x.to_floats(), &y.to_floats(), f)))
        }
        Kind::Float => floats(name, &x, &y, shape, common, scalar, vm),
        Kind::Complex => complexes(name, &x, &y, shape, common, vm),
    }
}

fn floats(
    name: &str,
    x: &Array,
    y: &Array,
    shape: Vec<usize>,
    dtype: DType,
    scalar: bool,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let (a, b): (Buffer<'_, f64>, Buffer<'_, f64>) = (x.to_floats(), y.to_floats());
    let values = ops::zip_floats(name, &a, &b).ok_or_else(|| unsupported(name, vm))?;
    let divides = matches!(name, "divide" | "floor_divide" | "power" | "remainder");
    if name != "maximum" && name != "minimum" {
        errstate::check(&[&a, &b], &values, name, divides, scalar, vm)?;
    }
    Ok(Array::floats(shape, values).narrowed(dtype))
}

fn integers(
    name: &str,
    x: &Array,
    y: &Array,
    shape: Vec<usize>,
    dtype: DType,
    scalar: bool,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let Some(f) = ops::int2(name, dtype == UINT64) else {
        return floats(name, x, y, shape, dtype.to_float(), scalar, vm);
    };
    let (a, b) = (x.to_ints(), y.to_ints());
    if matches!(name, "power" | "pow") && b.iter().any(|b| *b < 0) && dtype != UINT64 {
        return Err(
            vm.new_value_error("Integers to negative integer powers are not allowed.".to_owned())
        );
    }
    if matches!(name, "floor_divide" | "remainder" | "fmod") && b.contains(&0) && !a.is_empty() {
        let scalar = if scalar { "scalar " } else { "" };
        errstate::warn(&format!("divide by zero encountered in {scalar}{name}"), vm)?;
    }
    let values: Vec<i64> = match name {
        "add" => ops::zip(&a, &b, |a, b| a.wrapping_add(*b)),
        "multiply" => ops::zip(&a, &b, |a, b| a.wrapping_mul(*b)),
        "subtract" => ops::zip(&a, &b, |a, b| a.wrapping_sub(*b)),
        _ => ops::zip(&a, &b, |a, b| f(*a, *b)),
    };
    if scalar && matches!(name, "add" | "subtract" | "multiply") && dtype != UINT64 {
        let (a, b) = (i128::from(a[0]), i128::from(b[0]));
        let exact = match name {
            "add" => a + b,
            "subtract" => a - b,
            _ => a * b,
        };
        if exact != i128::from(dtype.wrap(values[0])) {
            errstate::warn(&format!("overflow encountered in scalar {name}"), vm)?;
        }
    }
    Ok(Array::ints(shape, values).narrowed(dtype))
}

fn complexes(
    name: &str,
    x: &Array,
    y: &Array,
    shape: Vec<usize>,
    dtype: DType,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let (a, b) = (x.to_complexes(), y.to_complexes());
    if COMPARISONS.contains(&name) {
        let less = ops::complex_less;
        let values = ops::zip(&a, &b, |a, b| match name {
            "equal" => a == b,
            "not_equal" => a != b,
            "less" => less(*a, *b),
            "less_equal" => less(*a, *b) || a == b,
            "greater" => less(*b, *a),
            _ => less(*b, *a) || a == b,
        });
        return Ok(Array::bools(shape, values));
    }
    let f = ops::complex2(name).ok_or_else(|| unsupported(name, vm))?;
    let values = ops::zip(&a, &b, |a, b| f(*a, *b));
    Ok(Array::new(dtype, shape, values).narrowed(dtype))
}

/// Operations on Python objects and text: Python's own operators.
fn objects(
    name: &str,
    x: &Array,
    y: &Array,
    shape: Vec<usize>,
    common: DType,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let texts = x.dtype.kind == Kind::Str && y.dtype.kind == Kind::Str;
    if common.kind == Kind::Str && !texts {
        if name == "equal" || name == "not_equal" {
            let size = shape.iter().product();
            return Ok(Array::bools(shape, vec![name == "not_equal"; size]));
        }
        let described = |dtype: DType| match dtype.kind {
            Kind::Str => format!("dtype('{}')", dtype.code()),
            _ => format!("dtype('{}')", dtype.name()),
        };
        return Err(errstate::ufunc_error(
            format!(
                "ufunc '{name}' did not contain a loop with signature matching types ({}, {}) -> None",
                described(x.dtype),
                described(y.dtype)
            ),
            vm,
        ));
    }
    let module = vm.import("_operator", 0)?;
    let python = match name {
        "equal" => "eq",
        "not_equal" => "ne",
        "less" => "lt",
        "less_equal" => "le",
        "greater" => "gt",
        "greater_equal" => "ge",
        "subtract" => "sub",
        "multiply" => "mul",
        "divide" => "truediv",
        "floor_divide" => "floordiv",
        "remainder" => "mod",
        "power" => "pow",
        "bitwise_and" | "logical_and" => "and_",
        "bitwise_or" | "logical_or" => "or_",
        "bitwise_xor" => "xor",
        "maximum" | "minimum" => "gt",
        other => other,
    };
    let function =
        module.get_attr(vm.ctx.intern_str(python), vm).map_err(|_| unsupported(name, vm))?;
    let (a, b) = (convert::plain_objects(x, vm), convert::plain_objects(y, vm));
    let mut values: Vec<PyObjectRef> = Vec::with_capacity(a.len().max(b.len()));
    for pair in ops::zip(&a, &b, |a, b| (a.clone(), b.clone())) {
        let found = function.call((pair.0.clone(), pair.1.clone()), vm)?;
        values.push(match name {
            "maximum" => {
                if found.try_to_bool(vm)? {
                    pair.0
                } else {
                    pair.1
                }
            }
            "minimum" => {
                if found.try_to_bool(vm)? {
                    pair.1
                } else {
                    pair.0
                }
            }
            _ => found,
        });
    }
    let mut dtype = if COMPARISONS.contains(&name) {
        BOOL
    } else if texts {
        DType::text(0)
    } else {
        OBJECT
    };
    let data = convert::store_objects(&values, &mut dtype, vm)?;
    Ok(Array::with_data(dtype, shape, data))
}

/// A function of one array.
pub(super) fn unary(name: &str, x: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    let dtype = x.dtype;
    let shape = x.shape.clone();
    if !dtype.is_number() {
        return object_unary(name, x, vm);
    }
    if let Some(ask) = ops::question(name) {
        let values = match dtype.kind {
            Kind::Complex => x
                .to_complexes()
                .iter()
                .map(|c| {
                    if name == "isfinite" { ask(c.re) && ask(c.im) } else { ask(c.re) || ask(c.im) }
                })
                .collect(),
            _ => x.to_floats().iter().map(|value| ask(*value)).collect(),
        };
        return Ok(Array::bools(shape, values));
    }
    match dtype.kind {
        Kind::Bool if name == "invert" => {
            Ok(Array::bools(shape, x.to_bools().iter().map(|b| !b).collect()))
        }
        Kind::Bool if matches!(name, "absolute" | "floor" | "ceil" | "trunc" | "conjugate") => {
            Ok(x.copy())
        }
        Kind::Bool if name == "negative" => Err(vm.new_type_error(
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator \
             or the logical_not function instead."
                .to_owned(),
        )),
        Kind::Int | Kind::Uint if ops::int1(name).is_some() => {
            let f = ops::int1(name).ok_or_else(|| unsupported(name, vm))?;
            let values = if dtype == UINT64 && matches!(name, "absolute" | "sign") {
                x.to_ints()
                    .iter()
                    .map(|v| if name == "sign" { i64::from(*v != 0) } else { *v })
                    .collect()
            } else {
                x.to_ints().iter().map(|value| f(*value)).collect()
            };
            Ok(Array::ints(shape, values).narrowed(dtype))
        }
        Kind::Complex if name == "absolute" => {
            let values = x.to_complexes().iter().map(|c| c.re.hypot(c.im)).collect();
            Ok(Array::floats(shape, values).narrowed(dtype.part()))
        }
        Kind::Complex => {
            let f = ops::complex1(name).ok_or_else(|| unsupported(name, vm))?;
            let values: Vec<Complex64> = x.to_complexes().iter().map(|value| f(*value)).collect();
            Ok(Array::new(dtype, shape, values).narrowed(dtype))
        }
        _ => {
            let f = ops::float1(name).ok_or_else(|| unsupported(name, vm))?;
            let input = x.to_floats();
            let values: Vec<f64> = input.iter().map(|value| f(*value)).collect();
            let divides =
                matches!(name, "log" | "log2" | "log10" | "log1p" | "reciprocal" | "arctanh");
            let shown = if name == "reciprocal" { "reciprocal" } else { name };
            errstate::check(&[&input], &values, shown, divides, false, vm)?;
            Ok(Array::floats(shape, values).narrowed(dtype.to_float()))
        }
    }
}

fn object_unary(name: &str, x: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    if x.dtype.kind == Kind::Str {
        return Err(unsupported(name, vm));
    }
    let mut values = Vec::with_capacity(x.size());
    for value in x.raw::<PyObjectRef>().iter() {
        values.push(match name {
            "negative" => vm._neg(value)?,
            "positive" => vm._pos(value)?,
            "absolute" => vm._abs(value)?,
            "invert" => vm._invert(value)?,
            "square" => vm._mul(value, value)?,
            "logical_not" => vm.ctx.new_bool(!value.clone().try_to_bool(vm)?).into(),
            _ => {
                let method = value.get_attr(vm.ctx.intern_str(name), vm).map_err(|_| {
                    vm.new_type_error(format!(
                        "loop of ufunc does not support argument 0 of type {} which has no callable \
                         {name} method",
                        value.class().name()
                    ))
                })?;
                method.call((), vm)?
            }
        });
    }
    Ok(Array::new(OBJECT, x.shape.clone(), values))
}

/// An elementwise function as Python sees it.
#[pyclass(module = "numpy", name = "ufunc")]
#[derive(Debug, PyPayload)]
pub(super) struct Ufunc {
    pub(super) name: &'static str,
    pub(super) inputs: usize,
}

/// Every function of one array.
pub(super) const UNARY: [&str; 51] = [
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "sinh",
    "cosh",
    "tanh",
    "arcsinh",
    "arccosh",
    "arctanh",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sqrt",
    "cbrt",
    "square",
    "reciprocal",
    "absolute",
    "fabs",
    "negative",
    "positive",
    "conjugate",
    "sign",
    "floor",
    "ceil",
    "trunc",
    "rint",
    "deg2rad",
    "rad2deg",
    "radians",
    "degrees",
    "invert",
    "isnan",
    "isinf",
    "isfinite",
    "signbit",
    "logical_not",
    "spacing",
    "asin",
    "acos",
    "atan",
    "asinh",
    "acosh",
    "atanh",
    "fix",
];

/// Every function of two arrays.
pub(super) const BINARY: [&str; 36] = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "floor_divide",
    "remainder",
    "fmod",
    "power",
    "float_power",
    "maximum",
    "minimum",
    "fmax",
    "fmin",
    "arctan2",
    "hypot",
    "copysign",
    "logaddexp",
    "heaviside",
    "nextafter",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "logical_and",
    "logical_or",
    "logical_xor",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "left_shift",
    "right_shift",
    "gcd",
    "lcm",
    "pow",
];

impl Callable for Ufunc {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let wanted = zelf.inputs;
        if args.args.len() < wanted || args.args.len() > wanted + 1 {
            return Err(vm.new_type_error(format!(
                "{}() takes from {wanted} to {} positional arguments but {} were given",
                zelf.name,
                wanted + 1,
                args.args.len()
            )));
        }
        let names: &[&str; 7] = if wanted == 1 {
            &["x", "out", "where", "dtype", "casting", "order", "subok"]
        } else {
            &["x1", "x2", "out", "where", "dtype", "casting", "order"]
        };
        let given = bind(names, args, zelf.name, vm)?;
        let (out, only, dtype) = (&given[wanted], &given[wanted + 1], &given[wanted + 2]);
        let dtype = args::dtype(dtype.as_ref(), vm)?;
        let mut operands = Vec::with_capacity(wanted);
        for value in given[..wanted].iter().flatten() {
            operands.push(Operand::of(value, vm)?);
        }
        if let Some(dtype) = dtype {
            for operand in &mut operands {
                operand.array = convert::cast(&operand.array, dtype, vm)?;
                operand.weak = false;
            }
        }
        let made = match operands.as_slice() {
            [x] => unary(zelf.name, &x.array, vm)?,
            [x, y] => binary(zelf.name, x, y, vm)?,
            _ => {
                return Err(
                    vm.new_type_error(format!("invalid number of arguments to {}", zelf.name))
                );
            }
        };
        let out =
            out.as_ref().map(|out| match out.downcast_ref::<rustpython_vm::builtins::PyTuple>() {
                Some(tuple) => tuple.as_slice()[0].clone(),
                None => out.clone(),
            });
        match (out, only) {
            (None, None) => Ok(convert::result(made, vm)),
            (Some(out), None) => store_out(&out, &made, zelf.name, vm),
            (out, Some(only)) => {
                let only = convert::as_array(only, Some(BOOL), vm)?;
                let kept = match &out {
                    Some(out) => convert::as_array(out, None, vm)?,
                    None => Array::filled(made.dtype, made.shape.clone(), vm.ctx.none()),
                };
                let kept = Operand { array: kept, weak: false };
                let made = Operand { array: made, weak: false };
                let mixed = select(&only, &made, &kept, vm)?;
                match out {
                    Some(out) => store_out(&out, &mixed, zelf.name, vm),
                    None => Ok(convert::result(mixed, vm)),
                }
            }
        }
    }
}

/// `where(condition, a, b)`.
pub(super) fn select(
    only: &Array,
    a: &Operand,
    b: &Operand,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let shape = common_shape(&[&only.shape, &a.array.shape, &b.array.shape]).ok_or_else(|| {
        vm.new_value_error(format!(
            "operands could not be broadcast together with shapes {} {} {} ",
            shape_text(&only.shape),
            shape_text(&a.array.shape),
            shape_text(&b.array.shape)
        ))
    })?;
    let dtype = common_dtype(a, b);
    let whole = |array: &Array| array.broadcast(&shape).map_or_else(|| array.clone(), |a| a.copy());
    let made = whole(&convert::cast(&b.array, dtype, vm)?);
    let other = whole(&convert::cast(&a.array, dtype, vm)?);
    let chosen: Vec<usize> = whole(&convert::cast(only, BOOL, vm)?)
        .to_bools()
        .iter()
        .enumerate()
        .filter_map(|(at, only)| only.then_some(at))
        .collect();
    super::index::write_at(&made, &chosen, &other.pick(&chosen, vec![chosen.len()]));
    Ok(made)
}

/// Writes into the array that the caller gave.
pub(super) fn store_out(out: &PyObject, made: &Array, name: &str, vm: &VirtualMachine) -> PyResult {
    let Some(target) = out.downcast_ref::<NdArray>() else {
        return Err(vm.new_type_error("return arrays must be of ArrayType".to_owned()));
    };
    let target = target.get();
    if made.dtype.kind > target.dtype.kind
        && made.dtype.is_number()
        && target.dtype.is_number()
        && !(made.dtype.is_integer() && target.dtype.is_integer())
    {
        return Err(errstate::ufunc_error(
            format!(
                "Cannot cast ufunc '{name}' output from dtype('{}') to dtype('{}') with casting rule \
                 'same_kind'",
                made.dtype.name(),
                target.dtype.name()
            ),
            vm,
        ));
    }
    let made = if made.dtype == target.dtype {
        made.clone()
    } else {
        convert::cast(made, target.dtype, vm)?
    };
    let fits = made.shape == target.shape;
    let spread = if fits { Some(made.clone()) } else { made.broadcast(&target.shape) };
    let Some(spread) = spread else {
        return Err(vm.new_value_error(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            shape_text(&target.shape),
            shape_text(&made.shape)
        )));
    };
    target.store(&spread);
    Ok(out.to_owned())
}

#[pyclass(with(Callable, Representable))]
impl Ufunc {
    #[pygetset(name = "__name__")]
    fn dunder_name(zelf: &Py<Self>) -> &'static str {
        zelf.name
    }

    #[pygetset]
    fn nin(zelf: &Py<Self>) -> usize {
        zelf.inputs
    }

    #[pymethod]
    fn reduce(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [array, axis, dtype, _out, keepdims, initial] =
            bind(&["array", "axis", "dtype", "out", "keepdims", "initial"], args, "reduce", vm)?;
        let array = args::array(array.as_ref(), vm)?;
        let axis = match axis {
            Some(axis) => Some(axis),
            None => Some(vm.ctx.new_int(0).into()),
        };
        let array = match args::dtype(dtype.as_ref(), vm)? {
            Some(dtype) => convert::cast(&array, dtype, vm)?,
            None => array,
        };
        reduce::fold(
            zelf.name,
            &array,
            axis.as_ref(),
            args::truth(keepdims.as_ref(), vm)?,
            initial,
            vm,
        )
    }

    #[pymethod]
    fn accumulate(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [array, axis] = bind(&["array", "axis"], args, "accumulate", vm)?;
        let array = args::array(array.as_ref(), vm)?;
        let axis = args::int(axis.as_ref(), vm)?.unwrap_or(0);
        reduce::accumulate(zelf.name, &array, errstate::axis(axis, array.ndim(), vm)?, vm)
    }

    #[pymethod]
    fn outer(zelf: &Py<Self>, a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (mut a, b) = (Operand::of(&a, vm)?, Operand::of(&b, vm)?);
        let mut shape = a.array.shape.clone();
        shape.resize(shape.len() + b.array.ndim(), 1);
        a.array = a.array.reshaped(shape);
        Ok(convert::result(binary(zelf.name, &a, &b, vm)?, vm))
    }

    #[pymethod]
    fn at(
        zelf: &Py<Self>,
        a: PyObjectRef,
        indices: PyObjectRef,
        b: rustpython_vm::function::OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let indices = convert::as_array(&indices, None, vm)?;
        let values = b.into_option().map(|b| convert::as_array(&b, None, vm)).transpose()?;
        let values = match values {
            Some(values) => Some(values.broadcast(&indices.shape).ok_or_else(|| {
                vm.new_value_error("array is not broadcastable to correct shape".to_owned())
            })?),
            None => None,
        };
        for (count, at) in indices.to_ints().iter().enumerate() {
            let at: PyObjectRef = vm.ctx.new_int(*at).into();
            let old = a.get_item(&*at, vm)?;
            let mut given = vec![old];
            given.extend(values.as_ref().map(|values| convert::element(values, count, vm)));
            let new = Self::call(zelf, FuncArgs::from(given), vm)?;
            a.set_item(&*at, new, vm)?;
        }
        Ok(())
    }
}

impl Representable for Ufunc {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("<ufunc '{}'>", zelf.name))
    }
}

/// A plain integer, for indices.
pub(super) fn small_int(value: &PyObject, vm: &VirtualMachine) -> Option<isize> {
    value.downcast_ref::<PyInt>().and_then(|int| int.try_to_primitive::<isize>(vm).ok())
}
