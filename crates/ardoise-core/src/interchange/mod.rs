//! Notebook files (`.ipynb`) in and out: every format from 2 to 4.5, future minors, and files that
//! are damaged, with warnings a teacher understands.
//!
//! An untouched notebook of a valid 4.x file is written back as the same JSON: what this module
//! does not know is kept, outputs are kept word for word, and where a file says something in
//! another way than Jupyter would, [`CellFile::as_stored`] remembers how.
//!
//! It must not know the yrs document, runs or profiles: it turns text into plain values and back.
//! Start with [`read()`] and [`write()`]; the mending of broken JSON is in `json`, the older formats in
//! `older`.

mod bytes;
mod ids;
mod json;
mod lines;
mod number;
mod older;
mod output;
mod problems;
mod read;
mod text;
mod write;

use serde_json::Value;

pub use bytes::read_bytes;
pub use ids::{fresh_id, id_problem};
pub(crate) use number::whole;
pub use output::Output;
pub use problems::{Content, IdProblem, Mend, ReadError, Warning};
pub use read::read;
pub(crate) use text::{compact, compact_map, pretty};
pub use write::write;

/// A JSON object whose keys keep the order of the file.
pub type JsonMap = serde_json::Map<String, Value>;

/// The format this project writes new notebooks in: the newest minor of 4 that it knows.
pub const NEWEST_MINOR: u32 = 5;

/// A whole notebook file, always in the shape of format 4.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct NotebookFile {
    pub metadata: JsonMap,
    /// Always 4 after reading.
    pub nbformat: u32,
    /// Cells have ids from minor 5 on; a lower minor is kept, and its cells get none.
    pub nbformat_minor: u32,
    pub cells: Vec<CellFile>,
    /// Top-level keys that the format does not name.
    pub extra: JsonMap,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum CellKind {
    #[default]
    Code,
    Markdown,
    /// Neither run nor rendered. Cells of a kind that we do not know are read as this one.
    Raw,
}

/// One cell of a file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CellFile {
    /// Always there in files of minor 5 and later, never in earlier ones.
    pub id: Option<String>,
    pub kind: CellKind,
    /// The text, lines ended by `\n` only.
    pub source: String,
    pub metadata: JsonMap,
    pub attachments: Option<JsonMap>,
    /// The outputs in the shapes of format 4, word for word; see [`Output`] for a typed view.
    pub outputs: Vec<Value>,
    pub execution_count: Option<u32>,
    /// Keys that the format does not name.
    pub extra: JsonMap,
    /// What the file said in another way than Jupyter writes it, by key: `source` (one string, or
    /// lines cut elsewhere), `cell_type` (a kind we do not know), `execution_count` (not a count).
    /// [`write()`] puts it back while it still means the same, so it can be kept beside a cell that
    /// is edited, or dropped, without harm.
    pub as_stored: JsonMap,
}

impl CellKind {
    /// The word of the file format.
    pub fn name(self) -> &'static str {
        match self {
            CellKind::Code => "code",
            CellKind::Markdown => "markdown",
            CellKind::Raw => "raw",
        }
    }
}
