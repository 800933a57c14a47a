//! Asserts made to keep what they compare.
//!
//! ```text
//! assert f(3) == 9 and n > 0, "rule"
//!
//! if not check(code, f(3), 9):
//!     raise failed(held(), "rule")
//! elif not n > 0:
//!     raise failed(keep(code, n, 0), "rule")
//! ```
//!
//! `check`, `failed`, `held` and `keep` are witnesses, which no program can name. Every node keeps the place of the text that it
//! stands for, so that tracebacks show what they would show.

use ruff_python_ast::{
    Arguments, AtomicNodeIndex, CmpOp, ElifElseClause, Expr, ExprAttribute, ExprBooleanLiteral,
    ExprCall, ExprCompare, ExprContext, ExprEllipsisLiteral, ExprNumberLiteral, ExprUnaryOp,
    Identifier, ModModule, Number, Operator, Stmt, StmtIf, StmtRaise, UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};

use super::code::{Code, Kind};
use super::statements::{self, Test};
use super::witness;

/// Rewrites the asserts of a cell; whether there were any.
pub(crate) fn rewritten(module: &mut ModModule) -> bool {
    let mut any = false;
    statements::each(&mut module.body, &mut |statement| {
        if matches!(statement, Stmt::Assert(_)) {
            rewrite(statement);
            any = true;
        }
    });
    any
}

fn rewrite(statement: &mut Stmt) {
    let Stmt::Assert(assert) = statement else { return };
    let (range, place) = (assert.range, assert.test.range());
    let mut steps = Vec::new();
    take_apart((*assert.test).clone(), true, &mut steps);
    let message = assert.msg.as_deref();
    let mut clauses = steps.into_iter().map(|step| {
        let mut arguments = vec![step.held];
        arguments.extend(message.cloned());
        let raise = Stmt::Raise(StmtRaise {
            node_index: AtomicNodeIndex::default(),
            range: place,
            exc: Some(Box::new(call(witness::FAILED, place, arguments))),
            cause: None,
        });
        let test = if step.wanted { negated(step.part, place) } else { step.part };
        ElifElseClause {
            range,
            node_index: AtomicNodeIndex::default(),
            test: Some(test),
            body: [raise].into_iter().collect(),
            runtime_body: None,
            runtime_orelse: None,
        }
    });
    let Some(ElifElseClause { test: Some(test), body, .. }) = clauses.next() else { return };
    *statement = Stmt::If(StmtIf {
        node_index: AtomicNodeIndex::default(),
        range,
        test: Box::new(test),
        body,
        elif_else_clauses: clauses.collect(),
        runtime_body: None,
    });
}

/// A part of an assert, the truth value wanted of it, and what gives its values once it has failed.
struct Step {
    part: Expr,
    wanted: bool,
    held: Expr,
}

/// The parts of a test, each one a step of its own.
fn take_apart(mut test: Expr, wanted: bool, steps: &mut Vec<Step>) {
    match statements::parts(&mut test, wanted) {
        Test::All(parts, wanted) => {
            parts.into_iter().for_each(|part| take_apart(part.clone(), wanted, steps));
        }
        Test::Part(part) => {
            if wanted && links(part, steps) {
                return;
            }
            let range = part.range();
            let held = quiet(part, wanted).unwrap_or_else(|| {
                watch_part(part, wanted, false);
                call(witness::HELD, range, Vec::new())
            });
            steps.push(Step { part: part.clone(), wanted, held });
        }
    }
}

/// `0 < x < 10`, of what can be looked at twice, is two comparisons.
fn links(part: &Expr, steps: &mut Vec<Step>) -> bool {
    let Expr::Compare(it) = part else { return false };
    let operands: Vec<&Expr> = std::iter::once(&*it.left).chain(&it.comparators).collect();
    if it.ops.len() < 2 || !operands.iter().all(|operand| is_plain(operand)) {
        return false;
    }
    for (operator, pair) in it.ops.iter().zip(operands.windows(2)) {
        let [left, right] = [pair[0], pair[1]].map(Expr::clone);
        let code = Code { kind: Kind::Link, wanted: true, element: false, start: right.start() };
        let values = vec![number(code, it.range), left.clone(), right.clone()];
        let part = Expr::Compare(ExprCompare {
            node_index: AtomicNodeIndex::default(),
            range: it.range,
            left: Box::new(left),
            ops: [*operator].into(),
            comparators: [right].into(),
            runtime_comparators: None,
        });
        steps.push(Step { part, wanted: true, held: call(witness::KEEP, it.range, values) });
    }
    true
}

/// For a part of names and literals, an expression that gives its values: to look at them once more
/// changes nothing, so the part can stay as it is.
fn quiet(part: &Expr, wanted: bool) -> Option<Expr> {
    let range = part.range();
    let (kind, operands): (Kind, Vec<&Expr>) = match part {
        Expr::Name(_) => (Kind::Truth, vec![part]),
        Expr::Compare(it) if it.ops.len() == 1 => {
            (Kind::Compare(it.ops[0]), vec![&it.left, &it.comparators[0]])
        }
        Expr::Call(it) if it.arguments.keywords.is_empty() && looks_into(&it.func) => {
            (Kind::Call, std::iter::once(&*it.func).chain(&it.arguments.args).collect())
        }
        _ => return None,
    };
    if !operands.iter().all(|operand| is_plain(operand)) {
        return None;
    }
    let code = Code { kind, wanted, element: false, start: range.start() };
    let mut values = vec![number(code, range)];
    values.extend(operands.into_iter().cloned());
    if kind == Kind::Call {
        // Its result, which is not looked for again.
        values.push(Expr::BooleanLiteral(ExprBooleanLiteral {
            node_index: AtomicNodeIndex::default(),
            range,
            value: !wanted,
        }));
    }
    Some(call(witness::KEEP, range, values))
}

