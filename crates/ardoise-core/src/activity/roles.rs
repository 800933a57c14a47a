//! What a cell is for, read from the keys that Jupyter, nbgrader and Basthon use. A tag wins over
//! nbgrader's keys, which are never rewritten.

use serde_json::Value;

use crate::interchange::CellKind;

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CellRole {
    #[default]
    Plain,
    /// To be filled in by the pupil.
    Exercise,
    /// Says whether the answer is right.
    Check,
    /// Unfolds when the pupil asks for it, one after the other.
    Hint,
    Solution,
}

/// The keys of a cell's metadata that are read here.
pub(crate) const TAGS: &str = "tags";
pub(crate) const NBGRADER: &str = "nbgrader";
pub(crate) const SLIDESHOW: &str = "slideshow";
pub(crate) const BREAKPOINT: &str = "breakpoint";

pub(crate) const ROLES: [(CellRole, &str); 4] = [
    (CellRole::Exercise, "exercise"),
    (CellRole::Check, "check"),
    (CellRole::Hint, "hint"),
    (CellRole::Solution, "solution"),
];

/// Reads a key of a cell's metadata.
pub(crate) trait Metadata: Fn(&str) -> Option<Value> {}
impl<F: Fn(&str) -> Option<Value>> Metadata for F {}

pub(crate) fn role(metadata: &impl Metadata) -> CellRole {
    if let Some(tags) = metadata(TAGS)
        && let Some((role, _)) = ROLES.into_iter().find(|(_, tag)| has(&tags, tag))
    {
        return role;
    }
    let Some(keys) = metadata(NBGRADER) else { return CellRole::Plain };
    let is = |key: &str| keys[key] == Value::Bool(true);
    match (is("solution"), is("grade")) {
        (true, _) => CellRole::Exercise,
        (false, true) => CellRole::Check,
        (false, false) => CellRole::Plain,
    }
}

/// Cells after this one wait until it is validated.
pub(crate) fn has_breakpoint(metadata: &impl Metadata) -> bool {
    metadata(TAGS).is_some_and(|tags| has(&tags, BREAKPOINT))
}

/// How the cell stands among slides, in Jupyter's words; empty for none.
pub(crate) fn slide(metadata: &impl Metadata) -> String {
    let kind = metadata(SLIDESHOW).and_then(|show| Some(show["slide_type"].as_str()?.to_owned()));
    kind.filter(|kind| kind != "-").unwrap_or_default()
}

/// A text for whoever speaks: no pupil sees it. Code stays, since other code may need it, and so does
/// a gate, which must be passed.
pub(crate) fn is_note(kind: CellKind, metadata: &impl Metadata) -> bool {
    kind != CellKind::Code && slide(metadata) == "notes" && !has_breakpoint(metadata)
}

/// The tag of a role; a plain cell has none.
pub(crate) fn role_tag(role: CellRole) -> Option<&'static str> {
    ROLES.into_iter().find(|(other, _)| *other == role).map(|(_, tag)| tag)
}

/// The list of tags with some taken out and one put in; none when the list is empty.
pub(crate) fn tagged(tags: Option<Value>, without: &[&str], with: Option<&str>) -> Option<Value> {
    let mut list = match tags {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    list.retain(|tag| tag.as_str().is_none_or(|tag| !without.contains(&tag)));
    list.extend(with.map(Value::from));
    (!list.is_empty()).then_some(Value::Array(list))
}

fn has(tags: &Value, wanted: &str) -> bool {
    tags.as_array().is_some_and(|tags| tags.iter().any(|tag| tag == wanted))
}
