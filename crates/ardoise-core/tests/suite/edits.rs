//! What each edit does, in the notation of `desk`.

use ardoise_core::document::{CellKind, Placement};
use ardoise_core::session::{CellPart, Effect, Event, Notice};
use expect_test::{Expect, expect};

use crate::desk::{desk, id, ids, replaced, typed};

const START: &str = "markdown t: # Titre
    code a: x = 1\\nprint(x)
    code b: y = '🙂'
    raw r: brut";

/// One event and the notebook after it; undone, the notebook is as before.
fn check(event: Event, expected: Expect) -> Vec<Effect> {
    let mut desk = desk(START);
    let before = desk.show();
    let effects = desk.handle(event);
    expected.assert_eq(&desk.show());
    if desk.show() != before {
        desk.handle(Event::Undo);
        assert_eq!(desk.show(), before, "undone");
    }
    effects
}

fn insert(kind: CellKind, source: &str, placement: Placement) -> Event {
    Event::InsertCell { kind, source: source.to_owned(), placement }
}

#[test]
fn typing_is_not_told_back_to_the_editor() {
    let effects = check(
        typed("a", 0, "# ici\r\n"),
        expect![[r##"
            markdown t: "# Titre"
            code a: "# ici\nx = 1\nprint(x)"
            code b: "y = '🙂'"
            raw r: "brut"
        "##]],
    );
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::SourceChanged { .. })));
}

#[test]
fn a_change_through_an_emoji_takes_all_of_it() {
    check(
        replaced("b", 6, 7, "A"),
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
            code b: "y = 'A'"
            raw r: "brut"
        "##]],
    );
}

#[test]
fn changes_for_another_text_are_ignored() {
    let mut desk = desk(START);
    assert_eq!(desk.handle(replaced("a", 10, 99, "x")), []);
    assert_eq!(desk.handle(replaced("a", 5, 2, "x")), []);
}

#[test]
fn cells_are_inserted_where_they_are_wanted() {
    let cell = id("b");
    check(
        insert(CellKind::Code, "neuf", Placement::Before { cell: cell.clone() }),
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
            code 533e00f7f3c606d4: "neuf"
            code b: "y = '🙂'"
            raw r: "brut"
        "##]],
    );
    let effects = check(
        insert(CellKind::Markdown, "neuf\r\nvraiment", Placement::After { cell }),
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
            code b: "y = '🙂'"
            markdown 533e00f7f3c606d4: "neuf\nvraiment"
            raw r: "brut"
        "##]],
    );
    assert!(effects.contains(&Effect::Focus { cell: id("533e00f7f3c606d4"), offset: None }));
}

#[test]
fn a_place_that_is_gone_is_the_end() {
    check(
        insert(CellKind::Raw, "neuf", Placement::After { cell: id("partie") }),
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
            code b: "y = '🙂'"
            raw r: "brut"
            raw 533e00f7f3c606d4: "neuf"
        "##]],
    );
}

#[test]
fn deleting_goes_on_at_the_next_cell() {
    let effects = check(
        Event::DeleteCells { cells: ids("t b") },
        expect![[r#"
            code a: "x = 1\nprint(x)"
            raw r: "brut"
        "#]],
    );
    assert!(effects.contains(&Effect::Focus { cell: id("a"), offset: None }));
    assert!(effects.contains(&Effect::Announce { notice: Notice::CellsDeleted { count: 2 } }));
}

#[test]
fn cells_move_together_in_their_order() {
    check(
        Event::MoveCells { cells: ids("r t"), placement: Placement::After { cell: id("a") } },
        expect![[r##"
            code a: "x = 1\nprint(x)"
            markdown t: "# Titre"
            raw r: "brut"
            code b: "y = '🙂'"
        "##]],
    );
    check(
        Event::MoveCells { cells: ids("b r"), placement: Placement::First },
        expect![[r##"
            code b: "y = '🙂'"
            raw r: "brut"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
        "##]],
    );
}

#[test]
fn a_cell_is_cut_in_two_without_its_line_end() {
    let effects = check(
        Event::SplitCell { cell: id("a"), offset: 6 },
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1"
            code 533e00f7f3c606d4: "print(x)"
            code b: "y = '🙂'"
            raw r: "brut"
        "##]],
    );
    assert!(effects.contains(&Effect::Focus { cell: id("533e00f7f3c606d4"), offset: Some(0) }));
}

#[test]
fn a_cut_inside_an_emoji_goes_before_it() {
    check(
        Event::SplitCell { cell: id("b"), offset: 6 },
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)"
            code b: "y = '"
            code 533e00f7f3c606d4: "🙂'"
            raw r: "brut"
        "##]],
    );
}

#[test]
fn cells_are_joined_into_the_first() {
    check(
        Event::MergeCells { cells: ids("b a") },
        expect![[r##"
            markdown t: "# Titre"
            code a: "x = 1\nprint(x)\n\ny = '🙂'"
            raw r: "brut"
        "##]],
    );
}

#[test]
fn cells_change_their_kind() {
    let effects = check(
        Event::ConvertCells { cells: ids("a t"), kind: CellKind::Markdown },
        expect![[r##"
            markdown t: "# Titre"
            markdown a: "x = 1\nprint(x)"
            code b: "y = '🙂'"
            raw r: "brut"
        "##]],
    );
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert!(!effects.contains(&Effect::CellChanged { cell: id("t") }), "it is Markdown already");
}

#[test]
fn folding_is_kept_as_jupyter_keeps_it() {
    let mut desk = desk(START);
    let fold = |part, folded| Event::FoldCell { cell: id("a"), part, folded };
    desk.handle(fold(CellPart::Source, true));
    desk.handle(fold(CellPart::Outputs, true));
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    assert!(view.source_folded && view.outputs_folded);
    assert!(desk.export().contains("\"outputs_hidden\": true"));
    desk.handle(fold(CellPart::Source, false));
    desk.handle(fold(CellPart::Outputs, false));
    assert!(!desk.export().contains("jupyter"));
}

#[test]
fn many_insertions_at_one_place_stay_in_order_with_short_keys() {
    let mut desk = desk(START);
    let mut expected = Vec::new();
    for number in 0..300 {
        let source = number.to_string();
        desk.handle(insert(CellKind::Raw, &source, Placement::After { cell: id("a") }));
        expected.push(source);
    }
    expected.reverse();
    let cells = desk.session.order();
    let sources: Vec<String> = cells[2..302].iter().map(|cell| desk.source(cell)).collect();
    assert_eq!(sources, expected);
    let sizes: Vec<usize> = desk.settle().iter().map(Vec::len).collect();
    assert!(sizes.iter().sum::<usize>() < 40_000, "{sizes:?}");
}

#[test]
fn an_update_of_what_others_see_is_small() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "z"));
    let update = desk.settle().remove(0);
    assert!(update.len() < 40, "one letter takes {} bytes", update.len());
}
