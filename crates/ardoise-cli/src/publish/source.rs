//! From a notebook on disk to what is published of it: the notebook, the files it names, its slug.
//!
//! Only files that a cell names go along: a teacher's folder holds other things too. It must not
//! know sites. Start with [`notebooks`] and [`read`].

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ardoise_core::activity::{
    ActivityFacts, ActivityFile, files_read, files_written, role_in_file,
};
use ardoise_core::document::title_of_file;
use ardoise_core::interchange::{CellFile, CellKind, NotebookFile, read_bytes};
use ardoise_markup::{ImageName, MarkupOptions, render_markdown};
use ardoise_protocol::Request;
use serde_json::Value;

use crate::words::Words;
use crate::{beside, run};

/// A notebook that can be published.
pub(crate) struct Draft {
    /// Its name in addresses.
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) facts: ActivityFacts,
    /// As the teacher has it.
    pub(crate) notebook: NotebookFile,
    pub(crate) files: Vec<ActivityFile>,
    /// What a teacher should know.
    pub(crate) remarks: Vec<String>,
}

/// The notebooks below a folder by name, hidden folders and executed copies left out; or the one.
pub(crate) fn notebooks(source: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !source.is_dir() {
        fs::metadata(source)?;
        return Ok(vec![source.to_owned()]);
    }
    let mut found = Vec::new();
    look(source, &mut found)?;
    Ok(found)
}

fn look(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name.ends_with(".executed.ipynb") {
            continue;
        }
        if path.is_dir() {
            look(&path, found)?;
        } else if name.ends_with(".ipynb") {
            found.push(path);
        }
    }
    Ok(())
}

/// Reads a notebook; in words why it cannot be.
pub(crate) fn read(path: &Path, root: &Path, words: Words) -> Result<Draft, String> {
    let bytes = fs::read(path).map_err(|_| words.cannot_read(path))?;
    let (notebook, warnings) =
        read_bytes(&bytes).map_err(|error| format!("{} ({error})", words.not_a_notebook(path)))?;
    let mut remarks: Vec<String> =
        warnings.iter().map(|warning| words.warning(&warning.to_string())).collect();
    let below = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let below = if below.as_os_str().is_empty() { path.with_extension("") } else { below };
    let slug = if path == root {
        slug(&below.file_name().unwrap_or_default().to_string_lossy())
    } else {
        slug(&below.to_string_lossy())
    };
    let metadata = |key: &str| notebook.metadata.get(key).cloned().unwrap_or_default();
    let facts = ActivityFacts::from_metadata(&metadata("ardoise"), &metadata("authors"));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let title = title_of_file(&notebook).or_else(|| first_heading(&notebook)).unwrap_or(stem);
    let files = files(path, &notebook, &facts, words, &mut remarks);
    Ok(Draft { slug, title, facts, notebook, files, remarks })
}

/// Small letters, digits and `-`: the same in every address and on every disk.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => "a",
            'ç' => "c",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'î' | 'ï' | 'í' => "i",
            'ñ' => "n",
            'ô' | 'ö' | 'ó' | 'õ' => "o",
            'ù' | 'û' | 'ü' | 'ú' => "u",
            'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            'a'..='z' | '0'..='9' => {
                out.push(letter);
                continue;
            }
            _ => "-",
        };
        if plain != "-" || !(out.is_empty() || out.ends_with('-')) {
            out.push_str(plain);
        }
    }
    let out = out.trim_end_matches('-');
    let short: String = out.chars().take(80).collect();
    if short.is_empty() { "activite".to_owned() } else { short.trim_end_matches('-').to_owned() }
}

fn first_heading(notebook: &NotebookFile) -> Option<String> {
    let texts = notebook.cells.iter().filter(|cell| cell.kind == CellKind::Markdown);
    let lines = texts.flat_map(|cell| cell.source.lines());
    let heading = lines.map(str::trim).find_map(|line| line.strip_prefix("# "))?;
    let plain = heading.trim().trim_end_matches('#').replace(['*', '`', '_'], "");
    Some(plain.trim().to_owned()).filter(|title| !title.is_empty() && !title.contains('<'))
}

/// The files that go along, and in words what is missing.
fn files(
    path: &Path,
    notebook: &NotebookFile,
    facts: &ActivityFacts,
    words: Words,
    remarks: &mut Vec<String>,
) -> Vec<ActivityFile> {
    let beside = beside::files(path);
    let left_out = beside.left_out > 0;
    let named = named_pictures(notebook);
    let sources: Vec<&str> = notebook.cells.iter().map(|cell| cell.source.as_str()).collect();
    let text = sources.join("\n");
    let mut files = Vec::new();
    for request in beside.requests {
        let Request::File { path, content: Some(content) } = request else { continue };
        if path == facts.cover || named.contains(&path) || is_named(&path, &text) {
            files.push(ActivityFile { path, content });
        }
    }
    let has = |name: &str| files.iter().any(|file| file.path == name);
    for name in &named {
        let inner = name.trim_start_matches("./");
        if is_absolute(name) {
            remarks.push(words.warning(&words.picture_elsewhere(name)));
        } else if !has(inner) {
            remarks.push(words.warning(&words.file_missing(name)));
        }
    }
    for name in opened(notebook).difference(&named) {
        if is_absolute(name) {
            remarks.push(words.warning(&words.picture_elsewhere(name)));
        } else if !has(name.trim_start_matches("./")) {
            remarks.push(words.warning(&words.file_missing(name)));
        }
    }
    if !facts.cover.is_empty() && !facts.cover.starts_with("attachment:") && !has(&facts.cover) {
        remarks.push(words.warning(&words.file_missing(&facts.cover)));
    }
    if left_out && !remarks.is_empty() {
        remarks.push(words.warning(&words.files_left_out()));
    }
    for (at, cell) in notebook.cells.iter().enumerate() {
        if cell.kind == CellKind::Markdown && names_this_machine(&cell.source) {
            remarks.push(words.warning(&words.picture_of_machine(at + 1)));
        }
    }
    files
}

