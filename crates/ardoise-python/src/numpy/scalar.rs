//! numpy's scalars: `int64`, `float32`, `bool` and the others on one payload; `float64`,
//! `complex128` and `str_` on Python's own, so that they are a `float`, a `complex` and a `str`.
//!
//! Their arithmetic is that of arrays without dimensions.

use std::cell::OnceCell;

use num_complex::Complex64;
use rustpython_vm::builtins::{PyComplex, PyFloat, PyStr, PyTypeRef};
use rustpython_vm::class::{PyClassImpl, StaticType};
use rustpython_vm::common::hash::{self, PyHash};
use rustpython_vm::function::{Either, FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::{PyMappingMethods, PyNumberMethods};
use rustpython_vm::types::{
    AsMapping, AsNumber, Comparable, GetAttr, Hashable, PyComparisonOp, PyTypeSlots, Representable,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use super::array::{Array, Data};
use super::dtype::{BOOL, COMPLEX, DType, FLOAT, Kind, NAMED};
use super::{convert, format, operators};

#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    Bool(bool),
    Int(i64),
    Float(f64),
    Complex(Complex64),
}

/// Every scalar that has no Python type to stand on.
#[pyclass(module = "numpy", name = "generic")]
#[derive(Clone, Copy, Debug, PyPayload)]
pub(super) struct Scalar {
    pub(super) dtype: DType,
    pub(super) value: Value,
}

#[pyclass(module = "numpy", name = "float64", base = PyFloat)]
#[derive(Debug)]
#[repr(transparent)]
pub(super) struct Float64(PyFloat);

#[pyclass(module = "numpy", name = "complex128", base = PyComplex)]
#[derive(Debug)]
#[repr(transparent)]
pub(super) struct Complex128(PyComplex);

/// The classes of scalars.
pub(super) struct Classes {
    named: Vec<(DType, PyTypeRef)>,
    pub(super) text: PyTypeRef,
}

thread_local! {
    static CLASSES: OnceCell<&'static Classes> = const { OnceCell::new() };
}

/// The classes, made at the first import; the interpreter's types outlive every kernel as well.
pub(super) fn classes(vm: &VirtualMachine) -> &'static Classes {
    CLASSES.with(|cell| {
        *cell.get_or_init(|| {
            let generic = Scalar::make_static_type();
            let float64 = Float64::make_static_type();
            let complex128 = Complex128::make_static_type();
            let make = |name: &str, base: &PyTypeRef| {
                vm.ctx.new_class(Some("numpy"), name, base.clone(), PyTypeSlots::heap_default())
            };
            let named = NAMED
                .iter()
                .map(|(name, dtype)| {
                    let class = match *dtype {
                        FLOAT => float64.clone(),
                        COMPLEX => complex128.clone(),
                        _ if *name == "object" => make("object_", &generic),
                        _ => make(name, &generic),
                    };
                    (*dtype, class)
                })
                .collect();
            let text = make("str_", &vm.ctx.types.str_type.to_owned());
            text.slots().new.store(Some(construct));
            text.slots().repr.store(Some(|zelf, vm| {
                let plain = vm.ctx.new_str(convert::text(zelf).unwrap_or_default());
                let repr = plain.as_object().repr(vm)?;
                Ok(vm.ctx.new_str(format!("np.str_({repr})")))
            }));
            text.slots().getattro.store(Some(array_attribute));
            Box::leak(Box::new(Classes { named, text }))
        })
    })
}

impl Classes {
    pub(super) fn of(&self, dtype: DType) -> &PyTypeRef {
        self.named.iter().find(|(known, _)| *known == dtype).map_or(&self.text, |(_, class)| class)
    }

