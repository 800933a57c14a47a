//! Each fixture opens with the warnings it deserves, or is refused for the reason that it has.

use ardoise_core::interchange::{
    CellFile, NotebookFile, ReadError, Warning, read, read_bytes, write,
};
use expect_test::{Expect, expect};
use serde_json::Value;

#[expect(clippy::disallowed_methods, reason = "tests read their fixtures")]
fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/../../assets/fixtures/ipynb/{name}.ipynb", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A notebook and its warnings in a few lines.
fn outline(notebook: &NotebookFile, warnings: &[Warning]) -> String {
    let mut out = format!("4.{}", notebook.nbformat_minor);
    for (key, value) in notebook.metadata.iter().chain(&notebook.extra) {
        out.push_str(&format!(" {key}={value}"));
    }
    out.push('\n');
    for cell in &notebook.cells {
        out.push_str(&cell_outline(cell));
    }
    for warning in warnings {
        out.push_str(&format!("! {warning}\n"));
    }
    out
}

fn cell_outline(cell: &CellFile) -> String {
    let mut out = cell.kind.name().to_owned();
    if let Some(id) = &cell.id {
        out.push_str(&format!(" #{id}"));
    }
    if let Some(count) = cell.execution_count {
        out.push_str(&format!(" [{count}]"));
    }
    out.push_str(&format!(" {:?}", cell.source));
    for (key, value) in cell.metadata.iter().chain(&cell.extra) {
        out.push_str(&format!(" {key}={value}"));
    }
    if let Some(attachments) = &cell.attachments {
        out.push_str(&format!(" attachments={}", Value::from(attachments.clone())));
    }
    for output in &cell.outputs {
        out.push_str(&format!("\n  {output}"));
    }
    out.push('\n');
    out
}

