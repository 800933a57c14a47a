//! `AttributeError` and `ImportError`: something looked for inside a value or a module.

use super::near::{nearest, same_letters};
use super::scan::{between, quoted};
use super::{Fault, Found, found};

/// Methods that change a list and give None: `l = l.sort()` loses the list.
const GIVE_NONE: [&str; 8] =
    ["sort", "append", "reverse", "extend", "insert", "remove", "clear", "update"];

/// What other languages, or other kinds of values, call it: kind, wrong name, what to write.
const OTHERWISE: [(&str, &str, &str); 22] = [
    ("list", "add", "append"),
    ("list", "push", "append"),
    ("list", "ajouter", "append"),
    ("list", "delete", "remove"),
    ("list", "contains", "in"),
    ("str", "contains", "in"),
    ("str", "includes", "in"),
    ("dict", "has_key", "in"),
    ("dict", "contains", "in"),
    ("str", "append", "+"),
    ("str", "add", "+"),
    ("str", "push", "+"),
    ("str", "reverse", "[::-1]"),
    ("str", "toUpperCase", "upper"),
    ("str", "toLowerCase", "lower"),
    ("str", "substring", "[a:b]"),
    ("str", "sort", "sorted()"),
    ("set", "append", "add"),
    ("set", "push", "add"),
    ("dict", "append", "d[k] = v"),
    ("dict", "add", "d[k] = v"),
    ("dict", "push", "d[k] = v"),
];

pub(super) fn advise(fault: &Fault<'_>) -> Found {
    let message = fault.message;
    let names = quoted(message);
    let members = || fault.members.iter().map(String::as_str);
    if message.starts_with("module ") {
        let [module, name, ..] = names[..] else { return None };
        if let Some(near) = same_letters(name, members()).or_else(|| nearest(name, members())) {
            return found("module-attribute-near", [module, name, near]);
        }
        // `import datetime` and then `datetime.now()`: the class has the module's name.
        if module == "datetime" && ["now", "today", "strptime", "fromtimestamp"].contains(&name) {
            return found("module-inner", [module, name]);
        }
        return found("module-attribute", [module, name]);
    }
    let [kind, name, ..] = names[..] else { return None };
    if kind == "NoneType" {
        return match none_from(fault) {
            Some(method) => found("none-method", [name, method]),
            None => found("none-attribute", [name]),
        };
    }
    if matches!(name.to_lowercase().as_str(), "length" | "lenght" | "len" | "size" | "longueur")
        && ["list", "str", "tuple", "dict", "set", "range"].contains(&kind)
    {
        return found("attribute-length", [kind, name]);
    }
    if let Some((_, _, python)) =
        OTHERWISE.iter().find(|(other, wrong, _)| *other == kind && *wrong == name)
    {
        return found("attribute-other", [kind, name, python]);
    }
    if kind == "tuple" && GIVE_NONE.contains(&name) {
        return found("tuple-fixed", []);
    }
    if let Some(near) = same_letters(name, members()).or_else(|| nearest(name, members())) {
        return found("attribute-near", [kind, name, near]);
    }
    if ["int", "float", "bool", "str", "list", "dict", "set", "tuple"].contains(&kind) {
        return found("attribute-kind", [kind, name]);
    }
    found("attribute-object", [kind, name])
}

/// A method that gives None and whose result was kept somewhere in the cells.
fn none_from(fault: &Fault<'_>) -> Option<&'static str> {
    let lines = fault.cells.iter().flat_map(|cell| cell.split('\n'));
    lines
        .filter_map(|line| {
            let (left, right) = line.split_once('=')?;
            let left = left.trim();
            let method = GIVE_NONE.iter().find(|method| right.contains(&format!(".{method}(")))?;
            (!left.is_empty() && !right.starts_with('=')).then_some(*method)
        })
        .next_back()
}

pub(super) fn import(fault: &Fault<'_>) -> Found {
    let name = between(fault.message, "cannot import name '", "'")?;
    let module = between(fault.message, "from '", "'")?;
    let members = || fault.members.iter().map(String::as_str);
    if let Some(near) = same_letters(name, members()).or_else(|| nearest(name, members())) {
        return found("import-near", [module, name, near]);
    }
    found("import-name", [module, name])
}