    pub(super) fn dtype_of(&self, class: &PyObject) -> Option<DType> {
        if class.is(&self.text) {
            return Some(DType::text(0));
        }
        self.named.iter().find(|(_, known)| class.is(known)).map(|(dtype, _)| *dtype)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &PyTypeRef> {
        self.named.iter().map(|(_, class)| class).chain([&self.text])
    }
}

pub(super) fn is_float64(value: &PyObject) -> bool {
    value.class().is(Float64::static_type())
}

pub(super) fn is_complex128(value: &PyObject) -> bool {
    value.class().is(Complex128::static_type())
}

/// Whether a value is one of numpy's scalars.
pub(super) fn is_scalar(value: &PyObject) -> bool {
    value.downcast_ref::<Scalar>().is_some() || is_float64(value) || is_complex128(value)
}

pub(super) fn complex_object(value: Complex64, vm: &VirtualMachine) -> PyObjectRef {
    let class = Complex128::static_type().to_owned();
    match PyComplex::from(value).into_ref_with_type(vm, class) {
        Ok(made) => made.into(),
        Err(_) => vm.ctx.new_complex(value).into(),
    }
}

pub(super) fn text_object(text: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
    let plain = convert::text(text).unwrap_or_default();
    match PyStr::from(plain).into_ref_with_type(vm, classes(vm).text.clone()) {
        Ok(made) => made.into(),
        Err(_) => text.to_owned(),
    }
}

/// Shows a warning as numpy does.
pub(super) fn warn(message: &str, vm: &VirtualMachine) -> PyResult<()> {
    super::errstate::warn(message, vm)
}

/// The Python value of one of numpy's scalars; anything else as it is.
pub(super) fn plain(value: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
    if let Some(scalar) = value.downcast_ref::<Scalar>() {
        return scalar.item(vm);
    }
    if is_float64(value)
        && let Some(float) = value.downcast_ref::<PyFloat>()
    {
        return vm.ctx.new_float(float.to_f64()).into();
    }
    if is_complex128(value)
        && let Some(number) = value.downcast_ref::<PyComplex>()
    {
        return vm.ctx.new_complex(number.as_complex()).into();
    }
    value.to_owned()
}

impl Float64 {
    pub(super) fn object(value: f64, vm: &VirtualMachine) -> PyObjectRef {
        match PyFloat::from(value).into_ref_with_type(vm, Self::static_type().to_owned()) {
            Ok(made) => made.into(),
            Err(_) => vm.ctx.new_float(value).into(),
        }
    }
}

impl Scalar {
    pub(super) fn object(dtype: DType, value: Value, vm: &VirtualMachine) -> PyObjectRef {
        let scalar = Self { dtype, value };
        match scalar.into_ref_with_type(vm, classes(vm).of(dtype).clone()) {
            Ok(made) => made.into(),
            Err(_) => scalar.item(vm),
        }
    }

    pub(super) fn array(&self) -> Array {
        let data = match self.value {
            Value::Bool(value) => Data::Bool(vec![value]),
            Value::Int(value) => Data::Int(vec![value]),
            Value::Float(value) => Data::Float(vec![value]),
            Value::Complex(value) => Data::Complex(vec![value]),
        };
        Array::with_data(self.dtype, Vec::new(), data)
    }

    fn item(&self, vm: &VirtualMachine) -> PyObjectRef {
        match self.value {
            Value::Bool(value) => vm.ctx.new_bool(value).into(),
            Value::Int(value) if self.dtype == super::dtype::UINT64 => {
                vm.ctx.new_int(value as u64).into()
            }
            Value::Int(value) => vm.ctx.new_int(value).into(),
            Value::Float(value) => vm.ctx.new_float(value).into(),
            Value::Complex(value) => vm.ctx.new_complex(value).into(),
        }
    }
}

/// `float64(x)`, `int32(x)`: a scalar, or an array of that type from a sequence.
fn construct(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let dtype = classes(vm).dtype_of(cls.as_object()).unwrap_or(FLOAT);
    let made = match args.args.first() {
        None => Array::filled(dtype, Vec::new(), vm.ctx.none()),
        Some(value) => convert::array(value, Some(dtype), vm)?,
    };
    Ok(convert::result(made, vm))
}

fn hash_of(value: Value) -> PyHash {
    match value {
        Value::Bool(value) => PyHash::from(value),
        Value::Int(value) => hash::mod_int(value),
        Value::Float(value) => hash::hash_float(value).unwrap_or(0),
        Value::Complex(value) => hash::hash_float(value.re)
            .unwrap_or(0)
            .wrapping_add(hash::hash_float(value.im).unwrap_or(0).wrapping_mul(1_000_003)),
    }
}

#[pyclass(with(AsNumber, AsMapping, Comparable, GetAttr, Hashable, Representable), flags(BASETYPE))]
impl Scalar {
    #[pyslot]
    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        construct(cls, args, vm)
    }

    #[pyslot]
    fn slot_str(
        zelf: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<rustpython_vm::builtins::PyStrRef> {
        let array = convert::as_array(zelf, None, vm)?;
        Ok(vm.ctx.new_str(format::scalar_text(&array, vm)))
    }

    #[pymethod]
    fn __format__(zelf: PyObjectRef, spec: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let empty = convert::text(&spec).is_some_and(|spec| spec.is_empty());
        if empty {
            return Ok(zelf.str(vm)?.into());
        }
        vm.call_method(&plain(&zelf, vm), "__format__", (spec,))
    }

    #[pymethod]
    fn __round__(zelf: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let whole = args.args.is_empty();
        let rounded = vm.call_method(&plain(&zelf, vm), "__round__", args)?;
        if whole {
            return Ok(rounded);
        }
        let (dtype, _) = convert::leaf_dtype(&zelf, vm);
        Ok(convert::result(convert::array(&rounded, Some(dtype), vm)?, vm))
    }

    #[pymethod]
    fn is_integer(zelf: &Py<Self>) -> bool {
        match zelf.value {
            Value::Float(value) => value.fract() == 0.0,
            _ => true,
        }
    }
}

#[pyclass(with(AsNumber, AsMapping, Comparable, GetAttr, Hashable, Representable), flags(BASETYPE))]
impl Float64 {
    #[pymethod]
    fn __round__(zelf: PyObjectRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        Scalar::__round__(zelf, args, vm)
    }

