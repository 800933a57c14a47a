//! The site around the wasm modules: npm packages, Vite, the offline list, compressed twins.

use crate::build::Profile;
use crate::fingerprint::{self, Fingerprint, Stamp, files_below};
use crate::process::{self, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Files of the site that no lesson needs, so that no tablet keeps them.
const NOT_OFFLINE: [&str; 3] = [".br", ".gz", ".map"];

/// `npm ci`, when the lock file is another one than last time.
pub(crate) fn install_packages(workspace: &Workspace) -> Result<()> {
    let web = workspace.web();
    let lock = Fingerprint::default().file(&web.join("package-lock.json"))?.end();
    let stamp = Stamp::new(&web.join("node_modules"), ".ardoise-installed", lock);
    if stamp.is_current() {
        return Ok(());
    }
    say("fetching npm packages");
    let mut command = Command::new("npm");
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&web);
    process::run(&mut command)
        .context("npm packages could not be fetched; Node 20 or later with npm is needed")?;
    stamp.keep()
}

/// Vite's build of page, worker script and service worker into `web/dist`.
pub(crate) fn bundle(workspace: &Workspace, profile: Profile) -> Result<()> {
    let web = workspace.web();
    let skip = |path: &Path| {
        let name = path.strip_prefix(&web).unwrap_or(path);
        ["node_modules", "dist", "e2e"].iter().any(|folder| name == Path::new(folder))
    };
    let inputs = Fingerprint::default().text(profile.name()).path(&web, &skip)?.end();
    let stamp = Stamp::new(&workspace.cache(), "bundle", inputs);
    if stamp.is_current() && workspace.dist().join("index.html").is_file() {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command.args(["run", "--silent", "build"]).current_dir(&web);
    process::run(&mut command)?;
    let mut command = Command::new("node");
    command.arg("build/service-worker.mjs").current_dir(&web);
    process::run(&mut command)?;
    stamp.keep()
}

/// Writes the list of everything a lesson needs, each file with the hash of its contents, into the
/// service worker. The worker's own bytes change with the list, which is how browsers notice an update.
pub(crate) fn offline(workspace: &Workspace, profile: Profile) -> Result<()> {
    let dist = workspace.dist();
    let files = files_below(&dist, &|path| {
        let name = path.to_string_lossy();
        NOT_OFFLINE.iter().any(|end| name.ends_with(end)) || name.ends_with("service-worker.js")
    })?;
    let mut entries = Vec::new();
    let mut total = 0;
    for file in &files {
        let bytes = fs::read(file)?;
        let name = file
            .strip_prefix(&dist)
            .context("a file outside the site")?
            .to_string_lossy()
            .replace('\\', "/");
        total += bytes.len();
        entries.push(json!([name, fingerprint::hash(&bytes)]));
    }
    let list = serde_json::to_string(&entries)?;
    let version = &fingerprint::hash(list.as_bytes())[..16];
    let source = workspace.cache().join("service-worker.js");
    let script = fs::read_to_string(&source).context("the service worker was not built")?;
    let script = format!("self.ardoiseOffline={{version:\"{version}\",files:{list}}};\n{script}");
    fs::write(dist.join("service-worker.js"), script)?;
    say(&format!(
        "offline: {} files, {:.1} MB ({})",
        files.len(),
        total as f64 / 1e6,
        profile.name()
    ));
    Ok(())
}

/// `.br` and `.gz` beside every file that gets smaller by it, for hosts that send those; kept by
/// content so that only what has changed is squeezed again.
pub(crate) fn compress(workspace: &Workspace) -> Result<()> {
    let mut command = Command::new("node");
    command
        .arg("build/compress.mjs")
        .arg(workspace.dist())
        .arg(workspace.cache().join("compressed"))
        .current_dir(workspace.web());
    process::run(&mut command)
}
