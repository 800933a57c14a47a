//! A walk along the statements of a cell.

use ruff_python_ast::{BoolOp, ExceptHandler, Expr, Stmt, UnaryOp};
use ruff_text_size::{Ranged, TextSize};

/// Visits each statement, those within others after them.
pub(super) fn each(body: &mut [Stmt], visit: &mut dyn FnMut(&mut Stmt)) {
    for statement in body {
        visit(statement);
        match statement {
            Stmt::FunctionDef(it) => each(&mut it.body, visit),
            Stmt::ClassDef(it) => each(&mut it.body, visit),
            Stmt::With(it) => each(&mut it.body, visit),
            Stmt::For(it) => {
                each(&mut it.body, visit);
                each(&mut it.orelse, visit);
            }
            Stmt::While(it) => {
                each(&mut it.body, visit);
                each(&mut it.orelse, visit);
            }
            Stmt::If(it) => {
                each(&mut it.body, visit);
                it.elif_else_clauses.iter_mut().for_each(|clause| each(&mut clause.body, visit));
            }
            Stmt::Match(it) => it.cases.iter_mut().for_each(|case| each(&mut case.body, visit)),
            Stmt::Try(it) => {
                each(&mut it.body, visit);
                for ExceptHandler::ExceptHandler(handler) in &mut it.handlers {
                    each(&mut handler.body, visit);
                }
                each(&mut it.orelse, visit);
                each(&mut it.finalbody, visit);
            }
            _ => {}
        }
    }
}

/// What an assert's test is made of: parts that are all wanted.
pub(super) enum Test<'a> {
    /// The parts, and the truth value wanted of each.
    All(Vec<&'a mut Expr>, bool),
    /// One that is looked at as a whole.
    Part(&'a mut Expr),
}

/// Takes `not` and `and` apart; an `or` is one part, since it fails as a whole.
pub(super) fn parts(test: &mut Expr, wanted: bool) -> Test<'_> {
    let apart = match test {
        Expr::UnaryOp(it) => it.op == UnaryOp::Not,
        Expr::BoolOp(it) => (it.op == BoolOp::And) == wanted,
        _ => false,
    };
    if !apart {
        return Test::Part(test);
    }
    match test {
        Expr::UnaryOp(it) => Test::All(vec![&mut *it.operand], !wanted),
        Expr::BoolOp(it) => Test::All(it.values.iter_mut().collect(), wanted),
        part => Test::Part(part),
    }
}

/// The part of a test around a place of the text.
pub(super) fn part_at(test: &mut Expr, wanted: bool, place: TextSize) -> Option<&mut Expr> {
    match parts(test, wanted) {
        Test::All(parts, wanted) => {
            let part = parts.into_iter().find(|part| part.range().contains(place))?;
            part_at(part, wanted, place)
        }
        Test::Part(part) => part.range().contains(place).then_some(part),
    }
}
