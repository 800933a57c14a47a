//! What a teacher should look at before an activity is given away. Advice and no rules: a notebook of
//! any kind can be given.
//!
//! It reads a notebook file and the names of the files beside it, and must not know who asks. Texts
//! and code are looked at by eye, not parsed: what is not understood is left in peace. Start with
//! [`publish_advice`].

use super::{BREAKPOINT, CellRole, TAGS, role_in_file};
use crate::interchange::{CellFile, CellKind, NotebookFile};

/// What there is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdviceKind {
    NoTitle,
    NoLevel,
    /// Nothing checks what is to be filled in.
    NoCheck,
    /// A check that cannot fail.
    NoAssert,
    /// A file that is not beside the notebook.
    MissingFile,
    /// A picture at an address, which no page without a network shows.
    RemotePicture,
    /// What follows waits for a cell that no pupil can validate.
    ClosedForGood,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishAdvice {
    pub kind: AdviceKind,
    /// The place of the cell it is about; none for the whole.
    pub cell: Option<usize>,
    /// The file or the host it names.
    pub name: String,
}

/// All that can be said of a notebook; `files` are the paths of what goes with it.
pub fn publish_advice(
    notebook: &NotebookFile,
    title: &str,
    levels: &[String],
    files: &[&str],
) -> Vec<PublishAdvice> {
    let mut advice = Vec::new();
    let mut say = |kind, cell, name: &str| {
        advice.push(PublishAdvice { kind, cell, name: name.to_owned() });
    };
    if title.trim().is_empty() {
        say(AdviceKind::NoTitle, None, "");
    }
    if levels.is_empty() {
        say(AdviceKind::NoLevel, None, "");
    }
    let cells = &notebook.cells;
    // What some cell writes need not be there before.
    let written: Vec<String> = code(cells).flat_map(|cell| files_written(&cell.source)).collect();
    let is_known = |path: &str| {
        let lies_there = |file: &str| file == path || file.rsplit('/').next() == Some(path);
        files.iter().any(|file| lies_there(file)) || written.iter().any(|file| file == path)
    };
    for (at, cell) in cells.iter().enumerate() {
        let role = role_in_file(cell);
        let is_code = cell.kind == CellKind::Code;
        if role == CellRole::Exercise && is_code && !is_checked(&cells[at + 1..]) {
            say(AdviceKind::NoCheck, Some(at), "");
        }
        if role == CellRole::Check && is_code && !asserts(&cell.source) {
            say(AdviceKind::NoAssert, Some(at), "");
        }
        if is_code {
            for path in files_read(&cell.source).iter().filter(|path| !is_known(path)) {
                say(AdviceKind::MissingFile, Some(at), path);
            }
        }
        if cell.kind == CellKind::Markdown {
            for address in pictures(&cell.source) {
                match place_of(&address) {
                    Place::Host(host) => say(AdviceKind::RemotePicture, Some(at), host),
                    Place::Beside(path) if !is_known(&path) => {
                        say(AdviceKind::MissingFile, Some(at), &path);
                    }
                    Place::Beside(_) | Place::Other => {}
                }
            }
        }
        // A folded cell may never be looked at, one of plain text has nothing to press, and nothing
        // runs in an empty one.
        let hidden = matches!(role, CellRole::Hint | CellRole::Solution);
        let empty = is_code && cell.source.trim().is_empty();
        let stuck = hidden || cell.kind == CellKind::Raw || empty;
        if stuck && is_gate(cell) && at + 1 < cells.len() {
            say(AdviceKind::ClosedForGood, Some(at), "");
        }
    }
    advice
}

fn code(cells: &[CellFile]) -> impl Iterator<Item = &CellFile> {
    cells.iter().filter(|cell| cell.kind == CellKind::Code)
}

fn is_gate(cell: &CellFile) -> bool {
    let tags = cell.metadata.get(TAGS).and_then(|tags| tags.as_array());
    tags.is_some_and(|tags| tags.iter().any(|tag| tag == BREAKPOINT))
}

/// Whether a check comes before the next thing to fill in.
fn is_checked(after: &[CellFile]) -> bool {
    let mut roles = after.iter().map(role_in_file);
    roles.find(|role| matches!(role, CellRole::Check | CellRole::Exercise)) == Some(CellRole::Check)
}

/// Letters beyond ASCII are taken for parts of words.
fn is_in_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || !letter.is_ascii()
}

fn asserts(source: &str) -> bool {
    ["assert", "raise", "doctest"]
        .iter()
        .any(|word| source.match_indices(word).any(|(at, _)| !source[..at].ends_with(is_in_word)))
}

/// Where an address leads.
enum Place<'a> {
    Host(&'a str),
    /// A path below the notebook's folder.
    Beside(String),
    /// Held by the cell, or written out.
    Other,
}

fn place_of(address: &str) -> Place<'_> {
    let has_scheme = |scheme: &str| {
        let mut letters = scheme.chars();
        letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && letters.all(|letter| letter.is_ascii_alphanumeric() || "+.-".contains(letter))
    };
    match address.split_once(':') {
        Some((scheme, rest)) if has_scheme(scheme) => match rest.strip_prefix("//") {
            Some(rest) if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) => {
                Place::Host(host_of(rest))
            }
            _ => Place::Other,
        },
        _ => match address.strip_prefix("//") {
            Some(rest) => Place::Host(host_of(rest)),
            None => match path_of(address) {
                path if path.is_empty() => Place::Other,
                path => Place::Beside(path),
            },
        },
    }
}

