//! What a visit costs, in Brotli bytes, against `xtask/budgets.toml`.
//!
//! It weighs the release build in `web/dist`, by the compressed files that a good host sends.

use crate::single_file;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    /// Until the page can be read and edited.
    page: Budget,
    /// Until the first Python output.
    first_output: Budget,
    /// Python modules that the kernel fetches on its way to the first output.
    first_output_modules: Vec<String>,
    /// Scripts that are fetched by themselves once the page can be read and edited.
    soon_scripts: Vec<String>,
    /// Scripts that are fetched when a person asks for what they do, by the start of their names.
    later_scripts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    limit: u64,
    goal: u64,
    /// While the site is still above its limit: what it must not pass meanwhile. It only ever goes
    /// down, and the line goes away when the limit is met.
    today: Option<u64>,
}

/// The parts of the site, in the order in which a visit needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Html,
    Css,
    Script,
    PageWasm,
    SoonScript,
    /// Fetched once the page is shown.
    PageRest,
    KernelScript,
    KernelWasm,
    FirstModules,
    /// Fetched once Python has started.
    KernelRest,
    OtherModules,
    LaterScript,
    /// Icons and the like: fetched for offline, not needed by a first output.
    Other,
    /// No part of any visit.
    SingleFile,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Html => "HTML",
            Part::Css => "CSS",
            Part::Script => "page scripts",
            Part::PageWasm => "page wasm, first half",
            Part::PageRest => "page wasm, second half",
            Part::SoonScript => "page scripts, soon after",
            Part::KernelScript => "kernel scripts",
            Part::KernelWasm => "kernel wasm, first half",
            Part::KernelRest => "kernel wasm, second half",
            Part::FirstModules => "Python modules, start-up",
            Part::OtherModules => "Python modules, on import",
            Part::LaterScript => "page scripts, on demand",
            Part::Other => "icons and other files",
            Part::SingleFile => "page in one file",
        }
    }

    fn is_page(self) -> bool {
        matches!(self, Part::Html | Part::Css | Part::Script | Part::PageWasm)
    }

    fn is_before_first_output(self) -> bool {
        self.is_page()
            || matches!(
                self,
                Part::SoonScript
                    | Part::PageRest
                    | Part::KernelScript
                    | Part::KernelWasm
                    | Part::FirstModules
            )
    }
}

fn part_of(name: &str, budgets: &Budgets) -> Part {
    let module = name.strip_prefix("engine/python/").and_then(|file| file.strip_suffix(".py"));
    match (module, Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default()) {
        (Some(module), _) if budgets.first_output_modules.iter().any(|first| first == module) => {
            Part::FirstModules
        }
        (Some(_), _) => Part::OtherModules,
        (None, "html") if name == single_file::NAME => Part::SingleFile,
        (None, "html") => Part::Html,
        (None, "css") => Part::Css,
        (None, "wasm") if name.ends_with("_rest.wasm") => Part::KernelRest,
        (None, "wasm") if name.starts_with("engine/") => Part::KernelWasm,
        (None, "wasm") if name.starts_with("assets/ardoise_page_rest-") => Part::PageRest,
        (None, "wasm") => Part::PageWasm,
        (None, "js") if name == "service-worker.js" => Part::Other,
        (None, "js") if name.starts_with("engine/") || name.contains("kernel-worker") => {
            Part::KernelScript
        }
        (None, "js") if is_one_of(name, &budgets.soon_scripts) => Part::SoonScript,
        (None, "js") if is_one_of(name, &budgets.later_scripts) => Part::LaterScript,
        (None, "js") => Part::Script,
        _ => Part::Other,
    }
}

/// Whether a built script, whose name ends in a hash, was made from one of these.
fn is_one_of(name: &str, scripts: &[String]) -> bool {
    scripts.iter().any(|script| name.starts_with(&format!("assets/{script}-")))
}

