//! `program`: the `ardoise` command with the built site inside, so that a teacher needs one file.
//!
//! A command of its own: Python is compiled once more, for this machine, which takes minutes.

use crate::build::{self, Profile};
use crate::patches;
use crate::process::{self, say};
use crate::workspace::Workspace;
use anyhow::Result;

pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    build::build(workspace, Profile::Release)?;
    let mut command = patches::cargo(workspace, "build")?;
    command.args(["--locked", "--release", "--package", "ardoise-cli"]);
    // Read by the crate's build.rs.
    command.env("ARDOISE_SITE", workspace.dist());
    process::run(&mut command)?;
    let program = workspace.path("target/release/ardoise");
    say(&format!("{} is ready, with the site inside", workspace.shown(&program)));
    Ok(())
}
