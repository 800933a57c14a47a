//! Writes a site into a folder: only what has changed, compressed twins beside it, and nothing over
//! a file that an earlier publication has not written.
//!
//! `manifest.json` says what is ours. It must not know what the files are. Start with [`Folder`].

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The list of what is ours in the folder.
pub(crate) const MANIFEST: &str = "manifest.json";
/// Endings that are compressed already.
const SQUEEZED: [&str; 10] = [
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".mp3",
    ".mp4",
    ".zip",
    ".woff2",
    super::app::SINGLE_FILE,
];

/// A file of the site, with its compressed twins where they are there already.
#[derive(Clone, Debug)]
pub(crate) struct SiteFile {
    /// From the site's folder, parts between `/`.
    pub(crate) path: String,
    pub(crate) content: Vec<u8>,
    pub(crate) brotli: Option<Vec<u8>>,
    pub(crate) gzip: Option<Vec<u8>>,
}

impl SiteFile {
    pub(crate) fn new(path: &str, content: Vec<u8>) -> SiteFile {
        SiteFile { path: path.to_owned(), content, brotli: None, gzip: None }
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of a site, with what an earlier publication says of it.
pub(crate) struct Folder {
    root: PathBuf,
    /// Size and hash by path, as the manifest has them.
    known: BTreeMap<String, (u64, String)>,
    /// What keeps this site's activities apart from those of others; none before the first publication.
    pub(crate) site: Option<String>,
}

/// What a publication did to the folder.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Written {
    pub(crate) new: usize,
    pub(crate) same: usize,
    pub(crate) removed: usize,
    /// Files of somebody else that stand where ours should: left as they are.
    pub(crate) in_the_way: Vec<String>,
}

impl Folder {
    /// Reads the manifest; an error for one that cannot be understood.
    pub(crate) fn open(root: &Path) -> io::Result<Folder> {
        let manifest: Value = match fs::read(root.join(MANIFEST)) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Value::Null,
            Err(error) => return Err(error),
        };
        let files = manifest["files"].as_array().map(Vec::as_slice).unwrap_or_default();
        let line = |line: &Value| {
            let path = line["path"].as_str()?.to_owned();
            Some((path, (line["size"].as_u64()?, line["sha256"].as_str()?.to_owned())))
        };
        let known = files.iter().filter_map(line).filter(|(path, _)| is_inside(path)).collect();
        let site = manifest["site"].as_str().filter(|site| !site.is_empty()).map(str::to_owned);
        Ok(Folder { root: root.to_owned(), known, site })
    }

