//! The pages of a site that need no script: an activity to be read, and the list of all.
//!
//! What a notebook holds goes through `ardoise-markup`, as in the page itself. It must not know
//! files on disk. Start with [`activity`] and [`list`].

use std::cell::RefCell;
use std::fmt::Write;

use ardoise_core::activity::{
    ActivityFacts, ActivityFile, CellRole, is_note_in_file, role_in_file,
};
use ardoise_core::interchange::{CellFile, CellKind, NotebookFile};
use ardoise_markup::{ImageName, Language, MarkupOptions, render_markdown};
use serde_json::Value;

use super::catalogue::Card;
use super::source::attached;

const STYLE: &str = include_str!("page.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: file:; base-uri 'none'; form-action 'none'";
const PICTURES: [(&str, &str); 7] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("bmp", "image/bmp"),
    ("svg", "image/svg+xml"),
];

/// The words of these pages, in the language of what they show.
pub(crate) struct PageWords {
    pub(crate) code: &'static str,
    open: &'static str,
    back: &'static str,
    list: &'static str,
    hint: &'static str,
    check: &'static str,
    hidden: &'static str,
    todo: &'static str,
    by: &'static str,
    others: &'static str,
    version: &'static str,
    license: &'static str,
    session: &'static str,
    needs: &'static str,
    search: &'static str,
}

const FRENCH: PageWords = PageWords {
    code: "fr",
    open: "Ouvrir et exécuter",
    back: "Toutes les activités",
    list: "Activités",
    hint: "Indice",
    check: "Vérification",
    hidden: "Code",
    todo: "À compléter",
    by: "par",
    others: "Autres activités",
    version: "version",
    license: "licence",
    session: "Séance",
    needs: "La lecture ne demande rien. Pour exécuter, le navigateur a besoin de JavaScript.",
    search: "Chercher dans les activités",
};

const ENGLISH: PageWords = PageWords {
    code: "en",
    open: "Open and run",
    back: "All activities",
    list: "Activities",
    hint: "Hint",
    check: "Check",
    hidden: "Code",
    todo: "To complete",
    by: "by",
    others: "Other activities",
    version: "version",
    license: "licence",
    session: "Session",
    needs: "Reading needs nothing. To run, the browser needs JavaScript.",
    search: "Search the activities",
};

pub(crate) fn words_of(language: &str) -> &'static PageWords {
    if language.starts_with("en") { &ENGLISH } else { &FRENCH }
}

/// A page and the pictures beside it, by their path from the page's folder.
pub(crate) struct Reading {
    pub(crate) html: String,
    pub(crate) pictures: Vec<(String, Vec<u8>)>,
}

/// The page of one activity. `notebook` is as pupils get it, without solutions.
pub(crate) fn activity(
    notebook: &NotebookFile,
    files: &[ActivityFile],
    card: &Card,
    facts: &ActivityFacts,
) -> Reading {
    let words = words_of(&facts.language);
    let pictures = Pictures::default();
    let mut body = String::new();
    let mut hints = 0;
    for (at, cell) in notebook.cells.iter().enumerate() {
        if is_note_in_file(cell) {
            continue;
        }
        let role = role_in_file(cell);
        let shown = match cell.kind {
            CellKind::Markdown => {
                pictures.markdown(cell, below_title(cell, &card.title), at, files, notebook, words)
            }
            CellKind::Code if cell.source.trim().is_empty() => continue,
            CellKind::Code => code(&cell.source, role == CellRole::Exercise),
            CellKind::Raw => code(&cell.source, false),
        };
        hints = if role == CellRole::Hint { hints + 1 } else { 0 };
        let hidden = cell.metadata.get("jupyter").is_some_and(|it| it["source_hidden"] == true);
        match role {
            CellRole::Hint => fold(&mut body, &format!("{} {hints}", words.hint), &shown),
            CellRole::Check => fold(&mut body, words.check, &shown),
            CellRole::Solution => {}
            _ if hidden && cell.kind == CellKind::Code => fold(&mut body, words.hidden, &shown),
            CellRole::Exercise => {
                let _ = write!(body, "<p class=\"mark\">{}</p>\n{shown}\n", words.todo);
            }
            CellRole::Plain => {
                body.push_str(&shown);
                body.push('\n');
            }
        }
    }
    let slug = &card.slug;
    let mut html = head(words, &card.title, &card.summary);
    let _ = write!(
        html,
        "<header><a class=\"back\" href=\"../index.html\">{}</a>\n<h1>{}</h1>\n",
        words.back,
        escaped(&card.title)
    );
    html.push_str(&facts_line(card, words));
    let _ = write!(
        html,
        "<p><a class=\"go\" href=\"../../index.html#/activity/{slug}\">{}</a></p>\n</header>\n<main>\n{body}</main>\n<footer>{}</footer>\n</body>\n</html>\n",
        words.open, words.needs
    );
    Reading { html, pictures: pictures.kept.into_inner() }
}

