//! Python's pure modules, one file each, fetched by the kernel when a notebook imports them.
//!
//! `crates/ardoise-python/modules.txt` says which. A module of ours under
//! `crates/ardoise-python/modules/` wins over the one in the `rustpython-pylib` package.
//! Sources are copied as they are: tracebacks quote their lines.

use crate::fingerprint::{Fingerprint, Stamp};
use crate::wasm::copy_if_changed;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn copy(workspace: &Workspace) -> Result<()> {
    let list = workspace.path("crates/ardoise-python/modules.txt");
    let target = workspace.path("web/public/engine/python");
    let Ok(text) = fs::read_to_string(&list) else {
        bail!("{} is missing", workspace.shown(&list));
    };
    let ours = workspace.path("crates/ardoise-python/modules");
    let inputs = Fingerprint::default()
        .text(&text)
        .file(&workspace.path("Cargo.lock"))?
        .path(&ours, &|_| false)?
        .end();
    let stamp = Stamp::new(&workspace.cache(), "python-modules", inputs);
    if stamp.is_current() && target.is_dir() {
        return Ok(());
    }
    let library = library(workspace)?;
    let mut wanted = BTreeSet::new();
    for name in names(&text) {
        let source = find(&ours, name).or_else(|| find(&library, name)).with_context(|| {
            format!("modules.txt names {name}, which neither we nor rustpython-pylib have")
        })?;
        let file = target.join(format!("{name}.py"));
        copy_if_changed(&source, &file)?;
        wanted.insert(file);
    }
    for old in fs::read_dir(&target).context("no module was copied")? {
        let old = old?.path();
        if !wanted.contains(&old) {
            fs::remove_file(&old)?;
        }
    }
    stamp.keep()
}

/// One dotted name a line, a second word being the kernel's business; `#` starts a comment.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .filter_map(|line| line.split_whitespace().next())
}

/// `a.b` is `a/b.py` or `a/b/__init__.py`; ours may also lie flat, as `a.b.py`.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = name.replace('.', "/");
    [format!("{path}.py"), format!("{path}/__init__.py"), format!("{name}.py")]
        .iter()
        .map(|file| folder.join(file))
        .find(|file| file.is_file())
}

fn library(workspace: &Workspace) -> Result<PathBuf> {
    let metadata = workspace.metadata()?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let manifest = packages
        .iter()
        .find(|package| package["name"] == "rustpython-pylib")
        .and_then(|package| package["manifest_path"].as_str())
        .context("no crate of the workspace depends on rustpython-pylib")?;
    let lib = Path::new(manifest).with_file_name("Lib");
    if !lib.is_dir() {
        bail!("the package rustpython-pylib has no Lib folder");
    }
    Ok(lib)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_may_have_comments_and_empty_lines() {
        let listed: Vec<_> =
            names("# standard\nrandom\n\ncollections package\ncollections.abc  # used by typing\n")
                .collect();
        assert_eq!(listed, ["random", "collections", "collections.abc"]);
    }
}
