//! Undo and redo across the whole notebook.

use ardoise_core::document::{CellKind, Placement};
use ardoise_core::session::{Effect, Event};

use crate::desk::{desk, id, ids, typed};
use crate::random::{Chance, some_edit};

const START: &str = "markdown t: # Titre
    code a: x = 1
    code b: y = 2";

#[test]
fn undoing_everything_gives_the_original_and_redoing_the_result() {
    for case in 0..80 {
        let mut chance = Chance::new(1000 + case);
        let mut desk = desk(START);
        let original = desk.show();
        for _ in 0..60 {
            let event = some_edit(&mut chance, &desk);
            if !matches!(event, Event::Undo | Event::Redo) {
                desk.handle(event);
            }
        }
        let result = desk.show();
        while desk.session.status().can_undo {
            desk.handle(Event::Undo);
        }
        assert_eq!(desk.show(), original, "case {case}");
        while desk.session.status().can_redo {
            desk.handle(Event::Redo);
        }
        assert_eq!(desk.show(), result, "case {case}");
    }
}

#[test]
fn typing_without_a_pause_is_undone_at_once() {
    let mut desk = desk(START);
    for (at, letter) in "abc".chars().enumerate() {
        desk.handle(typed("a", at as u32, &letter.to_string()));
    }
    desk.now += 5000.0;
    desk.handle(typed("a", 3, "d"));
    desk.handle(Event::Undo);
    assert_eq!(desk.source(&id("a")), "abcx = 1");
    desk.handle(Event::Undo);
    assert_eq!(desk.source(&id("a")), "x = 1");
    desk.handle(Event::Redo);
    assert_eq!(desk.source(&id("a")), "abcx = 1");
    assert!(desk.session.status().can_redo);
}

#[test]
fn typed_lines_are_undone_one_by_one() {
    let mut desk = desk(START);
    for (at, letter) in "un\ndeux\n".chars().enumerate() {
        desk.handle(typed("a", at as u32, &letter.to_string()));
    }
    desk.handle(Event::Undo);
    assert_eq!(desk.source(&id("a")), "un\nx = 1");
    desk.handle(Event::Undo);
    assert_eq!(desk.source(&id("a")), "x = 1");
}

#[test]
fn typing_in_another_place_or_cell_is_another_edit() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "1"));
    desk.handle(typed("a", 6, "2"));
    desk.handle(typed("b", 0, "3"));
    desk.handle(Event::Undo);
    desk.handle(Event::Undo);
    assert_eq!(desk.source(&id("a")), "1x = 1");
    assert_eq!(desk.source(&id("b")), "y = 2");
}

#[test]
fn a_deleted_cell_comes_back_in_its_place() {
    let mut desk = desk(START);
    let before = desk.show();
    desk.handle(Event::DeleteCells { cells: ids("t a") });
    desk.handle(typed("b", 0, "z"));
    desk.handle(Event::Undo);
    let effects = desk.handle(Event::Undo);
    assert_eq!(desk.show(), before);
    assert!(effects.contains(&Effect::OrderChanged));
    assert!(matches!(
        effects.iter().rev().find(|effect| matches!(effect, Effect::Focus { .. })),
        Some(Effect::Focus { .. })
    ));
}

#[test]
fn a_new_edit_ends_redoing() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "1"));
    desk.handle(Event::Undo);
    desk.handle(Event::InsertCell {
        kind: CellKind::Code,
        source: String::new(),
        placement: Placement::Last,
    });
    assert!(!desk.session.status().can_redo);
}

#[test]
fn the_title_and_folding_are_not_undone() {
    let mut desk = desk(START);
    desk.handle(Event::SetTitle { title: "  Mon   carnet ".to_owned() });
    assert_eq!(desk.session.status().title, "Mon carnet");
    assert!(!desk.session.status().can_undo);
}

#[test]
fn a_restored_version_can_be_undone() {
    let mut desk = desk(START);
    let state = ardoise_core::session::state_of(&[crate::desk::seed(START)]);
    let before = desk.show();
    let mut chance = Chance::new(7);
    for _ in 0..40 {
        let event = some_edit(&mut chance, &desk);
        desk.handle(event);
    }
    let edited = desk.show();
    assert_ne!(before, edited);
    desk.handle(Event::RestoreVersion { state });
    assert_eq!(desk.show(), before);
    desk.handle(Event::Undo);
    assert_eq!(desk.show(), edited);
}
