//! The site around the wasm modules: npm packages, Vite, the offline list, compressed twins.

use crate::build::Profile;
use crate::fingerprint::{self, Fingerprint, Stamp, files_below};
use crate::process::{self, say};
use crate::single_file;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files of the site that no lesson needs, so that no tablet keeps them.
const NOT_OFFLINE: [&str; 5] = [".br", ".gz", ".map", "service-worker.js", single_file::NAME];

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
    let inputs = Fingerprint::default()
        .text(profile.name())
        .path(&web, &skip)?
        .path(&workspace.path("assets"), &|_| false)?
        .end();
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
/// service worker, and the list's hash as the version into the page. The worker's own bytes change
/// with the list, which is how browsers notice an update.
pub(crate) fn offline(workspace: &Workspace, profile: Profile) -> Result<()> {
    let dist = workspace.dist();
    let index = dist.join("index.html");
    let page = without_version(&fs::read_to_string(&index).context("the site has no index.html")?);
    fs::write(&index, &page)?;
    let files = offline_files(&dist)?;
    let listed = |files: &[PathBuf]| -> Result<String> {
        let entries = files.iter().map(|file| {
            let name = file.strip_prefix(&dist).context("a file outside the site")?;
            let hash = fingerprint::hash(&fs::read(file)?);
            Ok(json!([name.to_string_lossy().replace('\\', "/"), hash]))
        });
        Ok(serde_json::to_string(&entries.collect::<Result<Vec<_>>>()?)?)
    };
    let version = fingerprint::hash(listed(&files)?.as_bytes())[..16].to_owned();
    fs::write(&index, with_version(&page, &version).context("index.html has no head")?)?;
    let list = listed(&files)?;
    let source = workspace.cache().join("service-worker.js");
    let script = fs::read_to_string(&source).context("the service worker was not built")?;
    let script =
        format!("self.ardoiseOffline={{\"version\":\"{version}\",\"files\":{list}}};\n{script}");
    fs::write(dist.join("service-worker.js"), script)?;
    let total = files.iter().map(|file| Ok(fs::metadata(file)?.len())).sum::<Result<u64>>()?;
    say(&format!(
        "offline: {} files, {:.1} MB ({})",
        files.len(),
        total as f64 / 1e6,
        profile.name()
    ));
    Ok(())
}

fn offline_files(dist: &Path) -> Result<Vec<PathBuf>> {
    files_below(dist, &|path| {
        let name = path.to_string_lossy();
        NOT_OFFLINE.iter().any(|end| name.ends_with(end))
    })
}

const VERSION_TAG: (&str, &str) = ("<meta name=\"ardoise-version\" content=\"", "\" />");

fn with_version(page: &str, version: &str) -> Option<String> {
    let (before, after) = page.split_once("</head>")?;
    Some(format!("{before}{}{version}{}</head>{after}", VERSION_TAG.0, VERSION_TAG.1))
}

/// Undoes `with_version`, for a page that was not bundled again since.
fn without_version(page: &str) -> String {
    page.split_once(VERSION_TAG.0)
        .and_then(|(before, rest)| Some(format!("{before}{}", rest.split_once(VERSION_TAG.1)?.1)))
        .unwrap_or_else(|| page.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_put_into_the_page_and_taken_out_again() {
        let page = "<html><head><title>A</title></head><body></body></html>";
        let named = with_version(page, "0123").expect("a head");
        assert_eq!(
            named,
            "<html><head><title>A</title><meta name=\"ardoise-version\" content=\"0123\" /></head><body></body></html>"
        );
        assert_eq!(without_version(&named), page);
        assert_eq!(without_version(page), page);
        assert_eq!(with_version("no head", "0123"), None);
    }
}
