//! Where things are, and what `cargo metadata` says about the crates.

use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// From anywhere inside the repository.
    pub(crate) fn find() -> Result<Self> {
        let here = std::env::current_dir().context("no current folder")?;
        let root = here
            .ancestors()
            .find(|folder| {
                folder.join("xtask/Cargo.toml").is_file()
                    && folder.join(".cargo/config.toml").is_file()
            })
            .context("run this inside the Ardoise repository")?;
        Ok(Self { root: root.to_owned() })
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub(crate) fn web(&self) -> PathBuf {
        self.path("web")
    }

    pub(crate) fn dist(&self) -> PathBuf {
        self.path("web/dist")
    }

    /// What was computed once and is found again by the hash of its inputs.
    pub(crate) fn cache(&self) -> PathBuf {
        self.path("target/xtask-cache")
    }

    /// A path as people see it: from the root.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// Every package with all its dependencies; asked of the pinned cargo, which knows every edition.
    pub(crate) fn metadata(&self) -> Result<Value> {
        let mut command = crate::toolchain::cargo(self)?;
        command.args(["metadata", "--format-version", "1", "--locked"]);
        let text = process::output(&mut command)?;
        serde_json::from_str(&text).context("cargo metadata gave no JSON")
    }

    /// The members alone, without asking for any other package.
    pub(crate) fn members(&self) -> Result<Value> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(&self.root);
        let text = process::output(&mut command)?;
        serde_json::from_str(&text).context("cargo metadata gave no JSON")
    }
}
