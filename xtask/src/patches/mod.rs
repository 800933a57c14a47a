//! Published crates with our patches in them: copied to `target/patched`, patched, put in the place of cargo's own.
//!
//! Cargo is told by `--config 'paths=[...]'`, which leaves Cargo.lock and the graph of crates as they are
//! and needs no copy before the first command: a cargo that somebody calls without xtask builds the
//! same programs from the crates as published, only slower ones.
//! What is patched and why is in the patches' folder; this must not know.

mod diff;

use crate::fingerprint::{Fingerprint, Stamp, files_below};
use crate::process::{self, say};
use crate::toolchain;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// In each of them, one folder for each crate, `NAME-VERSION`, with numbered `.patch` files.
const PATCHES: [&str; 2] = ["crates/ardoise-markup/patches", "crates/ardoise-python/patches"];
const PATCHED: &str = "target/patched";
const MANIFEST: &str = "Cargo.toml";
/// Changed when this file starts to make something else out of the same inputs.
const RECIPE: &str = "1";

/// A cargo of the pinned toolchain that compiles the patched crates; options of `command` may follow.
pub(crate) fn cargo(workspace: &Workspace, command: &str) -> Result<Command> {
    let folders = prepared(workspace)?;
    let mut cargo = toolchain::cargo(workspace)?;
    cargo.arg(command);
    if !folders.is_empty() {
        // After the command: clippy hands on only what comes there. JSON's arrays of texts are TOML's too.
        cargo.args(["--config", &format!("paths={}", serde_json::to_string(&folders)?)]);
    }
    Ok(cargo)
}

/// The folders of the patched crates, made or brought up to date where they are not.
fn prepared(workspace: &Workspace) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    let mut metadata = None;
    let mut crates = BTreeMap::new();
    for folder in PATCHES {
        crates.append(&mut listed(&workspace.path(folder))?);
    }
    for (name, patches) in crates {
        let folder = workspace.path(PATCHED).join(&name);
        let mut inputs = Fingerprint::default().text(RECIPE).text(&name);
        for patch in &patches {
            inputs = inputs.file(patch)?;
        }
        let stamp =
            Stamp::new(&workspace.path(PATCHED), &name, inputs.file(&lock(workspace))?.end());
        if !stamp.is_current() || !folder.is_dir() {
            let published = published(workspace, &name, &mut metadata)?;
            patch_crate(workspace, &published, &patches, &folder)
                .with_context(|| format!("{name} cannot be patched"))?;
            stamp.keep()?;
        }
        folders.push(folder.to_str().context("the repository's path is not text")?.to_owned());
    }
    Ok(folders)
}

fn lock(workspace: &Workspace) -> PathBuf {
    workspace.path("Cargo.lock")
}

/// Which crates are patched, each with its patches in their order.
fn listed(folder: &Path) -> Result<BTreeMap<String, Vec<PathBuf>>> {
    let mut crates: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in files_below(folder, &|_| false)? {
        if file.extension().is_some_and(|end| end == "patch") {
            let name = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
            let name = name.with_context(|| format!("{} has no crate", file.display()))?;
            crates.entry(name.to_owned()).or_default().push(file);
        }
    }
    Ok(crates)
}

/// Where cargo keeps a crate as it was published; fetched when it is not there yet.
fn published(workspace: &Workspace, name: &str, metadata: &mut Option<Value>) -> Result<PathBuf> {
    if metadata.is_none() {
        let mut command = toolchain::cargo(workspace)?;
        command.args(["metadata", "--format-version", "1", "--locked"]);
        // Crates of other systems need not be fetched for this.
        command.args(["--filter-platform", "wasm32-unknown-unknown"]);
        let text = process::output(&mut command)?;
        *metadata = Some(serde_json::from_str(&text).context("cargo metadata gave no JSON")?);
    }
    let packages = metadata.as_ref().and_then(|metadata| metadata["packages"].as_array());
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let manifest = packages
        .into_iter()
        .flatten()
        .find(|package| format!("{}-{}", text(package, "name"), text(package, "version")) == name)
        .map(|package| text(package, "manifest_path"));
    match manifest {
        Some(manifest) => Ok(PathBuf::from(manifest).with_file_name("")),
        None => bail!(
            "there are patches of {name}, which Cargo.lock does not have: for another version, they \
             must be made again"
        ),
    }
}

/// Writes only what differs, so that cargo compiles only what has changed.
fn patch_crate(
    workspace: &Workspace,
    published: &Path,
    patches: &[PathBuf],
    folder: &Path,
) -> Result<()> {
    let mut files = BTreeMap::new();
    for file in files_below(published, &|path| hidden(path))? {
        let name = file.strip_prefix(published)?.to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read(&file)?);
    }
    for patch in patches {
        let shown = workspace.shown(patch);
        diff::apply(&fs::read_to_string(patch)?, &mut files)
            .with_context(|| format!("{shown} does not apply"))?;
    }
    if let Some(manifest) = files.get_mut(MANIFEST) {
        *manifest = without_lints(&String::from_utf8_lossy(manifest)).into_bytes();
    }
    say(&format!("{} with {} patches", workspace.shown(folder), patches.len()));
    for old in files_below(folder, &|_| false)? {
        let name = old.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if !files.contains_key(&name) {
            fs::remove_file(&old)?;
        }
    }
    for (name, bytes) in &files {
        let file = folder.join(name);
        if fs::read(&file).is_ok_and(|old| old == *bytes) {
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// Cargo shows no warnings of crates it has fetched; of these, which count as ours, we show none either.
fn without_lints(manifest: &str) -> String {
    let mut kept = String::with_capacity(manifest.len());
    let mut is_kept = true;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_kept = !line.starts_with("[lints");
        }
        if is_kept {
            kept += line;
            kept += "\n";
        }
    }
    kept + "[lints.rust]\nwarnings = \"allow\"\n"
}

/// What cargo itself adds to a crate it has fetched.
fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patched_crate_keeps_all_of_its_manifest_but_the_lints() {
        let manifest =
            "[package]\nname = \"a\"\n\n[lints.clippy]\nall = \"warn\"\n\n[features]\nb = []\n";
        let expected =
            "[package]\nname = \"a\"\n\n[features]\nb = []\n[lints.rust]\nwarnings = \"allow\"\n";
        assert_eq!(without_lints(manifest), expected);
    }

    #[test]
    fn every_crate_has_its_patches_in_order() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("ardoise-patches-{}", std::process::id()));
        for name in ["a-1.0.0/02-second.patch", "a-1.0.0/01-first.patch", "b-2.0.0/01-only.patch"] {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().context("a folder")?)?;
            fs::write(file, "")?;
        }
        fs::write(folder.join("README.md"), "")?;
        let crates = listed(&folder)?;
        fs::remove_dir_all(&folder)?;
        let names: Vec<_> = crates.keys().map(String::as_str).collect();
        assert_eq!(names, ["a-1.0.0", "b-2.0.0"]);
        assert!(crates["a-1.0.0"][0].ends_with("01-first.patch"));
        assert_eq!(crates["a-1.0.0"].len(), 2);
        Ok(())
    }
}