/// The text of a cell without a heading that says the title again, which stands above.
fn below_title<'a>(cell: &'a CellFile, title: &str) -> &'a str {
    let source = cell.source.trim_start();
    match source.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, ""))) {
        Some((heading, rest)) if heading.trim() == title => rest,
        _ => &cell.source,
    }
}

fn head(words: &PageWords, title: &str, summary: &str) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n",
        words.code,
        escaped(title)
    );
    if !summary.is_empty() {
        let _ = writeln!(html, "<meta name=\"description\" content=\"{}\">", escaped(summary));
    }
    let _ = write!(html, "<style>{STYLE}</style>\n</head>\n<body>\n");
    html
}

fn facts_line(card: &Card, words: &PageWords) -> String {
    let mut items: Vec<String> = Vec::new();
    if !card.levels.is_empty() {
        let levels: Vec<&str> = card.levels.iter().map(|level| level_name(level)).collect();
        items.push(levels.join(", "));
    }
    items.extend(Some(card.subject.clone()).filter(|text| !text.is_empty()));
    if !card.unit.is_empty() {
        let session = match card.session {
            0 => String::new(),
            number => format!(", {} {number}", words.session.to_lowercase()),
        };
        items.push(format!("{}{session}", card.unit));
    }
    if card.minutes > 0 {
        items.push(format!("{} min", card.minutes));
    }
    if !card.authors.is_empty() {
        items.push(format!("{} {}", words.by, card.authors.join(", ")));
    }
    if !card.licence.is_empty() {
        items.push(format!("{} {}", words.license, card.licence));
    }
    if card.version > 1 {
        items.push(format!("{} {}", words.version, card.version));
    }
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|it| format!("<li>{}</li>", escaped(it))).collect();
    format!("<ul class=\"facts\">{items}</ul>\n")
}

/// How a school year is written (as in `web/src/i18n/levels.ts`).
pub(crate) fn level_name(code: &str) -> &str {
    match code {
        "cp" => "CP",
        "ce1" => "CE1",
        "ce2" => "CE2",
        "cm1" => "CM1",
        "cm2" => "CM2",
        "tle" => "Tle",
        "sup" => "Supérieur",
        other => other,
    }
}

fn fold(body: &mut String, summary: &str, inner: &str) {
    let _ = write!(body, "<details><summary>{summary}</summary>\n{inner}\n</details>\n");
}

fn code(source: &str, to_fill: bool) -> String {
    let class = if to_fill { " class=\"todo\"" } else { "" };
    format!("<pre{class} tabindex=\"0\"><code>{}</code></pre>", escaped(source))
}

/// The pictures of one page.
#[derive(Default)]
struct Pictures {
    kept: RefCell<Vec<(String, Vec<u8>)>>,
}

