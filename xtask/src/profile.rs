//! Which functions of the kernel do start-up and ordinary lessons call?
//!
//! The lessons of `assets/lessons` run in Node, in a copy of the kernel that reports the first call
//! of each function. The answer belongs to one build, numbers and all, so it is found again for
//! each release build and never committed. `cargo xtask profile` shows it.

use crate::build::Profile;
use crate::fingerprint::{Fingerprint, Stamp, files_below};
use crate::kernel::{self, Whole};
use crate::process::{self, say};
use crate::workspace::Workspace;
use crate::{python_modules, site, split, toolchain};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const MODULES: &str = "web/public/engine/python";

/// The numbers of the functions that are called early.
pub(crate) fn called(workspace: &Workspace, whole: &Whole) -> Result<BTreeSet<u32>> {
    python_modules::copy(workspace)?;
    let lessons = lessons(workspace)?;
    let runner = workspace.path("web/build/profile.mjs");
    let mut inputs = Fingerprint::default().file(&whole.module)?.file(&runner)?;
    inputs = inputs.path(&workspace.path(MODULES), &|_| false)?;
    for lesson in &lessons {
        inputs = inputs.file(lesson)?;
    }
    let list = workspace.cache().join("kernel-profile.json");
    let stamp = Stamp::new(&workspace.cache(), "kernel-profile", inputs.end());
    if !stamp.is_current() || !list.is_file() {
        say(&format!("{} lessons show what the kernel needs first", lessons.len()));
        let reporting = workspace.cache().join("kernel-reporting.wasm");
        fs::write(&reporting, split::instrumented(&fs::read(&whole.module)?)?)?;
        let mut command = Command::new("node");
        command
            .arg(runner)
            .arg(&whole.script)
            .arg(&reporting)
            .arg(workspace.path(MODULES))
            .arg(&list);
        process::run(command.args(&lessons)).context("a lesson did not run to its end")?;
        fs::remove_file(&reporting)?;
        stamp.keep()?;
    }
    serde_json::from_slice(&fs::read(&list)?).context("the profile is no list of numbers")
}

fn lessons(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    files_below(&workspace.path("assets/lessons"), &|path| {
        !path.is_dir() && path.extension().is_none_or(|end| end != "ipynb")
    })
}

/// The command: what the first half holds, most bytes first.
pub(crate) fn show(workspace: &Workspace) -> Result<()> {
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    let whole = kernel::whole(workspace, Profile::Release)?;
    let called = called(workspace, &whole)?;
    for (bytes, name) in split::weights(&fs::read(&whole.module)?, &called)? {
        println!("{bytes:>8}  {name}");
    }
    Ok(())
}
