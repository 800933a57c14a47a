//! What can be wrong with a notebook file: warnings (it was read all the same) and errors (it could
//! not be). Closed lists of codes and numbers: the page words them for teachers in its own
//! languages; `Display` is the plain English of the command line.

use std::fmt;

/// Something that was mended or converted while reading. Cells are numbered from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The file has bytes that are no text; they were replaced by the sign for unknown characters.
    UnreadableCharacters { count: usize },
    /// The JSON had small faults that could be mended. The line is that of the first one.
    Mended { what: Mend, count: usize, line: usize },
    /// The file ends or breaks at this place; the cells before it were read.
    CutShort { line: usize, column: usize, cells: usize },
    /// The file is in an old format and was converted.
    Converted { major: u32 },
    /// The file is of a newer minor format; what we do not know of it is kept.
    NewerMinor { minor: u32 },
    /// The file does not say which format it is in.
    MissingVersion,
    /// The file has no list of cells.
    MissingCells,
    /// A format with ids, and cells without; so many ids were added.
    IdsAdded { count: usize },
    /// The id of this cell could not be kept.
    IdReplaced { cell: usize, problem: IdProblem },
    /// The cell has a kind that we do not know; it is shown as raw text and written back as it was.
    UnknownCellKind { cell: usize, kind: String },
    /// The cell is not an object; its JSON is shown as raw text.
    NotACell { cell: usize },
    /// The cell has no source.
    MissingSource { cell: usize },
    /// The source is neither a text nor a list of lines.
    BadSource { cell: usize },
    /// The lines of this cell had lost their ends and were put under each other again.
    LinesRejoined { cell: usize },
    /// Metadata that is no object was left out; without a number, that of the notebook.
    BadMetadata { cell: Option<usize> },
    /// Outputs that are no list were left out.
    BadOutputs { cell: usize },
}

/// Faults in JSON that can be mended without guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mend {
    /// Line ends, tabs or other control characters inside a string.
    ControlCharacter,
    /// A backslash before a letter that does not allow one.
    BadEscape,
    /// One half of a surrogate pair; replaced by the sign for unknown characters.
    LoneSurrogate,
    /// `NaN` or an infinity, which JSON has not; replaced by `null`.
    NotANumber,
    /// A comma before a closing bracket.
    TrailingComma,
    /// Text after the end of the notebook; left out.
    TrailingText,
}

/// Why an id cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdProblem {
    NotText,
    Empty,
    TooLong,
    BadCharacters,
    Duplicate,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("this is {content}, not a notebook")]
    OtherContent { content: Content },
    #[error("line {line}, column {column}: this is not JSON, so not a notebook")]
    NotJson { line: usize, column: usize },
    #[error("the file ends or breaks at line {line}, column {column}, before its first cell")]
    CutShort { line: usize, column: usize },
    #[error("line {line}: two versions were merged and the conflict was not settled")]
    MergeConflict { line: usize },
    #[error("this is JSON but not a notebook: it has no cells")]
    NotANotebook,
    #[error("format {major} is too old; Jupyter can convert it to format 4")]
    TooOld { major: u32 },
    #[error("format {major} is newer than what is known here (4)")]
    TooNew { major: u32 },
    #[error("line {line}: values are nested too deeply")]
    TooDeep { line: usize },
}

/// What a file that is no notebook seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// A page saved by a browser in place of the file behind it.
    Html,
    /// An archive (also a word processor's document).
    Zip,
    Pdf,
    Picture,
    /// A Python program.
    Python,
    /// Neither text nor anything above.
    Binary,
}

impl fmt::Display for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Content::Html => "a web page (HTML)",
            Content::Zip => "an archive (zip) or a word processor's document",
            Content::Pdf => "a PDF",
            Content::Picture => "a picture",
            Content::Python => "a Python program",
            Content::Binary => "a file of bytes without text",
        })
    }
}

impl fmt::Display for IdProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            IdProblem::NotText => "it is not text",
            IdProblem::Empty => "it is empty",
            IdProblem::TooLong => "it is longer than 64 characters",
            IdProblem::BadCharacters => "it has characters that are not allowed",
            IdProblem::Duplicate => "another cell has it",
        })
    }
}

impl fmt::Display for Mend {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Mend::ControlCharacter => "raw line ends or control characters in a text",
            Mend::BadEscape => "a backslash where none is allowed",
            Mend::LoneSurrogate => "half a character",
            Mend::NotANumber => "NaN or an infinity, read as null",
            Mend::TrailingComma => "a comma too many",
            Mend::TrailingText => "text after the end, left out",
        })
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::UnreadableCharacters { count } => {
                write!(out, "{count} unreadable characters were replaced")
            }
            Warning::Mended { what, count, line } => {
                write!(out, "mended {count} times, first at line {line}: {what}")
            }
            Warning::CutShort { line, column, cells } => write!(
                out,
                "the file is damaged from line {line}, column {column} on; {cells} cells before it were read"
            ),
            Warning::Converted { major } => write!(out, "converted from format {major}"),
            Warning::NewerMinor { minor } => {
                write!(
                    out,
                    "format 4.{minor} is newer than what is known here; the rest is kept as it is"
                )
            }
            Warning::MissingVersion => write!(out, "the file does not say its format"),
            Warning::MissingCells => write!(out, "the notebook has no list of cells"),
            Warning::IdsAdded { count } => write!(out, "{count} cells had no id; ids were added"),
            Warning::IdReplaced { cell, problem } => {
                write!(out, "cell {cell}: its id was replaced, since {problem}")
            }
            Warning::UnknownCellKind { cell, kind } => {
                write!(out, "cell {cell}: unknown kind \"{kind}\", shown as raw text")
            }
            Warning::NotACell { cell } => write!(out, "cell {cell}: not a cell, shown as raw text"),
            Warning::MissingSource { cell } => write!(out, "cell {cell}: it has no source"),
            Warning::BadSource { cell } => write!(out, "cell {cell}: its source is not text"),
            Warning::LinesRejoined { cell } => {
                write!(
                    out,
                    "cell {cell}: its lines had lost their ends and were put under each other"
                )
            }
            Warning::BadMetadata { cell: Some(cell) } => {
                write!(out, "cell {cell}: unreadable metadata was left out")
            }
            Warning::BadMetadata { cell: None } => {
                write!(out, "unreadable metadata of the notebook was left out")
            }
            Warning::BadOutputs { cell } => {
                write!(out, "cell {cell}: unreadable outputs were left out")
            }
        }
    }
}
