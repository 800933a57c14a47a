//! Notebooks that are not open: new ones, files that are brought in, earlier states, compaction.

use ardoise_markup::Language;
use serde_json::{Value, json};

use super::outputs::{Results, pack};
use super::reading::{cell_view, markdown_html, summary};
use super::view::{CellView, Summary};
use crate::document::{
    self, CellId, CellKind, Document, NewCell, RefusedUpdate, seed_from_file, title_of_file,
};
use crate::interchange::{self, CellFile, JsonMap, NEWEST_MINOR, NotebookFile, ReadError, Warning};

/// A notebook that is not stored yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub title: String,
    /// The update every copy starts from.
    pub seed: Vec<u8>,
    /// Outputs to be stored beside it.
    pub outputs: Vec<(CellId, Vec<u8>)>,
    pub warnings: Vec<Warning>,
    pub summary: Summary,
}

/// An earlier state, to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionView {
    pub title: String,
    pub cells: Vec<CellView>,
}

/// Brings in the bytes of a notebook file. A file that does not name itself gets the other title.
pub fn import_ipynb(bytes: &[u8], fallback_title: &str) -> Result<Imported, ReadError> {
    let (file, warnings) = interchange::read_bytes(bytes)?;
    Ok(imported(file, fallback_title, warnings))
}

/// A new notebook with one empty cell.
pub fn blank_notebook(title: &str, language: &str) -> Imported {
    let mut metadata = JsonMap::new();
    if language == "python" {
        metadata.insert(
            "kernelspec".to_owned(),
            json!({"display_name": "Python 3", "language": "python", "name": "python3"}),
        );
    }
    metadata.insert("language_info".to_owned(), json!({ "name": language }));
    let first = CellFile { id: Some("first".to_owned()), ..CellFile::default() };
    let file = NotebookFile {
        metadata,
        nbformat: 4,
        nbformat_minor: NEWEST_MINOR,
        cells: vec![first],
        extra: JsonMap::new(),
    };
    imported(file, title, Vec::new())
}

fn imported(mut file: NotebookFile, fallback_title: &str, warnings: Vec<Warning>) -> Imported {
    let title = title_of_file(&file).unwrap_or_else(|| fallback_title.to_owned());
    let seed = seed_from_file(&file, &title);
    let ids = document::ids_of_file(&file);
    let outputs = file
        .cells
        .iter_mut()
        .zip(ids)
        .filter(|(cell, _)| !cell.outputs.is_empty() || cell.execution_count.is_some())
        .map(|(cell, id)| {
            let outputs = std::mem::take(&mut cell.outputs);
            let results = Results::from_file(outputs, cell.execution_count, &cell.source);
            (id, pack(&results))
        })
        .collect();
    let summary = summary_of(&seed);
    Imported { title, seed, outputs, warnings, summary }
}

/// What a list shows of the notebook that one update holds.
pub fn summary_of(state: &[u8]) -> Summary {
    let mut document = Document::new(document::SEED_CLIENT);
    document.receive(&[state]);
    summary(&document)
}

/// Makes one update out of many; an error when nothing may be thrown away.
pub fn merge_updates(updates: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, RefusedUpdate> {
    document::merge(updates)
}

/// The state that these updates make, whatever of them can be read: for the history.
pub fn state_of(updates: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut document = Document::new(document::SEED_CLIENT);
    document.receive(updates);
    document.state()
}

/// The cells of an earlier state, without outputs.
pub fn preview(state: &[u8], language: Language) -> Result<VersionView, RefusedUpdate> {
    let mut document = Document::new(document::SEED_CLIENT);
    if let Some((_, refused)) = document.receive(&[state]).refused.into_iter().next() {
        return Err(refused);
    }
    let view = |id: &CellId| {
        cell_view(&document, id, None, language, |source| {
            markdown_html(id, source, document.attachments(id).as_ref(), language)
        })
    };
    Ok(VersionView { title: document.title(), cells: document.cells().iter().map(view).collect() })
}

/// The cells that a pasted text stands for: those of a notebook, or one code cell with the text.
/// Their ids are still those of the text.
pub(super) fn cells_of_text(text: &str) -> Vec<NewCell> {
    let looks_like_one = text.trim_start().starts_with('{')
        && serde_json::from_str::<Value>(text).is_ok_and(|value| {
            value.get("nbformat").is_some() && value.get("cells").is_some_and(Value::is_array)
        });
    if looks_like_one && let Ok((file, _)) = interchange::read(text) {
        return file
            .cells
            .into_iter()
            .map(|cell| NewCell {
                id: CellId::from(cell.id.unwrap_or_default()),
                kind: cell.kind,
                source: cell.source,
                metadata: cell.metadata,
                attachments: cell.attachments,
            })
            .collect();
    }
    vec![NewCell::plain(CellId::from(""), CellKind::Code, with_line_ends(text.to_owned()))]
}

/// Editors know one end of line.
pub(super) fn with_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
