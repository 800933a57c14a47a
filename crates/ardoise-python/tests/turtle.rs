//! The gallery of turtle drawings: each program of `turtle/` and what it is to show.
//!
//! Beside `name.py` stand `name.svg`, the still picture, and `name.txt`, what it prints. With
//! `ARDOISE_BLESS=1` both are written anew; look at the pictures before they are committed.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ardoise_protocol::{MimeBundle, Report, Request, RunId};
use ardoise_python::{Host, Kernel, library};

const STEPS: &str = "application/vnd.ardoise.turtle";

#[derive(Default)]
struct World {
    reports: Vec<Report>,
    clock_ms: f64,
}

struct TestHost(Rc<RefCell<World>>);

impl Host for TestHost {
    fn report(&mut self, report: Report) {
        self.0.borrow_mut().reports.push(report);
    }

    fn answer(&mut self, _prompt: &str, _secret: bool) -> Option<String> {
        None
    }

    fn module_source(&mut self, name: &str) -> Option<Vec<u8>> {
        library::source(name).map(<[u8]>::to_vec)
    }

    fn now_ms(&mut self) -> f64 {
        self.0.borrow().clock_ms
    }

    fn monotonic_ms(&mut self) -> f64 {
        self.0.borrow().clock_ms
    }

    fn zone_minutes(&mut self, _at_ms: f64) -> i32 {
        0
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn sleep_ms(&mut self, millis: f64) {
        self.0.borrow_mut().clock_ms += millis;
    }
}

/// Runs cells one after the other in one kernel; the reports of each.
fn reports(cells: &[&str]) -> Vec<Vec<Report>> {
    let world = Rc::new(RefCell::new(World::default()));
    let mut kernel = Kernel::start(Box::new(TestHost(Rc::clone(&world))));
    let run = |(at, source): (usize, &&str)| {
        let count = at as u32 + 1;
        let (cell, source) = (format!("cell-{count}"), (*source).to_owned());
        kernel.handle(Request::Run { run: RunId(count), count, cell, source });
        std::mem::take(&mut world.borrow_mut().reports)
    };
    cells.iter().enumerate().map(run).collect()
}

/// What a run left on the page: its printed text and its rich outputs.
fn left(reports: &[Report]) -> (String, Vec<MimeBundle>) {
    let mut text = String::new();
    let mut shown: Vec<(Option<String>, MimeBundle)> = Vec::new();
    for report in reports {
        match report {
            Report::Text { text: more, .. } => text.push_str(more),
            Report::Display { data, display_id, replaces, .. } => {
                let same = shown.iter_mut().find(|(id, _)| *replaces && id == display_id);
                match same {
                    Some((_, old)) => *old = data.clone(),
                    None => shown.push((display_id.clone(), data.clone())),
                }
            }
            Report::Failed { failure, .. } => text.push_str(&failure.traceback.join("\n")),
            _ => {}
        }
    }
    (text, shown.into_iter().map(|(_, data)| data).collect())
}

fn part<'a>(bundle: &'a MimeBundle, mime: &str) -> &'a str {
    bundle.iter().find(|(name, _)| name == mime).map_or("", |(_, text)| text.as_str())
}

fn compare(path: &Path, found: &str) {
    if std::env::var_os("ARDOISE_BLESS").is_some() {
        fs::write(path, found).expect("the reference can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(expected == found, "{}\n--- expected\n{expected}\n--- found\n{found}", path.display());
}

#[test]
fn the_gallery_looks_as_it_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/turtle");
    let mut programs: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the gallery is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end == "py"))
        .collect();
    programs.sort();
    assert!(programs.len() >= 10);
    for path in programs {
        let source = fs::read_to_string(&path).expect("a program");
        let runs = reports(&[&source]);
        let (text, shown) = left(&runs[0]);
        compare(&path.with_extension("txt"), &text);
        assert_eq!(shown.len(), 1, "{} shows one drawing", path.display());
        compare(&path.with_extension("svg"), part(&shown[0], "image/svg+xml"));
        assert!(part(&shown[0], STEPS).starts_with("V "), "{}", path.display());
    }
}

/// `input()` runs a cell again and leaves out what was shown, by count.
#[test]
fn the_same_program_sends_the_same() {
    let source = "import turtle, time\nfor n in range(50):\n    turtle.fd(n); turtle.lt(30)\n    if n % 9 == 0: time.sleep(0.1)";
    assert_eq!(reports(&[source]), reports(&[source]));
}

#[test]
fn a_long_drawing_comes_in_few_reports_and_bytes() {
    let source =
        "import turtle\nturtle.speed(0)\nfor n in range(20_000): turtle.goto(n % 300, n % 170)";
    let runs = reports(&[source]);
    let sent: usize = runs[0]
        .iter()
        .map(|report| match report {
            Report::Display { data, .. } => data.iter().map(|(_, text)| text.len()).sum(),
            _ => 0,
        })
        .sum();
    assert!(runs[0].len() < 100, "{} reports", runs[0].len());
    assert!(sent < 12_000_000, "{sent} bytes");
    let (_, shown) = left(&runs[0]);
    assert!(part(&shown[0], "image/svg+xml").contains("turtle drawing: 20000 lines"));
}

#[test]
fn a_cell_goes_on_with_the_drawing_unless_it_imports_the_turtle_again() {
    let runs = reports(&[
        "from turtle import *\nforward(50)",
        "left(90)\nforward(20)\nprint(pos())",
        "import turtle\nforward(10)\nprint(pos())",
        "forward(10)\ndone()",
        "forward(30)\nprint(pos())",
    ]);
    let runs: Vec<_> = runs.iter().map(|run| left(run)).collect();
    let told = |at: usize| part(&runs[at].1[0], "text/plain");
    assert_eq!(told(0), "<turtle drawing: 1 line>");
    assert_eq!((told(1), runs[1].0.as_str()), ("<turtle drawing: 2 lines>", "(50.00,20.00)\n"));
    // What was there before is there at once, what is new can be seen coming.
    let steps = part(&runs[1].1[0], STEPS);
    assert!(steps.contains("\nL 1 black 1 0,0 50,0\n"), "{steps}");
    assert!(steps.ends_with("\nr 0 90 90\nl 1 0 50,-20\n"), "{steps}");
    assert_eq!((told(2), runs[2].0.as_str()), ("<turtle drawing: 1 line>", "(10.00,0.00)\n"));
    assert_eq!(told(3), "<turtle drawing: 2 lines>");
    assert_eq!((told(4), runs[4].0.as_str()), ("<turtle drawing: 1 line>", "(30.00,0.00)\n"));
}
