//! Copies that saw the same updates, in any order, are the same notebook.

use ardoise_core::session::{Event, merge_updates};

use crate::desk::{Desk, desk, id, ids, replaced, seed, typed};
use crate::random::{Chance, some_edit};

const START: &str = "markdown t: # Titre
    code a: x = 1\\nprint(x)
    code b: y = 'é🙂'
    raw r: brut";

/// Gives what one appended to the other, and back.
fn exchange(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.settle(), b.settle());
    a.handle(Event::RemoteUpdates { updates: from_b });
    b.handle(Event::RemoteUpdates { updates: from_a });
}

fn pair() -> (Desk, Desk) {
    let seed = seed(START);
    [1, 2].map(|client| Desk::open(client, std::slice::from_ref(&seed), vec![])).into()
}

#[test]
fn random_edits_on_several_copies_converge() {
    for case in 0..60 {
        let mut chance = Chance::new(case);
        let seed = seed(START);
        let count = 2 + chance.below(3);
        let mut desks: Vec<Desk> = (0..count)
            .map(|desk| Desk::open(desk as u64 + 1, std::slice::from_ref(&seed), vec![]))
            .collect();
        // Per copy, the updates of others on their way to it.
        let mut under_way: Vec<Vec<Vec<u8>>> = vec![Vec::new(); count];
        for _ in 0..120 {
            let here = chance.below(count);
            if chance.below(3) == 0 {
                for update in desks[here].settle() {
                    for (other, queue) in under_way.iter_mut().enumerate() {
                        if other != here {
                            queue.push(update.clone());
                        }
                    }
                }
            } else if chance.below(3) == 0 {
                // Some of what is under way arrives, in any order, sometimes twice.
                let mut updates = Vec::new();
                for _ in 0..chance.below(4) {
                    if under_way[here].is_empty() {
                        break;
                    }
                    let place = chance.below(under_way[here].len());
                    let update = under_way[here].swap_remove(place);
                    if chance.below(5) == 0 {
                        updates.push(update.clone());
                    }
                    updates.push(update);
                }
                desks[here].handle(Event::RemoteUpdates { updates });
            } else {
                let event = some_edit(&mut chance, &desks[here]);
                desks[here].handle(event);
            }
        }
        for (here, desk) in desks.iter_mut().enumerate() {
            for update in desk.settle() {
                for (other, queue) in under_way.iter_mut().enumerate() {
                    if other != here {
                        queue.push(update.clone());
                    }
                }
            }
        }
        for (desk, updates) in desks.iter_mut().zip(under_way) {
            desk.handle(Event::RemoteUpdates { updates });
        }
        let first = (desks[0].show(), desks[0].export());
        for desk in &desks[1..] {
            assert_eq!((desk.show(), desk.export()), first, "case {case}");
        }
        // What the store would hold opens to the same notebook, compacted or not.
        let mut stored = vec![seed];
        for desk in &desks {
            stored.extend(desk.appended.iter().map(|(_, update)| update.clone()));
        }
        let again = Desk::open(99, &stored, vec![]);
        assert_eq!((again.show(), again.export()), first, "case {case}, opened again");
        let merged = merge_updates(&stored).expect("nothing is missing");
        let again = Desk::open(98, &[merged], vec![]);
        assert_eq!((again.show(), again.export()), first, "case {case}, compacted");
    }
}

#[test]
fn two_people_typing_in_one_cell_keep_both_texts() {
    let (mut a, mut b) = pair();
    a.handle(typed("a", 0, "# d'abord\n"));
    b.handle(typed("a", 5, "0"));
    exchange(&mut a, &mut b);
    assert_eq!(a.source(&id("a")), "# d'abord\nx = 10\nprint(x)");
    assert_eq!(a.show(), b.show());
}

#[test]
fn what_was_typed_into_a_cell_while_another_deleted_it_stays() {
    let (mut a, mut b) = pair();
    a.handle(Event::DeleteCells { cells: ids("a") });
    b.handle(typed("a", 5, " + ma_réponse"));
    exchange(&mut a, &mut b);
    assert_eq!(a.source(&id("a")), " + ma_réponse");
    assert_eq!(a.show(), b.show());
    // The one who deleted it can have all of it back.
    a.handle(Event::Undo);
    exchange(&mut a, &mut b);
    assert_eq!(b.source(&id("a")), "x = 1\nprint(x) + ma_réponse");
    assert_eq!(a.show(), b.show());
}

#[test]
fn a_cell_kept_by_typing_stays_when_it_is_emptied_by_hand() {
    let (mut a, mut b) = pair();
    a.handle(Event::DeleteCells { cells: ids("a") });
    b.handle(typed("a", 0, "oui"));
    exchange(&mut a, &mut b);
    b.handle(replaced("a", 0, 3, ""));
    exchange(&mut a, &mut b);
    assert!(a.session.cell(&id("a")).is_some());
    assert_eq!(a.show(), b.show());
}

#[test]
fn a_deleted_cell_that_nobody_touched_is_gone_for_all() {
    let (mut a, mut b) = pair();
    a.handle(Event::DeleteCells { cells: ids("a") });
    b.handle(Event::MoveCells {
        cells: ids("a"),
        placement: ardoise_core::document::Placement::First,
    });
    exchange(&mut a, &mut b);
    assert!(a.session.cell(&id("a")).is_none() && b.session.cell(&id("a")).is_none());
    assert_eq!(a.show(), b.show());
}

#[test]
fn undoing_leaves_what_others_wrote() {
    let (mut a, mut b) = pair();
    a.handle(typed("b", 0, "ICI "));
    exchange(&mut a, &mut b);
    b.handle(typed("b", 2, "[b]"));
    exchange(&mut a, &mut b);
    assert_eq!(a.source(&id("b")), "IC[b]I y = 'é🙂'");
    a.handle(Event::Undo);
    exchange(&mut a, &mut b);
    assert_eq!(b.source(&id("b")), "[b]y = 'é🙂'");
    a.handle(Event::Redo);
    exchange(&mut a, &mut b);
    assert_eq!(a.show(), b.show());
}

#[test]
fn the_same_file_brought_in_twice_is_one_notebook() {
    let (mut a, mut b) = (desk(START), Desk::open(2, &[seed(START)], vec![]));
    exchange(&mut a, &mut b);
    a.handle(Event::RemoteUpdates { updates: vec![seed(START)] });
    assert_eq!(a.show(), b.show());
    assert_eq!(a.session.order().len(), 4);
}

#[test]
fn the_same_events_give_the_same_effects_and_bytes() {
    let run = || {
        let mut chance = Chance::new(5);
        let mut desk = desk(START);
        let effects: Vec<_> = (0..300)
            .flat_map(|_| {
                let event = some_edit(&mut chance, &desk);
                let mut effects = desk.handle(event);
                effects.extend(desk.handle(Event::Flush));
                effects
            })
            .collect();
        (effects, desk.export())
    };
    assert_eq!(run(), run());
}
