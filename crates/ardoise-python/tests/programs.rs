//! Python programs and what they show, cell by cell, as `programs/*.txt` write them down.
//!
//! A program begins with `=== name`. Each cell begins with `>>>` on a line of its own; after its
//! text come what it shows: `--- out`, `--- err`, `--- value`, `--- shown` (MIME types and texts of
//! rich outputs), `--- error` (name and message), `--- traceback`, each with its lines below. A
//! `--- advice` (line, code and values of what a beginner is told, or `none`) stands without the error. A
//! part that is not written down must be empty, except for the traceback, which need not be.
//! `!answers a, b` before the first cell are the answers to `input()`. Before any cell, `!lay name text`
//! lays a file down as the page does (`\n` in it ends a line) and `!take name` takes it away;
//! `--- files` are the files that a cell reports, which need not be written down.
//! `!answers a, b` before the first cell are the answers to `input()`. What a person does to a
//! control begins with `<<<` in place of `>>>`, and has `label = value`, or `label` for a press, in
//! place of a cell's text; parts of a value stand between `|`. Nothing at all shows controls again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use ardoise_protocol::{Report, Request, RunId, Stream};
use ardoise_python::{Host, Kernel, library};

#[derive(Default)]
struct World {
    reports: Vec<Report>,
    answers: Vec<String>,
    clock_ms: f64,
}

struct TestHost(Rc<RefCell<World>>);

impl Host for TestHost {
    fn report(&mut self, report: Report) {
        self.0.borrow_mut().reports.push(report);
    }

    fn answer(&mut self, _prompt: &str, _secret: bool) -> Option<String> {
        let mut world = self.0.borrow_mut();
        if world.answers.is_empty() { None } else { Some(world.answers.remove(0)) }
    }

    fn module_source(&mut self, name: &str) -> Option<Vec<u8>> {
        library::source(name).map(<[u8]>::to_vec)
    }

    fn now_ms(&mut self) -> f64 {
        // Sunday 22 November 2026, 18:30:15.250 UTC.
        1_795_372_215_250.0 + self.0.borrow().clock_ms
    }

    fn monotonic_ms(&mut self) -> f64 {
        self.0.borrow().clock_ms
    }

    fn zone_minutes(&mut self, at_ms: f64) -> i32 {
        // Central Europe, near enough: summer time from April to October.
        let month = (at_ms / 86_400_000.0).rem_euclid(365.25) / 30.44;
        if (3.0..10.0).contains(&month) { 120 } else { 60 }
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (at * 37 + 11) as u8;
        }
    }

    fn sleep_ms(&mut self, millis: f64) {
        self.0.borrow_mut().clock_ms += millis;
    }
}

/// What a cell showed, or is to show, part by part.
type Parts = BTreeMap<String, String>;

#[derive(Debug)]
struct Cell {
    source: String,
    /// It is what a person does to a control.
    acts: bool,
    expected: Parts,
    /// Files that the page lays down or takes away before the cell.
    laid: Vec<Request>,
}

struct Program {
    name: String,
    answers: Vec<String>,
    cells: Vec<Cell>,
}

fn programs(text: &str) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    let mut part = String::new();
    let mut laid = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            programs.push(Program {
                name: name.to_owned(),
                answers: Vec::new(),
                cells: Vec::new(),
            });
            continue;
        }
        let Some(program) = programs.last_mut() else { continue };
        if let Some(answers) = line.strip_prefix("!answers ") {
            program.answers = answers.split(", ").map(str::to_owned).collect();
        } else if let Some(file) = line.strip_prefix("!lay ") {
            let (path, text) = file.split_once(' ').expect("!lay name text");
            laid.push(file_request(path, Some(text.replace("\\n", "\n"))));
        } else if let Some(path) = line.strip_prefix("!take ") {
            laid.push(file_request(path, None));
        } else if line == ">>>" || line == "<<<" {
            let (source, acts) = (String::new(), line == "<<<");
            program.cells.push(Cell {
                source,
                acts,
                expected: Parts::new(),
                laid: std::mem::take(&mut laid),
            });
            part = "source".to_owned();
        } else if let Some(name) = line.strip_prefix("--- ") {
            part = name.to_owned();
            let cell = program.cells.last_mut().expect("a part follows a cell");
            cell.expected.insert(part.clone(), String::new());
        } else if let Some(cell) = program.cells.last_mut() {
            let into = match part.as_str() {
                "source" => &mut cell.source,
                part => cell.expected.get_mut(part).expect("the part was begun"),
            };
            into.push_str(line);
            into.push('\n');
        }
    }
    for cell in programs.iter_mut().flat_map(|program| &mut program.cells) {
        cell.source = cell.source.trim_end().to_owned();
        for text in cell.expected.values_mut() {
            *text = text.trim_end().to_owned();
        }
    }
    programs
}

