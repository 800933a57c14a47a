//! The activities of `assets/activities`: each runs as it is, and its checks notice what is missing.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ardoise_core::activity::{Solutions, pupils_file};
use ardoise_core::interchange;
use serde_json::Value;

const LEVELS: [&str; 13] =
    ["cp", "ce1", "ce2", "cm1", "cm2", "6e", "5e", "4e", "3e", "2de", "1re", "tle", "sup"];

struct Activity {
    path: PathBuf,
    notebook: Value,
}

impl Activity {
    fn name(&self) -> String {
        self.path.file_name().expect("a file").to_string_lossy().into_owned()
    }

    fn cells(&self) -> &[Value] {
        self.notebook["cells"].as_array().expect("cells")
    }

    /// The notebook of the same activity in French.
    fn french(&self) -> PathBuf {
        self.path.with_file_name(self.name().replace(".en.ipynb", ".ipynb"))
    }
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a notebook is text");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn is_notebook(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "ipynb")
}

/// The notebooks in folders; those beside the folders are the page's own first steps.
fn activities() -> Vec<Activity> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/activities");
    let folders = entries(&root).into_iter().filter(|path| path.is_dir());
    let paths = folders.flat_map(|folder| entries(&folder)).filter(|path| is_notebook(path));
    let found: Vec<Activity> = paths.map(|path| Activity { notebook: read(&path), path }).collect();
    assert!(found.len() >= 25, "{} activities", found.len());
    found
}

fn source(cell: &Value) -> String {
    match &cell["source"] {
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        text => text.as_str().unwrap_or_default().to_owned(),
    }
}

fn tagged(cell: &Value, tag: &str) -> bool {
    cell["metadata"]["tags"].as_array().is_some_and(|tags| tags.iter().any(|it| it == tag))
}

/// What pupils get.
fn without_solutions(notebook: &Value) -> Value {
    let (mut file, _) = interchange::read(&notebook.to_string()).expect("a notebook");
    pupils_file(&mut file, Solutions::LeftOut);
    serde_json::from_str(&interchange::write(&file)).expect("JSON")
}

/// Runs the notebook among copies of the activity's files; what was said, and the executed cells.
fn run(activity: &Activity, notebook: &Value, test: &str) -> (Output, Vec<Value>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test).join(activity.name());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for file in entries(activity.path.parent().expect("a folder")) {
        if !is_notebook(&file) && file.is_file() {
            fs::copy(&file, folder.join(file.file_name().expect("a file"))).expect("copied");
        }
    }
    let path = folder.join("activity.ipynb");
    let out = folder.join("out.ipynb");
    fs::write(&path, notebook.to_string()).expect("writable");
    let done = Command::new(env!("CARGO_BIN_EXE_ardoise"))
        .arg("run")
        .args([path.as_path(), Path::new("-o"), out.as_path()])
        .args(["--timeout", "60"])
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts");
    let cells = read(&out)["cells"].as_array().expect("cells").clone();
    (done, cells)
}

/// Name and message of the error that a cell ended with.
fn failure(cell: &Value) -> Option<(&str, &str)> {
    let outputs = cell["outputs"].as_array()?;
    let error = outputs.iter().find(|output| output["output_type"] == "error")?;
    Some((error["ename"].as_str()?, error["evalue"].as_str()?))
}

#[test]
fn every_activity_runs_and_its_checks_accept_the_solutions() {
    for activity in activities() {
        let (done, _) = run(&activity, &activity.notebook, "solved");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{}: {said}", activity.name());
    }
}

#[test]
fn without_its_solution_an_exercise_still_parses_and_its_check_says_what_is_missing() {
    for activity in activities() {
        let blank = without_solutions(&activity.notebook);
        let (_, cells) = run(&activity, &blank, "blank");
        for (at, cell) in cells.iter().enumerate() {
            if !tagged(cell, "exercise") {
                continue;
            }
            let name = format!("{}, {}", activity.name(), cell["id"]);
            let clear = failure(cell)
                .is_none_or(|(error, _)| !["SyntaxError", "IndentationError"].contains(&error));
            assert!(clear, "{name}: {:?}", failure(cell));
            let check = cells[at..].iter().find(|cell| tagged(cell, "check"));
            let told = failure(check.unwrap_or_else(|| panic!("{name} has no check")));
            let in_words = told.is_some_and(|(error, message)| {
                ["AssertionError", "NameError"].contains(&error) && !message.trim().is_empty()
            });
            assert!(in_words, "{name}: {told:?}");
        }
    }
}

#[test]
fn an_activity_says_what_it_is_and_is_marked_as_its_readme_asks() {
    for activity in activities() {
        let name = activity.name();
        let about = &activity.notebook["metadata"];
        let ardoise = &about["ardoise"];
        let texts = [
            &about["title"],
            &about["authors"][0]["name"],
            &ardoise["subject"],
            &ardoise["licence"],
            &ardoise["summary"],
        ];
        for text in texts {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{name}: {about}");
        }
        assert!(ardoise["minutes"].as_u64().is_some_and(|minutes| minutes > 0), "{name}");
        let levels = ardoise["levels"].as_array().expect("levels");
        let known = |level: &Value| level.as_str().is_some_and(|level| LEVELS.contains(&level));
        assert!(!levels.is_empty() && levels.iter().all(known), "{name}: {levels:?}");
        assert_eq!(ardoise["unit"].is_string(), ardoise["session"].is_u64(), "{name}");
        // These are given when it is published.
        assert!(ardoise["activity"].is_null() && ardoise["version"].is_null(), "{name}");
        if let Some(cover) = ardoise["cover"].as_str() {
            assert!(activity.path.with_file_name(cover).is_file(), "{name}: {cover}");
        }
        let format = (&activity.notebook["nbformat"], &activity.notebook["nbformat_minor"]);
        assert!(*format.0 == 4 && *format.1 == 5, "{name}");

        let mut ids = HashSet::new();
        for cell in activity.cells() {
            let id = cell["id"].as_str().unwrap_or_default();
            let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
            assert!(!id.is_empty() && id.len() <= 64 && id.chars().all(plain), "{name}: {id}");
            assert!(ids.insert(id), "{name}: {id} twice");
            let text = source(cell);
            let solved = text.contains("### BEGIN SOLUTION");
            assert_eq!(tagged(cell, "exercise"), solved, "{name}: {id}");
            if tagged(cell, "check") {
                assert_eq!(cell["metadata"]["editable"], false, "{name}: {id}");
            }
            assert!(!text.contains("![]("), "{name}: {id} has a picture without words");
        }

        let english = name.ends_with(".en.ipynb");
        assert_eq!(ardoise["language"], if english { "en" } else { "fr" }, "{name}");
        if english {
            let french = read(&activity.french());
            let marks = |notebook: &Value| -> Vec<(Value, Value)> {
                let cells = notebook["cells"].as_array().expect("cells");
                cells.iter().map(|cell| (cell["id"].clone(), cell["metadata"].clone())).collect()
            };
            assert_eq!(marks(&activity.notebook), marks(&french), "{name} and its French twin");
        }
    }
}
