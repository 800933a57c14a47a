//! The class `numpy.ndarray`: attributes, item access, iteration and printing.
//!
//! Methods that are also functions (`a.sum()`, `np.sum(a)`) exist once, as functions; looking one
//! up on an array binds it.

use std::cell::RefCell;

use rustpython_vm::builtins::{PyBoundMethod, PySequenceIterator, PyStr, PyStrRef};
use rustpython_vm::function::{Either, FuncArgs, PyComparisonValue};
use rustpython_vm::protocol::{PyMappingMethods, PyNumberMethods, PySequenceMethods};
use rustpython_vm::types::{
    AsMapping, AsNumber, AsSequence, Comparable, GetAttr, Iterable, PyComparisonOp, Representable,
};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::array::{Array, Data};
use super::dtype::{COMPLEX, FLOAT, Kind};
use super::dtypes::NpDType;
use super::{args, convert, format, index, operators, ufunc};

#[pyclass(module = "numpy", name = "ndarray", unhashable = true)]
#[derive(Debug, PyPayload)]
pub(super) struct NdArray {
    array: RefCell<Array>,
}

/// Functions whose first argument is the array and which are methods too.
const METHODS: [&str; 39] = [
    "sum",
    "prod",
    "max",
    "min",
    "mean",
    "std",
    "var",
    "any",
    "all",
    "argmax",
    "argmin",
    "ptp",
    "cumsum",
    "cumprod",
    "argsort",
    "round",
    "clip",
    "repeat",
    "ravel",
    "reshape",
    "transpose",
    "swapaxes",
    "squeeze",
    "take",
    "dot",
    "nonzero",
    "searchsorted",
    "diagonal",
    "trace",
    "conj",
    "conjugate",
    "compress",
    "argpartition",
    "choose",
    "put",
    "flatten",
    "astype",
    "resize_copy",
    "view",
];

impl NdArray {
    pub(super) fn wrap(array: Array, vm: &VirtualMachine) -> PyRef<Self> {
        Self { array: RefCell::new(array) }.into_ref(&vm.ctx)
    }

    pub(super) fn get(&self) -> Array {
        self.array.borrow().clone()
    }
}

impl GetAttr for NdArray {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        if let Some(found) = zelf.as_object().generic_getattr_opt(name, None, vm)? {
            return Ok(found);
        }
        if let Some(text) = name.to_str()
            && METHODS.contains(&text)
        {
            let module = vm.import("numpy", 0)?;
            let function = module.get_attr(name, vm)?;
            return Ok(PyBoundMethod::new(zelf.to_owned().into(), function)
                .into_ref(&vm.ctx)
                .into());
        }
        Err(vm.new_no_attribute_error(zelf.to_owned().into(), name.to_owned()))
    }
}

