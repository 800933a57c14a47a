//! A shared notebook on two devices that do not hear each other all the time.

use ardoise_core::session::{BothChanged, Effect, Event, Notice, Side};

use crate::desk::{Desk, id, replaced, seed, typed};

const START: &str = "code a: x = 1\\nprint(x)
    code b: y = 2";

/// Two devices that share a notebook and have all of each other.
fn pair() -> (Desk, Desk) {
    let seed = seed(START);
    [1, 2]
        .map(|client| {
            let mut desk = Desk::open(client, std::slice::from_ref(&seed), vec![]);
            desk.handle(Event::ShareBegun { kept: None });
            desk
        })
        .into()
}

/// What one did arrives at the other; returns for which cells it says that both changed a line.
fn arrives(desk: &mut Desk, updates: &[Vec<u8>]) -> Vec<String> {
    let effects = desk.handle(Event::RoomUpdates { updates: updates.to_vec() });
    let told = |effect: &Effect| match effect {
        Effect::Announce { notice: Notice::BothChanged { cell } } => Some(cell.to_string()),
        _ => None,
    };
    effects.iter().filter_map(told).collect()
}

fn shown(desk: &Desk, cell: &str) -> Option<[String; 2]> {
    let BothChanged { mine, theirs } = desk.session.cell(&id(cell))?.both_changed?;
    Some([mine, theirs])
}

/// Both replaced the number in the first line of `a`; the first reached the room first.
fn met() -> (Desk, Desk) {
    let (mut first, mut second) = pair();
    first.handle(replaced("a", 4, 5, "22"));
    second.handle(replaced("a", 4, 5, "33"));
    let (one, other) = (first.settle(), second.settle());
    first.handle(Event::AllShared);
    assert_eq!(arrives(&mut second, &one), ["a"]);
    second.handle(Event::AllShared);
    // Whoever came first is told nothing: one choice is enough.
    assert_eq!(arrives(&mut first, &other), [""; 0]);
    assert_eq!(shown(&first, "a"), None);
    assert_eq!(
        shown(&second, "a"),
        Some(["x = 22\nprint(x)", "x = 33\nprint(x)"].map(str::to_owned).map(|text| {
            // Mine is what the second wrote.
            if text.contains("22") { text.replace("22", "33") } else { text.replace("33", "22") }
        }))
    );
    (first, second)
}

#[test]
fn whoever_comes_second_is_told_and_each_choice_converges() {
    for (side, wanted) in [
        (Side::Mine, "x = 33\nprint(x)"),
        (Side::Theirs, "x = 22\nprint(x)"),
        (Side::Both, "x = 33\nx = 22\nprint(x)"),
    ] {
        let (mut first, mut second) = met();
        let merged = second.source(&id("a"));
        assert!(merged.contains("22") && merged.contains("33"), "nothing was lost: {merged}");
        assert_eq!(first.source(&id("a")), merged);
        second.handle(Event::Settle { cell: id("a"), side });
        assert_eq!(second.source(&id("a")), wanted);
        assert_eq!(shown(&second, "a"), None);
        let chosen = second.settle();
        assert_eq!(arrives(&mut first, &chosen), [""; 0]);
        assert_eq!(first.source(&id("a")), wanted);
        // It is an edit like any other.
        second.handle(Event::Undo);
        assert_eq!(second.source(&id("a")), merged);
        second.handle(Event::Redo);
        assert_eq!(second.source(&id("a")), wanted);
    }
}

#[test]
fn what_is_left_as_merged_is_no_edit() {
    let (_, mut second) = met();
    let merged = second.source(&id("a"));
    let undo = second.session.status().can_undo;
    second.handle(Event::Settle { cell: id("a"), side: Side::Merged });
    assert_eq!(second.source(&id("a")), merged);
    assert_eq!(shown(&second, "a"), None);
    assert_eq!(second.settle(), Vec::<Vec<u8>>::new());
    assert_eq!(second.session.status().can_undo, undo);
}

#[test]
fn what_is_written_in_other_lines_before_the_choice_stays() {
    let (_, mut second) = met();
    let end = second.source(&id("a")).encode_utf16().count() as u32;
    second.handle(typed("a", end, "\nfin"));
    second.handle(Event::Settle { cell: id("a"), side: Side::Mine });
    assert_eq!(second.source(&id("a")), "x = 33\nprint(x)\nfin");
}

#[test]
fn different_lines_and_cells_say_nothing() {
    let (mut first, mut second) = pair();
    first.handle(replaced("a", 4, 5, "22"));
    second.handle(typed("a", 14, "\ny = x"));
    second.handle(replaced("b", 4, 5, "9"));
    let one = first.settle();
    assert_eq!(arrives(&mut second, &one), [""; 0]);
    assert_eq!(second.source(&id("a")), "x = 22\nprint(x)\ny = x");
}

#[test]
fn what_the_others_have_seen_is_no_meeting() {
    let (mut first, mut second) = pair();
    second.handle(replaced("a", 4, 5, "33"));
    let other = second.settle();
    second.handle(Event::AllShared);
    first.handle(Event::RoomUpdates { updates: other });
    first.handle(replaced("a", 4, 6, "22"));
    assert_eq!(arrives(&mut second, &first.settle()), [""; 0]);
    assert_eq!(second.source(&id("a")), "x = 22\nprint(x)");
}

#[test]
fn another_tab_of_the_device_is_not_somebody_else() {
    let (mut here, mut tab) = pair();
    here.handle(replaced("a", 4, 5, "22"));
    tab.handle(replaced("a", 4, 5, "33"));
    let effects = here.handle(Event::RemoteUpdates { updates: tab.settle() });
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Announce { .. })));
    assert_eq!(shown(&here, "a"), None);
}

