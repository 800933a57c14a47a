//! What views read of an open notebook.

use ardoise_markup::{ImageName, Language, MarkupOptions, render_markdown};
use serde_json::Value;

use super::Session;
use super::names;
use super::outputs::{Look, Results, digest};
use super::view::{CellView, Freshness, NotebookStatus, Summary};
use crate::activity;
use crate::document::{CellId, CellKind, Document};
use crate::interchange;

/// The HTML of a Markdown cell and what it was made of.
#[derive(Debug)]
pub(super) struct Rendered {
    source: String,
    /// As JSON, which is compared sooner than it is read.
    attachments: Option<String>,
    html: String,
}

impl Session {
    /// The notebook as a whole, beside its cells: small, since it is read at every key press.
    pub fn status(&self) -> NotebookStatus {
        NotebookStatus {
            title: self.document.title(),
            language: self.document.language(),
            can_undo: self.undo.can_undo(),
            can_redo: self.undo.can_redo(),
            saved: self.saving.state(),
            kernel: self.kernel.state(),
            queued: self.kernel.queued(),
        }
    }

    /// The cells in order.
    pub fn order(&self) -> Vec<CellId> {
        self.open_cells().to_vec()
    }

    /// One cell, if the notebook has it.
    pub fn cell(&self, id: &CellId) -> Option<CellView> {
        if !self.document.has(id) {
            return None;
        }
        let slot = self.results.get(id);
        let mut view =
            cell_view(&self.document, id, slot.map(|slot| slot.get()), self.language, |source| {
                self.rendered_html(id, source)
            });
        view.run_state = self.kernel.run_state(id);
        view.question = self.kernel.question(id);
        view.live = self.controls_live(id);
        view.unsettled = self.kernel.unsettled(id);
        view.locked = self.is_locked(id);
        view.kept = self.is_kept(id);
        view.both_changed = self.both_changed(id);
        let ran_here = slot.and_then(|slot| slot.get().generation) == Some(self.kernel.generation);
        if ran_here && view.freshness == Freshness::FromFile {
            view.freshness = Freshness::Fresh;
        }
        if self.kernel.is_running(id) && view.freshness == Freshness::Aborted {
            view.freshness = Freshness::Fresh;
        }
        Some(view)
    }

    fn rendered_html(&self, id: &CellId, source: &str) -> String {
        let attachments = self.document.attachments_json(id);
        let mut rendered = self.rendered.borrow_mut();
        if let Some(known) = rendered.get(id)
            && known.source == source
            && known.attachments == attachments
        {
            return known.html.clone();
        }
        let files = attachments.as_ref().and_then(|_| self.document.attachments(id));
        let html = markdown_html(id, source, files.as_ref(), self.language);
        let source = source.to_owned();
        rendered.insert(id.clone(), Rendered { source, attachments, html: html.clone() });
        html
    }

    pub fn summary(&self) -> Summary {
        summary(&self.document)
    }

    /// The notebook as the text of a file.
    pub fn export_ipynb(&self) -> String {
        interchange::write(&self.document.to_file(|cell| {
            self.results.get(cell).map(|slot| (slot.get().values(), slot.get().count))
        }))
    }