fn is_absolute(name: &str) -> bool {
    name.starts_with(['/', '\\', '~']) || name.chars().nth(1) == Some(':')
}

/// Whether a text shows a picture by `file:` or by a drive's letter, which only one machine has.
fn names_this_machine(text: &str) -> bool {
    let drive = |after: &str| {
        let mut letters = after.trim_start_matches(['<', '"', '\'']).chars();
        letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && letters.next() == Some(':')
            && letters.next().is_some_and(|letter| matches!(letter, '\\' | '/'))
            && !after.contains("://")
    };
    let starts = ["](", "src="].iter().flat_map(|start| text.match_indices(start));
    starts.map(|(at, start)| &text[at + start.len()..]).any(|after| {
        let after = after.split([')', '>', '\n']).next().unwrap_or_default();
        after.trim_start_matches(['<', '"', '\'']).starts_with("file:") || drive(after)
    })
}

/// Whether cells speak of a file: by its path, its name, a folder it lies in, or as a module.
fn is_named(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if says(text, path) || says(text, name) {
        return true;
    }
    let module = path.strip_suffix(".py").map(|module| module.replace('/', "."));
    let imports = |line: &str| {
        let mut parts = line.trim().split([' ', ',', '\t']).filter(|part| !part.is_empty());
        let first = parts.next();
        let module = module.as_deref().unwrap_or_default();
        matches!(first, Some("import" | "from"))
            && parts.any(|part| part == module || module.starts_with(&format!("{part}.")))
    };
    if module.is_some() && text.lines().any(imports) {
        return true;
    }
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.into_iter().any(|folder| {
        ["\"", "'"].iter().any(|quote| {
            text.contains(&format!("{quote}{folder}/"))
                || text.contains(&format!("{quote}{folder}{quote}"))
        })
    })
}

/// Whether a name stands in a text as a whole one.
fn says(text: &str, name: &str) -> bool {
    let inner = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(inner) && !after.is_some_and(inner)
    })
}

/// Pictures beside the notebook that its texts show.
fn named_pictures(notebook: &NotebookFile) -> BTreeSet<String> {
    let found = std::cell::RefCell::new(BTreeSet::new());
    let images = |name: ImageName<'_>| {
        if let ImageName::Relative(name) = name {
            found.borrow_mut().insert(name.split(['?', '#']).next().unwrap_or(name).to_owned());
        }
        None
    };
    for cell in notebook.cells.iter().filter(|cell| cell.kind == CellKind::Markdown) {
        render_markdown(
            &cell.source,
            &MarkupOptions { images: &images, ..MarkupOptions::default() },
        );
    }
    found.into_inner()
}

/// Files that code opens and no code writes. A lesson about errors may open what is not there.
fn opened(notebook: &NotebookFile) -> BTreeSet<String> {
    let calm = |cell: &&CellFile| {
        cell.kind == CellKind::Code && !cell.source.contains("except") && !run::may_fail(cell)
    };
    let cells = || notebook.cells.iter().filter(calm);
    let read: BTreeSet<String> = cells().flat_map(|cell| files_read(&cell.source)).collect();
    let written: BTreeSet<String> = cells().flat_map(|cell| files_written(&cell.source)).collect();
    &read - &written
}

/// What a cover named `attachment:NAME` shows: the picture of the first cell that has it.
pub(crate) fn attached(notebook: &NotebookFile, name: &str) -> Option<(String, Vec<u8>)> {
    let formats = notebook.cells.iter().find_map(|cell| cell.attachments.as_ref()?.get(name))?;
    let (mime, content) = formats.as_object()?.iter().next()?;
    let text = match content {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    Some((mime.clone(), base64(&text)?))
}

/// Undoes base64; none for what is not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    Some(out)
}

/// Whether the notebook has a check that a pupil can run.
pub(crate) fn has_checks(notebook: &NotebookFile) -> bool {
    notebook.cells.iter().any(|cell| role_in_file(cell) == ardoise_core::activity::CellRole::Check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Séance 1 – le carré"), "seance-1-le-carre");
        assert_eq!(slug("unite/Cœur_2"), "unite-coeur-2");
        assert_eq!(slug("???"), "activite");
    }

    #[test]
    fn files_are_named_by_path_name_folder_or_import() {
        assert!(is_named("notes.csv", "open('notes.csv')"));
        assert!(!is_named("notes.csv", "open('mes-notes.csv')"));
        assert!(is_named("données/a.txt", "x = 'données/' + nom"));
        assert!(is_named("outils.py", "from outils import *"));
        assert!(!is_named("outils.py", "# outils"));
        assert!(names_this_machine("![a](file:///home/zoe/a.png)"));
        assert!(names_this_machine("<img src=\"C:\\images\\a.png\">"));
        assert!(!names_this_machine("[a](https://exemple.fr/a.png) ![b](b.png)"));
        assert!(!is_named("salaires.xlsx", "print('bonjour')"));
    }
}
