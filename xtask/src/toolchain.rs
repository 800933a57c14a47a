//! The pinned compiler: every crate but this one is built with it.
//!
//! The pin is in the root Cargo.toml, `[workspace.metadata.ardoise] toolchain`. A `rust-toolchain.toml`
//! would be found by the cargo that starts this very program and stop it where automatic installs are off.

use crate::process::{self, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The pin, read without a TOML parser so that it costs nothing on each start.
pub(crate) fn pinned(workspace: &Workspace) -> Result<String> {
    let text = std::fs::read_to_string(workspace.path("Cargo.toml"))
        .context("no Cargo.toml at the root")?;
    text.lines()
        .find_map(|line| line.strip_prefix("toolchain = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .context("Cargo.toml has no toolchain line under [workspace.metadata.ardoise]")
}

/// A cargo of the pinned toolchain, in the root, free of what the cargo around us has set.
pub(crate) fn cargo(workspace: &Workspace) -> Result<Command> {
    let mut command = clean(Command::new("rustup"));
    command.args(["run", &pinned(workspace)?, "cargo"]).current_dir(&workspace.root);
    Ok(command)
}

/// Installs what is missing of the pinned toolchain.
pub(crate) fn ensure(workspace: &Workspace) -> Result<()> {
    let pin = pinned(workspace)?;
    if complete(&pin) {
        return Ok(());
    }
    say(&format!("fetching Rust {pin} with rustup"));
    let mut command = clean(Command::new("rustup"));
    command.args(["toolchain", "install", &pin, "--profile", "minimal", "--no-self-update"]);
    command.args(["--component", "rust-src", "--component", "clippy", "--component", "rustfmt"]);
    command.args(["--target", "wasm32-unknown-unknown"]);
    process::run(&mut command)
        .context("the pinned Rust could not be installed; is rustup there? https://rustup.rs")?;
    if !complete(&pin) {
        bail!("rustup installed Rust {pin}, but some part of it is still missing");
    }
    Ok(())
}

fn complete(pin: &str) -> bool {
    let mut command = clean(Command::new("rustup"));
    command.args(["run", pin, "rustc", "--print", "sysroot"]);
    let Ok(sysroot) = process::output(&mut command) else {
        return false;
    };
    let sysroot = PathBuf::from(sysroot.trim());
    [
        "lib/rustlib/wasm32-unknown-unknown/lib",
        "lib/rustlib/src/rust/library/Cargo.lock",
        "bin/cargo-clippy",
        "bin/rustfmt",
    ]
    .iter()
    .all(|part| sysroot.join(part).exists())
}

/// `cargo xtask` sets variables for its own crate and toolchain, which would change what is compiled next.
fn clean(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        let ours = name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || name.starts_with("RUSTUP_TOOLCHAIN");
        if ours
            || matches!(
                name,
                "CARGO"
                    | "CARGO_CRATE_NAME"
                    | "RUSTC"
                    | "RUSTDOC"
                    | "RUST_RECURSION_COUNT"
                    | "LD_LIBRARY_PATH"
            )
        {
            command.env_remove(name);
        }
    }
    command
}
