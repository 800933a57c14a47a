//! Which functions do start-up and ordinary lessons call, in the kernel and in the page door?
//!
//! Lessons ([`LESSONS`]) run in Node, in a copy of the kernel that reports the first call
//! of each function; for the page door, they are opened, read, typed in, run and kept in a copy of
//! it. The answers belong to one build, numbers and all, so they are found again for each release
//! build and never committed. `cargo xtask profile` shows them.

use crate::build::Profile;
use crate::fingerprint::{Fingerprint, Stamp, files_below};
use crate::process::{self, say};
use crate::split::Whole;
use crate::workspace::Workspace;
use crate::{kernel, page, python_modules, site, split, toolchain};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODULES: &str = "web/public/engine/python";
/// What both runners know about a kernel.
const IN_NODE: &str = "web/build/kernel-in-node.mjs";

/// The numbers of the kernel's functions that are called early.
pub(crate) fn kernel(workspace: &Workspace, whole: &Whole) -> Result<BTreeSet<u32>> {
    let run = Run { of: "kernel", whole, beside: &[], runner: "web/build/profile.mjs" };
    run.called(workspace)
}

/// The numbers of the page door's functions that are called early.
pub(crate) fn page(workspace: &Workspace, whole: &Whole) -> Result<BTreeSet<u32>> {
    let kernel = kernel::whole(workspace, Profile::Release)?;
    let beside = [whole.module.as_path(), &kernel.script, &kernel.module];
    let run = Run { of: "page", whole, beside: &beside, runner: "web/build/profile-page.mjs" };
    run.called(workspace)
}

/// Lessons that a script does something with.
struct Run<'a> {
    of: &'a str,
    /// The module that is to be split.
    whole: &'a Whole,
    /// Other files that the script is given.
    beside: &'a [&'a Path],
    runner: &'a str,
}

impl Run<'_> {
    fn called(&self, workspace: &Workspace) -> Result<BTreeSet<u32>> {
        python_modules::copy(workspace)?;
        let lessons = lessons(workspace)?;
        let runner = workspace.path(self.runner);
        let mut inputs = Fingerprint::default()
            .file(&self.whole.module)?
            .file(&runner)?
            .file(&workspace.path(IN_NODE))?
            .path(&workspace.path(MODULES), &|_| false)?;
        for file in self.beside.iter().copied().chain(lessons.iter().map(PathBuf::as_path)) {
            inputs = inputs.file(file)?;
        }
        let step = format!("{}-profile", self.of);
        let list = workspace.cache().join(format!("{step}.json"));
        let stamp = Stamp::new(&workspace.cache(), &step, inputs.end());
        if !stamp.is_current() || !list.is_file() {
            say(&format!("{} lessons show what the {} needs first", lessons.len(), self.of));
            let reporting = workspace.cache().join(format!("{}-reporting.wasm", self.of));
            fs::write(&reporting, split::instrumented(&fs::read(&self.whole.module)?)?)?;
            let mut command = Command::new("node");
            command.arg(runner).arg(&self.whole.script).arg(&reporting).args(self.beside);
            command.arg(workspace.path(MODULES)).arg(&list).args(&lessons);
            process::run(&mut command).context("a lesson did not run to its end")?;
            fs::remove_file(&reporting)?;
            stamp.keep()?;
        }
        serde_json::from_slice(&fs::read(&list)?).context("the profile is no list of numbers")
    }
}

/// What is learnt first, on the thinnest lines: ordinary lessons, and the primary schools' robot.
const LESSONS: [&str; 2] = ["assets/lessons", "assets/activities/robot-du-village"];

fn lessons(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let is_other = |path: &Path| {
        let name = path.to_string_lossy();
        !path.is_dir() && (!name.ends_with(".ipynb") || name.ends_with(".en.ipynb"))
    };
    let found: Vec<Vec<PathBuf>> = LESSONS
        .iter()
        .map(|folder| files_below(&workspace.path(folder), &is_other))
        .collect::<Result<_>>()?;
    Ok(found.concat())
}

/// The command: what the first halves hold, most bytes first.
pub(crate) fn show(workspace: &Workspace) -> Result<()> {
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    let whole = kernel::whole(workspace, Profile::Release)?;
    print("kernel", &whole, &kernel(workspace, &whole)?)?;
    let whole = page::whole(workspace, Profile::Release)?;
    print("page", &whole, &page(workspace, &whole)?)
}

fn print(of: &str, whole: &Whole, called: &BTreeSet<u32>) -> Result<()> {
    println!("{of}:");
    for (bytes, name) in split::weights(&fs::read(&whole.module)?, called)? {
        println!("{bytes:>8}  {name}");
    }
    Ok(())
}