    #[pyslot]
    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        construct(cls, args, vm)
    }

    #[pyslot]
    fn slot_str(
        zelf: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<rustpython_vm::builtins::PyStrRef> {
        Scalar::slot_str(zelf, vm)
    }
}

#[pyclass(with(AsNumber, AsMapping, Comparable, GetAttr, Hashable, Representable), flags(BASETYPE))]
impl Complex128 {
    #[pyslot]
    fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        construct(cls, args, vm)
    }

    #[pyslot]
    fn slot_str(
        zelf: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<rustpython_vm::builtins::PyStrRef> {
        Scalar::slot_str(zelf, vm)
    }
}

/// What a scalar has as an array without dimensions.
fn array_attribute(zelf: &PyObject, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
    if let Some(found) = zelf.generic_getattr_opt(name, None, vm)? {
        return Ok(found);
    }
    let array = super::ndarray::NdArray::wrap(convert::as_array(zelf, None, vm)?, vm);
    let found = array
        .as_object()
        .get_attr(name, vm)
        .map_err(|_| vm.new_no_attribute_error(zelf.to_owned(), name.to_owned()))?;
    Ok(match found.downcast_ref::<super::ndarray::NdArray>() {
        Some(array) if array.get().ndim() == 0 => convert::result(array.get(), vm),
        _ => found,
    })
}

macro_rules! scalar_protocols {
    ($type:ty) => {
        impl GetAttr for $type {
            fn slot_getattro(zelf: &PyObject, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
                array_attribute(zelf, name, vm)
            }

            fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
                array_attribute(zelf.as_object(), name, vm)
            }
        }

        impl AsMapping for $type {
            fn as_mapping() -> &'static PyMappingMethods {
                static METHODS: PyMappingMethods = PyMappingMethods {
                    length: None,
                    subscript: Some(|mapping, key, vm| {
                        let zelf = <$type>::mapping_downcast(mapping).as_object();
                        super::index::get(&convert::as_array(zelf, None, vm)?, key, vm)
                    }),
                    ass_subscript: None,
                };
                &METHODS
            }
        }

        impl AsNumber for $type {
            fn as_number() -> &'static PyNumberMethods {
                &operators::NUMBER
            }
        }

        impl Comparable for $type {
            fn slot_richcompare(
                zelf: &PyObject,
                other: &PyObject,
                op: PyComparisonOp,
                vm: &VirtualMachine,
            ) -> PyResult<Either<PyObjectRef, PyComparisonValue>> {
                operators::compare(zelf, other, op, vm)
            }

            fn cmp(
                _zelf: &Py<Self>,
                _other: &PyObject,
                _op: PyComparisonOp,
                _vm: &VirtualMachine,
            ) -> PyResult<PyComparisonValue> {
                Ok(PyComparisonValue::NotImplemented)
            }
        }

        impl Representable for $type {
            fn slot_repr(
                zelf: &PyObject,
                vm: &VirtualMachine,
            ) -> PyResult<rustpython_vm::builtins::PyStrRef> {
                let array = convert::as_array(zelf, None, vm)?;
                Ok(vm.ctx.new_str(format::scalar_repr(&array, vm)))
            }
        }
    };
}
scalar_protocols!(Scalar);
scalar_protocols!(Float64);
scalar_protocols!(Complex128);

impl Hashable for Scalar {
    fn hash(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<PyHash> {
        Ok(hash_of(zelf.value))
    }
}

impl Hashable for Float64 {
    fn hash(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<PyHash> {
        Ok(hash_of(Value::Float(zelf.0.to_f64())))
    }
}

impl Hashable for Complex128 {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        plain(zelf.as_object(), vm).hash(vm)
    }
}

/// The name a scalar's repr begins with.
pub(super) fn repr_name(dtype: DType) -> String {
    match dtype.kind {
        Kind::Str => "str_".to_owned(),
        _ => dtype.name(),
    }
}

/// `np.True_` and `np.False_`.
pub(super) fn truth(value: bool, vm: &VirtualMachine) -> PyObjectRef {
    Scalar::object(BOOL, Value::Bool(value), vm)
}
