//! A kernel that is asked what cases show, for the tests that compare it with a real library.
//!
//! A file of cases holds them one after the other: one line after `>>>`; below it what it prints,
//! then the value of its last statement, or `!` and the exception, then its warnings.

use std::cell::RefCell;
use std::rc::Rc;

use ardoise_protocol::{Report, Request, RunId, Stream};
use ardoise_python::{Host, Kernel, library};

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
            Report::Value { data, .. } => {
                if let Some((_, text)) = data.iter().find(|(kind, _)| kind == "text/plain") {
                    shown.end.push_str(text);
                }
            }
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

pub(crate) struct Session {
    kernel: Kernel,
    shown: Rc<RefCell<Shown>>,
    count: u32,
}

impl Session {
    pub(crate) fn new(first: &str) -> Self {
        let shown = Rc::new(RefCell::new(Shown::default()));
        let kernel = Kernel::start(Box::new(TestHost(shown.clone())));
        let mut session = Self { kernel, shown, count: 0 };
        assert_eq!(session.run(first), "");
        session
    }

    pub(crate) fn run(&mut self, source: &str) -> String {
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

/// Runs every case of a file, each after `before`; fails with all those that show something else.
pub(crate) fn check(session: &mut Session, cases: &str, before: Option<&str>, at_least: usize) {
    let mut faults = Vec::new();
    let mut count = 0;
    for block in cases.trim_start_matches(">>> ").split("\n>>> ") {
        let (source, expected) = block.split_once('\n').expect("a case has what it shows below");
        let expected = expected.trim_end_matches('\n');
        if let Some(before) = before {
            assert_eq!(session.run(before), "");
        }
        let shown = session.run(source);
        count += 1;
        if shown.trim_end_matches('\n') != expected {
            faults.push(format!("{source}\nexpected:\n{expected}\nshown:\n{shown}"));
        }
    }
    assert!(count > at_least);
    assert!(faults.is_empty(), "{} of {count} differ\n\n{}", faults.len(), faults.join("\n\n"));
}
