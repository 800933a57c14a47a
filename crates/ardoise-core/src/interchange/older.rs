//! Formats 2 and 3 (IPython Notebook until 2015) to format 4: worksheets, heading cells, inputs and
//! prompts, and outputs that keep their formats beside their other keys.
//!
//! Works on the JSON and mends nothing: the reader of format 4 comes after and does that.

use serde_json::{Map, Value};

use super::{JsonMap, NEWEST_MINOR, lines};

/// Converts a whole file.
pub(super) fn upgrade(mut map: JsonMap) -> JsonMap {
    let mut cells = Vec::new();
    if let Some(Value::Array(worksheets)) = map.shift_remove("worksheets") {
        for worksheet in worksheets {
            if let Value::Object(mut worksheet) = worksheet
                && let Some(Value::Array(sheet)) = worksheet.shift_remove("cells")
            {
                cells.extend(sheet);
            }
        }
    } else if let Some(Value::Array(sheet)) = map.shift_remove("cells") {
        cells = sheet;
    }
    let language = foreign_language(&cells);
    let mut metadata = match map.shift_remove("metadata") {
        Some(Value::Object(metadata)) => metadata,
        _ => Map::new(),
    };
    // Signed the old file, not this one.
    metadata.shift_remove("signature");
    if metadata.get("name").and_then(Value::as_str) == Some("") {
        metadata.shift_remove("name");
    }
    if let Some(language) = language
        && !metadata.contains_key("language_info")
    {
        metadata.insert(
            "language_info".to_owned(),
            Map::from_iter([("name".to_owned(), language)]).into(),
        );
    }
    map.insert("nbformat".to_owned(), 4.into());
    map.insert("nbformat_minor".to_owned(), NEWEST_MINOR.into());
    map.insert("metadata".to_owned(), metadata.into());
    map.insert("cells".to_owned(), cells.into_iter().map(upgrade_cell).collect());
    map
}

/// The language of the first code cell, unless it is Python.
fn foreign_language(cells: &[Value]) -> Option<Value> {
    let language = cells.iter().find_map(|cell| cell.get("language"))?;
    (language.as_str()? != "python").then(|| language.clone())
}

fn upgrade_cell(cell: Value) -> Value {
    let Value::Object(mut cell) = cell else { return cell };
    match cell.get("cell_type").and_then(Value::as_str) {
        Some("code") => upgrade_code(&mut cell),
        Some("heading") => {
            upgrade_heading(&mut cell);
            cell.insert("cell_type".to_owned(), "markdown".into());
        }
        Some("html") => {
            cell.insert("cell_type".to_owned(), "markdown".into());
        }
        _ => {}
    }
    if let Some(source) = cell.get_mut("source") {
        rejoin(source);
    }
    Value::Object(cell)
}

/// Early versions wrote lists of lines without their ends; that is their format, not damage.
fn rejoin(value: &mut Value) {
    let Value::Array(items) = value else { return };
    let bare = |line: &Value| line.as_str().is_some_and(|line| !line.ends_with(['\n', '\r']));
    if let Some((_, body)) = items.split_last()
        && body.iter().all(bare)
    {
        let count = body.len();
        for line in &mut items[..count] {
            if let Value::String(line) = line {
                line.push('\n');
            }
        }
    }
}

fn upgrade_code(cell: &mut JsonMap) {
    cell.shift_remove("language");
    let collapsed = cell.shift_remove("collapsed");
    if let (Some(collapsed), Value::Object(metadata)) =
        (collapsed, cell.entry("metadata").or_insert_with(|| Map::new().into()))
    {
        metadata.insert("collapsed".to_owned(), collapsed);
    }
    rename(cell, "input", "source");
    rename(cell, "prompt_number", "execution_count");
    if let Some(Value::Array(outputs)) = cell.get_mut("outputs") {
        for output in outputs {
            if let Value::Object(output) = output {
                upgrade_output(output);
            }
        }
    }
}

/// Turns the source of a heading cell into Markdown.
pub(super) fn upgrade_heading(cell: &mut JsonMap) {
    let level =
        cell.shift_remove("level").and_then(|level| level.as_u64()).unwrap_or(1).clamp(1, 6);
    let text = cell.get("source").map(|source| lines::from_value(source).text).unwrap_or_default();
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    cell.insert(
        "source".to_owned(),
        lines::to_value(&format!("{} {line}", "#".repeat(level as usize))),
    );
}

fn upgrade_output(output: &mut JsonMap) {
    match output.get("output_type").and_then(Value::as_str) {
        Some("pyout") => {
            upgrade_bundle(output);
            rename(output, "prompt_number", "execution_count");
            output.entry("execution_count").or_insert(Value::Null);
            output.insert("output_type".to_owned(), "execute_result".into());
        }
        Some("display_data") => upgrade_bundle(output),
        Some("pyerr") => {
            output.insert("output_type".to_owned(), "error".into());
        }
        Some("stream") => {
            rename(output, "stream", "name");
            if let Some(text) = output.get_mut("text") {
                rejoin(text);
            }
            output.entry("name").or_insert_with(|| "stdout".into());
        }
        _ => {}
    }
}

/// Gathers the formats of an output, which stood beside its other keys, under `data`.
fn upgrade_bundle(output: &mut JsonMap) {
    let mut data = Map::new();
    for (key, mut content) in std::mem::take(output) {
        if matches!(key.as_str(), "output_type" | "metadata" | "prompt_number" | "execution_count")
        {
            output.insert(key, content);
            continue;
        }
        rejoin(&mut content);
        let mime = mime_type(&key);
        if mime == "application/json"
            && let Some(text) = lines::joined(&content)
            && let Ok(value) = serde_json::from_str(&text)
        {
            content = value;
        }
        data.insert(mime.to_owned(), content);
    }
    output.insert("data".to_owned(), data.into());
    output.entry("metadata").or_insert_with(|| Map::new().into());
}

/// The MIME type of a format's short name.
fn mime_type(format: &str) -> &str {
    match format {
        "text" => "text/plain",
        "html" => "text/html",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpeg" => "image/jpeg",
        "latex" => "text/latex",
        "json" => "application/json",
        "javascript" => "application/javascript",
        other => other,
    }
}

fn rename(map: &mut JsonMap, from: &str, to: &str) {
    if let Some(value) = map.shift_remove(from) {
        map.insert(to.to_owned(), value);
    }
}
