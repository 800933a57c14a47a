//! What reading a notebook file brings: a new notebook and warnings, or a refusal.

use ardoise_core::activity::ActivityFile;
use ardoise_core::document::CellId;
use ardoise_core::interchange::{Content, IdProblem, Mend, ReadError, Warning};
use ardoise_core::session::{CellView, Summary};
use wasm_bindgen::prelude::*;

use super::shape::*;

/// What became of a file that was to be imported.
pub enum Imported {
    Notebook { notebook: NewNotebook, warnings: Vec<Warning> },
    Refused { reason: ReadError },
}

/// A notebook that is not stored yet.
pub struct NewNotebook {
    pub seed: Bytes,
    pub outputs: Vec<CellOutputs>,
    pub summary: Summary,
    /// Beside the cells.
    pub files: Vec<ActivityFile>,
}

/// The stored outputs of one cell.
pub struct CellOutputs {
    pub cell: CellId,
    pub bytes: Bytes,
}

choices! {
    /// What became of a file that was to be imported.
    super::file::Imported as Imported {
        Notebook = "notebook" { notebook: NewNotebook, warnings: Vec<Warning> },
        Refused = "refused" { reason: ReadError },
    }
}

records! {
    /// A notebook that is not stored yet.
    super::file::NewNotebook as NewNotebook {
        /// Update bytes that hold the whole notebook.
        seed: Bytes,
        outputs: Vec<CellOutputs>,
        summary: Summary,
        /// Beside the cells.
        files: Vec<ActivityFile>,
    }
}

records! {
    /// The stored outputs of one cell, in the core's own bytes.
    super::file::CellOutputs as CellOutputs { cell: CellId, bytes: Bytes }
}

records! {
    /// An earlier state of a notebook, to be looked at.
    ardoise_core::session::VersionView as VersionView { title: String, cells: Vec<CellView> }
}
lists!(CellOutputs, Warning);

choices! {
    /// Something that was mended or converted while reading. Cells and lines count from one.
    ardoise_core::interchange::Warning as Warning {
        UnreadableCharacters = "unreadableCharacters" { count: usize },
        Mended = "mended" { what: Mend, count: usize, line: usize },
        CutShort = "cutShort" { line: usize, column: usize, cells: usize },
        Converted = "converted" { major: u32 },
        NewerMinor = "newerMinor" { minor: u32 },
        MissingVersion = "missingVersion",
        MissingCells = "missingCells",
        IdsAdded = "idsAdded" { count: usize },
        IdReplaced = "idReplaced" { cell: usize, problem: IdProblem },
        UnknownCellKind = "unknownCellKind" { cell: usize, kind: String },
        NotACell = "notACell" { cell: usize },
        MissingSource = "missingSource" { cell: usize },
        BadSource = "badSource" { cell: usize },
        LinesRejoined = "linesRejoined" { cell: usize },
        BadMetadata = "badMetadata" { cell: Option<usize> },
        BadOutputs = "badOutputs" { cell: usize },
    }
}

words! {
    /// Faults in JSON that can be mended without guessing.
    ardoise_core::interchange::Mend as Mend {
        ControlCharacter = "controlCharacter",
        BadEscape = "badEscape",
        LoneSurrogate = "loneSurrogate",
        NotANumber = "notANumber",
        TrailingComma = "trailingComma",
        TrailingText = "trailingText",
    }
}

words! {
    /// Why an id cannot be kept.
    ardoise_core::interchange::IdProblem as IdProblem {
        NotText = "notText",
        Empty = "empty",
        TooLong = "tooLong",
        BadCharacters = "badCharacters",
        Duplicate = "duplicate",
    }
}

choices! {
    /// Why a file could not be read.
    ardoise_core::interchange::ReadError as ReadError {
        Empty = "empty",
        OtherContent = "otherContent" { content: Content },
        NotJson = "notJson" { line: usize, column: usize },
        CutShort = "cutShort" { line: usize, column: usize },
        MergeConflict = "mergeConflict" { line: usize },
        NotANotebook = "notANotebook",
        TooOld = "tooOld" { major: u32 },
        TooNew = "tooNew" { major: u32 },
        TooDeep = "tooDeep" { line: usize },
    }
}

words! {
    /// What a file that is no notebook seems to be.
    ardoise_core::interchange::Content as Content {
        Html = "html",
        Zip = "zip",
        Pdf = "pdf",
        Picture = "picture",
        Python = "python",
        Binary = "binary",
    }
}
