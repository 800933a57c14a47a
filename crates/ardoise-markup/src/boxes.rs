//! Boxes: `:::{note} Title` ... `:::`, nested as one likes, the same with backticks, GitHub's alert
//! quotes, and the look that each name has.
//!
//! [`mark`] puts a comment in the place of each fence; Markdown passes comments through and closes
//! what is open before them, so one reading of the whole cell keeps its links and footnotes.

use std::borrow::Cow;

use crate::Language;
use crate::fences::{CodeFences, Fence, fence};

/// Marks a fence inside a comment.
pub(crate) const BOX_MARK: char = '\u{f8f2}';

/// Boxes in boxes beyond this many are not boxes.
const DEEPEST: usize = 30;

/// What a fence does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BoxEdge {
    Open {
        look: Look,
        title: Title,
        folded: bool,
    },
    /// Ends a title written in Markdown.
    TitleEnd,
    Close,
}

/// What stands at the head of a box.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Title {
    Plain(String),
    /// Markdown, up to [`BoxEdge::TitleEnd`].
    Written,
}

/// How a box looks. Many names share one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Note,
    Tip,
    Important,
    Warning,
    Danger,
    Exercise,
    Solution,
}

impl Look {
    /// The class of the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Look::Note => "box-note",
            Look::Tip => "box-tip",
            Look::Important => "box-important",
            Look::Warning => "box-warning",
            Look::Danger => "box-danger",
            Look::Exercise => "box-exercise",
            Look::Solution => "box-solution",
        }
    }

    /// The title of a box that names none.
    pub(crate) fn title(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Look::Note => ("Remarque", "Note"),
            Look::Tip => ("Astuce", "Tip"),
            Look::Important => ("Important", "Important"),
            Look::Warning => ("Attention", "Warning"),
            Look::Danger => ("Danger", "Danger"),
            Look::Exercise => ("Exercice", "Exercise"),
            Look::Solution => ("Solution", "Solution"),
        };
        match language {
            Language::French => french,
            Language::English => english,
        }
    }

    /// The look of a box's name, in the languages in which teachers write them.
    fn of(name: &str) -> Option<Look> {
        Some(match name {
            "note" | "info" | "admonition" | "remarque" | "definition" | "définition"
            | "dropdown" | "topic" | "callout-note" | "seealso" | "rappel" => Look::Note,
            "tip" | "hint" | "astuce" | "aide" | "success" | "callout-tip" | "exemple"
            | "example" => Look::Tip,
            "important" | "callout-important" | "theorem" | "théorème" | "propriété" => {
                Look::Important
            }
            "warning" | "caution" | "attention" | "callout-warning" | "callout-caution" => {
                Look::Warning
            }
            "danger" | "error" | "erreur" => Look::Danger,
            "exercise" | "exercice" | "question" | "activity" | "activité" | "todo" => {
                Look::Exercise
            }
            "solution" | "réponse" | "answer" => Look::Solution,
            _ => return None,
        })
    }
}

/// Puts a comment with the number of an edge in the place of each fence of a box.
pub(crate) fn mark(text: &str, language: Language) -> (Cow<'_, str>, Vec<BoxEdge>) {
    if !text.contains(":::") && !text.contains("{") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut marker = Marker { language, edges: Vec::new(), open: Vec::new(), out: String::new() };
    let mut code = CodeFences::default();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(opened) = marker.opening(line) {
            let mut options = Options::default();
            while lines.next_if(|line| options.takes(line)).is_some() {}
            marker.open(opened, &options);
        } else if !marker.closes(line) {
            code.takes(line);
            marker.out.push_str(line);
            if code.is_open() {
                marker.copy_code(&mut code, &mut lines);
            }
        }
    }
    for _ in 0..marker.open.len() {
        marker.push(BoxEdge::Close);
    }
    if marker.edges.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    (Cow::Owned(marker.out), marker.edges)
}

struct Opening {
    fence: Fence,
    name: String,
    title: String,
}

/// Lines `:key: value` under a fence.
#[derive(Default)]
struct Options {
    folded: bool,
}

impl Options {
    fn takes(&mut self, line: &str) -> bool {
        let Some((key, value)) =
            line.trim().strip_prefix(':').and_then(|line| line.split_once(':'))
        else {
            return false;
        };
        let is_key =
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        self.folded |= is_key && key == "class" && value.contains("dropdown");
        is_key
    }
}

struct Marker {
    language: Language,
    edges: Vec<BoxEdge>,
    open: Vec<Fence>,
    out: String,
}

impl Marker {
    /// Reads a line that opens a box.
    fn opening(&self, line: &str) -> Option<Opening> {
        if self.open.len() >= DEEPEST {
            return None;
        }
        let (fence, rest) = fence(unindented(line)?, &[':', '`', '~'])?;
        let (name, title) = match rest.strip_prefix('{') {
            Some(braced) => braced.split_once('}')?,
            // `::: note` of other programs; a bare word after backticks names a language.
            None if fence.letter == ':' => rest.split_once(' ').unwrap_or((rest, "")),
            None => return None,
        };
        let name = name.split_whitespace().next().unwrap_or_default();
        let name = name.trim_start_matches('.').to_ascii_lowercase();
        let known = Look::of(&name).is_some();
        let colons = fence.letter == ':' && rest.starts_with('{') && !name.is_empty();
        (known || colons).then(|| Opening { fence, name, title: title.trim().to_owned() })
    }

    fn open(&mut self, opening: Opening, options: &Options) {
        let known = Look::of(&opening.name);
        let look = known.unwrap_or(Look::Note);
        let folded = options.folded || opening.name == "dropdown";
        self.open.push(opening.fence);
        if opening.title.contains(['*', '_', '`', '$', '[']) {
            self.push(BoxEdge::Open { look, title: Title::Written, folded });
            self.out.push_str(&opening.title);
            self.push(BoxEdge::TitleEnd);
            return;
        }
        let title = if !opening.title.is_empty() {
            opening.title
        } else if known.is_some() {
            look.title(self.language).to_owned()
        } else {
            opening.name
        };
        self.push(BoxEdge::Open { look, title: Title::Plain(title), folded });
    }

    /// Takes a line that closes a box: the innermost one with a fence of just that length, else the
    /// innermost with a shorter one.
    fn closes(&mut self, line: &str) -> bool {
        let Some((found, "")) = unindented(line).and_then(|line| fence(line, &[':', '`', '~']))
        else {
            return false;
        };
        let same = |open: &Fence| open.letter == found.letter;
        let closed =
            self.open.iter().rposition(|open| same(open) && open.count == found.count).or_else(
                || self.open.iter().rposition(|open| same(open) && open.count < found.count),
            );
        let Some(closed) = closed else { return false };
        while self.open.len() > closed {
            self.open.pop();
            self.push(BoxEdge::Close);
        }
        true
    }

    fn push(&mut self, edge: BoxEdge) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(&format!("\n<!--{BOX_MARK}{}-->\n\n", self.edges.len()));
        self.edges.push(edge);
    }

    /// Copies the lines of fenced code, where nothing is a box.
    fn copy_code<'a>(&mut self, code: &mut CodeFences, lines: &mut impl Iterator<Item = &'a str>) {
        for line in lines {
            code.takes(line);
            self.out.push_str(line);
            if !code.is_open() {
                break;
            }
        }
    }
}

/// A line without the indent that a fence may have.
fn unindented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() <= 3).then(|| rest.trim_end())
}
