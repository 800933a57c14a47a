//! The functions that the asserts of cells call: they evaluate what the assert asks, as Python would,
//! and keep the values where the answer is not the wanted one.
//!
//! They are attributes of the type of `...`, under names that cannot be typed: what Python lists,
//! completes or suggests does not show them.

use std::cell::RefCell;

use ruff_python_ast::CmpOp;
use rustpython_vm::builtins::{PyBaseExceptionRef, PyInt};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, PyComparisonValue};
use rustpython_vm::types::{Comparable, PyComparisonOp};
use rustpython_vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::code::{Code, Kind};

pub(super) const CHECK: &str = "@check";
pub(super) const LINK: &str = "@link";
pub(super) const NEAR: &str = "@near";
pub(super) const KEEP: &str = "@keep";
pub(super) const HELD: &str = "@held";
pub(super) const FAILED: &str = "@failed";

thread_local! {
    /// The values of the part that failed last, until its assert takes them.
    static LAST: RefCell<Option<PyRef<Kept>>> = const { RefCell::new(None) };
    /// The same for an element of `all` or `any`.
    static ELEMENT: RefCell<Option<PyRef<Kept>>> = const { RefCell::new(None) };
    /// The values of the assert that failed last, with the id of its exception: programs see the
    /// exception as Python makes it.
    static FAILED_LAST: RefCell<Option<(usize, PyRef<Kept>)>> = const { RefCell::new(None) };
}

/// Values on their way from one witness to the next. Programs never see it.
#[pyclass(module = false, name = "kept")]
#[derive(Debug, PyPayload)]
pub(super) struct Kept {
    pub(super) code: u64,
    pub(super) values: Vec<PyObjectRef>,
    /// What `all` or `any` was asked, of which element.
    pub(super) element: Option<PyRef<Kept>>,
    /// The variables of that element.
    pub(super) names: Vec<(String, PyObjectRef)>,
}

impl Kept {
    fn new(code: u64, values: Vec<PyObjectRef>) -> Self {
        Self { code, values, element: None, names: Vec::new() }
    }
}

impl Comparable for Kept {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        let Some(right) = other.downcast_ref::<Kept>() else {
            return Ok(PyComparisonValue::NotImplemented);
        };
        let values = vec![zelf.values[0].clone(), right.values[0].clone()];
        let result = values[0].clone().rich_compare(values[1].clone(), op, vm)?;
        let holds = result.try_to_bool(vm)?;
        if !holds {
            keep(Kept::new(right.code, values), vm);
        }
        Ok(PyComparisonValue::Implemented(holds))
    }
}

#[pyclass(with(Comparable))]
impl Kept {}

/// Makes the witnesses known to the interpreter.
pub(crate) fn install(vm: &VirtualMachine) {
    drop(Kept::make_static_type());
    let dots = vm.ctx.ellipsis.class();
    for (name, function) in [
        (CHECK, vm.new_function(CHECK, check)),
        (LINK, vm.new_function(LINK, link)),
        (NEAR, vm.new_function(NEAR, near)),
        (KEEP, vm.new_function(KEEP, keep_now)),
        (HELD, vm.new_function(HELD, held)),
        (FAILED, vm.new_function(FAILED, failed)),
    ] {
        dots.set_attr(vm.ctx.intern_str(name), function.into());
    }
}

fn keep(kept: Kept, vm: &VirtualMachine) {
    let kept = kept.into_ref(&vm.ctx);
    LAST.with(|last| *last.borrow_mut() = Some(kept));
}

/// Evaluates a part of an assert.
fn check(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let number = code_of(&mut args, vm)?;
    let code = Code::from_number(number);
    let (result, values) = match code.kind {
        Kind::Call => {
            let values = args.args.clone();
            let function = args.args.remove(0);
            (function.call(args, vm)?, values)
        }
        Kind::Compare(operator) => {
            let [left, right] = &args.args[..] else { return Ok(vm.ctx.none()) };
            // A distance brings its two numbers along.
            let left = left.downcast_ref::<Kept>().map_or(left, |distance| &distance.values[0]);
            (compare(operator, left, right, vm)?, args.args)
        }
        Kind::Truth | Kind::Link => (args.args[args.args.len() - 1].clone(), args.args),
    };
    if code.element {
        return Ok(element(number, code.wanted, values, result, vm));
    }
    let holds = result.clone().try_to_bool(vm)?;
    if holds != code.wanted {
        let mut kept = Kept::new(number, values);
        kept.element = ELEMENT.take();
        if code.kind == Kind::Call {
            kept.values.push(result);
        }
        keep(kept, vm);
    }
    Ok(vm.ctx.new_bool(holds).into())
}

