//! The gallery of figures: what each draws, as a digest that a person can read.
//!
//! `figures/gallery.txt` holds the programs, each after a line `=== name`; `figures/expected.txt`
//! their digests: size, words for those who do not see it, every text with its place, every shape
//! with its colours and the number of its points. After a change that is meant, write the digests
//! anew with
//!
//! ```text
//! ARDOISE_UPDATE=1 cargo test -p ardoise-python --features library --test figures
//! ```
//!
//! and look at the difference in review.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::{env, fs};

use ardoise_protocol::{Report, Request, RunId};
use ardoise_python::{Host, Kernel, library};

struct Gallery(Rc<RefCell<Vec<Report>>>);

impl Host for Gallery {
    fn report(&mut self, report: Report) {
        self.0.borrow_mut().push(report);
    }

    fn answer(&mut self, _prompt: &str, _secret: bool) -> Option<String> {
        None
    }

    fn module_source(&mut self, name: &str) -> Option<Vec<u8>> {
        library::source(name).map(<[u8]>::to_vec)
    }

    fn now_ms(&mut self) -> f64 {
        1_795_372_215_250.0
    }

    fn monotonic_ms(&mut self) -> f64 {
        0.0
    }

    fn zone_minutes(&mut self, _at_ms: f64) -> i32 {
        0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn sleep_ms(&mut self, _millis: f64) {}
}

/// The drawings that a program shows.
fn drawings(name: &str, source: &str) -> Vec<String> {
    let reports = Rc::new(RefCell::new(Vec::new()));
    let mut kernel = Kernel::start(Box::new(Gallery(reports.clone())));
    let cell = name.to_owned();
    kernel.handle(Request::Run { run: RunId(1), count: 1, cell, source: source.to_owned() });
    let mut found = Vec::new();
    for report in reports.borrow().iter() {
        match report {
            Report::Display { data, .. } => {
                let svg = data.iter().find(|(mime, _)| mime == "image/svg+xml");
                found.push(svg.map(|(_, text)| text.clone()).unwrap_or_default());
            }
            Report::Failed { failure, .. } => {
                panic!("{name}: {}: {}", failure.name, failure.traceback.join("\n"))
            }
            _ => {}
        }
    }
    found
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// A number of a tag, to the nearest whole one.
fn whole(tag: &str, name: &str) -> String {
    let value = attribute(tag, name).unwrap_or("?");
    value.parse::<f64>().map_or_else(|_| value.to_owned(), |number| format!("{number:.0}"))
}

/// Shapes and texts in a drawing's order, one a line.
fn digest(svg: &str) -> String {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("every tag ends");
        let kind = tag.split([' ', '/']).next().unwrap_or_default();
        let mut line = match kind {
            "svg" => format!("svg {}x{}", whole(tag, "width"), whole(tag, "height")),
            "title" | "desc" => format!("{kind} {text}"),
            "text" => format!("text {},{} {text}", whole(tag, "x"), whole(tag, "y")),
            "path" => {
                let path = attribute(tag, "d").unwrap_or_default();
                let points = path.bytes().filter(|byte| byte.is_ascii_alphabetic()).count();
                format!("path {points}")
            }
            "rect" | "image" => format!("{kind} {}x{}", whole(tag, "width"), whole(tag, "height")),
            "circle" => format!("circle r{}", whole(tag, "r")),
            "animate" => "animate".to_owned(),
            _ => continue,
        };
        for name in ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray"] {
            if let Some(value) = attribute(tag, name).filter(|_| kind != "svg") {
                let _ = write!(line, " {name}={value}");
            }
        }
        if attribute(tag, "transform").is_some() {
            line.push_str(" turned");
        }
        match lines.last_mut() {
            Some((last, times)) if *last == line => *times += 1,
            _ => lines.push((line, 1)),
        }
    }
    lines.iter().fold(String::new(), |mut out, (line, times)| {
        let many = if *times > 1 { format!(" ×{times}") } else { String::new() };
        let _ = writeln!(out, "{line}{many}");
        out
    })
}

#[test]
fn figures_are_drawn_as_in_the_gallery() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures");
    let gallery = fs::read_to_string(folder.join("gallery.txt")).expect("the gallery is there");
    let mut actual = String::new();
    let mut count = 0;
    for program in gallery.split("=== ").skip(1) {
        let (name, source) = program.split_once('\n').expect("a program follows its name");
        for svg in drawings(name, source) {
            assert!(svg.len() < 300_000, "{name} takes {} bytes", svg.len());
            assert!(svg.starts_with("<svg xmlns") && svg.ends_with("</svg>"), "{name}");
            assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count(), "{name}");
            let _ = write!(actual, "=== {name}\n{}", digest(&svg));
            count += 1;
        }
    }
    assert!(count >= 20, "only {count} figures");
    let path = folder.join("expected.txt");
    if env::var_os("ARDOISE_UPDATE").is_some() {
        fs::write(&path, &actual).expect("the folder can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let pairs =
        |text: &str| -> Vec<String> { text.split("=== ").skip(1).map(ToOwned::to_owned).collect() };
    let (actual, expected) = (pairs(&actual), pairs(&expected));
    for (now, before) in actual.iter().zip(&expected) {
        assert_eq!(now, before);
    }
    assert_eq!(actual.len(), expected.len());
}
