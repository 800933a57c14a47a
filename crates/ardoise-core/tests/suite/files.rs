//! Files in, opened, and out again.

use ardoise_core::document::{CellKind, Placement};
use ardoise_core::interchange::{read, read_bytes, write};
use ardoise_core::session::{
    Effect, Event, Imported, Session, blank_notebook, import_ipynb, preview, state_of,
};
use ardoise_markup::Language;
use expect_test::expect;

use crate::desk::{Desk, config, desk, ids};

fn open(imported: &Imported) -> Session {
    let updates = std::slice::from_ref(&imported.seed);
    Session::open(config(5), updates, imported.outputs.clone()).0
}

/// Every notebook of the fixtures, by name.
#[expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fixtures/ipynb");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|end| end == "ipynb"))
        .map(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            (name.unwrap_or_default(), std::fs::read(&path).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn an_untouched_notebook_goes_out_as_it_came_in() {
    let mut seen = 0;
    for (name, bytes) in fixtures() {
        let Ok((file, _)) = read_bytes(&bytes) else { continue };
        let text = write(&file);
        let imported = import_ipynb(&bytes, "Sans titre").expect("what we write can be read");
        let session = open(&imported);
        assert_eq!(session.export_ipynb(), text, "{name}");
        // Also after the store compacted it, and on another device.
        let state = state_of(&[&imported.seed]);
        let outputs = imported.outputs.clone();
        let (again, _) = Session::open(config(6), &[state], outputs);
        assert_eq!(again.export_ipynb(), text, "{name}, compacted");
        for cell in again.order() {
            again.cell(&cell).expect("every cell can be read");
        }
        seen += 1;
    }
    assert!(seen > 20, "{seen} fixtures can be read");
}

#[test]
fn an_edit_changes_only_its_cell() {
    for (name, bytes) in fixtures() {
        let Ok((file, _)) = read_bytes(&bytes) else { continue };
        if file.cells.is_empty() {
            continue;
        }
        let imported =
            import_ipynb(write(&file).as_bytes(), "x").expect("what we write can be read");
        let mut session = open(&imported);
        let cells = session.order();
        let placement = Placement::After { cell: cells[0].clone() };
        let source = "neuf".to_owned();
        session.handle(0.0, Event::InsertCell { kind: CellKind::Code, source, placement });
        let (after, _) = read(&session.export_ipynb()).expect("what we write can be read");
        let (mut before, _) = read(&write(&file)).expect("what we write can be read");
        before.cells.insert(1, after.cells[1].clone());
        assert_eq!(after, before, "{name}");
        // Undone, it is as if nothing had happened.
        session.handle(0.0, Event::Undo);
        assert_eq!(session.export_ipynb(), write(&file), "{name}");
    }
}

#[test]
fn the_same_file_gives_the_same_seed() {
    for (name, bytes) in fixtures() {
        let Ok((file, _)) = read_bytes(&bytes) else { continue };
        let text = write(&file);
        let seeds = [0, 1].map(|_| import_ipynb(text.as_bytes(), "x").expect("readable").seed);
        assert_eq!(seeds[0], seeds[1], "{name}");
    }
}

const TITLED: &str = r##"{"cells": [
  {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# Un *titre*\n\n![p](attachment:p.png) [lien](http://x)",
   "attachments": {"p.png": {"image/png": "iVBORw0KGgo="}}},
  {"cell_type": "code", "id": "c", "metadata": {"jupyter": {"source_hidden": true}, "collapsed": true, "editable": false, "deletable": false},
   "source": "1+1", "execution_count": 3,
   "outputs": [{"output_type": "execute_result", "execution_count": 3, "metadata": {}, "data": {"text/plain": "2"}}]}
 ], "metadata": {"title": "Le titre", "language_info": {"name": "Python"}}, "nbformat": 4, "nbformat_minor": 5}"##;

