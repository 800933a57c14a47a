//! A small static server for one's own machine: right types, ETags, compressed twins, loopback only.
//!
//! It sends no special header (no COOP or COEP): what works here works on any plain host.

use crate::fingerprint;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Long enough for a browser to reuse a connection, short enough for threads not to pile up.
const IDLE: Duration = Duration::from_secs(30);
const HEADER_LINES: usize = 100;
const LINE_BYTES: u64 = 16 * 1024;

pub(crate) struct Server {
    listener: TcpListener,
    root: Arc<PathBuf>,
}

impl Server {
    /// Port 0 takes a free one.
    pub(crate) fn bind(root: &Path, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("port {port} is taken; try --port with another number"))?;
        Ok(Self { listener, root: Arc::new(root.to_owned()) })
    }

    pub(crate) fn url(&self) -> Result<String> {
        Ok(format!("http://{}", self.listener.local_addr()?))
    }

    /// Answers until the process ends; one thread a connection.
    pub(crate) fn run(self) {
        for stream in self.listener.incoming().flatten() {
            let root = Arc::clone(&self.root);
            std::thread::spawn(move || {
                // A browser that hangs up in the middle is nobody's fault.
                let _ = converse(stream, &root);
            });
        }
    }
}

fn converse(stream: TcpStream, root: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    while let Some(request) = Request::read(&mut reader)? {
        let keep =
            request.header("connection").is_none_or(|value| !value.eq_ignore_ascii_case("close"));
        let answer = respond(root, &request);
        answer.write(&mut writer, request.method == "HEAD")?;
        if !keep {
            break;
        }
    }
    Ok(())
}

#[derive(Default)]
struct Request {
    method: String,
    target: String,
    headers: HashMap<String, String>,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Self>> {
        let Some(first) = line(reader)? else { return Ok(None) };
        let mut words = first.split(' ');
        let mut request = Request {
            method: words.next().unwrap_or_default().to_owned(),
            target: words.next().unwrap_or_default().to_owned(),
            headers: HashMap::new(),
        };
        for _ in 0..HEADER_LINES {
            match line(reader)? {
                None => return Ok(None),
                Some(text) if text.is_empty() => return Ok(Some(request)),
                Some(text) => {
                    if let Some((name, value)) = text.split_once(':') {
                        request
                            .headers
                            .insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
                    }
                }
            }
        }
        Ok(None)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    fn accepts(&self, encoding: &str) -> bool {
        self.header("accept-encoding").is_some_and(|list| {
            list.split(',').any(|one| one.split(';').next().unwrap_or_default().trim() == encoding)
        })
    }
}

fn line(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut text = String::new();
    let read = std::io::Read::take(&mut *reader, LINE_BYTES).read_line(&mut text)?;
    if read == 0 || !text.ends_with('\n') {
        return Ok(None);
    }
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn plain(status: &'static str) -> Self {
        Self {
            status,
            headers: vec![("content-type", "text/plain; charset=utf-8".to_owned())],
            body: status.as_bytes().to_vec(),
        }
    }

    fn write(&self, writer: &mut impl Write, head_only: bool) -> std::io::Result<()> {
        let mut text = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        writer.write_all(text.as_bytes())?;
        if !head_only {
            writer.write_all(&self.body)?;
        }
        writer.flush()
    }
}

fn respond(root: &Path, request: &Request) -> Answer {
    if request.method != "GET" && request.method != "HEAD" {
        return Answer::plain("405 Method Not Allowed");
    }
    let Some(file) = file_of(root, &request.target) else {
        return Answer::plain("404 Not Found");
    };
    let twin = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, end)| {
        let mut name = file.clone().into_os_string();
        name.push(end);
        let twin = PathBuf::from(name);
        (request.accepts(encoding) && twin.is_file()).then_some((encoding, twin))
    });
    let (encoding, source) = match &twin {
        Some((encoding, twin)) => (Some(*encoding), twin),
        None => (None, &file),
    };
    let Ok(body) = fs::read(source) else {
        return Answer::plain("404 Not Found");
    };
    let tag = format!("\"{}\"", &fingerprint::hash(&body)[..32]);
    let mut headers = vec![
        ("content-type", media_type(&file).to_owned()),
        ("etag", tag.clone()),
        // Always ask again: an ETag makes that nearly free, and a new build shows at once.
        ("cache-control", "no-cache".to_owned()),
        ("vary", "accept-encoding".to_owned()),
    ];
    if request
        .header("if-none-match")
        .is_some_and(|known| known.split(',').any(|one| one.trim() == tag))
    {
        return Answer { status: "304 Not Modified", headers, body: Vec::new() };
    }
    if let Some(encoding) = encoding {
        headers.push(("content-encoding", encoding.to_owned()));
    }
    Answer { status: "200 OK", headers, body }
}

