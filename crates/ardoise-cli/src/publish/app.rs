//! The page and the engine that every site holds: from the folder of a build, or from this program
//! itself when it was made with one (`embedded`).
//!
//! The site's page is told that there is a catalogue, and the service worker's list follows. It must
//! not know activities. Start with [`load`].

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::folder::{SiteFile, hash};
use crate::embedded;
use crate::words::Words;

/// The page in one file: a site has it for those who make one of a notebook in the page.
pub(crate) const SINGLE_FILE: &str = "single-file.html";
const PAGE: &str = "index.html";
const WORKER: &str = "service-worker.js";
/// What the service worker keeps beside the page when it first comes.
const FOR_OFFLINE: [&str; 3] =
    ["activities/catalogue.json", "activities/search.json", "activities/index.html"];

/// The files of a site without activities.
pub(crate) fn load(given: Option<&Path>, words: Words) -> Result<Vec<SiteFile>> {
    let mut files = read(given, words)?;
    announce(&mut files).with_context(|| words.no_app())?;
    Ok(files)
}

/// The page that becomes a single file.
pub(crate) fn single_file(given: Option<&Path>, words: Words) -> Result<Vec<u8>> {
    let files = read(given, words)?;
    let found = files.into_iter().find(|file| file.path == SINGLE_FILE);
    Ok(found.with_context(|| words.no_single_file())?.content)
}

fn read(given: Option<&Path>, words: Words) -> Result<Vec<SiteFile>> {
    if let Some(folder) = given {
        return from_folder(folder).with_context(|| words.no_app_in(folder));
    }
    if embedded::has_site() {
        return embedded();
    }
    match built() {
        Some(folder) => from_folder(&folder).with_context(|| words.no_app_in(&folder)),
        None => bail!(words.no_app()),
    }
}

/// `web/dist` of the repository in which one stands or in which this program was built.
fn built() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let places = [std::env::current_dir().ok(), program];
    let above = |place: PathBuf| {
        let found = place.ancestors().map(|folder| folder.join("web/dist"));
        found.into_iter().find(|dist| dist.join(PAGE).is_file())
    };
    places.into_iter().flatten().find_map(above)
}

fn from_folder(folder: &Path) -> Result<Vec<SiteFile>> {
    let mut files = Vec::new();
    look(folder, "", &mut files)?;
    if !files.iter().any(|file| file.path == PAGE) {
        bail!("{PAGE}");
    }
    Ok(files)
}

fn look(folder: &Path, start: &str, files: &mut Vec<SiteFile>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<std::io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{start}{name}");
        if entry.path().is_dir() {
            look(&entry.path(), &format!("{path}/"), files)?;
        } else if ![".br", ".gz", ".map"].iter().any(|end| name.ends_with(end)) {
            let twin = |end: &str| fs::read(folder.join(format!("{name}{end}"))).ok();
            let content = fs::read(entry.path())?;
            files.push(SiteFile { path, content, brotli: twin(".br"), gzip: twin(".gz") });
        }
    }
    Ok(())
}

fn embedded() -> Result<Vec<SiteFile>> {
    let mut files = Vec::new();
    for file in embedded::files() {
        files.push(SiteFile {
            path: file.path.to_owned(),
            content: file.plain()?.into_owned(),
            brotli: file.is_brotli.then(|| file.content.to_vec()),
            gzip: None,
        });
    }
    Ok(files)
}

const CATALOGUE: &str = "<meta name=\"ardoise-catalogue\" content=\"activities/catalogue.json\" />";
/// For whoever has no JavaScript: what can be read all the same.
const READING: &str = "<p class=\"boot\"><a href=\"./activities/index.html\">Activités · Activities</a></p></noscript>";
const VERSION: (&str, &str) = ("<meta name=\"ardoise-version\" content=\"", "\" />");
const LIST: (&str, &str) = ("self.ardoiseOffline=", ";\n");

/// Tells the page that there is a catalogue. Page and list hold the hash of the list, as
/// `cargo xtask build` makes it: the same page gives the same version, whatever the activities.
fn announce(files: &mut [SiteFile]) -> Option<()> {
    let page = find(files, PAGE)?;
    let text = std::str::from_utf8(&page.content).ok()?;
    let (before, rest) = text.split_once(VERSION.0)?;
    let (_, after) = rest.split_once(VERSION.1)?;
    let after = after.replacen("</noscript>", READING, 1);
    let plain = format!("{before}{CATALOGUE}{after}");
    let worker = find(files, WORKER)?;
    let script = std::str::from_utf8(&worker.content).ok()?;
    let (list, code) = script.strip_prefix(LIST.0)?.split_once(LIST.1)?;
    let mut list: Value = serde_json::from_str(list).ok()?;
    note(&mut list, &hash(plain.as_bytes()))?;
    let version = hash(list["files"].to_string().as_bytes())[..16].to_owned();
    let page = format!("{before}{CATALOGUE}{}{version}{}{after}", VERSION.0, VERSION.1);
    note(&mut list, &hash(page.as_bytes()))?;
    list["version"] = json!(version);
    list["beside"] = json!(FOR_OFFLINE);
    let script = format!("{}{list}{}{code}", LIST.0, LIST.1);
    for (path, text) in [(PAGE, page), (WORKER, script)] {
        let file = files.iter_mut().find(|file| file.path == path)?;
        *file = SiteFile::new(path, text.into_bytes());
    }
    Some(())
}

fn find<'a>(files: &'a [SiteFile], path: &str) -> Option<&'a SiteFile> {
    files.iter().find(|file| file.path == path)
}

/// Gives the page another hash in the list.
fn note(list: &mut Value, page: &str) -> Option<()> {
    let files = list["files"].as_array_mut()?;
    let line = files.iter_mut().find(|line| line[0] == PAGE)?;
    line[1] = json!(page);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_worker_agree_on_the_version_with_a_catalogue() {
        let page = "<head><meta name=\"ardoise-version\" content=\"0123\" /></head><noscript>no</noscript>";
        let script = "self.ardoiseOffline={\"version\":\"0123\",\"files\":[[\"a.js\",\"x\"],[\"index.html\",\"y\"]]};\nwork();";
        let mut files = vec![
            SiteFile::new(PAGE, page.as_bytes().to_vec()),
            SiteFile::new(WORKER, script.as_bytes().to_vec()),
        ];
        announce(&mut files).expect("a page of ours");
        let page = String::from_utf8(files[0].content.clone()).expect("text");
        let script = String::from_utf8(files[1].content.clone()).expect("text");
        assert!(page.contains(CATALOGUE), "{page}");
        let list =
            script.strip_prefix(LIST.0).and_then(|it| it.split_once(LIST.1)).expect("a list");
        let list: Value = serde_json::from_str(list.0).expect("JSON");
        let version = list["version"].as_str().expect("a version");
        assert!(page.contains(&format!("content=\"{version}\"")), "{page}");
        assert_eq!(list["files"][1][1], hash(page.as_bytes()));
        assert!(script.ends_with("work();"));
        assert!(page.contains("activities/index.html\">"), "{page}");
    }
}