fn file_request(path: &str, text: Option<String>) -> Request {
    Request::File { path: path.to_owned(), content: text.map(String::into_bytes) }
}

fn shown(reports: &[Report]) -> Parts {
    let mut parts = Parts::new();
    let mut add = |part: &str, text: &str| parts.entry(part.to_owned()).or_default().push_str(text);
    let plain = |data: &[(String, String)]| -> String {
        data.iter().map(|(mime, text)| format!("{mime}: {text}\n")).collect()
    };
    for report in reports {
        match report {
            Report::Text { stream: Stream::Out, text, .. } => add("out", text),
            Report::Text { stream: Stream::Err, text, .. } => add("err", text),
            Report::Value { data, .. } if data.len() == 1 => add("value", &data[0].1),
            Report::Value { data, .. } => add("value", &plain(data)),
            Report::Display { data, display_id, replaces, .. } => {
                let id = display_id.as_deref().map(|id| format!("[{id}] ")).unwrap_or_default();
                let again = if *replaces { "again " } else { "" };
                add("shown", &format!("{again}{id}{}", plain(data)));
            }
            Report::Clear { wait, .. } => {
                add("shown", if *wait { "clear, waiting\n" } else { "clear\n" })
            }
            Report::Failed { failure, .. } => {
                let message = if failure.message.is_empty() {
                    String::new()
                } else {
                    format!(": {}", failure.message)
                };
                add("error", &format!("{}{message}", failure.name));
                add("traceback", &failure.traceback.join("\n"));
                let advice = failure.advice.as_ref().map_or("none".to_owned(), |advice| {
                    let line = advice.line.map(|line| format!("{line} ")).unwrap_or_default();
                    format!("{line}{} {}", advice.code, advice.values.join(" | "))
                });
                add("advice", &advice);
            }
            Report::Truncated { dropped, .. } => add("dropped", &format!("{dropped}\n")),
            Report::FileWritten { path, content, .. } => {
                add("files", &format!("{path}: {:?}\n", String::from_utf8_lossy(content)));
            }
            Report::FileRemoved { path, .. } => add("files", &format!("{path}: gone\n")),
            Report::Started { .. } | Report::Question { .. } | Report::Done { .. } => {}
        }
    }
    for text in parts.values_mut() {
        *text = text.trim_end().to_owned();
    }
    parts.retain(|_, text| !text.is_empty());
    parts
}

/// What a person does to the control that was last shown with this label.
fn interaction(run: RunId, act: &str, seen: &str) -> Request {
    if act.is_empty() {
        return Request::Interact { run, control: String::new(), values: Vec::new() };
    }
    let (label, values) = act.split_once(" = ").map_or((act, None), |(l, v)| (l, Some(v)));
    let at = seen.rfind(&format!("\",\"label\":{label:?}")).expect("a control of this label");
    let id = seen[..at].rfind("\"id\":\"").map(|start| &seen[start + 6..at]);
    Request::Interact {
        run,
        control: id.expect("an id stands before the label").to_owned(),
        values: values.iter().flat_map(|text| text.split(" | ")).map(str::to_owned).collect(),
    }
}

fn check(program: &Program, faults: &mut Vec<String>) {
    let world =
        Rc::new(RefCell::new(World { answers: program.answers.clone(), ..World::default() }));
    let mut kernel = Kernel::start(Box::new(TestHost(world.clone())));
    let mut seen = String::new();
    for (at, cell) in program.cells.iter().enumerate() {
        let number = at as u32 + 1;
        for request in &cell.laid {
            kernel.handle(request.clone());
        }
        kernel.handle(if cell.acts {
            interaction(RunId(number), &cell.source, &seen)
        } else {
            Request::Run {
                run: RunId(number),
                count: number,
                cell: format!("cell-{number}"),
                source: cell.source.clone(),
            }
        });
        let reports = std::mem::take(&mut world.borrow_mut().reports);
        for report in &reports {
            if let Report::Display { data, .. } = report {
                seen.extend(data.iter().map(|(_, text)| text.as_str()));
            }
        }
        assert!(matches!(reports.first(), Some(Report::Started { .. })));
        assert!(matches!(reports.last(), Some(Report::Done { .. })));
        let mut actual = shown(&reports);
        if !cell.expected.contains_key("files") {
            actual.remove("files");
        }
        // An advice is written down without the message it explains and what came before.
        for part in ["traceback", "advice", "error", "out", "err"] {
            let beside = !["traceback", "advice"].contains(&part);
            if beside && !cell.expected.contains_key("advice") {
                continue;
            }
            if !cell.expected.contains_key(part) {
                actual.remove(part);
            }
        }
        let mut expected = cell.expected.clone();
        expected.retain(|_, text| !text.is_empty());
        if actual != expected {
            faults.push(format!(
                "{}, cell {number}:\n{}\nexpected {:#?}\nshown {:#?}",
                program.name, cell.source, expected, actual
            ));
        }
    }
}