/// Only plain names below the root; a folder means its index.html.
fn file_of(root: &Path, target: &str) -> Option<PathBuf> {
    let path = percent_decoded(target.split(['?', '#']).next()?)?;
    let relative = Path::new(path.strip_prefix('/')?);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = root.join(relative);
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "ipynb" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "py" => "text/x-python; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("ardoise-server-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("site/engine")).expect("a folder");
            fs::write(folder.join("secret.txt"), "secret").expect("a file");
            fs::write(folder.join("site/index.html"), "<p>hello").expect("a file");
            fs::write(folder.join("site/engine/a b.wasm"), "raw").expect("a file");
            fs::write(folder.join("site/engine/a b.wasm.br"), "small").expect("a file");
            Self(folder)
        }

        fn get(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
            let headers = headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            respond(
                &self.0.join("site"),
                &Request { method: "GET".into(), target: target.into(), headers },
            )
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
        answer.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_folder_is_its_index_and_a_known_tag_costs_no_body() {
        let site = Site::new("tag");
        let first = site.get("/", &[]);
        assert_eq!((first.status, first.body.as_slice()), ("200 OK", b"<p>hello".as_slice()));
        let tag = header(&first, "etag").expect("a tag").to_owned();
        let second = site.get("/?again", &[("if-none-match", &tag)]);
        assert_eq!((second.status, second.body.len()), ("304 Not Modified", 0));
    }

    #[test]
    fn the_compressed_twin_is_sent_to_those_who_accept_it_with_the_first_name_s_type() {
        let site = Site::new("twin");
        let squeezed = site.get("/engine/a%20b.wasm", &[("accept-encoding", "gzip, br;q=1")]);
        assert_eq!(squeezed.body, b"small");
        assert_eq!(header(&squeezed, "content-encoding"), Some("br"));
        assert_eq!(header(&squeezed, "content-type"), Some("application/wasm"));
        assert_eq!(site.get("/engine/a%20b.wasm", &[("accept-encoding", "gzip")]).body, b"raw");
    }

    #[test]
    fn nothing_outside_the_root_is_served() {
        let site = Site::new("outside");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "//etc/passwd",
            "/engine/../../secret.txt",
            "secret.txt",
            "/%",
            "/%00",
        ] {
            assert_eq!(site.get(target, &[]).status, "404 Not Found", "{target}");
        }
        let post = Request { method: "POST".into(), target: "/".into(), ..Request::default() };
        assert_eq!(respond(&site.0.join("site"), &post).status, "405 Method Not Allowed");
    }

    #[test]
    fn a_connection_answers_several_requests() {
        let site = Site::new("connection");
        let server = Server::bind(&site.0.join("site"), 0).expect("a port");
        let address = server.listener.local_addr().expect("an address");
        std::thread::spawn(move || server.run());
        let mut stream = TcpStream::connect(address).expect("connected");
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\nGET /nothing HTTP/1.1\r\nconnection: close\r\n\r\n")
            .expect("asked");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut stream, &mut text).expect("answered");
        assert!(
            text.contains("200 OK") && text.contains("<p>hello") && text.contains("404 Not Found"),
            "{text}"
        );
    }
}
