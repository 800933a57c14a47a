//! A typed view of one stored output, for those who show it or make new ones. Files keep their
//! outputs word for word; this view drops what it does not name, so it is never written back over
//! an output that was not changed.

use serde_json::{Map, Value};

use super::{JsonMap, compact, lines};

/// One output of a code cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Text of a stream, `stdout` or `stderr`.
    Stream { name: String, text: String },
    /// Something shown: formats by MIME type, in the order of the file. JSON formats hold their
    /// JSON text, pictures other than SVG base64.
    Display { data: Vec<(String, String)>, metadata: JsonMap },
    /// The value of the last expression.
    Result { count: Option<u32>, data: Vec<(String, String)>, metadata: JsonMap },
    /// An exception. The lines of the traceback may carry terminal colours.
    Error { name: String, value: String, traceback: Vec<String> },
    /// A kind that the format does not name, or one that lacks its parts.
    Unknown(Value),
}

impl Output {
    /// Reads a stored output.
    pub fn from_json(value: &Value) -> Output {
        let read = || match value.get("output_type")?.as_str()? {
            "stream" => Some(Output::Stream {
                name: text_at(value, "name").unwrap_or_else(|| "stdout".to_owned()),
                text: text_at(value, "text")?,
            }),
            "display_data" => {
                Some(Output::Display { data: bundle(value)?, metadata: metadata(value) })
            }
            "execute_result" => Some(Output::Result {
                count: value.get("execution_count").and_then(count),
                data: bundle(value)?,
                metadata: metadata(value),
            }),
            "error" => Some(Output::Error {
                name: text_at(value, "ename").unwrap_or_default(),
                value: text_at(value, "evalue").unwrap_or_default(),
                traceback: match value.get("traceback") {
                    Some(Value::Array(items)) => {
                        items.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
                    }
                    Some(Value::String(text)) => text.lines().map(str::to_owned).collect(),
                    _ => Vec::new(),
                },
            }),
            _ => None,
        };
        read().unwrap_or_else(|| Output::Unknown(value.clone()))
    }

    /// Makes the value Jupyter would store.
    pub fn to_json(&self) -> Value {
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| {
            map.insert(key.to_owned(), value);
        };
        match self {
            Output::Stream { name, text } => {
                put("name", name.as_str().into());
                put("output_type", "stream".into());
                put("text", lines::to_value(text));
            }
            Output::Display { data, metadata } => {
                put("data", bundle_value(data));
                put("metadata", metadata.clone().into());
                put("output_type", "display_data".into());
            }
            Output::Result { count, data, metadata } => {
                put("data", bundle_value(data));
                put("execution_count", (*count).into());
                put("metadata", metadata.clone().into());
                put("output_type", "execute_result".into());
            }
            Output::Error { name, value, traceback } => {
                put("ename", name.as_str().into());
                put("evalue", value.as_str().into());
                put("output_type", "error".into());
                put("traceback", traceback.clone().into());
            }
            Output::Unknown(value) => return value.clone(),
        }
        Value::Object(map)
    }
}

/// Reads a count of executions: a whole number that a `u32` holds.
pub(super) fn count(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|count| u32::try_from(count).ok())
}

/// Whether a MIME type holds JSON rather than text.
fn holds_json(mime: &str) -> bool {
    mime == "application/json" || (mime.starts_with("application/") && mime.ends_with("+json"))
}

fn text_at(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(lines::joined).map(|text| text.into_owned())
}

fn metadata(value: &Value) -> JsonMap {
    value.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default()
}

fn bundle(value: &Value) -> Option<Vec<(String, String)>> {
    let data = value.get("data")?.as_object()?;
    let read = |(mime, content): (&String, &Value)| {
        let text = match lines::joined(content) {
            Some(text) if !holds_json(mime) => text.into_owned(),
            _ => compact(content),
        };
        (mime.clone(), text)
    };
    Some(data.iter().map(read).collect())
}

fn bundle_value(data: &[(String, String)]) -> Value {
    let write = |(mime, text): &(String, String)| {
        let value = if holds_json(mime) {
            serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into())
        } else if mime.starts_with("text/")
            || mime == "image/svg+xml"
            || mime == "application/javascript"
        {
            lines::to_value(text)
        } else {
            text.as_str().into()
        };
        (mime.clone(), value)
    };
    Value::Object(data.iter().map(write).collect())
}
