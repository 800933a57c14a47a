//! Warnings of arithmetic (`np.errstate`, `np.seterr`) and numpy's own exceptions.

use std::cell::{Cell, OnceCell};

use rustpython_vm::builtins::{PyBaseExceptionRef, PyTypeRef};
use rustpython_vm::stdlib::_warnings;
use rustpython_vm::{PyResult, VirtualMachine};

/// What happens on an arithmetic event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reaction {
    Ignore,
    Warn,
    Raise,
}

impl Reaction {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ignore" => Self::Ignore,
            "warn" | "print" | "log" | "call" => Self::Warn,
            "raise" => Self::Raise,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Warn => "warn",
            Self::Raise => "raise",
        }
    }
}

/// The events, in the order of the state below.
pub(super) const EVENTS: [&str; 4] = ["divide", "over", "under", "invalid"];

thread_local! {
    static STATE: Cell<[Reaction; 4]> =
        const { Cell::new([Reaction::Warn, Reaction::Warn, Reaction::Ignore, Reaction::Warn]) };
    static EXCEPTIONS: OnceCell<[PyTypeRef; 3]> = const { OnceCell::new() };
}

pub(super) fn state() -> [Reaction; 4] {
    STATE.get()
}

pub(super) fn set_state(state: [Reaction; 4]) {
    STATE.set(state);
}

pub(super) fn warn(message: &str, vm: &VirtualMachine) -> PyResult<()> {
    let event = match message.as_bytes().first() {
        Some(b'd') => 0,
        Some(b'o') => 1,
        Some(b'u') => 2,
        _ => 3,
    };
    match STATE.get()[event] {
        Reaction::Ignore => Ok(()),
        Reaction::Warn => {
            _warnings::warn(vm.ctx.exceptions.runtime_warning, message.to_owned(), 1, vm)
        }
        Reaction::Raise => Err(
            vm.new_exception_msg(vm.ctx.exceptions.floating_point_error.to_owned(), message.into())
        ),
    }
}

/// Warns of what came out of numbers that did not have it.
pub(super) fn check(
    inputs: &[&[f64]],
    outputs: &[f64],
    name: &str,
    divides: bool,
    scalar: bool,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if outputs.iter().all(|value| value.is_finite()) {
        return Ok(());
    }
    let (mut invalid, mut infinite, mut divided) = (false, false, false);
    for (at, output) in outputs.iter().enumerate() {
        if output.is_finite() {
            continue;
        }
        let mut worst = 0.0_f64;
        for input in inputs {
            worst += 0.0 * input[if input.len() == 1 { 0 } else { at }];
        }
        if output.is_nan() {
            let had = inputs.iter().any(|i| i[if i.len() == 1 { 0 } else { at }].is_nan());
            invalid |= !had;
        } else if worst == 0.0 {
            let zero = inputs.last().is_some_and(|i| i[if i.len() == 1 { 0 } else { at }] == 0.0);
            let base = inputs.first().is_some_and(|i| i[if i.len() == 1 { 0 } else { at }] == 0.0);
            if divides && (zero || inputs.len() == 1 || (name == "power" && base)) {
                divided = true;
            } else {
                infinite = true;
            }
        }
    }
    let name = if scalar { format!("scalar {name}") } else { name.to_owned() };
    if divided {
        warn(&format!("divide by zero encountered in {name}"), vm)?;
    }
    if infinite {
        warn(&format!("overflow encountered in {name}"), vm)?;
    }
    if invalid {
        warn(&format!("invalid value encountered in {name}"), vm)?;
    }
    Ok(())
}

fn exceptions(vm: &VirtualMachine) -> [PyTypeRef; 3] {
    EXCEPTIONS.with(|cell| {
        cell.get_or_init(|| {
            let errors = &vm.ctx.exceptions;
            let make = |module: &str, name: &str, bases: Vec<PyTypeRef>| {
                vm.ctx.new_exception_type(module, name, Some(bases))
            };
            [
                make(
                    "numpy._core._exceptions",
                    "UFuncTypeError",
                    vec![errors.type_error.to_owned()],
                ),
                make("numpy.linalg", "LinAlgError", vec![errors.value_error.to_owned()]),
                make(
                    "numpy.exceptions",
                    "AxisError",
                    vec![errors.value_error.to_owned(), errors.index_error.to_owned()],
                ),
            ]
        })
        .clone()
    })
}

pub(super) fn linalg_error(vm: &VirtualMachine) -> PyTypeRef {
    let [_, class, _] = exceptions(vm);
    class
}

pub(super) fn axis_error_class(vm: &VirtualMachine) -> PyTypeRef {
    let [_, _, class] = exceptions(vm);
    class
}

pub(super) fn new_linalg_error(message: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_exception_msg(linalg_error(vm), message.into())
}

pub(super) fn ufunc_error(message: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let [class, _, _] = exceptions(vm);
    vm.new_exception_msg(class, message.into())
}

/// An axis counted from the end where negative.
pub(super) fn axis(axis: isize, ndim: usize, vm: &VirtualMachine) -> PyResult<usize> {
    let counted = if axis < 0 { axis + ndim as isize } else { axis };
    if counted >= 0 && (counted as usize) < ndim {
        return Ok(counted as usize);
    }
    Err(vm.new_exception_msg(
        axis_error_class(vm),
        format!("axis {axis} is out of bounds for array of dimension {ndim}").into(),
    ))
}
