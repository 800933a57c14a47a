//! The pipeline from sources to `web/dist`, each step skipped when its inputs have not changed.
//!
//! compiler, npm packages -> page wasm, kernel wasm, Python's modules -> Vite -> offline list and
//! service worker -> the page in one file -> compressed twins. The order is the file's order.

use crate::process::{say, timed};
use crate::workspace::Workspace;
use crate::{kernel, page, python_modules, single_file, site, toolchain};
use anyhow::Result;
use std::time::Instant;

/// Quick is for working and for `serve`; release is what is published and what `size` weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Quick,
    Release,
}

impl Profile {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Profile::Quick => "quick",
            Profile::Release => "release",
        }
    }
}

/// What a caller may want to know about a build that succeeded.
pub(crate) struct Built {
    /// The door's committed types were not those that the page crate gives now.
    pub(crate) door_changed: bool,
}

pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<Built> {
    let began = Instant::now();
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    let page = timed("page (Rust to wasm)", || page::build(workspace, profile))?;
    timed("kernel (Rust to wasm)", || kernel::build(workspace, profile))?;
    timed("Python's modules", || python_modules::copy(workspace))?;
    timed("page (TypeScript)", || site::bundle(workspace, profile))?;
    timed("offline list", || site::offline(workspace, profile))?;
    if profile == Profile::Release {
        timed("page in one file", || single_file::build(workspace))?;
        timed("compressed files", || site::compress(workspace))?;
    }
    say(&format!("web/dist is ready ({}, {:.0} s)", profile.name(), began.elapsed().as_secs_f32()));
    Ok(Built { door_changed: page.door_changed })
}
