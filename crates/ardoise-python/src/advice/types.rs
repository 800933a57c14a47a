//! `TypeError`: the wrong kind of value for an operation, a call or a place.

use super::scan::{self, between, is_name, name_before, quoted, typed_in};
use super::{Fault, Found, found};

pub(super) fn advise(fault: &Fault<'_>) -> Found {
    let code = fault.code();
    operands(fault, &code)
        .or_else(|| calls(fault, &code))
        .or_else(|| arguments(fault.message))
        .or_else(|| places(fault, &code))
        .or_else(|| conversions(fault, &code))
}

fn operands(fault: &Fault<'_>, code: &str) -> Found {
    let message = fault.message;
    let kinds = quoted(message);
    if message.starts_with("can only concatenate ") {
        let left = between(message, "concatenate ", " (")?;
        let right = *kinds.first()?;
        return added(fault, code, left, right);
    }
    if message.starts_with("can't multiply sequence by non-int") {
        let kind = between(message, "of type '", "'")?;
        if let Some(from) = typed_in(fault.cells, code) {
            return found("input-number", [&from, "*"]);
        }
        return found("times-text", [kind]);
    }
    if let Some(rest) = message.strip_prefix("unsupported operand type(s) for ") {
        let operator = rest.split(": ").next()?.trim_end_matches('=');
        let operator = operator.split(' ').next()?;
        let [.., left, right] = kinds[..] else { return None };
        return operation(fault, code, operator, left, right);
    }
    if message.contains("not supported between instances of") {
        let [operator, left, right, ..] = kinds[..] else { return None };
        if [left, right].contains(&"NoneType") {
            return found("none-operand", [operator]);
        }
        if [left, right].contains(&"str")
            && let Some(from) = typed_in(fault.cells, code)
        {
            return found("input-number", [&from, operator]);
        }
        return found("compare", [operator, left, right]);
    }
    if message.starts_with("bad operand type for unary") {
        let [operator, kind, ..] = kinds[..] else {
            let kind = *kinds.last()?;
            return found("unary", ["-", kind]);
        };
        return found("unary", [operator, kind]);
    }
    None
}

fn added(fault: &Fault<'_>, code: &str, left: &str, right: &str) -> Found {
    if right == "NoneType" {
        return found("none-operand", ["+"]);
    }
    if left == "str" {
        if let Some(from) = typed_in(fault.cells, code)
            && matches!(right, "int" | "float")
        {
            return found("input-number", [&from, "+"]);
        }
        return found("text-plus", [right]);
    }
    if left == "tuple" && decimal_comma(fault) {
        return found("decimal-comma", []);
    }
    found("list-plus", [left, right])
}

fn operation(fault: &Fault<'_>, code: &str, operator: &str, left: &str, right: &str) -> Found {
    let kinds = [left, right];
    if kinds.contains(&"NoneType") {
        return found("none-operand", [operator]);
    }
    if kinds
        .iter()
        .any(|kind| matches!(*kind, "function" | "builtin_function_or_method" | "method"))
    {
        return found("function-operand", [operator]);
    }
    if kinds.contains(&"tuple") && decimal_comma(fault) {
        return found("decimal-comma", []);
    }
    if kinds.contains(&"str") {
        if let Some(from) = typed_in(fault.cells, code) {
            return found("input-number", [&from, operator]);
        }
        if operator == "+" {
            return found("text-plus", [if left == "str" { right } else { left }]);
        }
    }
    found("operation", [operator, left, right])
}

/// A number written with a comma, as on paper.
fn decimal_comma(fault: &Fault<'_>) -> bool {
    let comma = |line: &str| {
        let code = scan::code_of(line);
        let letters: Vec<char> = code.chars().collect();
        let plain = !code.contains(['(', '[', '{']);
        plain
            && letters.windows(3).any(|three| {
                three[1] == ',' && three[0].is_ascii_digit() && three[2].is_ascii_digit()
            })
    };
    fault.cells.iter().any(|cell| cell.split('\n').any(comma))
}

fn calls(fault: &Fault<'_>, code: &str) -> Found {
    let message = fault.message;
    let kind = quoted(message).first().copied().unwrap_or_default();
    if message.ends_with("object is not callable") {
        if kind == "module" {
            return found("call-module", [called(fault, code)]);
        }
        if kind == "NoneType" {
            return found("call-none", []);
        }
        // `2(x + 1)` and `a(b + 1)`: a product without its sign.
        let digit_call = code.char_indices().any(|(at, sign)| {
            sign == '(' && code[..at].ends_with(|last: char| last.is_ascii_digit())
        });
        let name = called(fault, code);
        if digit_call && matches!(kind, "int" | "float") && !is_name(name) {
            return found("product-call", []);
        }
        if BUILTINS.contains(&name) {
            return found("shadow", [name, kind]);
        }
        if matches!(kind, "list" | "dict" | "tuple") {
            return found("call-list", [name, kind]);
        }
        return found("call-value", [if name.is_empty() { "…" } else { name }, kind]);
    }
    if message.ends_with("object is not subscriptable") {
        return match kind {
            "NoneType" => found("none-index", []),
            "function" | "builtin_function_or_method" | "method" | "type" => {
                found("index-function", [])
            }
            _ => found("index-value", [kind]),
        };
    }
    None
}

