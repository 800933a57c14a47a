//! Markdown, formulas, foreign HTML, drawings and terminal text in; safe HTML and MathML out.
//!
//! Everything a notebook shows that is not our own passes through here, and the result may be put
//! into the page as it is: it holds no script, makes no request by itself, and cannot stand for a
//! part of the page. Work grows in line with the text, whatever the text is.
//!
//! Pure text to text. It must not know notebooks, sessions, files or a browser.
//!
//! Start with [`render_markdown`]: `boxes` and `extract` mark what Markdown does not know,
//! pulldown-cmark reads the rest, and everything is written by `html::writer`, which keeps it
//! balanced. [`sanitise_html`] is the same path for outputs; the allow-list is `html::policy`.

mod boxes;
mod extract;
mod fences;
mod formula;
mod html;
mod links;
mod markdown;
mod terminal;

pub use formula::{render_formula, render_latex};
pub use html::{safe_svg_data_url, sanitise_html, svg_words};
pub use markdown::render_markdown;
pub use terminal::{strip_ansi, terminal_to_html};

/// What stands before every id, name and `#link` that comes from a notebook, so that none can hide
/// an element of the page. A heading `A b` has the id `n-A-b`, as links in notebooks expect.
pub const ANCHOR_PREFIX: &str = "n-";

/// How a text is to be rendered.
#[derive(Clone, Copy)]
pub struct MarkupOptions<'a> {
    /// Gives the `data:` or `blob:` address of a picture that belongs to the notebook.
    pub images: &'a dyn Fn(ImageName<'_>) -> Option<String>,
    /// Added to the level of each heading: the page has headings of its own above.
    pub heading_offset: u8,
    /// Makes the ids of footnotes differ from those of other cells.
    pub id_prefix: &'a str,
    /// The language of the few words that we add, such as the titles of boxes.
    pub language: Language,
}

impl Default for MarkupOptions<'_> {
    fn default() -> Self {
        MarkupOptions {
            images: &|_| None,
            heading_offset: 0,
            id_prefix: "",
            language: Language::French,
        }
    }
}

/// A picture that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageName<'a> {
    /// `attachment:name`: the cell holds it.
    Attachment(&'a str),
    /// A file that lay beside the notebook.
    Relative(&'a str),
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    French,
    English,
}
