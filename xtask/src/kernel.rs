//! The kernel door, into `web/public/engine`, which Vite copies as it is.
//!
//! A release is in two halves (`split`), by what the lessons call (`profile.rs`); while one works
//! it is one module, which the page takes as well.

use crate::build::Profile;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::say;
use crate::split::Whole;
use crate::wasm::{self, Glue, Random, copy_if_changed};
use crate::workspace::Workspace;
use crate::{profile, split};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

const SCRIPT: &str = "ardoise_worker.js";
const MODULE: &str = "ardoise_worker_bg.wasm";
const SECOND: &str = "ardoise_worker_rest.wasm";

/// Changed when `split` starts to make something else out of the same inputs.
const RECIPE: &str = "3";

pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<()> {
    let whole = whole(workspace, profile)?;
    let target = workspace.path("web/public/engine");
    copy_if_changed(&whole.script, &target.join(SCRIPT))?;
    if profile == Profile::Quick {
        copy_if_changed(&whole.module, &target.join(MODULE))?;
        let second = target.join(SECOND);
        if second.is_file() {
            fs::remove_file(second)?;
        }
        return Ok(());
    }
    let halves = halves(workspace, &whole)?;
    for name in [MODULE, SECOND] {
        copy_if_changed(&halves.join(name), &target.join(name))?;
    }
    Ok(())
}

pub(crate) fn whole(workspace: &Workspace, profile: Profile) -> Result<Whole> {
    let linked = wasm::compile(workspace, profile, "ardoise-worker", Random::Host)?;
    let made = wasm::finish(workspace, profile, &linked, Glue::Classic)?;
    Ok(Whole { linked, script: made.join(SCRIPT), module: made.join(MODULE) })
}

/// The folder that holds both, kept by what they are made of.
fn halves(workspace: &Workspace, whole: &Whole) -> Result<PathBuf> {
    let called = profile::kernel(workspace, whole)?;
    let folder = workspace.cache().join("kernel-halves");
    let inputs = Fingerprint::default()
        .text(RECIPE)
        .text(&format!("{called:?}"))
        .file(&whole.linked)?
        .file(&whole.module)?
        .end();
    let stamp = Stamp::new(&workspace.cache(), "kernel-halves", inputs);
    if stamp.is_current() && folder.is_dir() {
        return Ok(folder);
    }
    let door = split::Door {
        loader: split::LOADER,
        uses: |name| name.starts_with("__wbindgen_") || matches!(name, "boot" | "handle"),
        // A worker fetches the second half inside the call.
        can_wait: &|_| true,
    };
    let halves = split::split(&fs::read(&whole.linked)?, &fs::read(&whole.module)?, &called, &door)
        .context("the kernel cannot be split")?;
    say(&halves.summary);
    fs::create_dir_all(&folder)?;
    for (name, bytes) in [(MODULE, &halves.first), (SECOND, &halves.second)] {
        fs::write(folder.join(name), bytes)?;
        wasm::gate(workspace, &folder.join(name))?;
    }
    stamp.keep()?;
    Ok(folder)
}