/// Python's own names that beginners give to their variables.
const BUILTINS: [&str; 20] = [
    "list", "str", "int", "float", "dict", "set", "tuple", "sum", "max", "min", "len", "print",
    "input", "range", "type", "abs", "round", "sorted", "id", "bool",
];

/// The name before the bracket of a call: near the column of the fault, else the first on the line.
fn called<'a>(fault: &Fault<'_>, code: &'a str) -> &'a str {
    let from =
        fault.column.and_then(|column| code.char_indices().nth(column - 1)).map_or(0, |at| at.0);
    let bracket = |from: usize| code[from..].find('(').map(|at| at + from);
    let at = bracket(from).or_else(|| bracket(0));
    at.map_or("", |at| name_before(code, at))
}

fn arguments(message: &str) -> Found {
    let function = |text: &str| {
        let name = text.split("()").next().unwrap_or(text);
        let class = name.strip_suffix(".__init__");
        class.unwrap_or(name.rsplit('.').next().unwrap_or(name)).to_owned()
    };
    if let Some((name, rest)) = message.split_once(" missing ") {
        let missing = quoted(rest).join(", ");
        return found("arguments-missing", [&function(name), &missing]);
    }
    if message.contains("() takes no arguments") {
        return found("class-without-init", [&function(message)]);
    }
    if let Some((name, rest)) = message.split_once(" takes ") {
        let numbers: Vec<&str> =
            rest.split(|sign: char| !sign.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
        if rest.starts_with("0 positional arguments but 1 was given") && name.contains('.') {
            return found("self-missing", [&function(name)]);
        }
        if rest.contains("positional argument") {
            let [.., takes, given] = numbers[..] else { return None };
            return found("arguments-many", [&function(name), takes, given]);
        }
        if rest.contains("argument") {
            let given = *numbers.last()?;
            return found("arguments-count", [&function(name), given]);
        }
    }
    if let Some((name, rest)) = message.split_once(" expected ") {
        let is_count = rest.contains("argument") && rest.contains("got");
        let given = rest.rsplit(' ').next()?;
        return is_count.then(|| found("arguments-count", [&function(name), given])).flatten();
    }
    if let Some((name, rest)) = message.split_once(" got an unexpected keyword argument ") {
        return found("argument-unknown", [&function(name), quoted(rest).first()?]);
    }
    if let Some((name, rest)) = message.split_once(" got multiple values for argument ") {
        return found("argument-twice", [&function(name), quoted(rest).first()?]);
    }
    None
}

fn places(fault: &Fault<'_>, code: &str) -> Found {
    let message = fault.message;
    let kind = quoted(message).first().copied().unwrap_or_default();
    if message.contains("does not support item assignment")
        || message.contains("doesn't support item")
    {
        return match kind {
            "str" => found("text-fixed", []),
            "tuple" => found("tuple-fixed", []),
            _ => found("index-value", [kind]),
        };
    }
    if message.contains("indices must be integers") {
        let what = message.split(' ').next()?;
        let wrong = message.rsplit([' ', '\'']).find(|word| !word.is_empty())?;
        if let Some(from) = typed_in(fault.cells, code)
            && wrong == "str"
        {
            return found("input-index", [&from]);
        }
        return found("index-kind", [what, wrong]);
    }
    if message.starts_with("cannot unpack non-iterable") {
        let kind = message.split(' ').nth(3)?;
        return found("unpack-one", [kind]);
    }
    if message.starts_with("argument of type") {
        return found("in-value", [kind]);
    }
    if message.ends_with("object is not iterable") {
        return match kind {
            "NoneType" => found("none-loop", []),
            "int" | "float" => found("loop-number", [kind]),
            _ => found("loop-value", [kind]),
        };
    }
    if message.contains("unhashable type") {
        let kind = between(message, "unhashable type: '", "'")?;
        return found("unhashable", [kind]);
    }
    None
}

fn conversions(fault: &Fault<'_>, code: &str) -> Found {
    let message = fault.message;
    let kind = quoted(message).first().copied().unwrap_or_default();
    if message.contains("cannot be interpreted as an integer") {
        if kind == "str"
            && let Some(from) = typed_in(fault.cells, code)
        {
            return found("input-index", [&from]);
        }
        return found("whole-wanted", [kind]);
    }
    if message.starts_with("object of type") && message.ends_with("has no len()") {
        return found("len-value", [kind]);
    }
    if message.contains("argument must be a string") {
        let function = message.split("()").next()?;
        let wrong = *quoted(message).last()?;
        return found("convert-kind", [function, wrong]);
    }
    if message.starts_with("sequence item") {
        let wrong = message.split(", ").nth(1)?.split(' ').next()?;
        return found("join-text", [wrong]);
    }
    if message.starts_with("exceptions must") {
        return found("raise-text", []);
    }
    None
}
