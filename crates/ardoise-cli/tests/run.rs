//! `ardoise run` on small notebooks: what it writes, says and returns.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder of its own for each test, away from the sources.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notebooks").join(name)
}

fn ardoise(language: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ardoise"))
        .args(arguments)
        .env("LC_ALL", language)
        .output()
        .expect("the program starts")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths of tests are text")
}

fn outputs(path: &Path) -> Vec<Value> {
    let notebook: Value =
        serde_json::from_str(&fs::read_to_string(path).expect("it was written")).expect("JSON");
    let cells = notebook["cells"].as_array().expect("cells");
    cells
        .iter()
        .filter(|cell| cell["cell_type"] == "code")
        .map(|cell| cell["outputs"].clone())
        .collect()
}

#[test]
fn a_lesson_is_executed_and_written_beside_the_original() {
    let folder = folder("lesson");
    let notebook = folder.join("lesson.ipynb");
    fs::copy(fixture("lesson.ipynb"), &notebook).expect("copied");
    let before = fs::read(&notebook).expect("readable");
    let done = ardoise("C", &["run", text(&notebook)]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(fs::read(&notebook).expect("readable"), before, "the original was changed");
    let outputs = outputs(&folder.join("lesson.executed.ipynb"));
    assert_eq!(
        outputs[0].to_string(),
        r#"[{"name":"stdout","output_type":"stream","text":["bonjour\n","à tous\n"]},{"data":{"text/plain":["3"]},"execution_count":1,"metadata":{},"output_type":"execute_result"}]"#
    );
    assert_eq!(outputs[1].to_string(), "[]");
    assert_eq!(outputs[2][0]["data"]["text/html"][0], "<b>gras</b>");
    let said = String::from_utf8(done.stdout).expect("text");
    assert!(said.starts_with("3 cells run, 0 failed, 0 failed as expected."), "{said}");
}

#[test]
fn an_unexpected_error_is_said_and_returned_and_the_rest_still_run() {
    let folder = folder("errors");
    let out = folder.join("out.ipynb");
    let notebook = fixture("errors.ipynb");
    let done = ardoise("fr_FR.UTF-8", &["run", text(&notebook), "-o", text(&out)]);
    assert_eq!(done.status.code(), Some(1));
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(said.contains("cellule 2, ligne 2 : ZeroDivisionError: division by zero"), "{said}");
    assert!(
        said.contains(
            "cellule 1, ligne 1 : NameError: name 'oubli' is not defined (erreur prévue)"
        ),
        "{said}"
    );
    let outputs = outputs(&out);
    assert_eq!(outputs[1][0]["ename"], "ZeroDivisionError");
    assert_eq!(outputs[1][0]["evalue"], "division by zero");
    assert_eq!(outputs[2][0]["text"][0], "la suite\n");

    let allowed = ardoise("C", &["run", text(&notebook), "-o", text(&out), "--allow-errors"]);
    assert!(allowed.status.success(), "{allowed:?}");
}

#[test]
fn the_files_beside_the_notebook_are_read_and_stay_as_they_are() {
    let folder = folder("files");
    let notebook = folder.join("files.ipynb");
    fs::copy(fixture("files.ipynb"), &notebook).expect("copied");
    fs::write(folder.join("notes.csv"), "nom,note\nZoé,12\n").expect("writable");
    fs::write(folder.join("outils.py"), "def double(x):\n    return 2 * x\n").expect("writable");
    fs::write(folder.join(".caché"), "non").expect("writable");
    fs::create_dir(folder.join("données")).expect("the folder can be made");
    fs::write(folder.join("données/a.txt"), "un").expect("writable");
    fs::write(folder.join("gros.bin"), vec![0; 10_000_001]).expect("writable");
    let done = ardoise("C", &["run", text(&notebook)]);
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let outputs = outputs(&folder.join("files.executed.ipynb"));
    assert_eq!(
        outputs[0].to_string(),
        r#"[{"name":"stdout","output_type":"stream","text":["['Zoé']\n","['données', 'notes.csv', 'outils.py'] un\n"]},{"data":{"text/plain":["'remplacé'"]},"execution_count":1,"metadata":{},"output_type":"execute_result"}]"#
    );
    assert_eq!(outputs[1][0]["data"]["text/plain"][0], "42");
    assert_eq!(outputs[2][0]["ename"], "FileNotFoundError");
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(said.contains("some were left out"), "{said}");
    let kept = fs::read_to_string(folder.join("notes.csv")).expect("readable");
    assert_eq!(kept, "nom,note\nZoé,12\n", "the folder is as it was");
}

#[test]
fn answers_come_from_a_file_one_a_line() {
    let folder = folder("answers");
    let out = folder.join("out.ipynb");
    let inputs = folder.join("answers.txt");
    fs::write(&inputs, "Zoé\n12\n").expect("writable");
    let notebook = fixture("questions.ipynb");
    let done = ardoise("C", &["run", text(&notebook), "-o", text(&out), "--inputs", text(&inputs)]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(
        outputs(&out)[0][0]["text"].to_string(),
        r#"["Nom ? Zoé\n","Âge ? 12\n","Zoé : 13\n"]"#
    );

    let without = ardoise("C", &["run", text(&notebook), "-o", text(&out)]);
    assert_eq!(without.status.code(), Some(1));
    let said = String::from_utf8(without.stderr).expect("text");
    assert!(said.contains("--inputs"), "{said}");
}

#[test]
fn an_endless_loop_is_left_and_what_was_done_is_written() {
    let folder = folder("timeout");
    let out = folder.join("out.ipynb");
    let notebook = fixture("endless.ipynb");
    let done = ardoise("C", &["run", text(&notebook), "-o", text(&out), "--timeout", "1"]);
    assert_eq!(done.status.code(), Some(1));
    let outputs = outputs(&out);
    assert_eq!(outputs[0][0]["text"][0], "avant\n");
    assert_eq!(outputs[1][0]["ename"], "TimeoutError");
    assert_eq!(outputs[2].to_string(), "[]");
}

#[test]
fn what_is_no_notebook_is_refused_in_words() {
    let folder = folder("refused");
    let page = folder.join("page.ipynb");
    fs::write(&page, "<!DOCTYPE html><html></html>").expect("writable");
    let done = ardoise("fr_FR.UTF-8", &["run", text(&page)]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).expect("text");
    assert!(said.contains("ne peut pas être ouvert comme carnet"), "{said}");
    assert_eq!(ardoise("C", &["run", "absent.ipynb"]).status.code(), Some(2));
    assert_eq!(ardoise("C", &["run"]).status.code(), Some(2));
    assert!(ardoise("C", &["--help"]).status.success());
}
