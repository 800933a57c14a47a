//! Values in few words, and where two of them differ.

use rustpython_vm::builtins::{PyDict, PyFloat, PyInt, PyList, PyStr, PyTuple, PyType};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

/// How long a value may be when it is shown, in characters.
pub(super) const LONG: usize = 60;
/// The same for a value that is mentioned by the way.
pub(super) const SHORT: usize = 30;
/// Longer texts and lists differ somewhere that has to be found.
const AT_A_GLANCE: usize = 3;
const AT_A_GLANCE_TEXT: usize = 12;
/// Of longer lists only the beginning is written out.
const WRITTEN_OUT: usize = 40;
/// Lists in lists are looked into this deep.
const DEPTH: u32 = 8;

/// A value as Python writes it, shortened.
pub(super) fn shown(value: &PyObject, limit: usize, vm: &VirtualMachine) -> String {
    if let Some(class) = value.downcast_ref::<PyType>() {
        return class.name().to_string();
    }
    if let Some(elements) = elements(value).filter(|elements| elements.len() > WRITTEN_OUT) {
        let first: Vec<String> =
            elements[..WRITTEN_OUT].iter().map(|element| written(element, vm)).collect();
        let (open, close) =
            if value.downcast_ref::<PyList>().is_some() { ("[", "]") } else { ("(", ")") };
        return shortened(&format!("{open}{}{close}", first.join(", ")), limit);
    }
    if let Some(text) = value.downcast_ref::<PyStr>().filter(|text| text.char_len() > 4 * limit) {
        let start: String = text.as_wtf8().to_string_lossy().chars().take(2 * limit).collect();
        return shortened(&written(vm.ctx.new_str(start).as_object(), vm), limit);
    }
    shortened(&written(value, vm), limit)
}

fn written(value: &PyObject, vm: &VirtualMachine) -> String {
    let class = value.class().name().to_string();
    match value.repr(vm) {
        // An address tells nothing.
        Ok(text) if !text.as_wtf8().to_string_lossy().contains(" object at 0x") => {
            text.as_wtf8().to_string_lossy().into_owned()
        }
        _ => format!("{class}(…)"),
    }
}

/// At most so many characters, whole elements where it is a list of some kind.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= limit {
        return text;
    }
    let kept: String = text.chars().take(limit - 2).collect();
    let last = text.chars().next_back().unwrap_or_default();
    match last {
        ']' | ')' | '}' => match kept.rfind(", ") {
            Some(end) => format!("{}, …{last}", &kept[..end]),
            None => format!("{kept}…{last}"),
        },
        '\'' | '"' => format!("{kept}…{last}"),
        _ => format!("{kept}…"),
    }
}

/// What makes two values that should be equal differ: a code, and what it names after both values.
pub(super) fn difference(
    expected: &PyObject,
    got: &PyObject,
    vm: &VirtualMachine,
) -> Option<(&'static str, Vec<String>)> {
    // Comparing what a program defines would run its code once more.
    if !(plain(expected, DEPTH, vm) && plain(got, DEPTH, vm)) {
        return None;
    }
    let kinds = [expected, got].map(|value| value.class().name().to_string());
    if kinds[0] != kinds[1] {
        return other_kind(expected, got, kinds, vm);
    }
    if let (Some(expected), Some(got)) = (elements(expected), elements(got)) {
        return in_lists(expected, got, vm);
    }
    if let (Some(expected), Some(got)) =
        (expected.downcast_ref::<PyStr>(), got.downcast_ref::<PyStr>())
    {
        return in_texts(&text_of(expected), &text_of(got), vm);
    }
    match kinds[0].as_str() {
        "dict" => in_dicts(expected, got, vm),
        "set" | "frozenset" => missing(expected, got, "check-missing", vm)
            .or_else(|| missing(got, expected, "check-extra", vm)),
        "float" => near(expected, got).then(|| ("check-float", Vec::new())),
        _ => None,
    }
}

fn text_of(text: &PyStr) -> String {
    text.as_wtf8().to_string_lossy().into_owned()
}

fn elements(value: &PyObject) -> Option<Vec<PyObjectRef>> {
    match value.downcast_ref::<PyList>() {
        Some(list) => Some(list.borrow_vec().to_vec()),
        None => value.downcast_ref::<PyTuple>().map(|tuple| tuple.as_slice().to_vec()),
    }
}

/// Whether a value is one of Python's own, through and through.
fn plain(value: &PyObject, depth: u32, vm: &VirtualMachine) -> bool {
    match &*value.class().name() {
        "int" | "float" | "str" | "bool" | "NoneType" | "complex" | "bytes" => true,
        "list" | "tuple" | "set" | "frozenset" | "dict" if depth > 0 => {
            let Ok(elements) = vm.extract_elements_with(value, Ok) else { return false };
            let values = value.downcast_ref::<PyDict>().map(|dict| {
                let dict = dict.to_owned();
                dict.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
            });
            elements.iter().chain(values.iter().flatten()).all(|it| plain(it, depth - 1, vm))
        }
        _ => false,
    }
}

fn same(left: &PyObject, right: &PyObject, vm: &VirtualMachine) -> bool {
    vm.identical_or_equal(left, right).unwrap_or(false)
}

