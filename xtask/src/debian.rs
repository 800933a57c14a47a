//! What tests need of this machine's own Debian: installed when it is missing and we may.

use crate::process::{self, say};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The programs of PostgreSQL, of which tests start a server for themselves.
pub(crate) fn ensure_postgresql() -> Result<()> {
    if !cfg!(target_os = "linux") || has_postgresql() {
        return Ok(());
    }
    install("postgresql")
}

fn has_postgresql() -> bool {
    let has = |folder: &Path| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions.map(|version| version.path().join("bin")).any(|folder| has(&folder))
        || std::env::split_paths(&path).any(|folder| has(&folder))
}

fn install(package: &str) -> Result<()> {
    say(&format!("installing {package} with apt-get"));
    apt(&["update", "-qq"])
        .and_then(|()| apt(&["install", "-y", "-qq", package]))
        .with_context(|| format!("{package} is missing and could not be installed; as root: apt-get install {package}"))
}

fn apt(words: &[&str]) -> Result<()> {
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut command = Command::new("sudo");
        command.args(["-n", "apt-get"]);
        command
    };
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(command.stdout(std::process::Stdio::null()))
}
