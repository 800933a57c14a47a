//! From a cell's text to code: notebook commands made Python, the last expression kept.

use ruff_python_ast::Stmt;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_module;
use ruff_source_file::SourceFileBuilder;
use rustpython_vm::builtins::{PyBaseExceptionRef, PyCode, PyStr};
use rustpython_vm::bytecode::CodeFlags;
use rustpython_vm::compiler::codegen::compile::compile_top;
use rustpython_vm::compiler::{CompileOpts, Mode};
use rustpython_vm::{AsObject, PyRef, PyResult, VirtualMachine};

use crate::{checks, magics};

/// Brackets may be nested this deep, as in CPython. The parser calls itself for each level and
/// would leave the stack of an old browser first.
const BRACKET_LEVELS: usize = 200;

pub(crate) struct CellCode {
    pub(crate) code: PyRef<PyCode>,
    /// Whether the cell ends in an expression whose value is to be shown.
    pub(crate) shows_value: bool,
    /// Whether it awaits something outside of functions: running it then gives a coroutine.
    pub(crate) awaits: bool,
}

/// Compiles a cell.
pub(crate) fn compile(vm: &VirtualMachine, file: &str, source: &str) -> PyResult<CellCode> {
    if let Some(place) = too_deep(source) {
        return Err(nesting_error(vm, file, source, place));
    }
    let python = magics::plain_python(source);
    let ending = ending(&python);
    let mode = if ending == Ending::Statement { Mode::Exec } else { Mode::BlockExpr };
    let opts = CompileOpts { allow_top_level_await: true, ..vm.compile_opts() };
    let code = vm.compile_with_opts(&python, mode, file, opts.clone()).map_err(|error| {
        let exception = error.into_pyexception(vm, Some(&python));
        word_as_python(vm, &exception);
        exception
    })?;
    let code = watched(vm, file, &python, mode, opts).unwrap_or(code);
    let awaits = code.flags.contains(CodeFlags::COROUTINE);
    Ok(CellCode { code, shows_value: ending == Ending::Expression, awaits })
}

/// The code of a cell with asserts once more, with asserts that keep what they compare. Errors and
/// warnings came with the first.
fn watched(
    vm: &VirtualMachine,
    file: &str,
    python: &str,
    mode: Mode,
    opts: CompileOpts,
) -> Option<PyRef<PyCode>> {
    if !python.contains("assert") {
        return None;
    }
    let python = python.replace("\r\n", "\n");
    let mut module = parse_module(&python).ok()?.into_syntax();
    if !checks::rewritten(&mut module) {
        return None;
    }
    let text = SourceFileBuilder::new(file, python).finish();
    let code = compile_top(module.into(), text, mode, opts).ok()?;
    Some(PyCode::new_ref_from_bytecode(vm, code))
}

/// Where the parser words a fault otherwise than Python, whose words are in every textbook.
const PYTHON_WORDS: [(&str, &str); 1] = [("unexpected indentation", "unexpected indent")];

fn word_as_python(vm: &VirtualMachine, exception: &PyBaseExceptionRef) {
    let Ok(message) = exception.as_object().get_attr("msg", vm) else {
        return;
    };
    let Some(message) = message.downcast_ref::<PyStr>() else {
        return;
    };
    for (parser, python) in PYTHON_WORDS {
        if message.as_wtf8().to_string_lossy() == parser {
            // An attribute that could be read can be set; if not, the other words stay.
            let _ = exception.as_object().set_attr("msg", vm.ctx.new_str(python), vm);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The last statement is not an expression, or the cell does not parse.
    Statement,
    /// It is an expression.
    Expression,
    /// It is an expression with a semicolon after it, which hides its value.
    Hidden,
}

fn ending(source: &str) -> Ending {
    let Ok(parsed) = parse_module(source) else {
        return Ending::Statement;
    };
    if !matches!(parsed.syntax().body.last(), Some(Stmt::Expr(_))) {
        return Ending::Statement;
    }
    let last = parsed.tokens().iter().rev().map(|token| token.kind()).find(|kind| {
        !matches!(
            kind,
            TokenKind::Newline
                | TokenKind::NonLogicalNewline
                | TokenKind::Comment
                | TokenKind::EndOfFile
                | TokenKind::Dedent
        )
    });
    if last == Some(TokenKind::Semi) { Ending::Hidden } else { Ending::Expression }
}

/// Where the brackets of a source are nested too deep: line and column, one for the first.
/// Strings and comments are not told apart; the sum of both faults is a source with 200 more
/// opening than closing brackets inside a string, which is worth the error.
fn too_deep(source: &str) -> Option<(usize, usize)> {
    let mut level = 0usize;
    let (mut line, mut column) = (1, 0);
    for character in source.chars() {
        column += 1;
        match character {
            '\n' => (line, column) = (line + 1, 0),
            '(' | '[' | '{' => {
                level += 1;
                if level > BRACKET_LEVELS {
                    return Some((line, column));
                }
            }
            ')' | ']' | '}' => level = level.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn nesting_error(
    vm: &VirtualMachine,
    file: &str,
    source: &str,
    (line, column): (usize, usize),
) -> PyBaseExceptionRef {
    let text = source.lines().nth(line - 1).unwrap_or_default();
    let place = vm.ctx.new_tuple(vec![
        vm.ctx.new_str(file).into(),
        vm.ctx.new_int(line).into(),
        vm.ctx.new_int(column).into(),
        vm.ctx.new_str(text).into(),
    ]);
    let message = vm.ctx.new_str("too many nested parentheses");
    match vm.invoke_exception(vm.ctx.exceptions.syntax_error, vec![message.into(), place.into()]) {
        Ok(exception) | Err(exception) => exception,
    }
}
