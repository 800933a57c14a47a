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
    ExprCall, ExprCompare, ExprContext, ExprEllipsisLiteral, ExprNoneLiteral, ExprNumberLiteral,
    ExprTuple, ExprUnaryOp, Identifier, ModModule, Number, Operator, Stmt, StmtIf, StmtRaise,
    UnaryOp,
};
use ruff_text_size::{Ranged, TextRange};

use super::code::{Code, Kind};
use super::statements::{self, Test};
use super::witness;

/// Rewrites the asserts of a cell; whether there were any.
pub(crate) fn rewritten(module: &mut ModModule) -> bool {
    let mut any = false;
    statements::each(&mut module.body, &mut |statement| {
        if let Stmt::Assert(assert) = statement
            && !is_literal(&assert.test)
        {
            rewrite(statement);
            any = true;
        }
    });
    any
}

/// `False` and `1 == 2` have nothing to tell.
fn is_literal(test: &Expr) -> bool {
    match test {
        Expr::Compare(it) => is_literal(&it.left) && it.comparators.iter().all(is_literal),
        other => other.is_literal_expr(),
    }
}

fn rewrite(statement: &mut Stmt) {
    let Stmt::Assert(assert) = statement else { return };
    let (range, place) = (assert.range, assert.test.range());
    let mut message = assert.msg.take().map(|message| *message);
    let mut steps = Vec::new();
    // A message that is worked out is in the code once.
    let apart = message.as_ref().is_none_or(|message| copied(message).is_some());
    take_apart(&mut assert.test, true, apart, &mut steps);
    let last = steps.len() - 1;
    let mut clauses = steps.into_iter().enumerate().map(|(at, step)| {
        let mut arguments = vec![step.held];
        arguments.extend(if at == last {
            message.take()
        } else {
            message.as_ref().and_then(copied)
        });
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
    let others = clauses.collect();
    *statement = Stmt::If(StmtIf {
        node_index: AtomicNodeIndex::default(),
        range,
        test: Box::new(test),
        body,
        elif_else_clauses: others,
        runtime_body: None,
    });
}

/// A part of an assert, the truth value wanted of it, and what gives its values once it has failed.
struct Step {
    part: Expr,
    wanted: bool,
    held: Expr,
}

/// Makes a test one step, or several where it may come apart.
fn take_apart(test: &mut Expr, wanted: bool, apart: bool, steps: &mut Vec<Step>) {
    let range = test.range();
    if let Test::All(parts, wanted) = statements::parts(test, wanted) {
        if apart || parts.len() == 1 {
            parts.into_iter().for_each(|part| take_apart(part, wanted, apart, steps));
            return;
        }
    } else if wanted && apart && links(test, steps) {
        return;
    }
    let held = quiet(test, wanted).unwrap_or_else(|| {
        watch(test, wanted);
        call(witness::HELD, range, Vec::new())
    });
    steps.push(Step { part: taken(test), wanted, held });
}

fn watch(test: &mut Expr, wanted: bool) {
    match statements::parts(test, wanted) {
        Test::All(parts, wanted) => parts.into_iter().for_each(|part| watch(part, wanted)),
        Test::Part(part) => watch_part(part, wanted, false),
    }
}

/// `0 < x < 10`, of what can be looked at twice, is two comparisons.
fn links(part: &Expr, steps: &mut Vec<Step>) -> bool {
    let Expr::Compare(it) = part else { return false };
    let operands = std::iter::once(&*it.left).chain(&it.comparators);
    let Some(operands) = operands.map(copied).collect::<Option<Vec<_>>>() else { return false };
    if it.ops.len() < 2 {
        return false;
    }
    for (operator, pair) in it.ops.iter().zip(operands.windows(2)) {
        let code = Code { kind: Kind::Link, wanted: true, element: false, start: pair[1].start() };
        let mut values = vec![number(code, it.range)];
        values.extend(pair.iter().filter_map(copied));
        let mut sides = pair.iter().filter_map(copied);
        let Some(left) = sides.next() else { return false };
        let part = Expr::Compare(ExprCompare {
            node_index: AtomicNodeIndex::default(),
            range: it.range,
            left: Box::new(left),
            ops: [*operator].into(),
            comparators: sides.collect(),
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
    let code = Code { kind, wanted, element: false, start: range.start() };
    let mut values = vec![number(code, range)];
    values.extend(operands.into_iter().map(copied).collect::<Option<Vec<_>>>()?);
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

/// A copy of what gives the same value each time and does nothing else.
fn copied(expr: &Expr) -> Option<Expr> {
    Some(match expr {
        Expr::Name(it) => Expr::Name(it.clone()),
        Expr::NumberLiteral(it) => Expr::NumberLiteral(it.clone()),
        Expr::StringLiteral(it) => Expr::StringLiteral(it.clone()),
        Expr::BooleanLiteral(it) => Expr::BooleanLiteral(it.clone()),
        Expr::NoneLiteral(it) => Expr::NoneLiteral(it.clone()),
        Expr::EllipsisLiteral(it) => Expr::EllipsisLiteral(it.clone()),
        Expr::UnaryOp(it) if it.operand.is_number_literal_expr() => Expr::UnaryOp(ExprUnaryOp {
            node_index: AtomicNodeIndex::default(),
            range: it.range,
            op: it.op,
            operand: Box::new(copied(&it.operand)?),
        }),
        Expr::Tuple(it) => Expr::Tuple(ExprTuple {
            node_index: AtomicNodeIndex::default(),
            range: it.range,
            elts: it.elts.iter().map(copied).collect::<Option<_>>()?,
            ctx: it.ctx,
            parenthesized: it.parenthesized,
            runtime_elts: None,
        }),
        _ => return None,
    })
}

/// Takes an expression out of its place.
pub(super) fn taken(expr: &mut Expr) -> Expr {
    let nothing = ExprNoneLiteral { node_index: AtomicNodeIndex::default(), range: expr.range() };
    std::mem::replace(expr, Expr::NoneLiteral(nothing))
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
            let (mut left, right) = (taken(&mut it.left), taken(&mut it.comparators[0]));
            let kind = Kind::Compare(it.ops[0]);
            distance(&mut left);
            *part = call(witness::CHECK, range, vec![number(code(kind), range), left, right]);
        }
        Expr::Call(it) if !element && looks_into(&it.func) => {
            if let [Expr::Generator(generator)] = &mut *it.arguments.args {
                // The engine has its own way with these; only what each element is asked is kept.
                let name = last_name(&it.func).unwrap_or_default();
                if (name, wanted) == ("all", true) || (name, wanted) == ("any", false) {
                    watch_part(&mut generator.elt, wanted, true);
                }
                return witnessed(part, code(Kind::Truth));
            }
            let mut arguments = vec![number(code(Kind::Call), range), taken(&mut it.func)];
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
    *part = call(witness::CHECK, range, vec![number(code, range), taken(part)]);
}

/// An operand of a comparison of several. The engine compares them, one after the other.
fn link(operand: &mut Expr) {
    let range = operand.range();
    let code = Code { kind: Kind::Link, wanted: true, element: false, start: range.start() };
    *operand = call(witness::LINK, range, vec![number(code, range), taken(operand)]);
}

/// `abs(a - b)`: the two numbers are kept with their distance.
fn distance(left: &mut Expr) {
    let Expr::Call(it) = left else { return };
    let range = TextRange::new(it.range_start, it.arguments.range.end());
    if last_name(&it.func) != Some("abs") || !it.arguments.keywords.is_empty() {
        return;
    }
    let [Expr::BinOp(difference)] = &mut *it.arguments.args else { return };
    if difference.op != Operator::Sub {
        return;
    }
    let numbers = vec![taken(&mut difference.left), taken(&mut difference.right)];
    let numbers = call(witness::NEAR, difference.range, numbers);
    *left = call(witness::NEAR, range, vec![taken(&mut it.func), numbers]);
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
