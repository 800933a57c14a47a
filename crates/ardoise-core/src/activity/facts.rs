//! What is known of an activity besides its cells, and where it stands in a notebook's metadata:
//! `title` and `authors` as nbformat names them, all else in one object under `ardoise`.

use serde_json::{Map, Value, json};

use crate::document::{Document, Step};

/// The key of the notebook's metadata, and keys inside.
pub(crate) const FACTS: &str = "ardoise";
pub(crate) const ACTIVITY: &str = "activity";
pub(crate) const VERSION: &str = "version";
const AUTHORS: &str = "authors";

/// What a teacher says of an activity. Empty texts are not known.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ActivityFacts {
    pub authors: Vec<String>,
    /// Codes of school years, such as `cm2` or `6e`.
    pub levels: Vec<String>,
    pub subject: String,
    /// An SPDX name, such as `CC-BY-4.0`.
    pub licence: String,
    /// The language of its texts, such as `fr`.
    pub language: String,
    /// One or two sentences.
    pub summary: String,
    /// How long it takes, 0 for unknown.
    pub minutes: u32,
    /// The series it belongs to, and its place there; 0 for none.
    pub unit: String,
    pub session: u32,
    /// The path of a picture among its files.
    pub cover: String,
    /// The link by which pupils hand their work in, in base64url.
    pub hand_in: String,
    /// The activity whose hand-ins come to this notebook, by its title.
    pub receives: String,
}

const TEXTS: [&str; 8] =
    ["subject", "licence", "language", "summary", "unit", "cover", "handIn", "receives"];

impl ActivityFacts {
    pub fn of(document: &Document) -> ActivityFacts {
        let facts = document.metadata(FACTS).unwrap_or_default();
        let names = document.metadata(AUTHORS).unwrap_or_default();
        ActivityFacts::from_metadata(&facts, &names)
    }

    /// Reads the values of the metadata keys `ardoise` and `authors`.
    pub fn from_metadata(facts: &Value, authors: &Value) -> ActivityFacts {
        let [subject, licence, language, summary, unit, cover, hand_in, receives] =
            TEXTS.map(|key| facts[key].as_str().unwrap_or_default().trim().to_owned());
        let number = |key: &str| facts[key].as_u64().and_then(|n| n.try_into().ok()).unwrap_or(0);
        ActivityFacts {
            authors: texts(authors, |author| author["name"].as_str().or(author.as_str())),
            levels: texts(&facts["levels"], Value::as_str),
            subject,
            licence,
            language,
            summary,
            minutes: number("minutes"),
            unit,
            session: number("session"),
            cover,
            hand_in,
            receives,
        }
    }
}

fn texts(list: &Value, text: impl Fn(&Value) -> Option<&str>) -> Vec<String> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|item| text(item).map(str::to_owned)).collect()
}

/// The activity a notebook is of, as 32 digits.
pub(crate) fn activity_of(document: &Document) -> Option<String> {
    Some(document.metadata(FACTS)?.get(ACTIVITY)?.as_str()?.to_owned())
}

/// The version a notebook has taken; 1 when it does not say.
pub(crate) fn version_of(document: &Document) -> u32 {
    let version = document.metadata(FACTS).and_then(|facts| facts[VERSION].as_u64());
    version.and_then(|version| version.try_into().ok()).unwrap_or(1)
}

/// The steps that write the facts; what else stands there is kept.
pub(crate) fn steps_to(document: &Document, facts: &ActivityFacts) -> Vec<Step> {
    let mut kept = match document.metadata(FACTS) {
        Some(Value::Object(kept)) => kept,
        _ => Map::new(),
    };
    let values = [
        &facts.subject,
        &facts.licence,
        &facts.language,
        &facts.summary,
        &facts.unit,
        &facts.cover,
        &facts.hand_in,
        &facts.receives,
    ];
    let mut put = |key: &str, value: Value| {
        if value == json!("") || value == json!(0) || value == json!([]) {
            kept.shift_remove(key);
        } else {
            kept.insert(key.to_owned(), value);
        }
    };
    put("levels", json!(facts.levels));
    for (key, value) in TEXTS.into_iter().zip(values) {
        put(key, json!(value));
    }
    put("minutes", json!(facts.minutes));
    put("session", json!(facts.session));
    let kept = (!kept.is_empty()).then_some(Value::Object(kept));
    let mut steps = vec![document.set_metadata(FACTS, kept)];
    if ActivityFacts::of(document).authors != facts.authors {
        let authors: Vec<Value> =
            facts.authors.iter().map(|name| json!({ "name": name })).collect();
        let authors = (!authors.is_empty()).then_some(Value::Array(authors));
        steps.push(document.set_metadata(AUTHORS, authors));
    }
    steps
}
