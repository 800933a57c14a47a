//! The files that lie beside a notebook: its code reads copies of them, as it does in the page.
//!
//! Bounded as a notebook's files are there, so that a notebook in a large folder does not take the
//! whole disk into memory. What code writes stays in the kernel's memory.

use std::fs;
use std::path::Path;

use ardoise_core::session::FILE_LIMITS;
use ardoise_protocol::Request;

/// How many folders deep files are looked for.
const DEEPEST: usize = 3;
/// After so many entries of folders nothing more is looked at.
const MOST_SEEN: usize = 5000;

/// What was found, and how many files were left out because there would be too much.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Beside {
    pub(crate) requests: Vec<Request>,
    pub(crate) left_out: usize,
    bytes: u64,
    seen: usize,
}

/// The files of a notebook's folder, in the order of their names; other notebooks and hidden files
/// are not among them.
pub(crate) fn files(notebook: &Path) -> Beside {
    let folder = match notebook.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut found = Beside::default();
    look(folder, "", 0, &mut found);
    found
}

fn look(folder: &Path, start: &str, depth: usize, found: &mut Beside) {
    // What cannot be read is not there for the notebook.
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut folders = Vec::new();
    for entry in entries {
        found.seen += 1;
        if found.seen > MOST_SEEN {
            found.left_out += 1;
            return;
        }
        let Ok(name) = entry.file_name().into_string() else { continue };
        let Ok(about) = fs::metadata(entry.path()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{start}{name}");
        if about.is_dir() {
            folders.push((entry.path(), path));
        } else if about.is_file() && !name.ends_with(".ipynb") {
            take(&entry.path(), path, about.len(), found);
        }
    }
    for (folder, path) in folders {
        if depth < DEEPEST {
            look(&folder, &format!("{path}/"), depth + 1, found);
        }
    }
}

fn take(file: &Path, path: String, size: u64, found: &mut Beside) {
    // Half of the room is left for what code writes.
    let fits = size <= u64::from(FILE_LIMITS.bytes)
        && found.bytes + size <= u64::from(FILE_LIMITS.bytes_together / 2)
        && found.requests.len() < FILE_LIMITS.count;
    if !fits {
        found.left_out += 1;
        return;
    }
    let Ok(content) = fs::read(file) else { return };
    found.bytes += content.len() as u64;
    found.requests.push(Request::File { path, content: Some(content) });
}
