//! What a relay's log lacks of a notebook, down to deletions.

use ardoise_core::document::lacking;
use ardoise_core::session::Event;

use crate::desk::{Desk, id, seed, typed};
use crate::random::{Chance, some_edit};

const START: &str = "code a: x = 1
    code b: y = 2";

#[test]
fn a_log_that_has_everything_lacks_nothing() {
    let seed = seed(START);
    let mut desk = Desk::open(1, std::slice::from_ref(&seed), vec![]);
    desk.handle(typed("a", 5, "0"));
    let edits = desk.settle();
    let log = [vec![seed.clone()], edits.clone()].concat();
    assert!(lacking(&log, &log).is_empty());
    let lacks = lacking(&[&seed], &log);
    assert_eq!(lacks.len(), 1);
    let given = [vec![seed], lacks].concat();
    assert!(lacking(&given, &log).is_empty(), "what was given is all it lacked");
    let nothing: [&[u8]; 0] = [];
    assert_eq!(lacking(&nothing, &log).len(), 1);
    assert!(lacking(&nothing, &nothing).is_empty());
}

/// A deletion moves no state vector (yrs 0.28.1).
#[test]
fn a_deletion_alone_is_lacking() {
    let seed = seed(START);
    let mut desk = Desk::open(1, std::slice::from_ref(&seed), vec![]);
    desk.handle(Event::EditSource {
        cell: id("a"),
        changes: vec![ardoise_core::document::TextChange { from: 0, to: 1, insert: String::new() }],
    });
    let edits = desk.settle();
    let log = [vec![seed.clone()], edits].concat();
    assert!(!lacking(&[&seed], &log).is_empty());
    assert!(lacking(&log, &[&seed]).is_empty(), "having more is lacking nothing");
}

/// What still waits for something that has not arrived is given too: it may be all there is of it.
#[test]
fn what_waits_for_others_is_given_too() {
    let seed = seed(START);
    let mut desk = Desk::open(1, std::slice::from_ref(&seed), vec![]);
    desk.handle(typed("a", 5, "0"));
    desk.settle();
    desk.handle(typed("a", 6, "1"));
    let second = desk.settle();
    let mine = [vec![seed.clone()], second.clone()].concat();
    assert_eq!(lacking(&[&seed], &mine), second);
    assert!(lacking(&mine, &mine).is_empty());
}

#[test]
fn whatever_two_copies_did_each_is_given_what_it_lacks() {
    for case in 0..60 {
        let mut chance = Chance::new(case);
        let seed = seed(START);
        let mut logs = [1, 2].map(|client| {
            let mut desk = Desk::open(client, std::slice::from_ref(&seed), vec![]);
            for _ in 0..chance.below(20) {
                let event = some_edit(&mut chance, &desk);
                desk.handle(event);
            }
            [vec![seed.clone()], desk.settle()].concat()
        });
        let gives = [lacking(&logs[1], &logs[0]), lacking(&logs[0], &logs[1])];
        let [to_second, to_first] = gives;
        logs[1].extend(to_second);
        logs[0].extend(to_first);
        assert!(lacking(&logs[0], &logs[1]).is_empty(), "case {case}");
        assert!(lacking(&logs[1], &logs[0]).is_empty(), "case {case}");
    }
}
