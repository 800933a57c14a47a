//! The files beside the relay: inside the program, in a folder, or one short page.
//!
//! They are sent packed to whoever takes that. Inside the program they are packed by Brotli, which
//! browsers take only over https; for the others they are packed once more, and that is kept.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ardoise_relay::shell::{Accepts, Content, Found, Site};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::embedded::{self, Embedded};
use crate::publish::hash;

/// Names there are made of what is in them (by the page's build).
const NEVER_CHANGES: &str = "assets/";

/// The site inside the program.
pub(super) struct InsideSite {
    files: HashMap<&'static str, Inside>,
}

struct Inside {
    file: Embedded,
    tag: String,
    gzip: OnceLock<Arc<Vec<u8>>>,
}

impl InsideSite {
    pub(super) fn new() -> InsideSite {
        let inside = |file: Embedded| {
            (file.path, Inside { file, tag: tag_of(file.content), gzip: OnceLock::new() })
        };
        InsideSite { files: embedded::files().map(inside).collect() }
    }
}

impl Site for InsideSite {
    fn find(&self, path: &str, accepts: Accepts) -> Option<Found> {
        let inside = self.files.get(index_of(path).as_str())?;
        let file = &inside.file;
        let (content, encoding) = if !file.is_brotli {
            (Content::Inside(file.content), None)
        } else if accepts.brotli {
            (Content::Inside(file.content), Some("br"))
        } else if accepts.gzip {
            let packed = match inside.gzip.get() {
                Some(packed) => packed,
                None => {
                    let packed = gzipped(&file.plain().ok()?).ok()?;
                    inside.gzip.get_or_init(|| Arc::new(packed))
                }
            };
            (Content::Made(Arc::clone(packed)), Some("gzip"))
        } else {
            (Content::Made(Arc::new(file.plain().ok()?.into_owned())), None)
        };
        Some(found(file.path, content, encoding, &inside.tag))
    }
}

/// A folder, for instance a published site, with packed twins beside its files.
pub(super) struct FolderSite {
    folder: PathBuf,
}

impl FolderSite {
    pub(super) fn new(folder: &Path) -> FolderSite {
        FolderSite { folder: folder.to_owned() }
    }
}

impl Site for FolderSite {
    fn find(&self, path: &str, accepts: Accepts) -> Option<Found> {
        let path = index_of(path);
        let relative = Path::new(&path);
        let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(relative);
        if !is_plain || !file.is_file() {
            return None;
        }
        let twin = |end: &str| fs::read(self.folder.join(format!("{path}{end}"))).ok();
        let packed = accepts.brotli.then(|| Some((twin(".br")?, "br"))).flatten();
        let packed =
            packed.or_else(|| accepts.gzip.then(|| Some((twin(".gz")?, "gzip"))).flatten());
        let (content, encoding) = match packed {
            Some((content, encoding)) => (content, Some(encoding)),
            None => (fs::read(&file).ok()?, None),
        };
        let tag = tag_of(&content);
        Some(found(&path, Content::Made(Arc::new(content)), encoding, &tag))
    }
}

/// What stands in the place of a site.
pub(super) struct ShortPage;

const SHORT_PAGE: &str = "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Relais Ardoise</title></head>\
    <body><main><h1>Relais Ardoise</h1><p>Ici, un relais garde des carnets partagés sans pouvoir \
    les lire. <a href=\"relay\">Comment il va</a></p><p lang=\"en\">Here a relay keeps shared \
    notebooks and cannot read them. <a href=\"relay\">How it is</a></p></main></body></html>\n";

impl Site for ShortPage {
    fn find(&self, path: &str, _: Accepts) -> Option<Found> {
        let content = Content::Inside(SHORT_PAGE.as_bytes());
        let path = index_of(path);
        (path == "index.html").then(|| found(&path, content, None, &tag_of(SHORT_PAGE.as_bytes())))
    }
}

/// A folder means its page.
fn index_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn found(path: &str, content: Content, encoding: Option<&'static str>, tag: &str) -> Found {
    Found {
        content,
        encoding,
        media_type: media_type(path),
        // The same file packed otherwise is other bytes.
        tag: format!("{tag}{}", encoding.unwrap_or_default()),
        is_immutable: path.starts_with(NEVER_CHANGES),
    }
}

fn tag_of(content: &[u8]) -> String {
    hash(content).chars().take(32).collect()
}

fn gzipped(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::new(6));
    packer.write_all(plain)?;
    packer.finish()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "ipynb" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "py" => "text/x-python; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Accepts = Accepts { brotli: true, gzip: true };

    fn bytes(found: &Found) -> Vec<u8> {
        match &found.content {
            Content::Inside(bytes) => bytes.to_vec(),
            Content::Made(bytes) => bytes.to_vec(),
        }
    }

    #[test]
    fn a_folder_s_files_come_packed_and_nothing_outside_comes() {
        let folder = std::env::temp_dir().join(format!("ardoise-serve-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/assets")).expect("a folder");
        for (name, text) in [
            ("secret.txt", "secret"),
            ("site/index.html", "<p>page"),
            ("site/index.html.gz", "packed"),
            ("site/assets/a-1234.js", "code"),
        ] {
            fs::write(folder.join(name), text).expect("a file");
        }
        let site = FolderSite::new(&folder.join("site"));
        let page = site.find("", BOTH).expect("the page");
        assert_eq!((bytes(&page).as_slice(), page.encoding), (b"packed".as_slice(), Some("gzip")));
        assert_eq!((page.media_type, page.is_immutable), ("text/html; charset=utf-8", false));
        let plain = site.find("index.html", Accepts::default()).expect("the page");
        assert_eq!(bytes(&plain), b"<p>page");
        assert_ne!(plain.tag, page.tag);
        assert!(site.find("assets/a-1234.js", BOTH).expect("code").is_immutable);
        for path in ["../secret.txt", "/etc/passwd", "assets", "assets/../../secret.txt", "no"] {
            assert!(site.find(path, BOTH).is_none(), "{path}");
        }
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn what_is_inside_is_unpacked_for_whoever_takes_no_brotli() {
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 4096, 5, 20)
            .write_all(b"let a = 1;")
            .expect("packed");
        let content: &'static [u8] = packed.leak();
        let file = Embedded { path: "a.js", is_brotli: true, content };
        let inside = Inside { file, tag: "t".into(), gzip: OnceLock::new() };
        let site = InsideSite { files: HashMap::from([("a.js", inside)]) };
        assert_eq!(bytes(&site.find("a.js", BOTH).expect("it")), content);
        assert_eq!(bytes(&site.find("a.js", Accepts::default()).expect("it")), b"let a = 1;");
        let gzip = site.find("a.js", Accepts { gzip: true, brotli: false }).expect("it");
        let mut plain = String::new();
        let mut reader = flate2::read::GzDecoder::new(&*bytes(&gzip).leak());
        io::Read::read_to_string(&mut reader, &mut plain).expect("gzip");
        assert_eq!((plain.as_str(), gzip.encoding), ("let a = 1;", Some("gzip")));
        assert!(site.find("b.js", BOTH).is_none());
    }

    #[test]
    fn without_a_site_there_is_a_short_page() {
        assert!(ShortPage.find("", BOTH).is_some() && ShortPage.find("x", BOTH).is_none());
    }
}
