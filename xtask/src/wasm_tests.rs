//! Runs the crate `wasm-tests` in a headless browser: each exported function named `test_...` is one test.

use crate::build::Profile;
use crate::process::timed;
use crate::test::{self, Count};
use crate::wasm::{self, Glue, Random};
use crate::workspace::Workspace;
use crate::{site, toolchain};
use anyhow::Result;
use std::process::Command;

pub(crate) fn run(workspace: &Workspace) -> Result<Count> {
    toolchain::ensure(workspace)?;
    site::install_packages(workspace)?;
    let made = timed("wasm-tests (Rust to wasm)", || {
        // Quick: a failing test should say what it expected, and release drops panic texts.
        let compiled =
            wasm::compile(workspace, Profile::Quick, "ardoise-wasm-tests", Random::Browser)?;
        wasm::finish(workspace, Profile::Quick, &compiled, Glue::Module)
    })?;
    let mut command = Command::new("node");
    command.arg("web/e2e/wasm-tests.mjs").arg(&made).current_dir(&workspace.root);
    test::counted(&mut command)
}
