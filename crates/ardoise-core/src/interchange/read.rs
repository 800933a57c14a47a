//! Reads the text of a notebook file. Whatever can be shown is shown: only files without any cell
//! to find in them, or of a format nobody here knows, are refused.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    CellFile, CellKind, IdProblem, JsonMap, NEWEST_MINOR, NotebookFile, ReadError, Warning,
    compact, ids, json, lines, older, output, whole,
};

/// The minor given to files that do not tell theirs and have no ids.
const LAST_MINOR_WITHOUT_IDS: u32 = 4;

/// Reads a notebook from the text of a file.
pub fn read(text: &str) -> Result<(NotebookFile, Vec<Warning>), ReadError> {
    let parsed = json::parse(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let mut warnings = parsed.warnings;
    let Value::Object(mut map) = parsed.value else {
        return Err(ReadError::NotANotebook);
    };
    let major = match map.get("nbformat").and_then(version) {
        Some(major) => major,
        None if map.contains_key("worksheets") => 3,
        None if map.contains_key("cells") => 4,
        None => return Err(not_a_notebook(parsed.cut)),
    };
    match major {
        4 => {}
        2 | 3 => {
            map = older::upgrade(map);
            warnings.push(Warning::Converted { major });
        }
        0 | 1 => return Err(ReadError::TooOld { major }),
        _ => return Err(ReadError::TooNew { major }),
    }
    let notebook = read_notebook(map, parsed.cut.is_some(), &mut warnings);
    if major < 4 {
        // Ids came later: that they were added is part of the conversion.
        warnings.retain(|warning| !matches!(warning, Warning::IdsAdded { .. }));
    }
    if let Some((line, column)) = parsed.cut {
        let cells = notebook.cells.len();
        if cells == 0 {
            return Err(ReadError::CutShort { line, column });
        }
        warnings.insert(0, Warning::CutShort { line, column, cells });
    }
    Ok((notebook, warnings))
}

fn not_a_notebook(cut: Option<(usize, usize)>) -> ReadError {
    match cut {
        Some((line, column)) => ReadError::CutShort { line, column },
        None => ReadError::NotANotebook,
    }
}

/// Versions are numbers; some programs write them as text.
fn version(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => {
            let number = whole(number)?;
            (number.exact && number.value < 1_000_000).then_some(number.value)
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn read_notebook(mut map: JsonMap, cut: bool, warnings: &mut Vec<Warning>) -> NotebookFile {
    let stated = map.shift_remove("nbformat").as_ref().and_then(version);
    let minor = map.shift_remove("nbformat_minor").as_ref().and_then(version);
    if (stated.is_none() || minor.is_none()) && !cut {
        warnings.push(Warning::MissingVersion);
    }
    let cells = match map.shift_remove("cells") {
        Some(Value::Array(mut cells)) => {
            // Where the file ends, a cell may have begun that has nothing in it.
            let is_empty = |cell: &Value| cell.as_object().is_some_and(JsonMap::is_empty);
            if cut && cells.last().is_some_and(is_empty) {
                cells.pop();
            }
            cells
        }
        _ => {
            warnings.push(Warning::MissingCells);
            Vec::new()
        }
    };
    let minor = minor.unwrap_or_else(|| {
        if cells.iter().any(|cell| cell.get("id").is_some()) {
            NEWEST_MINOR
        } else {
            LAST_MINOR_WITHOUT_IDS
        }
    });
    if minor > NEWEST_MINOR {
        warnings.push(Warning::NewerMinor { minor });
    }
    let metadata = object(map.shift_remove("metadata"), None, warnings);
    let mut cells: Vec<CellFile> = cells
        .into_iter()
        .enumerate()
        .map(|(index, cell)| read_cell(cell, index + 1, warnings))
        .collect();
    if minor >= NEWEST_MINOR {
        settle_ids(&mut cells, warnings);
    }
    NotebookFile { metadata, nbformat: 4, nbformat_minor: minor, cells, extra: map }
}

/// Takes an object; one that is missing is empty, anything else is left out with a warning.
fn object(value: Option<Value>, cell: Option<usize>, warnings: &mut Vec<Warning>) -> JsonMap {
    match value {
        Some(Value::Object(map)) => map,
        None | Some(Value::Null) => JsonMap::new(),
        Some(_) => {
            warnings.push(Warning::BadMetadata { cell });
            JsonMap::new()
        }
    }
}

fn read_cell(value: Value, number: usize, warnings: &mut Vec<Warning>) -> CellFile {
    let Value::Object(mut map) = value else {
        warnings.push(Warning::NotACell { cell: number });
        let mut cell =
            CellFile { kind: CellKind::Raw, source: compact(&value), ..CellFile::default() };
        cell.as_stored.insert("cell".to_owned(), value);
        return cell;
    };
    let mut cell = CellFile::default();
    read_kind(&mut cell, &mut map, number, warnings);
    read_source(&mut cell, &mut map, number, warnings);
    cell.metadata = object(map.shift_remove("metadata"), Some(number), warnings);
    if let Some(Value::Object(attachments)) = map.get_mut("attachments") {
        cell.attachments = Some(std::mem::take(attachments));
        map.shift_remove("attachments");
    }
    if cell.kind == CellKind::Code {
        read_results(&mut cell, &mut map, number, warnings);
    }
    // An id stays among the extra keys until it is known whether this format has ids.
    cell.extra = map;
    cell
}

fn read_kind(cell: &mut CellFile, map: &mut JsonMap, number: usize, warnings: &mut Vec<Warning>) {
    let stored = map.shift_remove("cell_type").unwrap_or(Value::Null);
    cell.kind = match stored.as_str() {
        Some("code") => CellKind::Code,
        Some("markdown") => CellKind::Markdown,
        Some("raw") => CellKind::Raw,
        // Format 3 had headings as cells; some programs went on writing them.
        Some("heading") => {
            older::upgrade_heading(map);
            CellKind::Markdown
        }
        _ => {
            let kind = stored.as_str().unwrap_or_default().to_owned();
            warnings.push(Warning::UnknownCellKind { cell: number, kind });
            if !stored.is_null() {
                cell.as_stored.insert("cell_type".to_owned(), stored);
            }
            CellKind::Raw
        }
    };
}

fn read_source(cell: &mut CellFile, map: &mut JsonMap, number: usize, warnings: &mut Vec<Warning>) {
    let Some(value) = map.shift_remove("source") else {
        if cell.as_stored.contains_key("cell_type") {
            // Cells of a kind we do not know may need no source.
            cell.as_stored.insert("source".to_owned(), Value::Null);
        } else {
            warnings.push(Warning::MissingSource { cell: number });
        }
        return;
    };
    let stored = lines::from_value(&value);
    cell.source = stored.text;
    if stored.odd {
        warnings.push(Warning::BadSource { cell: number });
    } else if stored.rejoined {
        warnings.push(Warning::LinesRejoined { cell: number });
    } else if value != lines::to_value(&cell.source) {
        cell.as_stored.insert("source".to_owned(), value);
    }
}

fn read_results(
    cell: &mut CellFile,
    map: &mut JsonMap,
    number: usize,
    warnings: &mut Vec<Warning>,
) {
    match map.shift_remove("outputs") {
        Some(Value::Array(outputs)) => cell.outputs = outputs,
        Some(one @ Value::Object(_)) if one.get("output_type").is_some() => cell.outputs.push(one),
        None | Some(Value::Null) => {}
        Some(_) => warnings.push(Warning::BadOutputs { cell: number }),
    }
    let Some(value) = map.shift_remove("execution_count") else { return };
    cell.execution_count = output::count(&value);
    if cell.execution_count.is_none() && !value.is_null() {
        cell.as_stored.insert("execution_count".to_owned(), value);
    }
}

/// Gives every cell an id that the format allows and no other cell has. Ids that are good keep
/// their cells, wherever they stand.
fn settle_ids(cells: &mut [CellFile], warnings: &mut Vec<Warning>) {
    let mut taken = HashSet::new();
    let mut problems: Vec<Option<IdProblem>> = Vec::with_capacity(cells.len());
    for cell in cells.iter_mut() {
        // A value that is no cell at all is written back whole, so it needs no id of its own.
        let problem = match cell.extra.shift_remove("id") {
            None => None,
            Some(Value::String(id)) => match ids::id_problem(&id) {
                None if taken.insert(id.clone()) => {
                    cell.id = Some(id);
                    None
                }
                None => Some(IdProblem::Duplicate),
                problem => problem,
            },
            Some(_) => Some(IdProblem::NotText),
        };
        problems.push(problem);
    }
    let mut added = 0;
    for (index, (cell, problem)) in cells.iter_mut().zip(problems).enumerate() {
        if cell.id.is_some() {
            continue;
        }
        match problem {
            Some(problem) => warnings.push(Warning::IdReplaced { cell: index + 1, problem }),
            None => added += 1,
        }
        let id = ids::fresh_id(index, &cell.source, &taken);
        taken.insert(id.clone());
        cell.id = Some(id);
    }
    if added > 0 {
        warnings.push(Warning::IdsAdded { count: added });
    }
}