#[test]
fn more_of_the_same_is_told_once_with_the_latest_of_theirs() {
    let (mut first, mut second) = pair();
    second.handle(replaced("a", 4, 5, "33"));
    second.settle();
    first.handle(replaced("a", 4, 5, "2"));
    assert_eq!(arrives(&mut second, &first.settle()), ["a"]);
    first.handle(typed("a", 5, "4"));
    assert_eq!(arrives(&mut second, &first.settle()), [""; 0]);
    assert_eq!(
        shown(&second, "a"),
        Some(["x = 33\nprint(x)", "x = 24\nprint(x)"].map(str::to_owned))
    );
}

#[test]
fn the_same_from_both_is_there_once_after_the_choice() {
    let (mut first, mut second) = pair();
    for desk in [&mut first, &mut second] {
        desk.handle(replaced("a", 4, 5, "22"));
        desk.settle();
    }
    let one = first.appended.iter().map(|(_, update)| update.clone()).collect::<Vec<_>>();
    assert_eq!(arrives(&mut second, &one), ["a"]);
    assert_eq!(second.source(&id("a")), "x = 2222\nprint(x)");
    second.handle(Event::Settle { cell: id("a"), side: Side::Both });
    assert_eq!(second.source(&id("a")), "x = 22\nprint(x)");
}

/// A page that was closed in between finds what the others had by what was kept.
#[test]
fn a_meeting_is_seen_after_a_reload_too() {
    let (mut first, mut second) = pair();
    assert_eq!(second.session.apart_state(), None, "nothing is ahead");
    second.handle(replaced("a", 4, 5, "33"));
    second.settle();
    let kept = second.session.apart_state().expect("something is ahead");
    let mut again = Desk::open(3, &second.known, vec![]);
    again.handle(Event::ShareBegun { kept: Some(kept) });
    first.handle(replaced("a", 4, 5, "22"));
    assert_eq!(arrives(&mut again, &first.settle()), ["a"]);
    assert_eq!(
        shown(&again, "a"),
        Some(["x = 33\nprint(x)", "x = 22\nprint(x)"].map(str::to_owned))
    );
}

/// A question that nobody has answered waits for the next visit, until somebody does.
#[test]
fn a_question_outlives_a_reload_until_it_is_answered() {
    let (first, second) = met();
    let stored = [first.known, second.known.clone()].concat();
    let kept = second.session.apart_state().expect("a question is open");
    let mut again = Desk::open(3, &stored, vec![]);
    let effects = again.handle(Event::ShareBegun { kept: Some(kept.clone()) });
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert_eq!(shown(&again, "a"), shown(&second, "a"));
    assert_eq!(again.session.apart_state(), Some(kept.clone()), "it is kept on");
    again.handle(typed("a", 0, "# début\n"));
    let effects = again.handle(Event::Settle { cell: id("a"), side: Side::Theirs });
    assert!(effects.contains(&Effect::KeepApart));
    assert_eq!(again.source(&id("a")), "# début\nx = 22\nprint(x)");
    again.settle();
    again.handle(Event::AllShared);
    assert_eq!(again.session.apart_state(), None);

    // Of a cell that is gone nothing is asked, nor of bytes that somebody spoilt.
    let mut without = Desk::open(4, &stored, vec![]);
    without.handle(Event::DeleteCells { cells: vec![id("a")] });
    without.settle();
    let mut without = Desk::open(5, &without.known, vec![]);
    without.handle(Event::ShareBegun { kept: Some(kept.clone()) });
    assert_eq!(without.session.apart_state(), None);
    for length in 0..kept.len() {
        let mut desk = Desk::open(6, &stored, vec![]);
        desk.handle(Event::ShareBegun { kept: Some(kept[..length].to_vec()) });
        assert_eq!(shown(&desk, "a"), None, "{length}");
    }
}

#[test]
fn a_cell_that_is_gone_is_in_no_question() {
    let (mut first, mut second) = pair();
    second.handle(replaced("a", 4, 5, "33"));
    second.settle();
    first.handle(replaced("a", 4, 5, "22"));
    let one = first.settle();
    second.handle(Event::DeleteCells { cells: vec![id("a")] });
    assert_eq!(arrives(&mut second, &one), [""; 0]);
    second.handle(Event::Settle { cell: id("a"), side: Side::Mine });
    let (_, mut left) = met();
    left.handle(Event::ShareEnded);
    assert_eq!(shown(&left, "a"), None);
}

/// A device that came by a link has nothing at first, and texts are pasted over whole cells.
#[test]
fn whole_texts_that_were_replaced_are_in_question_too() {
    let (mut first, _) = pair();
    let mut second = Desk::open(2, &[], vec![]);
    second.handle(Event::ShareBegun { kept: None });
    assert_eq!(arrives(&mut second, &[seed(START)]), [""; 0]);
    second.handle(Event::AllShared);
    first.handle(replaced("a", 0, 14, "x = 22\nprint(x)"));
    second.handle(replaced("a", 0, 14, "x = 33\nprint(x)"));
    first.handle(replaced("b", 0, 5, "# b\ny = 2"));
    second.handle(replaced("b", 0, 5, "y = 2\nfin"));
    second.settle();
    assert_eq!(arrives(&mut second, &first.settle()), ["a", "b"]);
    assert_eq!(
        shown(&second, "a"),
        Some(["x = 33\nprint(x)", "x = 22\nprint(x)"].map(str::to_owned))
    );
    second.handle(Event::Settle { cell: id("b"), side: Side::Both });
    assert_eq!(second.source(&id("b")), "# b\ny = 2\nfin");
}