fn check_file(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name);
    let programs = programs(&fs::read_to_string(path).expect("the programs are there"));
    assert!(!programs.is_empty());
    let mut faults = Vec::new();
    for program in &programs {
        check(program, &mut faults);
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn language() {
    check_file("language.txt");
}

#[test]
fn errors() {
    check_file("errors.txt");
}

#[test]
fn advice() {
    check_file("advice.txt");
}

#[test]
fn checks() {
    check_file("checks.txt");
}

#[test]
fn modules() {
    check_file("modules.txt");
}

#[test]
fn files() {
    check_file("files.txt");
}

#[test]
fn notebook() {
    check_file("notebook.txt");
}

/// The edges of what the patches of `patches/` make quicker; the same with and without them.
#[test]
fn quick() {
    check_file("quick.txt");
}

#[test]
fn controls() {
    check_file("controls.txt");
}

#[test]
fn plots() {
    check_file("plots.txt");
}

#[test]
fn a_flood_is_cut_by_count_and_the_code_goes_on() {
    let program = Program {
        name: "flood".to_owned(),
        answers: Vec::new(),
        cells: vec![
            Cell {
                acts: false,
                source: "for i in range(1500):\n    print('x' * 999)\nend = 'reached'".to_owned(),
                expected: Parts::new(),
                laid: Vec::new(),
            },
            Cell {
                acts: false,
                source: "end".to_owned(),
                expected: Parts::from([("value".to_owned(), "'reached'".to_owned())]),
                laid: Vec::new(),
            },
        ],
    };
    let world = Rc::new(RefCell::new(World::default()));
    let mut kernel = Kernel::start(Box::new(TestHost(world.clone())));
    let mut run = |number: u32, cell: &Cell| {
        kernel.handle(Request::Run {
            run: RunId(number),
            count: number,
            cell: "cell".to_owned(),
            source: cell.source.clone(),
        });
        shown(&std::mem::take(&mut world.borrow_mut().reports))
    };
    let flood = run(1, &program.cells[0]);
    // The last line end is trimmed away by the comparison's own tidying.
    assert_eq!(flood["out"].len(), 999_999);
    assert_eq!(flood["dropped"].lines().last(), Some("500000"));
    assert_eq!(run(2, &program.cells[1]), program.cells[1].expected);
}

#[test]
fn every_module_of_the_list_can_be_imported() {
    // These need `os` before them, as every Python has it from its start.
    let late = ["genericpath", "posixpath", "ntpath"];
    let world = Rc::new(RefCell::new(World::default()));
    for module in ardoise_python::modules::all().filter(|module| !late.contains(&module.name)) {
        let mut kernel = Kernel::start(Box::new(TestHost(world.clone())));
        kernel.handle(Request::Run {
            run: RunId(1),
            count: 1,
            cell: "cell".to_owned(),
            source: format!("import {}", module.name),
        });
        let reports = std::mem::take(&mut world.borrow_mut().reports);
        let parts = shown(&reports);
        assert_eq!(parts.get("error"), None, "{}: {parts:#?}", module.name);
    }
}

#[test]
fn the_same_run_reports_the_same() {
    let source =
        "import os, time\nprint(time.time(), os.urandom(4), {'a', 'b', 'c'})\nprint(hash('x'))";
    let run = || {
        let world = Rc::new(RefCell::new(World::default()));
        let mut kernel = Kernel::start(Box::new(TestHost(world.clone())));
        kernel.handle(Request::Run {
            run: RunId(1),
            count: 1,
            cell: "cell".to_owned(),
            source: source.to_owned(),
        });
        std::mem::take(&mut world.borrow_mut().reports)
    };
    let first = run();
    assert!(first.len() > 4);
    assert_eq!(first, run());
}
