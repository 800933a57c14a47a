//! The class `numpy.dtype`.

use rustpython_vm::common::hash::PyHash;
use rustpython_vm::function::{FuncArgs, PyComparisonValue};
use rustpython_vm::types::{Comparable, Hashable, PyComparisonOp, Representable};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use super::args;
use super::dtype::{DType, FLOAT, Kind};
use super::scalar::classes;

#[pyclass(module = "numpy", name = "dtype")]
#[derive(Debug, PyPayload)]
pub(super) struct NpDType {
    pub(super) dtype: DType,
}

impl NpDType {
    pub(super) fn object(dtype: DType, vm: &VirtualMachine) -> PyObjectRef {
        Self { dtype }.into_ref(&vm.ctx).into()
    }
}

#[pyclass(with(Comparable, Hashable, Representable))]
impl NpDType {
    #[pyslot]
    fn slot_new(
        _cls: rustpython_vm::builtins::PyTypeRef,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let dtype = args::dtype(args.args.first(), vm)?.unwrap_or(FLOAT);
        Ok(Self::object(dtype, vm))
    }

    #[pyslot]
    fn slot_str(
        zelf: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<rustpython_vm::builtins::PyStrRef> {
        let dtype = zelf.downcast_ref::<Self>().map_or(FLOAT, |zelf| zelf.dtype);
        let name = if dtype.kind == Kind::Str { dtype.code() } else { dtype.name() };
        Ok(vm.ctx.new_str(name))
    }

    #[pygetset]
    fn name(zelf: &Py<Self>) -> String {
        zelf.dtype.name()
    }

    #[pygetset(name = "str")]
    fn code(zelf: &Py<Self>) -> String {
        zelf.dtype.code()
    }

    #[pygetset]
    fn kind(zelf: &Py<Self>) -> String {
        zelf.dtype.letter().to_string()
    }

    #[pygetset]
    fn itemsize(zelf: &Py<Self>) -> usize {
        zelf.dtype.bytes()
    }

    #[pygetset(name = "type")]
    fn class(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        classes(vm).of(zelf.dtype).clone().into()
    }
}

impl Comparable for NpDType {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            let other = args::dtype(Some(&other.to_owned()), vm).unwrap_or(None);
            Ok((other == Some(zelf.dtype)).into())
        })
    }
}

impl Hashable for NpDType {
    fn hash(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyHash> {
        vm.ctx.new_str(zelf.dtype.name()).as_object().hash(vm)
    }
}

impl Representable for NpDType {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(match zelf.dtype.kind {
            Kind::Object => "dtype('O')".to_owned(),
            Kind::Str => format!("dtype('{}')", zelf.dtype.code()),
            _ => format!("dtype('{}')", zelf.dtype.name()),
        })
    }
}
