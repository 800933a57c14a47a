//! What a teacher is told before giving an activity, and what is left in peace.

use ardoise_core::activity::publish_advice;
use ardoise_core::interchange::{CellFile, CellKind, JsonMap, NotebookFile};
use serde_json::json;

/// A cell as `kind role gate`, the last two where there are any.
fn cell((about, source): &(&str, &str)) -> CellFile {
    let mut words = about.split(' ');
    let kind = match words.next() {
        Some("code") => CellKind::Code,
        Some("raw") => CellKind::Raw,
        _ => CellKind::Markdown,
    };
    let tags: Vec<&str> = words.map(|tag| if tag == "gate" { "breakpoint" } else { tag }).collect();
    let metadata = JsonMap::from_iter([("tags".to_owned(), json!(tags))]);
    CellFile { kind, source: (*source).to_owned(), metadata, ..CellFile::default() }
}

fn about(cells: &[(&str, &str)], files: &[&str]) -> Vec<String> {
    let cells = cells.iter().map(cell).collect();
    let notebook = NotebookFile { cells, ..NotebookFile::default() };
    let advice = publish_advice(&notebook, "Titre", &["2de".to_owned()], files);
    let line = |one: &ardoise_core::activity::PublishAdvice| {
        let cell = one.cell.map(|at| format!(" {at}")).unwrap_or_default();
        let name = if one.name.is_empty() { String::new() } else { format!(" {}", one.name) };
        format!("{:?}{cell}{name}", one.kind)
    };
    advice.iter().map(line).collect()
}

#[test]
fn what_stands_for_the_whole() {
    let advice = publish_advice(&NotebookFile::default(), " ", &[], &[]);
    let kinds: Vec<String> = advice.iter().map(|one| format!("{:?}", one.kind)).collect();
    assert_eq!(kinds, ["NoTitle", "NoLevel"]);
}

#[test]
fn exercises_and_their_checks() {
    let cells = [
        ("code exercise", "a = ..."),
        ("markdown", "Puis"),
        ("code check", "assert a == 1"),
        ("code exercise", "b = ..."),
        ("code exercise", "c = ..."),
        ("code check", "print(c)"),
        ("markdown exercise", "Écris ici."),
    ];
    assert_eq!(about(&cells, &[]), ["NoCheck 3", "NoAssert 5"]);
}

#[test]
fn files_and_pictures_that_are_named() {
    let cells = [
        ("markdown", "![a](images/a%20b.png) ![b](./absente.png) ![c](attachment:c.png)"),
        ("markdown", "![d](https://x.example/d.png) `![e](e.png)`\n```\n![f](f.png)\n```"),
        ("markdown", "<img alt=\"\" SRC=\"g.png\"> [lien](autre.html) ![é](d%C3%A9.png?a)"),
        (
            "code",
            "open(\"données.csv\")\npd.read_csv(\"h.csv\")\nopen(\"i.txt\", \"w\")\nopen(\"i.txt\")",
        ),
        (
            "code",
            "# open(\"j.txt\")\nrequests.get(\"k.txt\")\npd.read_csv(\"https://x.example/l.csv\")",
        ),
        ("code", "Image.open(r'm.png')\nopen(f\"{n}.txt\")\nopen(\"{}.txt\".format(1))\nopen(\"o"),
        (
            "code",
            "df.to_csv('p.csv')\npd.read_csv('p.csv')\nopen('q.txt', mode='a')\nopen('q.txt')",
        ),
    ];
    let files = ["images/a b.png", "tables/données.csv", "dé.png"];
    let expected = [
        "MissingFile 0 absente.png",
        "RemotePicture 1 x.example",
        "MissingFile 2 g.png",
        "MissingFile 3 h.csv",
        "MissingFile 5 m.png",
    ];
    assert_eq!(about(&cells, &files), expected);
}

#[test]
fn gates_that_nobody_can_open() {
    let cells = [
        ("markdown gate", "Lis."),
        ("code check gate", "assert True"),
        ("code gate", " "),
        ("raw gate", "brut"),
        ("markdown hint gate", "Un indice"),
        ("code gate", ""),
    ];
    let expected = ["ClosedForGood 2", "ClosedForGood 3", "ClosedForGood 4"];
    assert_eq!(about(&cells, &[]), expected);
}