/// The fixture opens like this, and what is written opens again as the same.
fn opens(name: &str, expected: Expect) {
    let (notebook, warnings) =
        read_bytes(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    expected.assert_eq(&outline(&notebook, &warnings));
    let (again, warnings) = read(&write(&notebook)).expect("what we write opens");
    assert_eq!(again, notebook, "{name}");
    let newer_or_unknown = |warning: &Warning| {
        matches!(
            warning,
            Warning::NewerMinor { .. } | Warning::UnknownCellKind { .. } | Warning::NotACell { .. }
        )
    };
    assert!(warnings.iter().all(newer_or_unknown), "{name} written: {warnings:?}");
}

/// The fixture goes back as the same JSON.
fn comes_back(name: &str) {
    let bytes = bytes(name);
    let (notebook, _) = read_bytes(&bytes).expect("it opens");
    let before: Value = serde_json::from_slice(&bytes).expect("it is JSON");
    let after: Value = serde_json::from_str(&write(&notebook)).expect("it is JSON");
    assert_eq!(before, after, "{name}");
}

fn refused(name: &str, expected: ReadError) {
    assert_eq!(read_bytes(&bytes(name)).map(|_| ()), Err(expected), "{name}");
}

#[test]
fn files_of_jupyter_come_back_byte_for_byte() {
    for name in ["v4_0", "v4_4_attachment", "v4_5", "v4_4_with_id", "v4_99_future"] {
        let bytes = bytes(name);
        let (notebook, _) = read_bytes(&bytes).expect("it opens");
        assert_eq!(write(&notebook), String::from_utf8(bytes).expect("text"), "{name}");
    }
}

#[test]
fn files_of_other_programs_come_back_as_the_same_json() {
    comes_back("v4_5_other_layout");
}

#[test]
fn a_changed_cell_leaves_the_way_it_was_stored() {
    let (mut notebook, _) = read_bytes(&bytes("v4_5_other_layout")).expect("it opens");
    notebook.cells[1].source.push('!');
    let written: Value = serde_json::from_str(&write(&notebook)).expect("it is JSON");
    expect![[r#"["cut inside a line\n","and not at its end!"]"#]]
        .assert_eq(&written["cells"][1]["source"].to_string());
    expect![[r#""a = 1\nb = 2""#]].assert_eq(&written["cells"][0]["source"].to_string());
}

#[test]
fn format_4() {
    opens(
        "v4_0",
        expect![[r##"
        4.0 kernelspec={"display_name":"Python 3","language":"python","name":"python3"} language_info={"name":"python"}
        markdown "# Boucles\ntexte"
        code [1] "for i in (1, 2):\n    print(i)"
          {"name":"stdout","output_type":"stream","text":["1\n","2\n"]}
        code [2] "1 / 0"
          {"ename":"ZeroDivisionError","evalue":"division by zero","output_type":"error","traceback":["\u001b[0;31mTraceback\u001b[0m","ZeroDivisionError: division by zero"]}
        raw "" format="text/latex"
    "##]],
    );
    opens(
        "v4_4_attachment",
        expect![[r#"
        4.4 kernelspec={"display_name":"Python 3","language":"python","name":"python3"} language_info={"name":"python"}
        markdown "![plan](attachment:plan.png)" attachments={"plan.png":{"image/png":"iVBORw0KGgo="}}
        code [3] "[1, 2]"
          {"data":{"application/json":{"n":[1,2.5]},"image/png":"iVBORw0KGgo=\n","text/plain":["[1,\n"," 2]"]},"execution_count":3,"metadata":{"image/png":{"width":40}},"output_type":"execute_result"}
    "#]],
    );
    opens(
        "v4_5",
        expect![[r##"
        4.5 authors=[{"name":"Ada"}] kernelspec={"display_name":"Python 3","language":"python","name":"python3"} language_info={"name":"python"}
        markdown #intro "# Été 🌞\n\nFin"
        code #a-1_b [1] "x = 1\n"
        code #empty ""
    "##]],
    );
    opens(
        "v4_5_other_layout",
        expect![[r#"
        4.5 b=1.0 a=[1e+3,-0.0,12345678901234567890123] colab={"x":null} vendor_top="kept"
        code #one "a = 1\nb = 2" tags=[] vendor={"k":[true]}
        markdown #two "cut inside a line\nand not at its end"
        markdown #three "line\nends\nof others"
        raw #four "" format="x"
    "#]],
    );
    opens(
        "v4_99_future",
        expect![[r#"
        4.99 future_top={"a":1}
        raw #d "" shape=[1,2]
        markdown #m "x" future=1
        code #c [1] "y"
          {"output_type":"hologram","z":1}
        ! format 4.99 is newer than what is known here; the rest is kept as it is
        ! cell 1: unknown kind "diagram", shown as raw text
    "#]],
    );
    opens(
        "v4_4_with_id",
        expect![[r#"
        4.4
        markdown "a" id="early"
    "#]],
    );
}

#[test]
fn missing_and_bad_parts_of_format_4() {
    opens(
        "v4_5_no_ids",
        expect![[r#"
        4.5
        markdown #c190aaa5 "a"
        markdown #7fd6d0d1 "a"
        code #kept "b"
        ! 2 cells had no id; ids were added
    "#]],
    );
    opens(
        "v4_5_bad_ids",
        expect![[r#"
        4.5
        markdown #cf2dfa8e "empty"
        markdown #1389f9bf "bad"
        markdown #13e07899 "long"
        markdown #020aaac8 "number"
        markdown #same "first"
        markdown #a6970e55 "second"
        ! cell 1: its id was replaced, since it is empty
        ! cell 2: its id was replaced, since it has characters that are not allowed
        ! cell 3: its id was replaced, since it is longer than 64 characters
        ! cell 4: its id was replaced, since it is not text
        ! cell 6: its id was replaced, since another cell has it
    "#]],
    );
    opens(
        "v4_no_minor",
        expect![[r#"
        4.4
        markdown "a"
        ! the file does not say its format
    "#]],
    );
    opens(
        "v4_no_version",
        expect![[r#"
        4.5
        markdown #x "a"
        ! the file does not say its format
    "#]],
    );
    opens(
        "v4_no_metadata",
        expect![[r#"
        4.4
        code "a"
        markdown ""
        ! cell 2: it has no source
    "#]],
    );
    opens(
        "v4_no_cells",
        expect![[r#"
        4.5
        ! the notebook has no list of cells
    "#]],
    );
    opens(
        "v4_wrong_shapes",
        expect![[r#"
        4.4
        code "a"
          "x"
        code "b"
          {"name":"stdout","output_type":"stream","text":"t"}
        markdown "12" attachments="none"
        raw "k"
        raw "\"not a cell\""
        raw "null"
        markdown "a1b"
        ! unreadable metadata of the notebook was left out
        ! cell 2: unreadable metadata was left out
        ! cell 3: its source is not text
        ! cell 4: unknown kind "", shown as raw text
        ! cell 5: not a cell, shown as raw text
        ! cell 6: not a cell, shown as raw text
        ! cell 7: its source is not text
    "#]],
    );
    opens(
        "v4_heading",
        expect![[r####"
        4.0
        markdown "### Un titre long"
    "####]],
    );
    opens(
        "lost_line_ends",
        expect![[r##"
        4.4
        markdown "# Titre\n\ntexte"
        code "if x:\n    print(1)\nelse:\n    print(2)"
        code "only one line"
        ! cell 1: its lines had lost their ends and were put under each other
        ! cell 2: its lines had lost their ends and were put under each other
    "##]],
    );
}

#[test]
fn hostile_contents_are_only_text_here() {
    comes_back("hostile");
    let (_, warnings) = read_bytes(&bytes("hostile")).expect("it opens");
    assert_eq!(warnings, []);
}

#[test]
fn older_formats() {
    opens(
        "v3",
        expect![[r###"
        4.5 name="Tri"
        markdown #1ef65849 "## Tri"
        code #d40f7f43 [4] "x = 1\nx" collapsed=false
          {"metadata":{},"output_type":"execute_result","data":{"text/html":"<b>1</b>","application/json":{"a":1},"text/plain":["1"]},"execution_count":4}
          {"output_type":"stream","text":["w\n"],"name":"stderr"}
          {"ename":"E","evalue":"v","output_type":"error","traceback":["t"]}
          {"metadata":{},"output_type":"display_data","data":{"image/png":"iVBORw0KGgo="}}
        markdown #10001359 "<b>x</b>"
        markdown #8a9f43bf "fin"
        ! converted from format 3
    "###]],
    );
    opens(
        "v3_other_language",
        expect![[r#"
        4.5 language_info={"name":"ruby"}
        code #4b5f6143 "puts 1"
        ! converted from format 3
    "#]],
    );
    opens(
        "v3_no_worksheets",
        expect![[r#"
        4.5
        ! converted from format 3
    "#]],
    );
    opens(
        "v2",
        expect![[r#"
        4.5 name="vieux"
        code #00b3cbe8 [1] "a = 1\na" collapsed=true
          {"output_type":"execute_result","data":{"text/plain":["1\n","2"]},"metadata":{},"execution_count":1}
        markdown #5fb8f751 "un\ndeux"
        ! converted from format 2
    "#]],
    );
    refused("v1", ReadError::TooOld { major: 1 });
    refused("v5", ReadError::TooNew { major: 5 });
}

#[test]
fn damaged_files() {
    opens(
        "truncated",
        expect![[r#"
        4.4
        markdown "un\ndeux"
        code "print('tro"
        ! the file is damaged from line 14, column 16 on; 2 cells before it were read
    "#]],
    );
    opens(
        "broken_in_the_middle",
        expect![[r#"
        4.4
        markdown "un\ndeux"
        code [1] "print('trois')"
        ! the file is damaged from line 17, column 16 on; 2 cells before it were read
        ! cell 2: unreadable outputs were left out
    "#]],
    );
    opens(
        "small_faults",
        expect![[r#"
        4.4 v=null
        markdown "tab\there\nnext \\d � end"
        code "x"
        ! mended 2 times, first at line 1: raw line ends or control characters in a text
        ! mended 1 times, first at line 2: a backslash where none is allowed
        ! mended 1 times, first at line 2: half a character
        ! mended 2 times, first at line 3: NaN or an infinity, read as null
        ! mended 3 times, first at line 2: a comma too many
        ! mended 1 times, first at line 5: text after the end, left out
    "#]],
    );
    opens(
        "byte_order_mark",
        expect![[r#"
        4.4
        markdown "é"
    "#]],
    );
    opens(
        "utf_16",
        expect![[r#"
        4.4
        markdown "é 🌞"
    "#]],
    );
    opens(
        "western",
        expect![[r#"
        4.4
        markdown "été"
    "#]],
    );
    opens(
        "bad_bytes",
        expect![[r#"
            4.4
            markdown "été ��"
            ! 2 unreadable characters were replaced
        "#]],
    );
    opens(
        "line_ends_of_windows",
        expect![[r#"
        4.4
        markdown "a\nb"
    "#]],
    );
}

#[test]
fn files_that_are_no_notebooks() {
    use ardoise_core::interchange::Content;
    let other = |content| ReadError::OtherContent { content };
    refused("truncated_too_early", ReadError::CutShort { line: 4, column: 3 });
    refused("merge_conflict", ReadError::MergeConflict { line: 3 });
    refused("web_page", other(Content::Html));
    refused("python_program", other(Content::Python));
    refused("picture", other(Content::Picture));
    refused("archive", other(Content::Zip));
    refused("empty", ReadError::Empty);
    refused("a_list", ReadError::NotANotebook);
    refused("an_object", ReadError::NotANotebook);
    refused("words", ReadError::NotJson { line: 1, column: 1 });
    refused("too_deep", ReadError::TooDeep { line: 1 });
}
