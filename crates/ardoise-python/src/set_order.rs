//! Sets of numbers are shown and walked in the order of CPython's tables.
//!
//! rustpython's sets keep the order of insertion. Lessons, corrections and textbooks print
//! `{1, 2, 3}` for `{3, 1, 2}`, and `list(set(marks))` is how they drop doubles. CPython's order
//! follows from the hashes alone, and those of numbers and of tuples of numbers are the same in
//! every Python; so the table is laid out again, as CPython 3.11 would by adding one element after
//! the other, whenever somebody looks. Sets that hold anything else (CPython's own order of strings
//! changes with each start) keep the order of insertion. What is not followed: tables that grew by
//! merging whole sets, and holes left by removals.
//!
//! It changes slots of the built-in types once, and must not know notebooks.

use std::cell::OnceCell;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustpython_vm::builtins::{PyFloat, PyFrozenSet, PyInt, PySet, PyStr, PyTuple};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::PyMethodFlags;
use rustpython_vm::protocol::PyIterReturn;
use rustpython_vm::types::{IterNext, Iterable, SelfIter};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

type Repr = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;
type Iter = fn(PyObjectRef, &VirtualMachine) -> PyResult;
type Vectorcall =
    fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;

/// The slots as rustpython made them.
#[derive(Clone, Copy)]
struct Slots {
    set_repr: Repr,
    frozen_repr: Repr,
    set_iter: Iter,
    frozen_iter: Iter,
    list: Vectorcall,
    tuple: Vectorcall,
}

thread_local! {
    /// Without threads in the interpreter, its built-in types are the thread's own.
    static SLOTS: OnceCell<Slots> = const { OnceCell::new() };
}

/// A set of this many elements gives up any of them by `pop()`: laying the table out for each would
/// make a loop of pops quadratic.
const POP_IN_ORDER: usize = 256;

/// Tuples within tuples are looked into this deep.
const TUPLE_DEPTH: u32 = 4;

/// Puts CPython's order in; a second call finds it done.
pub(crate) fn install(vm: &VirtualMachine) -> PyResult<()> {
    if SLOTS.with(|slots| slots.get().is_some()) {
        return Ok(());
    }
    let types = &vm.ctx.types;
    let (set, frozen) = (&types.set_type.slots, &types.frozenset_type.slots);
    let known = (|| {
        Some(Slots {
            set_repr: set.repr.load()?,
            frozen_repr: frozen.repr.load()?,
            set_iter: set.iter.load()?,
            frozen_iter: frozen.iter.load()?,
            list: types.list_type.slots.vectorcall.load()?,
            tuple: types.tuple_type.slots.vectorcall.load()?,
        })
    })();
    let Some(known) = known else {
        return Err(vm.new_system_error("a slot of the set types is empty".to_owned()));
    };
    SLOTS.with(|slots| {
        slots.get_or_init(|| known);
    });
    drop(SetWalk::make_static_type());
    set.repr.store(Some(|set, vm| repr(set, vm, |slots| slots.set_repr)));
    frozen.repr.store(Some(|set, vm| repr(set, vm, |slots| slots.frozen_repr)));
    set.iter.store(Some(|set, vm| iter(set, vm, |slots| slots.set_iter)));
    frozen.iter.store(Some(|set, vm| iter(set, vm, |slots| slots.frozen_iter)));
    types.list_type.slots.vectorcall.store(Some(|class, args, count, names, vm| {
        (slots(vm)?.list)(class, ordered(args, vm)?, count, names, vm)
    }));
    types.tuple_type.slots.vectorcall.store(Some(|class, args, count, names, vm| {
        (slots(vm)?.tuple)(class, ordered(args, vm)?, count, names, vm)
    }));
    let method = vm
        .ctx
        .new_method_def("pop", pop, PyMethodFlags::METHOD, Default::default())
        .build_method(types.set_type, vm);
    types.set_type.set_attr(vm.ctx.intern_str("pop"), method.into());
    Ok(())
}

fn slots(vm: &VirtualMachine) -> PyResult<Slots> {
    SLOTS
        .with(|slots| slots.get().copied())
        .ok_or_else(|| vm.new_system_error("the set types are not prepared".to_owned()))
}

