//! numpy: each case of `numpy/expected.txt` shows what a real numpy 2 showed for it.
//!
//! `numpy/make_expected.py` wrote that file. A case is one line after `>>>`; below it what it
//! prints, then the value of its last statement, or `!` and the exception, then its warnings.

use std::cell::RefCell;
use std::rc::Rc;

use ardoise_protocol::{Report, Request, RunId, Stream};
use ardoise_python::{Host, Kernel, library};

const EXPECTED: &str = include_str!("numpy/expected.txt");

#[derive(Default)]
struct Shown {
    out: String,
    warnings: Vec<String>,
    end: String,
}

struct TestHost(Rc<RefCell<Shown>>);

impl Host for TestHost {
    fn report(&mut self, report: Report) {
        let mut shown = self.0.borrow_mut();
        match report {
            Report::Text { stream: Stream::Out, text, .. } => shown.out.push_str(&text),
            Report::Text { stream: Stream::Err, text, .. } => {
                for line in text.lines() {
                    if let Some((place, message)) = line.split_once(": RuntimeWarning: ")
                        && place.starts_with("Cell In")
                    {
                        shown.warnings.push(format!("warning: RuntimeWarning: {message}"));
                    }
                }
            }
            Report::Value { data, .. } => shown.end.push_str(&data[0].1),
            Report::Failed { failure, .. } => {
                shown.end = format!("!{}: {}", failure.name, failure.message);
            }
            _ => {}
        }
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
        60
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (at * 37 + 11) as u8;
        }
    }

    fn sleep_ms(&mut self, _millis: f64) {}
}

struct Session {
    kernel: Kernel,
    shown: Rc<RefCell<Shown>>,
    count: u32,
}

impl Session {
    fn new() -> Self {
        let shown = Rc::new(RefCell::new(Shown::default()));
        let kernel = Kernel::start(Box::new(TestHost(shown.clone())));
        let mut session = Self { kernel, shown, count: 0 };
        assert_eq!(session.run("import numpy as np"), "");
        session
    }

    fn run(&mut self, source: &str) -> String {
        self.count += 1;
        self.kernel.handle(Request::Run {
            run: RunId(self.count),
            count: self.count,
            cell: "cell".to_owned(),
            source: source.to_owned(),
        });
        let shown = self.shown.take();
        let text = format!("{}{}", shown.out, shown.end);
        text.lines().map(str::to_owned).chain(shown.warnings).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn every_case_shows_what_numpy_shows() {
    let mut session = Session::new();
    let mut faults = Vec::new();
    let mut count = 0;
    for block in EXPECTED.trim_start_matches(">>> ").split("\n>>> ") {
        let (source, expected) = block.split_once('\n').expect("a case has what it shows below");
        let expected = expected.trim_end_matches('\n');
        let shown = session.run(source);
        count += 1;
        if shown != expected {
            faults.push(format!("{source}\nexpected:\n{expected}\nshown:\n{shown}"));
        }
    }
    assert!(count > 900);
    assert!(faults.is_empty(), "{} of {count} differ\n\n{}", faults.len(), faults.join("\n\n"));
}

/// A million elements are a loop in Rust: the whole takes far less than Python loops would.
#[test]
fn large_arrays_are_computed_and_too_large_ones_refused() {
    let mut session = Session::new();
    let sum = "a = np.arange(1_000_000.0); float(np.sqrt(a * a + 2 * a + 1).sum())";
    assert_eq!(session.run(sum), "500000500000.0");
    assert_eq!(session.run("int((a > 10).sum())"), "999989");
    let refused = session.run("np.ones(10**12)");
    assert!(
        refused.starts_with("!MemoryError: Unable to allocate 7.28 TiB for an array"),
        "{refused}"
    );
    assert_eq!(session.run("a.size"), "1000000");
}
