//! The notebook's files: which there are, and which of them the kernel's memory does not have as
//! they are.
//!
//! What a file holds is with the host and its store; here are names, sizes and times. A run works on
//! the files in the kernel's memory. What it changed counts when it has ended, as its variables do:
//! a run that is stopped has changed nothing.

use super::Session;
use super::effect::Effect;

/// What a notebook's files may hold: the same numbers as in the kernel's file system
/// (`modules/_ardoise_files.py`).
pub const FILE_LIMITS: FileLimits =
    FileLimits { bytes: 10_000_000, bytes_together: 25_000_000, count: 500 };
/// The length of a path in bytes that any file system takes in an archive.
const LONGEST_PATH: usize = 240;

/// The most that a notebook's files may be.
#[derive(Clone, Copy, Debug)]
pub struct FileLimits {
    /// Of one file.
    pub bytes: u32,
    /// Of all files.
    pub bytes_together: u32,
    pub count: usize,
}

/// One file of the notebook.
#[derive(Clone, Debug, PartialEq)]
pub struct FileView {
    /// Below the notebook's folder, parts between `/`.
    pub path: String,
    /// In bytes.
    pub size: u32,
    /// When it became what it is, in milliseconds since 1970.
    pub modified: f64,
}

/// Why a file cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    TooLarge,
    /// All files together would be too large.
    NoRoom,
    TooMany,
    BadName,
}

/// A path and what the file holds, none when it is gone.
pub(super) type FileChange = (String, Option<Vec<u8>>);

#[derive(Debug, Default)]
pub(super) struct Files {
    /// By path.
    kept: Vec<FileView>,
    /// Paths of which the kernel's memory has something else than what is kept.
    lacking: Vec<String>,
    /// Given to the kernel with the run under way: they are in its memory once the run has ended.
    given: Vec<String>,
    /// What the run under way has changed.
    changes: Vec<FileChange>,
}

impl Files {
    fn find(&self, path: &str) -> Option<usize> {
        self.kept.iter().position(|file| file.path == path)
    }

    /// When a file became what it is; none when there is none.
    pub(super) fn modified(&self, path: &str) -> Option<f64> {
        self.find(path).map(|at| self.kept[at].modified)
    }

    fn remove(&mut self, path: &str) -> bool {
        let found = self.find(path);
        if let Some(at) = found {
            self.kept.remove(at);
        }
        found.is_some()
    }

    fn put(&mut self, file: FileView) {
        self.remove(&file.path);
        let at = self.kept.iter().take_while(|other| other.path < file.path).count();
        self.kept.insert(at, file);
    }

    fn lack(&mut self, path: String) {
        if !self.lacking.contains(&path) {
            self.lacking.push(path);
        }
    }

    pub(super) fn note_change(&mut self, path: String, content: Option<Vec<u8>>) {
        self.changes.push((path, content));
    }

    /// The run under way did not come to its end: the memory is as it was before.
    pub(super) fn take_back(&mut self) {
        self.changes.clear();
        for path in std::mem::take(&mut self.given) {
            self.lack(path);
        }
    }

    /// The kernel has a fresh memory, which has no file at all.
    pub(super) fn forget_memory(&mut self) {
        self.given.clear();
        self.lacking = self.kept.iter().map(|file| file.path.clone()).collect();
    }
}

/// Whether no file can lie there.
pub(crate) fn is_bad_path(path: &str) -> bool {
    let is_bad = |part: &str| {
        part.is_empty() || part == "." || part == ".." || part.contains(char::is_control)
    };
    path.len() > LONGEST_PATH || path.split('/').any(is_bad)
}

impl Session {
    /// The notebook's files by path.
    pub fn files(&self) -> Vec<FileView> {
        self.files.kept.clone()
    }

    /// Why a file of this size cannot be added under this path.
    pub fn refuses_file(&self, path: &str, size: u32) -> Option<FileRefusal> {
        if is_bad_path(path) {
            return Some(FileRefusal::BadName);
        }
        let others = self.files.kept.iter().filter(|file| file.path != path);
        let (count, bytes) = others.fold((0, 0), |(n, sum), file| (n + 1, sum + file.size));
        if size > FILE_LIMITS.bytes {
            Some(FileRefusal::TooLarge)
        } else if bytes + size > FILE_LIMITS.bytes_together {
            Some(FileRefusal::NoRoom)
        } else if count >= FILE_LIMITS.count {
            Some(FileRefusal::TooMany)
        } else {
            None
        }
    }

    pub(super) fn add_file(&mut self, path: String, size: u32, out: &mut Vec<Effect>) {
        if self.refuses_file(&path, size).is_some() {
            return;
        }
        self.files.put(FileView { path: path.clone(), size, modified: self.now });
        self.file_changed_here(path, out);
    }

    pub(super) fn remove_file(&mut self, path: String, out: &mut Vec<Effect>) {
        if self.files.remove(&path) {
            self.file_changed_here(path, out);
        }
    }

    fn file_changed_here(&mut self, path: String, out: &mut Vec<Effect>) {
        self.files.lack(path.clone());
        self.save_file(path, out);
        out.push(Effect::FilesChanged);
    }

    /// The store holds these files: at the beginning, and when another tab changed them.
    pub(super) fn files_stored(&mut self, stored: Vec<FileView>, out: &mut Vec<Effect>) {
        let before = std::mem::take(&mut self.files.kept);
        // What the store does not have yet is newer than what it has.
        let (ours, known): (Vec<_>, Vec<_>) =
            before.iter().cloned().partition(|file| self.saving.holds_file(&file.path));
        for file in stored.into_iter().filter(|file| !self.saving.holds_file(&file.path)) {
            if !known.contains(&file) {
                self.files.lack(file.path.clone());
            }
            self.files.put(file);
        }
        for file in known {
            if self.files.find(&file.path).is_none() {
                self.files.lack(file.path);
            }
        }
        for file in ours {
            self.files.put(file);
        }
        if self.files.kept != before {
            out.push(Effect::FilesChanged);
        }
    }

    /// Gives the kernel what its memory lacks, right before a run.
    pub(super) fn lay_files(&mut self, out: &mut Vec<Effect>) {
        if !self.files.lacking.is_empty() {
            self.files.given = std::mem::take(&mut self.files.lacking);
            out.push(Effect::LayFiles { paths: self.files.given.clone() });
        }
    }

    /// The run has ended, and with it what it did to files counts.
    pub(super) fn take_file_changes(&mut self, out: &mut Vec<Effect>) {
        self.files.given.clear();
        let changes = std::mem::take(&mut self.files.changes);
        if changes.is_empty() {
            return;
        }
        for (path, content) in changes {
            // A person who changed the file meanwhile comes first; the kernel gets it next.
            if self.files.lacking.contains(&path) {
                continue;
            }
            match content {
                Some(content) => {
                    let size = content.len() as u32;
                    self.files.put(FileView { path: path.clone(), size, modified: self.now });
                    out.push(Effect::KeepFile { path: path.clone(), content });
                }
                None => {
                    self.files.remove(&path);
                }
            }
            self.save_file(path, out);
        }
        out.push(Effect::FilesChanged);
    }
}