impl Pictures {
    fn markdown(
        &self,
        cell: &CellFile,
        source: &str,
        at: usize,
        files: &[ActivityFile],
        notebook: &NotebookFile,
        words: &PageWords,
    ) -> String {
        let images = |name: ImageName<'_>| match name {
            ImageName::Relative(name) => {
                let name = name.split(['?', '#']).next().unwrap_or(name).trim_start_matches("./");
                let file = files.iter().find(|file| file.path == name)?;
                let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
                PICTURES.iter().find(|(known, _)| *known == end)?;
                Some(self.place(&end, file.content.clone()))
            }
            ImageName::Attachment(name) => {
                let (mime, content) = match cell.attachments.as_ref()?.get(name)? {
                    Value::Object(formats) => {
                        let (mime, content) = formats.iter().next()?;
                        if mime == "image/svg+xml" {
                            (mime.clone(), content.as_str()?.as_bytes().to_vec())
                        } else {
                            attached(notebook, name)?
                        }
                    }
                    _ => return None,
                };
                let (end, _) = PICTURES.iter().find(|(_, known)| *known == mime)?;
                Some(self.place(end, content))
            }
        };
        let language = if words.code == "en" { Language::English } else { Language::French };
        let options = MarkupOptions {
            images: &images,
            heading_offset: 1,
            id_prefix: &format!("c{at}-"),
            language,
        };
        let mut html = render_markdown(source, &options);
        for (path, _) in self.kept.borrow().iter() {
            html = html.replace(&placeholder(path), &format!("src=\"{path}\""));
        }
        html
    }

    /// Keeps a picture once; its address until the page is written.
    fn place(&self, end: &str, content: Vec<u8>) -> String {
        let mut kept = self.kept.borrow_mut();
        let known = kept.iter().find(|(_, other)| *other == content).map(|(path, _)| path.clone());
        let path = known.unwrap_or_else(|| {
            let path = format!("picture-{}.{end}", kept.len() + 1);
            kept.push((path.clone(), content));
            path
        });
        format!("blob:{path}")
    }
}

/// What markup lets through as the address of a picture we gave it.
fn placeholder(path: &str) -> String {
    format!("src=\"blob:{path}\"")
}

/// The list of all activities, each unit's sessions in order.
pub(crate) fn list(cards: &[Card], language: &str) -> String {
    let words = words_of(language);
    let mut html = head(words, words.list, "");
    let _ = write!(
        html,
        "<header class=\"wide\"><h1>{}</h1>\n<p><a class=\"go\" href=\"../index.html#/catalogue\">{}</a></p>\n</header>\n<main class=\"wide\">\n",
        words.list, words.search
    );
    let mut units: Vec<&str> = Vec::new();
    for card in cards.iter().filter(|card| !card.unit.is_empty()) {
        if !units.contains(&card.unit.as_str()) {
            units.push(&card.unit);
        }
    }
    for unit in &units {
        let of_unit: Vec<&Card> = cards.iter().filter(|card| card.unit == *unit).collect();
        section(&mut html, unit, &of_unit, words);
    }
    let alone: Vec<&Card> = cards.iter().filter(|card| card.unit.is_empty()).collect();
    if !alone.is_empty() {
        section(&mut html, if units.is_empty() { "" } else { words.others }, &alone, words);
    }
    let _ = write!(
        html,
        "</main>\n<footer class=\"wide\">{}</footer>\n</body>\n</html>\n",
        words.needs
    );
    html
}

fn section(html: &mut String, title: &str, cards: &[&Card], words: &PageWords) {
    if !title.is_empty() {
        let _ = writeln!(html, "<h2>{}</h2>", escaped(title));
    }
    let heading = if title.is_empty() { "h2" } else { "h3" };
    html.push_str("<ul class=\"cards\">\n");
    for card in cards {
        let Card { slug, cover, .. } = card;
        let _ = writeln!(
            html,
            "<li><img src=\"{slug}/{}\" alt=\"\" loading=\"lazy\"><div><{heading}><a href=\"{slug}/index.html\">{}</a></{heading}>",
            escaped(cover),
            escaped(&card.title)
        );
        if !card.summary.is_empty() {
            let _ = writeln!(html, "<p>{}</p>", escaped(&card.summary));
        }
        let _ = writeln!(html, "{}</div></li>", facts_line(card, words));
    }
    html.push_str("</ul>\n");
}

pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}