/// What gives the same value each time and does nothing else.
fn is_plain(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(it) => it.elts.iter().all(is_plain),
        Expr::UnaryOp(it) => it.operand.is_number_literal_expr(),
        Expr::Name(_) => true,
        other => other.is_literal_expr(),
    }
}

fn negated(part: Expr, range: TextRange) -> Expr {
    Expr::UnaryOp(ExprUnaryOp {
        node_index: AtomicNodeIndex::default(),
        range,
        op: UnaryOp::Not,
        operand: Box::new(part),
    })
}

fn watch_part(part: &mut Expr, wanted: bool, element: bool) {
    let range = part.range();
    let code = |kind| Code { kind, wanted, element, start: range.start() };
    match part {
        Expr::Compare(it) if it.ops.len() > 1 => {
            let swaps = [CmpOp::Is, CmpOp::IsNot, CmpOp::In, CmpOp::NotIn];
            if !wanted || element || it.ops.iter().any(|operator| swaps.contains(operator)) {
                return witnessed(part, code(Kind::Truth));
            }
            link(&mut it.left);
            it.comparators.iter_mut().for_each(link);
        }
        Expr::Compare(it) => {
            let (mut left, right) = ((*it.left).clone(), it.comparators[0].clone());
            let kind = Kind::Compare(it.ops[0]);
            distance(&mut left);
            *part = call(witness::CHECK, range, vec![number(code(kind), range), left, right]);
        }
        Expr::Call(it) if !element && looks_into(&it.func) => {
            let func = (*it.func).clone();
            if let [Expr::Generator(generator)] = &mut *it.arguments.args {
                // The engine has its own way with these; only what each element is asked is kept.
                let name = last_name(&func).unwrap_or_default();
                if (name, wanted) == ("all", true) || (name, wanted) == ("any", false) {
                    watch_part(&mut generator.elt, wanted, true);
                }
                return witnessed(part, code(Kind::Truth));
            }
            let mut arguments = vec![number(code(Kind::Call), range), func];
            arguments.extend(std::mem::take(&mut it.arguments.args));
            it.arguments.args = arguments.into();
            *it.func = witness_at(witness::CHECK, range);
        }
        _ => witnessed(part, code(Kind::Truth)),
    }
}

/// Puts a witness around a part.
fn witnessed(part: &mut Expr, code: Code) {
    let range = part.range();
    *part = call(witness::CHECK, range, vec![number(code, range), part.clone()]);
}

/// An operand of a comparison of several. The engine compares them, one after the other.
fn link(operand: &mut Expr) {
    let range = operand.range();
    let code = Code { kind: Kind::Link, wanted: true, element: false, start: range.start() };
    *operand = call(witness::LINK, range, vec![number(code, range), operand.clone()]);
}

/// `abs(a - b)`: the two numbers are kept with their distance.
fn distance(left: &mut Expr) {
    let Expr::Call(it) = left else { return };
    let range = TextRange::new(it.range_start, it.arguments.range.end());
    let func = (*it.func).clone();
    if last_name(&func) != Some("abs") || !it.arguments.keywords.is_empty() {
        return;
    }
    let [Expr::BinOp(difference)] = &mut *it.arguments.args else { return };
    if difference.op != Operator::Sub {
        return;
    }
    let numbers = vec![(*difference.left).clone(), (*difference.right).clone()];
    let numbers = call(witness::NEAR, difference.range, numbers);
    *left = call(witness::NEAR, range, vec![func, numbers]);
}

/// Functions whose arguments say more than their result.
fn looks_into(func: &Expr) -> bool {
    const NAMES: [&str; 6] = ["isinstance", "all", "any", "isclose", "allclose", "array_equal"];
    last_name(func).is_some_and(|name| NAMES.contains(&name))
}

/// `f` of `f` and of `a.b.f`.
pub(super) fn last_name(func: &Expr) -> Option<&str> {
    match func {
        Expr::Name(it) => Some(it.id.as_str()),
        Expr::Attribute(it) => Some(it.attr.as_str()),
        _ => None,
    }
}

/// A witness: an attribute of `...`, where no name of a program can hide it.
fn witness_at(name: &'static str, range: TextRange) -> Expr {
    let dots = ExprEllipsisLiteral { node_index: AtomicNodeIndex::default(), range };
    Expr::Attribute(ExprAttribute {
        node_index: AtomicNodeIndex::default(),
        range,
        value: Box::new(Expr::EllipsisLiteral(dots)),
        attr: Identifier::new(name, range),
        ctx: ExprContext::Load,
    })
}

fn number(code: Code, range: TextRange) -> Expr {
    Expr::NumberLiteral(ExprNumberLiteral {
        node_index: AtomicNodeIndex::default(),
        range,
        value: Number::Int(code.number().into()),
    })
}

fn call(name: &'static str, range: TextRange, arguments: Vec<Expr>) -> Expr {
    Expr::Call(ExprCall {
        node_index: AtomicNodeIndex::default(),
        range_start: range.start(),
        func: Box::new(witness_at(name, range)),
        arguments: Arguments {
            range,
            node_index: AtomicNodeIndex::default(),
            args: arguments.into(),
            keywords: [].into_iter().collect(),
            runtime_args: None,
            runtime_bases: None,
        },
    })
}