fn host_of(rest: &str) -> &str {
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// `./images/%C3%A9t%C3%A9.png` names `images/été.png`.
fn path_of(address: &str) -> String {
    let path = address.trim_start_matches("./").split(['?', '#']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if *byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// A text without its code, which shows what is no picture.
fn prose(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence));
        let end = fence.and_then(|fence| lines[at..].iter().position(|it| it.starts_with(fence)));
        if let Some(end) = end {
            at += end + 1;
            continue;
        }
        let mut rest = *line;
        while let Some((before, after)) = rest.split_once('`') {
            let Some((_, after)) = after.split_once('`') else { break };
            out.push_str(before);
            rest = after;
        }
        out.push_str(rest);
        out.push('\n');
    }
    out
}

/// Addresses of the pictures of a text.
fn pictures(text: &str) -> Vec<String> {
    let prose = prose(text);
    let marked = prose.match_indices("![").filter_map(|(at, _)| {
        let (_, after) = prose[at + 2..].split_once(']')?;
        let after = after.strip_prefix('(')?.trim_start();
        let after = after.strip_prefix('<').unwrap_or(after);
        after.split(|letter: char| letter.is_whitespace() || ")>".contains(letter)).next()
    });
    // The same places in it, whatever the letters.
    let small = prose.to_ascii_lowercase();
    let tagged = small.match_indices("<img").filter_map(|(at, _)| {
        let tag = prose[at..].split('>').next()?;
        let source = small[at..at + tag.len()].match_indices("src").find_map(|(place, word)| {
            let value = tag[place + word.len()..].trim_start().strip_prefix('=')?;
            (!tag[..place].ends_with(is_in_word)).then_some(value.trim_start())
        })?;
        let source = source.strip_prefix(['"', '\'']).unwrap_or(source);
        source.split(|letter: char| letter.is_whitespace() || "\"'".contains(letter)).next()
    });
    let found = marked.chain(tagged).filter(|address| !address.is_empty());
    found.map(str::to_owned).collect()
}

/// A call whose first argument is a text: its name, that text, what follows.
struct Call<'a> {
    name: &'a str,
    text: &'a str,
    rest: &'a str,
}

impl Call<'_> {
    fn writes(&self) -> bool {
        let Some(rest) = self.rest.trim_start().strip_prefix(',') else { return false };
        let rest = rest.trim_start();
        let rest = match rest.strip_prefix("mode") {
            Some(rest) => rest.trim_start().trim_start_matches('=').trim_start(),
            None => rest,
        };
        let Some(quote) = rest.chars().next().filter(|letter| "\"'".contains(*letter)) else {
            return false;
        };
        let mode = rest[1..].split(quote).next().unwrap_or_default();
        mode.contains(['w', 'a', 'x'])
    }
}

fn calls<T>(source: &str, found: impl Fn(&Call<'_>) -> Option<T>) -> Vec<T> {
    let lines = source.split('\n').filter(|line| !line.trim_start().starts_with('#'));
    let code = lines.collect::<Vec<_>>().join("\n");
    let call = |at: usize| -> Option<T> {
        let before = &code[..at];
        let name = &before[before.trim_end_matches(is_in_word).len()..];
        let after = code[at + 1..].trim_start();
        let after = after.strip_prefix('r').unwrap_or(after);
        let quote = after.chars().next().filter(|letter| "\"'".contains(*letter))?;
        let (text, rest) = after[1..].split_once(quote)?;
        let rest = rest.split([')', '\n']).next().unwrap_or_default();
        let plain = !name.is_empty() && !text.is_empty() && !text.contains(['\n', '"', '\'']);
        if plain { found(&Call { name, text, rest }) } else { None }
    };
    code.match_indices('(').filter_map(|(at, _)| call(at)).collect()
}

/// Paths of files that code opens for reading by a name written out.
pub fn files_read(source: &str) -> Vec<String> {
    const READERS: [&str; 5] = ["open", "imread", "loadtxt", "genfromtxt", "fromfile"];
    calls(source, |call| {
        let reads = READERS.contains(&call.name) || call.name.starts_with("read_");
        let (_, ending) = call.text.rsplit_once('.')?;
        let is_file = (1..=5).contains(&ending.len()) && ending.chars().all(is_in_word);
        // What a program fills in is not known.
        let is_plain = !call.text.contains(['{', '\\']);
        match place_of(call.text) {
            Place::Beside(path) if reads && is_file && is_plain && !call.writes() => Some(path),
            _ => None,
        }
    })
}

/// Paths of files that code writes by a name written out.
pub fn files_written(source: &str) -> Vec<String> {
    calls(source, |call| {
        let starts = |start: &str| call.name.starts_with(start);
        let writes = call.name == "open" && call.writes()
            || ["to_", "write_", "save"].into_iter().any(starts)
            || call.name == "imsave";
        writes.then(|| path_of(call.text))
    })
}