/// `files`: each file is listed too, the heaviest of a part first.
pub(crate) fn check(workspace: &Workspace, files: bool) -> Result<()> {
    let text =
        fs::read_to_string(workspace.path("xtask/budgets.toml")).context("xtask/budgets.toml")?;
    let budgets: Budgets = toml::from_str(&text).context("xtask/budgets.toml")?;
    let dist = workspace.dist();
    if !dist.join("index.html.br").is_file() {
        bail!("web/dist is no release build; run cargo xtask build --release first");
    }
    let parts = weigh(&dist, &budgets)?;
    println!("{:<28}{:>12}{:>14}", "part", "files", "Brotli bytes");
    for (part, weight) in &parts {
        println!("{:<28}{:>12}{:>14}", part.name(), weight.files.len(), weight.bytes());
        for (bytes, name) in weight.files.iter().rev().filter(|_| files) {
            println!("  {name:<38}{bytes:>14}");
        }
    }
    let sum = |chosen: fn(Part) -> bool| {
        parts
            .iter()
            .filter(|(part, _)| chosen(**part))
            .map(|(_, weight)| weight.bytes())
            .sum::<u64>()
    };
    let mut passed = Vec::new();
    for (name, bytes, budget) in [
        ("page readable and editable", sum(Part::is_page), &budgets.page),
        ("until the first output", sum(Part::is_before_first_output), &budgets.first_output),
    ] {
        println!("{name}: {bytes} of {} bytes (goal {})", budget.limit, budget.goal);
        if bytes > budget.limit {
            println!("  ABOVE its limit by {} bytes", bytes - budget.limit);
        }
        let ceiling = budget.today.unwrap_or(budget.limit);
        if bytes > ceiling {
            passed.push(format!("{name}: {} bytes too many", bytes - ceiling));
        }
    }
    println!("everything kept for offline: {} bytes", sum(|part| part != Part::SingleFile));
    if !passed.is_empty() {
        bail!("the site is too heavy: {}", passed.join("; "));
    }
    Ok(())
}

#[derive(Default)]
struct Weight {
    files: BTreeSet<(u64, String)>,
}

impl Weight {
    fn bytes(&self) -> u64 {
        self.files.iter().map(|(bytes, _)| bytes).sum()
    }
}

fn weigh(dist: &Path, budgets: &Budgets) -> Result<BTreeMap<Part, Weight>> {
    let mut parts = BTreeMap::<Part, Weight>::new();
    for file in crate::fingerprint::files_below(dist, &|path| is_twin(path))? {
        let name = file
            .strip_prefix(dist)
            .context("a file outside the site")?
            .to_string_lossy()
            .replace('\\', "/");
        let mut twin = file.clone().into_os_string();
        twin.push(".br");
        let twin = PathBuf::from(twin);
        let sent = if twin.is_file() { twin } else { file };
        let weight = parts.entry(part_of(&name, budgets)).or_default();
        weight.files.insert((fs::metadata(&sent)?.len(), name));
    }
    Ok(parts)
}

fn is_twin(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "br" || end == "gz" || end == "map")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_site_belongs_to_a_part() {
        let budget = || Budget { limit: 1, goal: 1, today: None };
        let budgets = Budgets {
            page: budget(),
            first_output: budget(),
            first_output_modules: vec!["encodings".to_owned()],
            soon_scripts: vec!["comfort".to_owned()],
            later_scripts: vec!["archive".to_owned()],
        };
        for (name, part) in [
            ("index.html", Part::Html),
            ("assets/index-a1.js", Part::Script),
            ("assets/comfort-a1.js", Part::SoonScript),
            ("assets/archive-a1.js", Part::LaterScript),
            ("assets/index-a1.css", Part::Css),
            ("assets/ardoise_page_bg-a1.wasm", Part::PageWasm),
            ("assets/ardoise_page_rest-a1.wasm", Part::PageRest),
            ("assets/kernel-worker-a1.js", Part::KernelScript),
            ("engine/ardoise_worker.js", Part::KernelScript),
            ("engine/ardoise_worker_bg.wasm", Part::KernelWasm),
            ("engine/ardoise_worker_rest.wasm", Part::KernelRest),
            ("engine/python/encodings.py", Part::FirstModules),
            ("engine/python/random.py", Part::OtherModules),
            ("service-worker.js", Part::Other),
            ("icons/ardoise.svg", Part::Other),
        ] {
            assert_eq!(part_of(name, &budgets), part, "{name}");
        }
    }
}