#[pyclass(
    with(GetAttr, AsNumber, AsMapping, AsSequence, Comparable, Iterable, Representable),
    flags(BASETYPE)
)]
impl NdArray {
    #[pyslot]
    fn slot_new(
        _cls: rustpython_vm::builtins::PyTypeRef,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let [shape, dtype] = args::bind(&["shape", "dtype"], args, "ndarray", vm)?;
        let shape = match shape {
            Some(shape) => args::shape(&shape, vm)?,
            None => {
                return Err(
                    vm.new_type_error("ndarray() missing required argument 'shape'".to_owned())
                );
            }
        };
        let dtype = args::dtype(dtype.as_ref(), vm)?.unwrap_or(FLOAT);
        convert::room_for(&shape, dtype, vm)?;
        Ok(Self::wrap(Array::filled(dtype, shape, vm.ctx.none()), vm).into())
    }

    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        let array = convert::as_array(zelf, None, vm)?;
        Ok(vm.ctx.new_str(format::text(&array, vm)?))
    }

    #[pygetset]
    fn shape(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        args::tuple(&zelf.array.borrow().shape, vm)
    }

    #[pygetset(setter)]
    fn set_shape(zelf: &Py<Self>, shape: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let array = zelf.get();
        let shape = super::shape::target(&array, &args::ints(&shape, vm)?, vm)?;
        *zelf.array.borrow_mut() = array.reshaped(shape);
        Ok(())
    }

    #[pygetset]
    fn ndim(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().ndim()
    }

    #[pygetset]
    fn size(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().size()
    }

    #[pygetset]
    fn itemsize(zelf: &Py<Self>) -> usize {
        zelf.array.borrow().dtype.bytes()
    }

    #[pygetset]
    fn nbytes(zelf: &Py<Self>) -> usize {
        let array = zelf.array.borrow();
        array.dtype.bytes() * array.size()
    }

    #[pygetset]
    fn strides(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let array = zelf.array.borrow();
        let bytes = array.dtype.bytes() as isize;
        let strides = array.strides.iter().map(|stride| vm.ctx.new_int(stride * bytes).into());
        vm.ctx.new_tuple(strides.collect()).into()
    }

    #[pygetset]
    fn dtype(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        NpDType::object(zelf.array.borrow().dtype, vm)
    }

    #[pygetset(name = "T")]
    fn transposed(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
        let array = zelf.get();
        let axes: Vec<usize> = (0..array.ndim()).rev().collect();
        Self::wrap(array.permuted(&axes), vm)
    }

    #[pygetset]
    fn real(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyRef<Self> {
        let array = zelf.get();
        if array.dtype.kind != Kind::Complex {
            return zelf;
        }
        let values = array.to_complexes().iter().map(|c| c.re).collect();
        let part = Array::floats(array.shape.clone(), values).narrowed(array.dtype.part());
        Self::wrap(part, vm)
    }

    #[pygetset]
    fn imag(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
        let array = zelf.get();
        let part = if array.dtype.kind == Kind::Complex {
            let values = array.to_complexes().iter().map(|c| c.im).collect();
            Array::floats(array.shape.clone(), values).narrowed(array.dtype.part())
        } else {
            Array::filled(array.dtype, array.shape, vm.ctx.new_int(0).into())
        };
        Self::wrap(part, vm)
    }

    #[pygetset(setter)]
    fn set_real(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.set_part(&value, true, vm)
    }

    #[pygetset(setter)]
    fn set_imag(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.set_part(&value, false, vm)
    }

    fn set_part(&self, value: &PyObject, real: bool, vm: &VirtualMachine) -> PyResult<()> {
        let array = self.get();
        if array.dtype.kind != Kind::Complex {
            if real {
                return index::assign(&array, value, vm);
            }
            return Err(vm.new_type_error("array does not have imaginary part to set".to_owned()));
        }
        let parts = convert::as_array(value, Some(FLOAT), vm)?;
        let parts = index::fit(&parts, &array.shape, vm)?;
        let mut values = array.to_complexes().into_vec();
        for (value, part) in values.iter_mut().zip(parts.to_floats().iter()) {
            *(if real { &mut value.re } else { &mut value.im }) = *part;
        }
        array.store(&Array::new(COMPLEX, array.shape.clone(), values));
        Ok(())
    }

    #[pygetset]
    fn flat(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
        let array = zelf.get();
        let size = array.size();
        Self::wrap(array.reshaped(vec![size]), vm)
    }

    #[pygetset]
    fn base(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        let array = zelf.array.borrow();
        if !array.view {
            return vm.ctx.none();
        }
        let size = match &*array.data.borrow() {
            Data::Bool(all) => all.len(),
            Data::Int(all) => all.len(),
            Data::Float(all) => all.len(),
            Data::Complex(all) => all.len(),
            Data::Object(all) => all.len(),
        };
        Self::wrap(array.window(vec![size], vec![1], 0), vm).into()
    }

    #[pymethod]
    fn tolist(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        convert::to_list(&zelf.array.borrow(), vm)
    }

    #[pymethod]
    fn item(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let array = zelf.get();
        let mut places = Vec::new();
        for arg in &args.args {
            places.extend(args::ints(arg, vm)?);
        }
        let at = match places.as_slice() {
            [] if array.size() == 1 => 0,
            [] => {
                return Err(vm.new_value_error(
                    "can only convert an array of size 1 to a Python scalar".to_owned(),
                ));
            }
            [flat] => index::checked(*flat, array.size(), None, vm)?,
            several => {
                let mut at = 0;
                for (axis, place) in several.iter().enumerate() {
                    let length = array.shape.get(axis).copied().unwrap_or(0);
                    at = at * length + index::checked(*place, length, Some(axis), vm)?;
                }
                at
            }
        };
        Ok(super::scalar::plain(&convert::element(&array, at, vm), vm))
    }

    #[pymethod]
    fn copy(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyRef<Self> {
        Self::wrap(zelf.array.borrow().copy(), vm)
    }

    #[pymethod]
    fn __copy__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyRef<Self> {
        Self::wrap(zelf.array.borrow().copy(), vm)
    }

    #[pymethod]
    fn __deepcopy__(zelf: &Py<Self>, _memo: PyObjectRef, vm: &VirtualMachine) -> PyRef<Self> {
        Self::wrap(zelf.array.borrow().copy(), vm)
    }

    #[pymethod]
    fn __array__(zelf: PyRef<Self>, _args: FuncArgs) -> PyRef<Self> {
        zelf
    }

    #[pymethod]
    fn fill(zelf: &Py<Self>, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        index::assign(&zelf.get(), &value, vm)
    }

    #[pymethod]
    fn sort(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let [axis, _kind] = args::bind(&["axis", "kind"], args, "sort", vm)?;
        let array = zelf.get();
        let axis = args::int(axis.as_ref(), vm)?.unwrap_or(-1);
        let sorted = super::sort::sorted(&array, operators::axis(axis, &array, vm)?, vm)?;
        array.store(&sorted);
        Ok(())
    }

    #[pymethod]
    fn resize(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let shape: PyObjectRef = match args.args.as_slice() {
            [shape] => shape.clone(),
            several => vm.ctx.new_tuple(several.to_vec()).into(),
        };
        let shape = args::shape(&shape, vm)?;
        let array = zelf.get();
        let size = convert::room_for(&shape, array.dtype, vm)?;
        let made = Array::filled(array.dtype, vec![size], vm.ctx.new_int(0).into());
        let kept = size.min(array.size());
        let old = array.reshaped(vec![array.size()]).window(vec![kept], vec![1], 0);
        made.window(vec![kept], vec![1], 0).store(&old);
        *zelf.array.borrow_mut() = made.reshaped(shape);
        Ok(())
    }

    #[pymethod]
    fn tobytes(zelf: &Py<Self>) -> Vec<u8> {
        let array = zelf.array.borrow();
        let size = array.dtype.size as usize;
        match array.dtype.kind {
            Kind::Bool => array.to_bools().iter().map(|b| u8::from(*b)).collect(),
            Kind::Float if size == 4 => {
                array.to_floats().iter().flat_map(|f| (*f as f32).to_le_bytes()).collect()
            }
            Kind::Float => array.to_floats().iter().flat_map(|f| f.to_le_bytes()).collect(),
            _ => array
                .to_ints()
                .iter()
                .flat_map(|i| i.to_le_bytes()[..size.min(8)].to_vec())
                .collect(),
        }
    }

    #[pymethod]
    fn __format__(zelf: PyObjectRef, spec: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        if convert::text(&spec).is_some_and(|spec| spec.is_empty()) {
            return Ok(zelf.str(vm)?.into());
        }
        let array = convert::as_array(&zelf, None, vm)?;
        if array.ndim() == 0 {
            return vm.call_method(&convert::plain_objects(&array, vm)[0], "__format__", (spec,));
        }
        Err(vm.new_type_error(
            "unsupported format string passed to numpy.ndarray.__format__".to_owned(),
        ))
    }

    #[pymethod]
    fn __complex__(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let array = convert::as_array(&zelf, Some(COMPLEX), vm)?;
        if array.size() != 1 {
            return Err(vm.new_type_error(
                "only 0-dimensional arrays can be converted to Python scalars".to_owned(),
            ));
        }
        Ok(convert::plain_objects(&array, vm)[0].clone())
    }

    #[pymethod]
    fn __dir__(zelf: PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let own = vm.call_method(zelf.class().as_object(), "mro", ())?;
        let classes: Vec<PyObjectRef> = own.try_to_value(vm)?;
        let mut names: Vec<PyObjectRef> =
            METHODS.iter().map(|name| vm.ctx.new_str(*name).into()).collect();
        for class in classes {
            let dict = class.get_attr("__dict__", vm)?;
            let keys: Vec<PyObjectRef> = dict.try_to_value(vm)?;
            names.extend(keys);
        }
        Ok(names)
    }
}

impl AsNumber for NdArray {
    fn as_number() -> &'static PyNumberMethods {
        &operators::NUMBER
    }
}