/// Takes the code from a witness's arguments.
fn code_of(args: &mut FuncArgs, vm: &VirtualMachine) -> PyResult<u64> {
    let number = args.take_positional();
    let number = number.as_ref().and_then(|code| code.downcast_ref::<PyInt>());
    number
        .and_then(|number| u64::try_from(number.as_bigint()).ok())
        .ok_or_else(|| vm.new_type_error("an assert's own function was called".to_owned()))
}

/// The values of a part that has just failed, looked at now.
fn keep_now(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<Kept> {
    Ok(Kept::new(code_of(&mut args, vm)?, args.args))
}

fn compare(operator: CmpOp, left: &PyObject, right: &PyObject, vm: &VirtualMachine) -> PyResult {
    let op = match operator {
        CmpOp::Eq => PyComparisonOp::Eq,
        CmpOp::NotEq => PyComparisonOp::Ne,
        CmpOp::Lt => PyComparisonOp::Lt,
        CmpOp::LtE => PyComparisonOp::Le,
        CmpOp::Gt => PyComparisonOp::Gt,
        CmpOp::GtE => PyComparisonOp::Ge,
        CmpOp::Is => return Ok(vm.ctx.new_bool(left.is(right)).into()),
        CmpOp::IsNot => return Ok(vm.ctx.new_bool(!left.is(right)).into()),
        CmpOp::In => return Ok(vm.ctx.new_bool(vm._contains(right, left)?).into()),
        CmpOp::NotIn => return Ok(vm.ctx.new_bool(!vm._contains(right, left)?).into()),
    };
    left.to_owned().rich_compare(right.to_owned(), op, vm)
}

/// What `all` or `any` asks of an element goes on as it is; only what is plainly true or false is
/// kept, since asking anything else for its truth could be seen.
fn element(
    number: u64,
    wanted: bool,
    values: Vec<PyObjectRef>,
    result: PyObjectRef,
    vm: &VirtualMachine,
) -> PyObjectRef {
    let unwanted =
        if wanted { vm.ctx.false_value.as_object() } else { vm.ctx.true_value.as_object() };
    if result.is(unwanted) || wanted && vm.is_none(&result) {
        let mut kept = Kept::new(number, values);
        if let Some(frame) = vm.current_frame()
            && let Ok(locals) = frame.locals(vm)
        {
            let code = frame.f_code();
            let names = code.varnames.iter().map(|name| name.as_str().to_owned());
            let value =
                |name: String| Some((name.clone(), locals.obj().get_item(&*name, vm).ok()?));
            kept.names = names.filter_map(value).collect();
        }
        ELEMENT.set(Some(kept.into_ref(&vm.ctx)));
    }
    result
}

/// An operand of a comparison of several.
fn link(code: u64, value: PyObjectRef) -> Kept {
    Kept::new(code, vec![value])
}

/// `a - b`, then `abs` of it, with both numbers.
fn near(left: PyObjectRef, right: PyObjectRef, vm: &VirtualMachine) -> PyResult<Kept> {
    if let Some(difference) = right.downcast_ref::<Kept>() {
        let mut values = difference.values.clone();
        values[0] = left.call((values[0].clone(),), vm)?;
        return Ok(Kept::new(0, values));
    }
    let difference = vm._sub(&left, &right)?;
    Ok(Kept::new(0, vec![difference, left, right]))
}

/// The values of the part that has just failed.
fn held(vm: &VirtualMachine) -> PyObjectRef {
    LAST.take().map_or_else(|| vm.ctx.none(), Into::into)
}

/// The exception of an assert.
fn failed(mut args: FuncArgs, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let held = args.args.remove(0);
    let class = vm.ctx.exceptions.assertion_error.to_owned();
    let exception = vm.new_exception(class, args.args);
    FAILED_LAST.set(held.downcast().ok().map(|kept| (exception.get_id(), kept)));
    exception
}

/// The values that an assert kept for its exception, where it was the last one that failed.
pub(super) fn kept(exception: &PyBaseExceptionRef) -> Option<PyRef<Kept>> {
    FAILED_LAST.with_borrow(|last| {
        let (id, kept) = last.as_ref()?;
        (*id == exception.get_id()).then(|| kept.clone())
    })
}

/// Lets go of values that no exception asks for any more.
pub(crate) fn forget() {
    LAST.take();
    ELEMENT.take();
    FAILED_LAST.take();
}