fn other_kind(
    expected: &PyObject,
    got: &PyObject,
    kinds: [String; 2],
    vm: &VirtualMachine,
) -> Option<(&'static str, Vec<String>)> {
    let number = |kind: &str| matches!(kind, "int" | "float" | "bool" | "complex");
    if kinds.iter().all(|kind| number(kind)) {
        let rounded = kinds.iter().any(|kind| kind == "float");
        return (rounded && near(expected, got)).then(|| ("check-float", Vec::new()));
    }
    if kinds.iter().any(|kind| kind == "NoneType") {
        return None;
    }
    let as_text = |value: &PyObject| value.str(vm).map(|text| text_of(&text)).unwrap_or_default();
    let code = if as_text(expected).trim_matches(BRACKETS) == as_text(got).trim_matches(BRACKETS) {
        "check-type-only"
    } else {
        "check-type"
    };
    Some((code, kinds.to_vec()))
}

const BRACKETS: [char; 6] = ['[', ']', '(', ')', '{', '}'];

/// Whether two numbers differ only by rounding.
fn near(expected: &PyObject, got: &PyObject) -> bool {
    let number = |value: &PyObject| match value.downcast_ref::<PyFloat>() {
        Some(float) => Some(float.to_f64()),
        None => value.downcast_ref::<PyInt>()?.as_bigint().to_string().parse().ok(),
    };
    let (Some(expected), Some(got)) = (number(expected), number(got)) else { return false };
    let size: f64 = f64::max(expected.abs(), got.abs());
    (expected - got).abs() <= 1e-9 * size
}

fn in_lists(
    expected: Vec<PyObjectRef>,
    got: Vec<PyObjectRef>,
    vm: &VirtualMachine,
) -> Option<(&'static str, Vec<String>)> {
    let (wanted, there) = (expected.len(), got.len());
    let first = expected.iter().zip(&got).position(|(one, other)| !same(one, other, vm));
    let Some(at) = first else {
        let counts = vec![wanted.to_string(), there.to_string()];
        return (wanted.max(there) > AT_A_GLANCE).then_some(("check-length", counts));
    };
    if wanted == there && wanted > 1 {
        let sorted = |elements: &[PyObjectRef]| {
            let mut texts: Vec<String> = elements.iter().map(|it| written(it, vm)).collect();
            texts.sort_unstable();
            texts
        };
        if sorted(&expected) == sorted(&got) {
            return Some(("check-order", Vec::new()));
        }
    }
    let values = vec![at.to_string(), shown(&expected[at], SHORT, vm), shown(&got[at], SHORT, vm)];
    (wanted.max(there) > AT_A_GLANCE).then_some(("check-item", values))
}

fn in_texts(expected: &str, got: &str, vm: &VirtualMachine) -> Option<(&'static str, Vec<String>)> {
    let spaceless = |text: &str| -> String { text.split_whitespace().collect() };
    if expected.to_lowercase() == got.to_lowercase() {
        return Some(("check-case", Vec::new()));
    }
    if spaceless(expected) == spaceless(got) {
        return Some(("check-space", Vec::new()));
    }
    let (expected, got): (Vec<char>, Vec<char>) =
        (expected.chars().collect(), got.chars().collect());
    if expected.len().max(got.len()) <= AT_A_GLANCE_TEXT {
        return None;
    }
    let Some(at) = expected.iter().zip(&got).position(|(one, other)| one != other) else {
        let counts = vec![expected.len().to_string(), got.len().to_string()];
        return Some(("check-length", counts));
    };
    let from = |text: &[char]| {
        let rest: String = text[at..].iter().take(AT_A_GLANCE_TEXT).collect();
        written(vm.ctx.new_str(rest).as_object(), vm)
    };
    Some(("check-item", vec![at.to_string(), from(&expected), from(&got)]))
}

fn in_dicts(
    expected: &PyObject,
    got: &PyObject,
    vm: &VirtualMachine,
) -> Option<(&'static str, Vec<String>)> {
    missing(expected, got, "check-missing", vm)
        .or_else(|| missing(got, expected, "check-extra", vm))
        .or_else(|| {
            let (expected, got) =
                (expected.downcast_ref::<PyDict>()?, got.downcast_ref::<PyDict>()?);
            if expected.__len__() <= 1 {
                return None;
            }
            let expected = expected.to_owned();
            expected.into_iter().find_map(|(key, value)| {
                let other = got.get_item_opt(&*key, vm).ok()??;
                let shown = |value: &PyObject| shown(value, SHORT, vm);
                (!same(&value, &other, vm))
                    .then(|| ("check-key", vec![shown(&key), shown(&value), shown(&other)]))
            })
        })
}

/// The first element, or key, of one that the other lacks.
fn missing(
    one: &PyObject,
    other: &PyObject,
    code: &'static str,
    vm: &VirtualMachine,
) -> Option<(&'static str, Vec<String>)> {
    let elements = vm.extract_elements_with(one, Ok).ok()?;
    let lacks = |element: &&PyObjectRef| matches!(vm._contains(other, element), Ok(false));
    let element = elements.iter().find(lacks)?;
    Some((code, vec![shown(element, SHORT, vm)]))
}
