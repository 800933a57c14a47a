//! The rules of the house, executed: what DESIGN and docs/architecture.md say fails here when it is broken.
//!
//! Each rule is a function from plain data to sentences, so that its tests need no repository.
//! This file gathers the data; the rules are beside it.

mod arrows;
mod files;
mod web_arrows;

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// A file of the repository that rules may look into.
pub(crate) struct Source {
    /// From the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What the rules found; warnings are shown and do not fail.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Findings {
    fn error(&mut self, text: String) {
        self.errors.push(text);
    }

    fn warning(&mut self, text: String) {
        self.warnings.push(text);
    }
}

pub(crate) fn tidy(workspace: &Workspace) -> Result<()> {
    let paths = repository_files(workspace)?;
    let sources = sources(workspace, &paths)?;
    let mut findings = Findings::default();
    arrows::check(&arrows::packages(&workspace.members()?)?, &mut findings);
    web_arrows::check(&sources, &mut findings);
    files::check_top_level(&paths, &mut findings);
    files::check_headers(&sources, &mut findings);
    files::check_lengths(&sources, &mut findings);
    files::check_machine_paths(&sources, &mut findings);
    files::check_core_bans(&sources, &mut findings);
    check_door(workspace, &sources, &mut findings);
    for warning in &findings.warnings {
        eprintln!("  warning: {warning}");
    }
    for error in &findings.errors {
        eprintln!("  error: {error}");
    }
    if !findings.errors.is_empty() {
        bail!("tidy: {} rules broken", findings.errors.len());
    }
    println!("tidy: {} files in order", sources.len());
    Ok(())
}

/// The committed types of the page door are those that the last build made.
fn check_door(workspace: &Workspace, sources: &[Source], findings: &mut Findings) {
    let path = "web/src/core/engine/ardoise_page.d.ts";
    let Some(committed) = sources.iter().find(|source| source.path == path) else {
        findings.error(format!("{path} is not committed: cargo xtask build makes it"));
        return;
    };
    let made = ["release", "quick"]
        .iter()
        .filter_map(|profile| {
            let file = workspace.cache().join(format!("ardoise_page-{profile}/ardoise_page.d.ts"));
            Some((fs::metadata(&file).ok()?.modified().ok()?, fs::read_to_string(&file).ok()?))
        })
        .max_by_key(|(made_at, _)| *made_at);
    if made.is_some_and(|(_, text)| crate::page::without_inner_names(&text) != committed.text) {
        findings.error(format!(
            "{path} is not what the page door gives: run cargo xtask build and commit it"
        ));
    }
}

/// Everything git knows or would take, so that a stray file is seen before it is committed.
fn repository_files(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = Command::new("git");
    command
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(&workspace.root);
    let text = process::output(&mut command).context("tidy asks git which files there are")?;
    let mut paths: Vec<String> =
        text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn sources(workspace: &Workspace, paths: &[String]) -> Result<Vec<Source>> {
    const READ: [&str; 15] = [
        ".rs", ".ts", ".tsx", ".mjs", ".js", ".css", ".html", ".toml", ".json", ".md", ".py",
        ".txt", ".yml", ".sh", ".ci/run",
    ];
    let mut found = Vec::new();
    for path in paths.iter().filter(|path| READ.iter().any(|end| path.ends_with(end))) {
        let file = workspace.path(path);
        if !file.is_file() {
            continue;
        }
        // Fixtures may be damaged on purpose; only what is text can break a rule about text.
        if let Ok(text) = String::from_utf8(fs::read(&file)?) {
            found.push(Source { path: path.clone(), text });
        }
    }
    Ok(found)
}
