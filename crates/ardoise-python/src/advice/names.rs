//! Names that do not exist, or not yet, and modules that are not there.

use super::near::{nearest, same_letters};
use super::scan::{self, assigns, code_of, quoted, word_at};
use super::{Fault, Found, found, words};
use crate::modules;

/// Modules that lessons import and that are not made for this Python.
const ELSEWHERE: [&str; 15] = [
    "scipy",
    "pandas",
    "sklearn",
    "sympy",
    "seaborn",
    "plotly",
    "networkx",
    "PIL",
    "cv2",
    "torch",
    "tensorflow",
    "keras",
    "folium",
    "bs4",
    "matplotlib",
];

/// A word of the reason why a module is not there on purpose (see `modules::absence`).
const ABSENCES: [(&str, &str); 4] = [
    ("network", "module-network"),
    ("windows", "module-window"),
    ("programs", "module-program"),
    ("installed", "module-install"),
];

/// Modules of the interpreter itself that lessons use by name.
const NATIVE: [&str; 6] = ["math", "cmath", "sys", "itertools", "time", "gc"];

pub(super) fn unknown(fault: &Fault<'_>) -> Found {
    let name = *quoted(fault.message).first()?;
    let code = fault.code();
    if let Some(python) = words::name(name) {
        return found("name-foreign", [name, python]);
    }
    if name == "self" {
        return found("name-self", []);
    }
    if let Some(line) = assigned_later(fault, name) {
        return found("name-later", [name, &line.to_string()]);
    }
    let at = word_at(&code, name);
    let after = at.map_or("", |at| code[at + name.len()..].trim_start());
    if after.starts_with('.')
        && let Some(import) = import_of(name)
    {
        return found("name-module", [name, &import]);
    }
    let known = || fault.names.iter().map(String::as_str);
    if let Some(same) = same_letters(name, known()) {
        let capitals = same.to_lowercase() == name.to_lowercase();
        return found(if capitals { "name-case" } else { "name-accent" }, [name, same]);
    }
    if let Some((_, module)) = words::NEEDS_IMPORT.iter().find(|(other, _)| *other == name)
        && (after.starts_with('(') || name == "pi")
    {
        return found("name-import", [name, module]);
    }
    if let Some(near) = nearest(name, known()) {
        return found("name-near", [name, near]);
    }
    if let Some(function) = local_of(fault, name) {
        return found("name-local", [name, &function]);
    }
    if after.starts_with('(') {
        return found("name-function", [name]);
    }
    let wanted_text = ["print(", "input(", "==", "!=", "[", ",", "="];
    let before = at.map_or("", |at| code[..at].trim_end());
    let code = if wanted_text.iter().any(|sign| before.ends_with(sign)) {
        "name-quotes"
    } else {
        "name-unknown"
    };
    found(code, [name])
}

/// The line below in the same cell, outside functions, that gives the name its value.
fn assigned_later(fault: &Fault<'_>, name: &str) -> Option<usize> {
    let here = fault.line? as usize;
    let mut below = fault.source.split('\n').enumerate().skip(here);
    below
        .find(|(_, line)| !line.starts_with([' ', '\t']) && assigns(line, name))
        .map(|(at, _)| at + 1)
}

/// The function in whose body the name gets its value.
fn local_of(fault: &Fault<'_>, name: &str) -> Option<String> {
    for cell in fault.cells.iter().rev() {
        let mut function = None;
        for line in cell.split('\n') {
            let inside = line.starts_with([' ', '\t']);
            if !inside && !line.trim().is_empty() {
                let code = code_of(line);
                function = code.strip_prefix("def ").map(|rest| scan::first_word(rest).to_owned());
            } else if inside
                && let Some(function) = &function
                && assigns(line, name)
            {
                return Some(function.clone());
            }
        }
    }
    None
}

fn import_of(name: &str) -> Option<String> {
    let alias = words::MODULE_ALIASES.iter().find(|(alias, _)| *alias == name);
    alias.map(|(_, import)| (*import).to_owned()).or_else(|| {
        let known = NATIVE.contains(&name) || modules::find(name).is_some();
        known.then(|| format!("import {name}"))
    })
}

pub(super) fn unbound(fault: &Fault<'_>) -> Found {
    let name = *quoted(fault.message).first()?;
    let code = if fault.names.iter().any(|known| known == name) {
        "local-global"
    } else {
        "local-unbound"
    };
    found(code, [name, fault.function])
}

pub(super) fn module(fault: &Fault<'_>) -> Found {
    let name = *quoted(fault.message).first()?;
    if let Some((package, inner)) = name.rsplit_once('.')
        && fault.message.contains("is not a package")
    {
        return found("module-from", [package, inner]);
    }
    let top = name.split('.').next().unwrap_or(name);
    if let Some(reason) = modules::absence(top) {
        let code = ABSENCES.iter().find(|(word, _)| reason.contains(word));
        return found(code.map_or("module-elsewhere", |(_, code)| *code), [name]);
    }
    if ELSEWHERE.contains(&top) {
        return found("module-elsewhere", [name]);
    }
    let known = || {
        let native = fault.members.iter().map(String::as_str);
        modules::all().map(|module| module.name).chain(native)
    };
    if let Some(meant) = same_letters(top, known()).or_else(|| nearest(top, known())) {
        return found("module-near", [name, meant]);
    }
    if let Some(meant) = nearest(top, ELSEWHERE) {
        return found("module-near", [name, meant]);
    }
    found("module-unknown", [name])
}