    /// Whether an earlier publication has written this.
    pub(crate) fn is_ours(&self, path: &str) -> bool {
        self.known.contains_key(path)
    }

    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(path)).ok()
    }

    /// Files of ours below a folder, as they were.
    pub(crate) fn below(&self, start: &str) -> Vec<SiteFile> {
        let paths = self.known.keys().filter(|path| path.starts_with(start));
        paths.filter_map(|path| Some(SiteFile::new(path, self.read(path)?))).collect()
    }

    /// What stands in the way of these files, without writing anything.
    pub(crate) fn in_the_way<'a>(&self, files: &'a [SiteFile]) -> Vec<&'a str> {
        let taken = |file: &&SiteFile| {
            let there = self.root.join(&file.path);
            !self.is_ours(&file.path)
                && there.exists()
                && fs::read(&there).map_or(true, |content| content != file.content)
        };
        files.iter().filter(taken).map(|file| file.path.as_str()).collect()
    }

    /// Makes the folder hold these files and no others of ours.
    pub(crate) fn write(&self, files: &[SiteFile], about: Value) -> io::Result<Written> {
        let mut written = Written::default();
        let in_the_way = self.in_the_way(files);
        written.in_the_way = in_the_way.iter().map(|path| (*path).to_owned()).collect();
        let ours = || files.iter().filter(|file| !in_the_way.contains(&file.path.as_str()));
        let mut lines: BTreeMap<String, (u64, String)> = BTreeMap::new();
        for file in ours() {
            let about = (file.content.len() as u64, hash(&file.content));
            lines.insert(file.path.clone(), about);
        }
        fs::create_dir_all(&self.root)?;
        if lines.keys().any(|path| !self.is_ours(path)) {
            // Whatever stops this in the middle, what is there then is known to be ours.
            let mut both = self.known.clone();
            both.extend(lines.clone());
            self.note(&both, &about)?;
        }
        for file in ours() {
            if self.holds(file) {
                written.same += 1;
            } else {
                self.lay(file)?;
                written.new += 1;
            }
        }
        for (path, (_, sha256)) in self.known.iter().filter(|(path, _)| !lines.contains_key(*path))
        {
            // What somebody has changed since is theirs.
            let there = self.root.join(path);
            if fs::read(&there).is_ok_and(|content| hash(&content) == *sha256) {
                self.remove(path)?;
                written.removed += 1;
            }
        }
        self.note(&lines, &about)?;
        Ok(written)
    }

    /// Writes the manifest, if it is another one.
    fn note(&self, files: &BTreeMap<String, (u64, String)>, about: &Value) -> io::Result<()> {
        let line = |(path, (size, sha256)): (&String, &(u64, String))| json!({ "path": path, "size": size, "sha256": sha256 });
        let mut manifest = about.clone();
        manifest["files"] = files.iter().map(line).collect();
        let text = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
        let path = self.root.join(MANIFEST);
        if fs::read(&path).ok().as_deref() == Some(text.as_bytes()) {
            return Ok(());
        }
        replace(&path, text.as_bytes())
    }

    fn holds(&self, file: &SiteFile) -> bool {
        let there = self.root.join(&file.path);
        fs::metadata(&there).is_ok_and(|about| about.len() == file.content.len() as u64)
            && fs::read(&there).is_ok_and(|content| content == file.content)
    }

    fn lay(&self, file: &SiteFile) -> io::Result<()> {
        let path = self.root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // Twins first: an old twin beside a new file would be what visitors get.
        for end in [".br", ".gz"] {
            let twin = self.root.join(format!("{}{end}", file.path));
            let squeezed = match end {
                ".br" => squeeze(file, file.brotli.as_ref(), brotli)?,
                _ => squeeze(file, file.gzip.as_ref(), gzip)?,
            };
            match squeezed {
                Some(content) => replace(&twin, &content)?,
                None if twin.exists() && self.is_ours(&file.path) => fs::remove_file(&twin)?,
                None => {}
            }
        }
        replace(&path, &file.content)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        for end in ["", ".br", ".gz"] {
            let file = self.root.join(format!("{path}{end}"));
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
        // Folders that are empty now go too; one that is not says so by an error.
        let mut folder = Path::new(path).parent();
        while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
            if fs::remove_dir(self.root.join(inner)).is_err() {
                break;
            }
            folder = inner.parent();
        }
        Ok(())
    }
}

/// A manifest is only a file: it must not lead out of the folder.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(':'))
}

/// Beside the file and then in its place, so that nobody ever reads half of it.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    fs::write(&name, content)?;
    fs::rename(&name, path)
}

/// A twin that is smaller than the file, known or made now.
fn squeeze(
    file: &SiteFile,
    known: Option<&Vec<u8>>,
    make: fn(&[u8]) -> io::Result<Vec<u8>>,
) -> io::Result<Option<Vec<u8>>> {
    if SQUEEZED.iter().any(|end| file.path.ends_with(end)) {
        return Ok(None);
    }
    let squeezed = match known {
        Some(content) => content.clone(),
        None => make(&file.content)?,
    };
    Ok(Some(squeezed).filter(|squeezed| squeezed.len() < file.content.len()))
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(content)?;
    drop(writer);
    Ok(out)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_that_was_interrupted_is_gone_on_with() {
        let root = std::env::temp_dir().join(format!("ardoise-folder-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let folder = Folder::open(&root).expect("an empty folder");
        let first = SiteFile::new("a.txt", b"a".to_vec());
        fs::create_dir_all(root.join("b.txt")).expect("a folder in the way of a file");
        folder.write(&[first, SiteFile::new("b.txt", Vec::new())], json!({})).expect("written");
        // As if the second publication had laid the file and not come to its end.
        fs::write(root.join("c.txt"), "half").expect("writable");
        let mut known = Folder::open(&root).expect("a manifest").known;
        assert!(!known.contains_key("b.txt"), "what stands in the way is not ours");
        known.insert("c.txt".into(), (4, hash(b"whole")));
        folder.note(&known, &json!({})).expect("written");
        let again = Folder::open(&root).expect("a manifest");
        let files = [SiteFile::new("c.txt", b"whole".to_vec())];
        let written = again.write(&files, json!({})).expect("written");
        assert_eq!((written.new, written.removed), (1, 1));
        assert_eq!(fs::read(root.join("c.txt")).expect("there"), b"whole");
        assert!(!root.join("a.txt").exists());
        fs::remove_dir_all(&root).expect("ours");
    }

    #[test]
    fn a_manifest_does_not_lead_out_of_its_folder() {
        for path in ["../a", "a/../b", "/etc/passwd", "C:/a", "", "a//b", "a\\b"] {
            assert!(!is_inside(path), "{path}");
        }
        assert!(is_inside("activities/carre/index.html"));
    }
}
