//! The class `_Bits`: a source of random bits from which `numpy.random` draws whole arrays.

use std::cell::RefCell;

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass};

use super::array::Array;
use super::convert;
use super::dtype::{FLOAT, INT};
use super::ndarray::NdArray;
use super::random::{Bits, Ziggurat};

#[pyclass(module = "numpy.random", name = "_Bits")]
#[derive(Debug, PyPayload)]
pub(super) struct PyBits {
    bits: RefCell<Bits>,
}

impl PyBits {
    fn floats(
        &self,
        count: usize,
        vm: &VirtualMachine,
        mut draw: impl FnMut(&mut Bits) -> f64,
    ) -> PyResult<PyRef<NdArray>> {
        convert::room_for(&[count], FLOAT, vm)?;
        let mut bits = self.bits.borrow_mut();
        let values = (0..count).map(|_| draw(&mut bits)).collect();
        Ok(NdArray::wrap(Array::floats(vec![count], values), vm))
    }

    fn ints(
        &self,
        count: usize,
        vm: &VirtualMachine,
        mut draw: impl FnMut(&mut Bits) -> i64,
    ) -> PyResult<PyRef<NdArray>> {
        convert::room_for(&[count], INT, vm)?;
        let mut bits = self.bits.borrow_mut();
        let values = (0..count).map(|_| draw(&mut bits)).collect();
        Ok(NdArray::wrap(Array::ints(vec![count], values), vm))
    }
}

#[pyclass]
impl PyBits {
    #[pyslot]
    fn slot_new(
        _cls: rustpython_vm::builtins::PyTypeRef,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let (kind, words): (PyObjectRef, Vec<u32>) = args.bind(vm)?;
        let legacy = kind.try_to_bool(vm)?;
        let bits = if legacy {
            Bits::mersenne(words.first().copied().unwrap_or(0))
        } else {
            Bits::pcg(&words)
        };
        Ok(Self { bits: RefCell::new(bits) }.into_ref(&vm.ctx).into())
    }

    #[pymethod]
    fn doubles(zelf: &Py<Self>, count: usize, vm: &VirtualMachine) -> PyResult<PyRef<NdArray>> {
        zelf.floats(count, vm, Bits::double)
    }

    #[pymethod]
    fn gauss(zelf: &Py<Self>, count: usize, vm: &VirtualMachine) -> PyResult<PyRef<NdArray>> {
        zelf.floats(count, vm, Bits::gauss)
    }

    #[pymethod]
    fn normals(zelf: &Py<Self>, count: usize, vm: &VirtualMachine) -> PyResult<PyRef<NdArray>> {
        let table = Ziggurat::normal();
        zelf.floats(count, vm, |bits| bits.normal(&table))
    }

    #[pymethod]
    fn exponentials(
        zelf: &Py<Self>,
        count: usize,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<NdArray>> {
        let table = Ziggurat::exponential();
        zelf.floats(count, vm, |bits| bits.exponential(&table))
    }

    /// Integers from 0 to `most`, by masks or by multiplication.
    #[pymethod]
    fn integers(
        zelf: &Py<Self>,
        count: usize,
        most: u64,
        masked: bool,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<NdArray>> {
        zelf.ints(count, vm, |bits| {
            (if masked { bits.masked(most) } else { bits.bounded(most) }) as i64
        })
    }

    #[pymethod]
    fn poisson(
        zelf: &Py<Self>,
        count: usize,
        mean: f64,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<NdArray>> {
        zelf.ints(count, vm, |bits| bits.poisson(mean))
    }

    #[pymethod]
    fn binomial(
        zelf: &Py<Self>,
        count: usize,
        trials: i64,
        p: f64,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<NdArray>> {
        zelf.ints(count, vm, |bits| bits.binomial(trials, p))
    }

    /// The places 0 to `count` in a random order, from `first` on; masks or multiplication.
    #[pymethod]
    fn order(
        zelf: &Py<Self>,
        count: usize,
        first: usize,
        masked: bool,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<NdArray>> {
        convert::room_for(&[count], INT, vm)?;
        let mut places: Vec<i64> = (0..count as i64).collect();
        let mut bits = zelf.bits.borrow_mut();
        for at in (first.max(1)..count).rev() {
            let most = at as u64;
            let other = if masked { bits.masked(most) } else { bits.bounded(most) };
            places.swap(at, other as usize);
        }
        Ok(NdArray::wrap(Array::ints(vec![count], places), vm))
    }
}