#[test]
fn a_file_opens_with_its_title_outputs_and_flags() {
    let imported = import_ipynb(TITLED.as_bytes(), "fichier").expect("readable");
    assert_eq!(imported.title, "Le titre");
    let session = open(&imported);
    let view = session.status();
    assert_eq!((view.title.as_str(), view.language.as_str()), ("Le titre", "python"));
    let code = session.cell(&ids("c")[0]).expect("the cell is there");
    expect![[r#"
        CellView {
            id: CellId(
                "c",
            ),
            kind: Code,
            source: "1+1",
            html: "",
            outputs: [
                Html {
                    html: "<pre>2</pre>",
                    count: Some(
                        3,
                    ),
                },
            ],
            execution_count: Some(
                3,
            ),
            run_state: Idle,
            freshness: FromFile,
            millis: None,
            error_line: None,
            question: None,
            live: false,
            unsettled: [],
            source_folded: true,
            outputs_folded: true,
            locked: true,
            kept: true,
            role: Plain,
            breakpoint: false,
            passed: false,
            slide: "",
            proposal: None,
            both_changed: None,
        }
    "#]]
    .assert_debug_eq(&code);
    let markdown = session.cell(&ids("m")[0]).expect("the cell is there");
    assert!(markdown.html.contains("data:image/png;base64,iVBORw0KGgo="), "{}", markdown.html);
    expect!["Un titre p lien 1+1"].assert_eq(&session.summary().excerpt);
    let bare = desk("markdown a: <!-- caché -->Titre\\n=====\\n| a |\\n|:--|\\n<b>gras</b> 1 < 2");
    expect!["Titre a gras 1 < 2"].assert_eq(&bare.session.summary().excerpt);
}

#[test]
fn locked_and_kept_cells_stay() {
    let imported = import_ipynb(TITLED.as_bytes(), "fichier").expect("readable");
    let mut desk = Desk::open(5, &[imported.seed], imported.outputs);
    let change = ardoise_core::document::TextChange { from: 0, to: 0, insert: "x".to_owned() };
    let cell = ids("c").remove(0);
    // An editor for a locked cell is read-only, so this is no event of ours to repair.
    assert_eq!(desk.session.handle(0.0, Event::EditSource { cell, changes: vec![change] }), []);
    desk.handle(Event::DeleteCells { cells: ids("m c") });
    assert_eq!(desk.session.order(), ids("c"));
}

#[test]
fn only_a_changed_title_goes_into_the_file() {
    let text = TITLED.replace("\"title\": \"Le titre\", ", "");
    let imported = import_ipynb(text.as_bytes(), "fichier").expect("readable");
    assert_eq!(imported.title, "fichier");
    let mut session = open(&imported);
    assert!(!session.export_ipynb().contains("\"title\""));
    session.handle(0.0, Event::SetTitle { title: "Neuf".to_owned() });
    assert!(session.export_ipynb().contains("\"title\": \"Neuf\""));
    assert_eq!(session.status().title, "Neuf");
}

#[test]
fn a_blank_notebook_has_one_empty_cell() {
    let blank = blank_notebook("Carnet", "python");
    let session = open(&blank);
    assert_eq!(session.status().language, "python");
    assert_eq!(session.order().len(), 1);
    assert_eq!(blank.outputs, []);
    assert!(read(&session.export_ipynb()).is_ok_and(|(_, warnings)| warnings.is_empty()));
}

#[test]
fn copied_cells_are_a_notebook_and_come_back_as_new_cells() {
    let imported = import_ipynb(TITLED.as_bytes(), "fichier").expect("readable");
    let session = open(&imported);
    let copied = session.copy_cells(&ids("m"));
    let (file, warnings) = read(&copied).expect("a notebook");
    assert_eq!((file.cells.len(), warnings.len()), (1, 0));
    let mut desk = desk("code a: x");
    desk.handle(Event::PasteCells { text: copied, placement: Placement::First });
    let first = desk.session.order()[0].clone();
    assert_ne!(first.as_str(), "m");
    let view = desk.session.cell(&first).expect("the cell is there");
    assert_eq!(view.kind, CellKind::Markdown);
    assert!(view.html.contains("data:image/png"), "attachments come along");
    desk.handle(Event::PasteCells { text: "{x}\r\ny".to_owned(), placement: Placement::Last });
    let last = desk.session.order()[2].clone();
    assert_eq!(desk.source(&last), "{x}\ny");
}

#[test]
fn an_earlier_state_can_be_looked_at() {
    let imported = import_ipynb(TITLED.as_bytes(), "fichier").expect("readable");
    let view = preview(&imported.seed, Language::French).expect("our own state");
    assert_eq!(view.title, "Le titre");
    assert_eq!(view.cells.len(), 2);
    assert!(view.cells[0].html.contains("<h"));
    assert_eq!(view.cells[1].outputs, []);
}

#[test]
fn the_names_of_the_notebook_are_known() {
    let desk = desk(
        "code a: import math, os.path as p\\nfrom random import (randint as r, choice)\\ndef aire(rayon, *reste, n=2): # commentaire z = 1\\n    total = pi * rayon\
         \\nclass Élève(object): pass
        markdown m: texte = 1
        code b: a, b = 1, 2; c: int = 3\\nfor i, (j, k) in x: total += 1\\nwith open('f') as fichier: pass\\nif a == b: print(\"d = 1\")\\nt = '''\\ne = 1\\n'''\\nf(g=1)\\nx[0] = 1\\nh = i = 2",
    );
    expect![[r#"
        ["a", "aire", "b", "c", "choice", "fichier", "h", "i", "j", "k", "math", "n", "p", "r", "rayon", "reste", "t", "total", "x", "Élève"]"#]]
    .assert_eq(format!("\n{:?}", desk.session.names()).trim_start());
}

#[test]
fn words_of_the_page_follow_its_language() {
    let mut desk = desk("markdown a: > [!WARNING]\\n> Chaud\ncode b: 1");
    let html = |desk: &Desk| desk.session.cell(&ids("a")[0]).map(|cell| cell.html);
    assert!(html(&desk).is_some_and(|html| html.contains("Warning")));
    let effects = desk.handle(Event::SetLanguage { language: Language::French });
    let changed = ids("a b").into_iter().map(|cell| Effect::CellChanged { cell });
    assert_eq!(effects, changed.collect::<Vec<_>>());
    assert!(
        html(&desk).is_some_and(|html| html.contains("Attention") && !html.contains("Warning"))
    );
    assert_eq!(desk.handle(Event::SetLanguage { language: Language::French }), []);
}