impl AsMapping for NdArray {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, vm| length(NdArray::mapping_downcast(mapping), vm)),
            subscript: Some(|mapping, key, vm| {
                index::get(&NdArray::mapping_downcast(mapping).array.borrow(), key, vm)
            }),
            ass_subscript: Some(|mapping, key, value, vm| match value {
                Some(value) => {
                    let array = NdArray::mapping_downcast(mapping).get();
                    index::set(&array, key, &value, vm)
                }
                None => Err(vm.new_value_error("cannot delete array elements".to_owned())),
            }),
        };
        &METHODS
    }
}

fn length(array: &Py<NdArray>, vm: &VirtualMachine) -> PyResult<usize> {
    let array = array.array.borrow();
    array
        .shape
        .first()
        .copied()
        .ok_or_else(|| vm.new_type_error("len() of unsized object".to_owned()))
}

impl AsSequence for NdArray {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, vm| length(NdArray::sequence_downcast(sequence), vm)),
            item: Some(|sequence, at, vm| {
                let array = NdArray::sequence_downcast(sequence).array.borrow();
                index::item(&array, at, vm)
            }),
            contains: Some(|sequence, value, vm| {
                let array = NdArray::sequence_downcast(sequence).get();
                let equal = ufunc::binary(
                    "equal",
                    &ufunc::Operand { array, weak: false },
                    &ufunc::Operand::of(value, vm)?,
                    vm,
                )?;
                Ok(equal.to_bools().iter().any(|same| *same))
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl Comparable for NdArray {
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

impl Iterable for NdArray {
    fn iter(zelf: PyRef<Self>, vm: &VirtualMachine) -> PyResult {
        if zelf.array.borrow().ndim() == 0 {
            return Err(vm.new_type_error("iteration over a 0-d array".to_owned()));
        }
        Ok(PySequenceIterator::new(zelf.into(), vm)?.into_pyobject(vm))
    }
}

impl Representable for NdArray {
    fn slot_repr(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        let array = convert::as_array(zelf, None, vm)?;
        Ok(vm.ctx.new_str(format::repr(&array, vm)?))
    }
}
