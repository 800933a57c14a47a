//! Has anything that a step reads changed since it last ran?
//!
//! Contents are hashed, not dates: a fresh clone or a switched branch says nothing about dates.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// A file, or every file below a folder, by name and contents. What is missing counts as missing.
    pub(crate) fn path(mut self, path: &Path, skip: &dyn Fn(&Path) -> bool) -> Result<Self> {
        if path.is_file() {
            return self.file(path);
        }
        for file in files_below(path, skip)? {
            let name = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().into_owned();
            self = self.text(&name).file(&file)?;
        }
        Ok(self)
    }

    pub(crate) fn file(mut self, file: &Path) -> Result<Self> {
        let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(&bytes);
        Ok(self)
    }

    pub(crate) fn end(self) -> String {
        hex(&self.0.finalize())
    }
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Every file below a folder, in a fixed order; `skip` is asked for files and folders alike.
pub(crate) fn files_below(folder: &Path, skip: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in
            fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?
        {
            let path = entry?.path();
            if skip(&path) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What a step was last run with, kept in a small file beside what it made.
pub(crate) struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    pub(crate) fn new(cache: &Path, step: &str, value: String) -> Self {
        Self { file: cache.join(format!("{step}.stamp")), value }
    }

    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|old| old == self.value)
    }

    /// Called after the step has succeeded, never before.
    pub(crate) fn keep(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.value)
            .with_context(|| format!("{} cannot be written", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_changes_with_names_and_contents_only() {
        let folder =
            std::env::temp_dir().join(format!("ardoise-fingerprint-{}", std::process::id()));
        let of = || Fingerprint::default().path(&folder, &|_| false).map(Fingerprint::end).ok();
        fs::create_dir_all(folder.join("a")).expect("a folder");
        fs::write(folder.join("a/one"), "1").expect("a file");
        let first = of();
        fs::write(folder.join("a/one"), "1").expect("a file");
        assert_eq!(first, of());
        fs::write(folder.join("a/one"), "2").expect("a file");
        let second = of();
        assert_ne!(first, second);
        fs::rename(folder.join("a/one"), folder.join("a/two")).expect("a rename");
        assert_ne!(second, of());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
