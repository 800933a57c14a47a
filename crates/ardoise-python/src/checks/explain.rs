//! From an exception back to its assert: the text, the kept values, the loops and checks around it.

use ardoise_protocol::Advice;
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::{Ranged, TextSize};
use rustpython_vm::VirtualMachine;
use rustpython_vm::builtins::PyBaseExceptionRef;

use super::cases::Asker;
use super::code::Code;
use super::unit_tests::{self, Asked};
use super::{rewrite, statements, witness};
use crate::{magics, running};

/// What is told about an assert of a cell that failed.
pub(crate) fn explain(
    vm: &VirtualMachine,
    exception: &PyBaseExceptionRef,
    message: &str,
) -> Option<Advice> {
    let entries: Vec<_> = exception.__traceback__()?.iter().collect();
    let files: Vec<String> = entries
        .iter()
        .map(|entry| entry.frame.f_code().source_path().as_str().to_owned())
        .collect();
    let is_cell = |file: &String| running::with(|it| it.cell(file).is_some()).unwrap_or(false);
    let at = files.iter().rposition(is_cell)?;
    let kept = witness::kept(exception);
    let in_unittest = files.get(at + 1).is_some_and(|file| file == unit_tests::FILE);
    if kept.is_none() && !in_unittest {
        return None;
    }
    let entry = &entries[at];
    let source = text_of(&files[at])?;
    let code = entry.frame.f_code();
    let (start, _) = code.locations.get(usize::try_from(entry.lasti / 2).ok()?)?;
    let place = offset(&source, start.line.get(), start.character_offset.get());
    let mut module = parse_module(&source).ok()?.into_syntax();
    let (locals, globals) = (entry.frame.locals(vm).ok()?, entry.frame.f_globals());
    let mut asker = Asker::new(vm, &source, locals, globals, loops(&mut module.body, place));
    let mut rule = message.to_owned();
    let (name, values) = match kept {
        Some(kept) => {
            let mut part = None;
            let code = Code::from_number(kept.code);
            statements::each(&mut module.body, &mut |statement| {
                if let Stmt::Assert(assert) = statement
                    && assert.test.start() == place
                    && let Some(found) = statements::part_at(&mut assert.test, true, code.start)
                {
                    part = Some(rewrite::taken(found));
                }
            });
            asker.part(&part?, &kept)?
        }
        None => {
            let below = entries.get(at + 1)?;
            let call = call_at(&mut module.body, place)?;
            let called =
                unit_tests::called(&below.frame.f_code(), &below.frame.locals(vm).ok()?, vm);
            let given = call.arguments.args.len() > called.message
                || call.arguments.find_keyword("msg").is_some();
            // What `unittest` says comes before the message.
            rule =
                message.split_once(" : ").filter(|_| given).map_or("", |(_, rule)| rule).to_owned();
            let texts = call.arguments.args.iter().map(Some).chain([None, None]);
            let mut sides = called
                .arguments
                .into_iter()
                .zip(texts)
                .map(|(value, text)| asker.side(text, value));
            let (first, second) = (sides.next()?, sides.next());
            drop(sides);
            match unit_tests::asked(&called.method)? {
                Asked::Compare(operator) => asker.compared(operator, first, second?),
                Asked::IsNone(operator) => {
                    let none = asker.side(None, vm.ctx.none());
                    asker.compared(operator, first, none)
                }
                Asked::Truth(wanted) => asker.truth(first, wanted),
                Asked::Instance => asker.instance(first, &second?.value),
                Asked::About => asker.about(first, second?),
            }?
        }
    };
    let (passed, total) =
        progress(&files, &entries.iter().map(|it| it.lineno.get()).collect::<Vec<_>>());
    let mut rule = rule.trim().to_owned();
    if rule.ends_with(|last: char| last.is_alphanumeric() || last == ')') {
        rule.push('.');
    }
    let mut all = vec![rule, asker.named().join(", "), passed, total];
    all.extend(values);
    Some(Advice {
        code: name.to_owned(),
        values: all,
        line: u32::try_from(start.line.get()).ok(),
        column: u32::try_from(start.character_offset.get()).ok(),
    })
}

/// The text of a cell as Python saw it.
fn text_of(file: &str) -> Option<String> {
    let source = running::with(|it| it.cell(file).map(|cell| cell.source.clone()))??;
    Some(magics::plain_python(&source).replace("\r\n", "\n"))
}

/// The place of a line and a column, both one for the first.
fn offset(source: &str, line: usize, column: usize) -> TextSize {
    let before: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let inside = source[before..].char_indices().nth(column - 1).map_or(0, |(at, _)| at);
    TextSize::new((before + inside) as u32)
}

/// The variables of the loops around a place, innermost last.
fn loops(body: &mut [Stmt], place: TextSize) -> Vec<String> {
    let mut names = Vec::new();
    statements::each(body, &mut |statement| {
        if !statement.range().contains(place) {
            return;
        }
        match statement {
            Stmt::For(it) => targets(&it.target, &mut names),
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => names.clear(),
            _ => {}
        }
    });
    names
}

fn targets(target: &Expr, names: &mut Vec<String>) {
    match target {
        Expr::Name(it) => names.push(it.id.to_string()),
        Expr::Tuple(it) => it.elts.iter().for_each(|each| targets(each, names)),
        Expr::List(it) => it.elts.iter().for_each(|each| targets(each, names)),
        _ => {}
    }
}

/// The call that a statement consists of.
fn call_at(body: &mut [Stmt], place: TextSize) -> Option<ruff_python_ast::ExprCall> {
    let mut call = None;
    statements::each(body, &mut |statement| {
        if let Stmt::Expr(it) = statement
            && it.range.contains(place)
            && let Expr::Call(found) = rewrite::taken(&mut it.value)
        {
            call = Some(found);
        }
    });
    call
}

/// How many of the cell's own asserts held before one of them failed, and how many there are; nothing
/// where it was not one of them, or the first.
fn progress(files: &[String], lines: &[usize]) -> (String, String) {
    let counted = || {
        let file = files.iter().position(|file| text_of(file).is_some())?;
        let source = text_of(&files[file])?;
        let module = parse_module(&source).ok()?.into_syntax();
        let place = offset(&source, lines[file], 1);
        let line_of = |at: TextSize| source[..at.to_usize()].matches('\n').count();
        let asserts: Vec<_> = module.body.iter().filter(|it| it.is_assert_stmt()).collect();
        let failed = asserts
            .iter()
            .position(|it| (line_of(it.start())..=line_of(it.end())).contains(&line_of(place)))?;
        (failed > 0).then(|| (failed.to_string(), asserts.len().to_string()))
    };
    counted().unwrap_or_default()
}
