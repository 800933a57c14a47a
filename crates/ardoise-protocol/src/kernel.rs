//! The closed list of what a page asks of a kernel and what a kernel reports back.
//!
//! Adding a variant is adding a feature; [`crate::codec`] must learn it in the same commit.

/// Numbers one run of one cell. The page hands out rising numbers; a report that names a run the
/// page no longer knows came too late and is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u32);

/// What the page asks of a kernel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Run one cell. Everything it shows comes back as [`Report`]s, the last one [`Report::Done`].
    Run {
        run: RunId,
        /// The number in `In [n]`, one for the first run after a start.
        count: u32,
        /// The id of the cell, named in tracebacks so that the page can point at a line.
        cell: String,
        /// The Python text of the cell, lines ended by `\n`.
        source: String,
    },
    /// Lay a file down in the kernel's memory, where the next run finds it, or take it away. This
    /// is no run: nothing is reported.
    File {
        /// Below the home folder, parts between `/`.
        path: String,
        /// What the file holds from now on; none when it is gone.
        content: Option<Vec<u8>>,
    },
    /// Do what a person did to a control that a cell shows, and run what the program attached to
    /// it. Reported as a run, the last one [`Report::Done`].
    Interact {
        run: RunId,
        /// The id of the control; empty to show all controls as they are, and do nothing else.
        control: String,
        /// The parts of its new value as texts, as the control's kind has them; none for a press.
        values: Vec<String>,
    },
}

/// One of the two text streams of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    Out,
    Err,
}

/// One rich output in several formats: MIME type and content, as in a Jupyter message.
/// Text formats and JSON hold their text; pictures other than SVG hold base64.
pub type MimeBundle = Vec<(String, String)>;

/// A place in a cell's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the cell.
    pub cell: String,
    /// The line, one for the first.
    pub line: u32,
    /// The column in UTF-16 units, one for the first, where Python tells it.
    pub column: Option<u32>,
}

/// One level of a traceback, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The file as Python names it: `Cell In [3]` for a cell, a path for a module.
    pub file: String,
    /// The cell the code was written in, when it was written in one.
    pub cell: Option<String>,
    /// The line, one for the first.
    pub line: u32,
    /// The function, `<module>` outside one.
    pub function: String,
}

/// An exception that ended a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exception's class name, such as `ZeroDivisionError`.
    pub name: String,
    /// Its message, such as `division by zero`.
    pub message: String,
    /// The traceback as Jupyter stores it: lines of plain text without terminal colours.
    pub traceback: Vec<String>,
    /// The same traceback, taken apart.
    pub frames: Vec<Frame>,
    /// The place to point at: the innermost one that lies in a cell.
    pub place: Option<Place>,
    /// What a beginner may be told about it, when the case is a known one.
    pub advice: Option<Advice>,
}

/// A known case of a beginner's error. The sentences are the page's, in its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Which case, such as `name-near`.
    pub code: String,
    /// What the sentences name, such as the wrong name and the one that was meant.
    pub values: Vec<String>,
    /// The line to look at in the cell where the error happened, one for the first.
    pub line: Option<u32>,
    /// The column in that line in characters, one for the first.
    pub column: Option<u32>,
}

/// What a kernel reports while it runs a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The run has begun.
    Started { run: RunId },
    /// Text written to one of the streams; pieces of one stream join without a separator.
    Text { run: RunId, stream: Stream, text: String },
    /// A rich output shown by the code; with `replaces`, it takes the place of every output
    /// shown under the same `display_id`.
    Display { run: RunId, data: MimeBundle, display_id: Option<String>, replaces: bool },
    /// The value of the cell's last expression.
    Value { run: RunId, count: u32, data: MimeBundle },
    /// Outputs so far are to be cleared: at once, or (`wait`) when the next one arrives.
    Clear { run: RunId, wait: bool },
    /// The code called `input()` and no answer is there. The host asks the person.
    Question { run: RunId, prompt: String, secret: bool },
    /// The code raised.
    Failed { run: RunId, failure: Failure },
    /// So much was shown that the rest of this run's text is not sent; `dropped` counts the
    /// characters left out so far.
    Truncated { run: RunId, dropped: u32 },
    /// A file below the home folder is as the run leaves it. Such reports come right before
    /// [`Report::Done`], one for each file that is new or that was written to.
    FileWritten { run: RunId, path: String, content: Vec<u8> },
    /// A file that the page knows of was removed by the run; likewise.
    FileRemoved { run: RunId, path: String },
    /// The run has ended, whether it failed or not. Times are in milliseconds.
    Done { run: RunId, millis: u32 },
}