/// A set's elements in CPython's order, or `None` where that is the order of insertion anyway.
fn in_order(set: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Vec<PyObjectRef>>> {
    let elements = match (set.downcast_ref::<PySet>(), set.downcast_ref::<PyFrozenSet>()) {
        (Some(set), _) => set.elements(),
        (_, Some(set)) => set.elements(),
        _ => return Ok(None),
    };
    Ok(table_order(&elements, vm)?
        .filter(|order| !order.iter().copied().eq(0..elements.len()))
        .map(|order| order.into_iter().map(|at| elements[at].clone()).collect()))
}

/// The elements' places in CPython's order, or `None` where that order is nobody's promise.
fn table_order(elements: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<Option<Vec<usize>>> {
    if !elements.iter().all(|element| of_numbers(element, vm, TUPLE_DEPTH)) {
        return Ok(None);
    }
    let mut table = Table::new();
    for (at, element) in elements.iter().enumerate() {
        table.add(element.hash(vm)?, at);
    }
    Ok(Some(table.order()))
}

/// Whether every Python hashes this alike: exact numbers, and tuples of nothing else.
fn of_numbers(element: &PyObject, vm: &VirtualMachine, depth: u32) -> bool {
    if let Some(tuple) = element.downcast_ref_if_exact::<PyTuple>(vm) {
        return depth > 0 && tuple.as_slice().iter().all(|part| of_numbers(part, vm, depth - 1));
    }
    element.downcast_ref_if_exact::<PyInt>(vm).is_some()
        || element.class().is(vm.ctx.types.bool_type)
        || element.downcast_ref_if_exact::<PyFloat>(vm).is_some()
}

fn repr(set: &PyObject, vm: &VirtualMachine, own: fn(&Slots) -> Repr) -> PyResult<PyRef<PyStr>> {
    let Some(elements) = in_order(set, vm)? else {
        return own(&slots(vm)?)(set, vm);
    };
    let mut text = String::new();
    for element in &elements {
        let shown = element.repr(vm)?;
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&shown.as_wtf8().to_string_lossy());
    }
    let class = set.class();
    let whole = if class.is(vm.ctx.types.set_type) {
        format!("{{{text}}}")
    } else {
        format!("{}({{{text}}})", &*class.name())
    };
    Ok(vm.ctx.new_str(whole))
}

fn iter(set: PyObjectRef, vm: &VirtualMachine, own: fn(&Slots) -> Iter) -> PyResult {
    let Some(elements) = in_order(&set, vm)? else {
        return own(&slots(vm)?)(set, vm);
    };
    Ok(SetWalk { elements, at: AtomicUsize::new(0), set }.into_pyobject(vm))
}

/// The arguments of `list` or `tuple`, a lone set among them put in order.
fn ordered(mut args: Vec<PyObjectRef>, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    if let [only] = args.as_mut_slice()
        && (only.class().is(vm.ctx.types.set_type) || only.class().is(vm.ctx.types.frozenset_type))
        && let Some(elements) = in_order(only, vm)?
    {
        *only = vm.ctx.new_list(elements).into();
    }
    Ok(args)
}

fn pop(set: PyRef<PySet>, vm: &VirtualMachine) -> PyResult {
    let elements = set.elements();
    let first = if elements.len() > POP_IN_ORDER {
        None
    } else {
        table_order(&elements, vm)?.and_then(|order| order.first().map(|at| elements[*at].clone()))
    };
    match first {
        None => set.pop(vm),
        Some(first) => {
            vm.call_method(set.as_object(), "remove", (first.clone(),))?;
            Ok(first)
        }
    }
}

/// A walk along a set's elements in CPython's order.
#[pyclass(module = false, name = "set_iterator")]
#[derive(Debug, PyPayload)]
struct SetWalk {
    set: PyObjectRef,
    elements: Vec<PyObjectRef>,
    at: AtomicUsize,
}

impl SelfIter for SetWalk {}

impl IterNext for SetWalk {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        if zelf.set.length(vm)? != zelf.elements.len() {
            return Err(vm.new_runtime_error("Set changed size during iteration".to_owned()));
        }
        let at = zelf.at.fetch_add(1, Ordering::Relaxed);
        Ok(match zelf.elements.get(at) {
            Some(element) => PyIterReturn::Return(element.clone()),
            None => PyIterReturn::StopIteration(None),
        })
    }
}

#[pyclass(with(IterNext, Iterable))]
impl SetWalk {
    #[pymethod]
    fn __length_hint__(zelf: PyRef<Self>) -> usize {
        zelf.elements.len().saturating_sub(zelf.at.load(Ordering::Relaxed))
    }
}

/// CPython's open addressing: which slot an element comes to.
struct Table {
    slots: Vec<Option<(i64, usize)>>,
    used: usize,
}

impl Table {
    const PROBES: usize = 9;

    fn new() -> Self {
        Self { slots: vec![None; 8], used: 0 }
    }

    fn add(&mut self, hash: i64, element: usize) {
        self.place(hash, element);
        self.used += 1;
        if self.used * 5 >= (self.slots.len() - 1) * 3 {
            let wanted = if self.used > 50_000 { self.used * 2 } else { self.used * 4 };
            let mut size = 8;
            while size <= wanted {
                size *= 2;
            }
            let old = std::mem::replace(&mut self.slots, vec![None; size]);
            for (hash, element) in old.into_iter().flatten() {
                self.place(hash, element);
            }
        }
    }

    fn place(&mut self, hash: i64, element: usize) {
        let mask = self.slots.len() as u64 - 1;
        let mut perturb = hash as u64;
        let mut at = perturb & mask;
        loop {
            let first = at as usize;
            let last =
                if first + Self::PROBES <= mask as usize { first + Self::PROBES } else { first };
            if let Some(free) = (first..=last).find(|slot| self.slots[*slot].is_none()) {
                self.slots[free] = Some((hash, element));
                return;
            }
            perturb >>= 5;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }

    fn order(&self) -> Vec<usize> {
        self.slots.iter().flatten().map(|(_, element)| *element).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(values: &[i64]) -> Vec<i64> {
        let mut table = Table::new();
        for (at, value) in values.iter().enumerate() {
            table.add(*value, at);
        }
        table.order().into_iter().map(|at| values[at]).collect()
    }

    /// The expected orders are what CPython 3.11 shows for `set` of the list.
    #[test]
    fn small_numbers_come_in_order_and_others_where_the_table_puts_them() {
        assert_eq!(order(&[3, 1, 2]), [1, 2, 3]);
        assert_eq!(order(&[9, 17, 1, 33]), [9, 33, 17, 1]);
        assert_eq!(order(&[100, -2, 7, -3, 50, 8]), [100, 7, 8, 50, -3, -2]);
        let squares: Vec<i64> = (0..12).map(|n| n * n).collect();
        assert_eq!(order(&squares), [0, 1, 64, 121, 4, 36, 100, 9, 16, 49, 81, 25]);
    }
}