    /// The names the notebook's code defines, for completion.
    pub fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        for cell in self.document.cells().iter() {
            if self.document.kind(cell) == CellKind::Code {
                names::collect(&self.document.source(cell), &mut found);
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

/// A cell as it is without a kernel.
pub(super) fn cell_view(
    document: &Document,
    id: &CellId,
    results: Option<&Results>,
    language: Language,
    html: impl FnOnce(&str) -> String,
) -> CellView {
    let kind = document.kind(id);
    let source = document.source(id);
    let results = results.filter(|_| kind == CellKind::Code);
    let id_prefix = id_prefix(id);
    let look = Look { language, id_prefix: &id_prefix };
    let jupyter = document.cell_metadata(id, "jupyter");
    let hidden = |key: &str| {
        jupyter.as_ref().and_then(|jupyter| jupyter.get(key)) == Some(&Value::Bool(true))
    };
    let metadata = |key: &str| document.cell_metadata(id, key);
    let own = |key: &str| document.cell_metadata(id, activity::FACTS)?.get(key).cloned();
    let is = |key: &str, value: bool| document.cell_metadata(id, key) == Some(Value::Bool(value));
    let freshness = results.map_or(Freshness::Empty, |results| results.freshness(&source));
    CellView {
        kind,
        html: if kind == CellKind::Markdown { html(&source) } else { String::new() },
        outputs: results.map(|results| results.views(&look)).unwrap_or_default(),
        execution_count: results.and_then(|results| results.count),
        run_state: super::RunState::Idle,
        freshness,
        millis: results.and_then(|results| results.millis),
        // In a source that has changed, the line is another one.
        error_line: results
            .filter(|_| freshness != Freshness::Stale)
            .and_then(|results| results.error_line),
        question: None,
        live: false,
        unsettled: Vec::new(),
        source_folded: hidden("source_hidden"),
        outputs_folded: hidden("outputs_hidden") || is("collapsed", true),
        locked: is("editable", false),
        kept: is("deletable", false),
        role: activity::role(&metadata),
        breakpoint: activity::has_breakpoint(&metadata),
        passed: own("passed").is_some_and(|passed| passed == Value::Bool(true)),
        slide: activity::slide(&metadata),
        proposal: own("proposal").and_then(|text| Some(text["source"].as_str()?.to_owned())),
        both_changed: None,
        source,
        id: id.clone(),
    }
}

pub(super) fn markdown_html(
    id: &CellId,
    source: &str,
    attachments: Option<&interchange::JsonMap>,
    language: Language,
) -> String {
    let images = |name: ImageName<'_>| match name {
        ImageName::Attachment(name) => attachment_url(attachments?, name),
        ImageName::Relative(_) => None,
    };
    let id_prefix = id_prefix(id);
    let options =
        MarkupOptions { images: &images, heading_offset: 1, id_prefix: &id_prefix, language };
    render_markdown(source, &options)
}

/// What stands before ids inside a cell. An update of a stranger may name cells as it likes.
fn id_prefix(id: &CellId) -> String {
    match interchange::id_problem(id.as_str()) {
        None => format!("{id}-"),
        Some(_) => format!("x{:x}-", digest(id.as_str())),
    }
}

/// An attached picture as a `data:` address.
fn attachment_url(attachments: &interchange::JsonMap, name: &str) -> Option<String> {
    let formats = attachments.get(name)?.as_object()?;
    formats.iter().find_map(|(mime, content)| {
        let lines = || -> Option<String> {
            content.as_array()?.iter().map(Value::as_str).collect::<Option<String>>()
        };
        let content = content.as_str().map(str::to_owned).or_else(lines)?;
        if mime == "image/svg+xml" {
            return Some(ardoise_markup::safe_svg_data_url(&content));
        }
        let data: String = content.split_ascii_whitespace().collect();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        let picture = matches!(
            mime.as_str(),
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp"
        );
        (picture && data.bytes().all(plain)).then(|| format!("data:{mime};base64,{data}"))
    })
}

/// How long the excerpt of a summary is, in characters.
const EXCERPT: usize = 160;

pub(super) fn summary(document: &Document) -> Summary {
    let cells = document.cells();
    let mut excerpt = String::new();
    let mut letters = 0;
    'cells: for cell in cells.iter() {
        let source = document.source(cell);
        let plain = match document.kind(cell) {
            CellKind::Markdown => without_markup(&source),
            _ => source,
        };
        // Words of signs alone underline titles and part tables.
        let says = |word: &&str| word.contains(|letter| !matches!(letter, '=' | '-' | ':'));
        for word in plain.split_whitespace().filter(says) {
            if letters > 0 {
                excerpt.push(' ');
            }
            excerpt.push_str(word);
            letters += word.chars().count() + 1;
            if letters > EXCERPT {
                break 'cells;
            }
        }
    }
    if letters > EXCERPT {
        excerpt = excerpt.chars().take(EXCERPT).collect();
        excerpt.push('…');
    }
    let activity = activity::activity_of(document);
    Summary { title: document.title(), cells: cells.len() as u32, excerpt, activity }
}

/// The words of a Markdown text, roughly: enough for a line in a list.
fn without_markup(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_tag = false;
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '<' if letters
                .peek()
                .is_some_and(|next| next.is_ascii_alphabetic() || "/!".contains(*next)) =>
            {
                in_tag = true;
            }
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            '#' | '*' | '`' | '_' | '>' | '|' | '!' => {}
            '[' => {}
            ']' if letters.peek() == Some(&'(') => {
                for skipped in letters.by_ref() {
                    if skipped == ')' {
                        break;
                    }
                }
            }
            ']' => {}
            _ => out.push(letter),
        }
    }
    out
}
