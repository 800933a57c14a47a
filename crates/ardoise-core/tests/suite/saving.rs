//! "Saved" is only ever shown when everything would be back after the page dies.

use ardoise_core::session::{
    Effect, Event, KernelChange, Notice, SavedState, Session, StoreFailure, Timer, merge_updates,
};
use ardoise_protocol::{Report, RunId, Stream, codec};

use crate::desk::{Desk, config, desk, id, seed, typed};
use crate::random::{Chance, some_edit};

const START: &str = "markdown t: # Titre
    code a: x = 1
    code b: print(x)";

fn saved(desk: &Desk) -> SavedState {
    desk.session.status().saved
}

#[test]
fn edits_are_batched_and_saved_once_confirmed() {
    let mut desk = desk(START);
    assert_eq!(saved(&desk), SavedState::Saved);
    let effects = desk.handle(typed("a", 0, "1"));
    let timer = Effect::SetTimer { timer: Timer::Save, millis: 180 };
    assert_eq!(effects.iter().filter(|effect| **effect == timer).count(), 1);
    assert_eq!(saved(&desk), SavedState::Saving);
    let effects = desk.handle(typed("a", 1, "2"));
    assert!(!effects.contains(&timer), "the timer is set already");
    desk.handle(Event::TimerFired { timer: Timer::Save });
    assert_eq!(desk.appended.len(), 1, "both letters in one update");
    assert_eq!(saved(&desk), SavedState::Saving);
    desk.handle(typed("a", 2, "3"));
    desk.handle(Event::Stored { sequence: 1 });
    assert_eq!(saved(&desk), SavedState::Saving, "the third letter is not stored");
    desk.handle(Event::Flush);
    desk.handle(Event::Stored { sequence: 2 });
    assert_eq!(saved(&desk), SavedState::Saved);
}

#[test]
fn a_confirmation_of_something_never_given_is_ignored() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "1"));
    desk.handle(Event::Flush);
    desk.handle(Event::Stored { sequence: 7 });
    assert_eq!(saved(&desk), SavedState::Saving);
}

#[test]
fn a_refusal_is_shown_and_a_retry_gives_everything_again() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "1"));
    desk.handle(Event::Flush);
    desk.handle(typed("a", 1, "2"));
    desk.handle(Event::Flush);
    desk.handle(Event::Stored { sequence: 1 });
    let reason = StoreFailure::Full;
    let effects = desk.handle(Event::StoreFailed { reason });
    assert!(effects.contains(&Effect::Announce { notice: Notice::NotSaved { reason } }));
    assert_eq!(saved(&desk), SavedState::Failed { reason });
    // While it fails, nothing new is written, and nobody is told again and again.
    let effects = desk.handle(typed("a", 2, "3"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::SetTimer { .. })));
    let effects = desk.handle(Event::StoreFailed { reason });
    assert_eq!(effects, []);
    desk.handle(Event::TimerFired { timer: Timer::Save });
    desk.handle(Event::Flush);
    assert_eq!(desk.appended.len(), 2);
    desk.handle(Event::RetryStore);
    assert_eq!(desk.appended.len(), 3, "what was refused and what came after, in one update");
    assert_eq!(saved(&desk), SavedState::Saving);
    let effects = desk.handle(Event::Stored { sequence: 3 });
    assert!(effects.contains(&Effect::Announce { notice: Notice::SavedAgain }));
    assert_eq!(saved(&desk), SavedState::Saved);
    let stored = [seed(START), desk.appended[0].1.clone(), desk.appended[2].1.clone()];
    assert_eq!(Desk::open(5, &stored, vec![]).show(), desk.show());
}

#[test]
fn a_long_refusal_ends_in_one_update() {
    let mut desk = desk(START);
    desk.handle(Event::StoreFailed { reason: StoreFailure::Closed });
    for letter in 0..300 {
        desk.handle(typed("a", letter, "z"));
    }
    desk.handle(Event::RetryStore);
    assert_eq!(desk.appended.len(), 1);
    let again = Desk::open(5, &[seed(START), desk.appended[0].1.clone()], vec![]);
    assert_eq!(again.show(), desk.show());
}

#[test]
fn a_store_that_recovers_by_itself_is_believed() {
    let mut desk = desk(START);
    desk.handle(typed("a", 0, "1"));
    desk.handle(Event::Flush);
    desk.handle(Event::StoreFailed { reason: StoreFailure::Other });
    desk.handle(typed("a", 1, "2"));
    desk.handle(Event::Stored { sequence: 1 });
    assert_eq!(saved(&desk), SavedState::Saving, "the second letter is on its way now");
    assert_eq!(desk.appended.len(), 2);
    desk.handle(Event::Stored { sequence: 2 });
    assert_eq!(saved(&desk), SavedState::Saved);
}

/// What a store has on its disk: a start of what it was given.
#[derive(Clone, Default)]
struct Disk {
    updates: Vec<Vec<u8>>,
    outputs: std::collections::BTreeMap<ardoise_core::document::CellId, Vec<u8>>,
}

impl Disk {
    fn write(&mut self, effect: &Effect) {
        match effect {
            Effect::Append { update, .. } => self.updates.push(update.clone()),
            Effect::StoreOutputs { cell, outputs: Some(bytes), .. } => {
                self.outputs.insert(cell.clone(), bytes.clone());
            }
            Effect::StoreOutputs { cell, outputs: None, .. } => {
                self.outputs.remove(cell);
            }
            _ => {}
        }
    }
}

fn sequence(effect: &Effect) -> Option<u32> {
    match effect {
        Effect::Append { sequence, .. } | Effect::StoreOutputs { sequence, .. } => Some(*sequence),
        _ => None,
    }
}

#[test]
fn what_was_shown_as_saved_is_back_after_dying_at_any_moment() {
    let mut seen = 0;
    for case in 0..40 {
        let mut chance = Chance::new(3000 + case);
        let mut desk = desk(START);
        desk.confirms = false;
        desk.handle(Event::KernelChanged { change: KernelChange::Ready });
        let mut disk = Disk { updates: vec![seed(START)], ..Disk::default() };
        // Given to the store and not yet on its disk.
        let mut under_way: std::collections::VecDeque<Effect> = Default::default();
        let mut refusing = false;
        for _ in 0..200 {
            let event = match chance.below(12) {
                0 => Event::TimerFired { timer: Timer::Save },
                1 => Event::TimerFired { timer: Timer::SaveOutputs },
                2 => Event::Flush,
                3 => Event::RunCells { cells: desk.session.order() },
                4 | 5 => some_report(&mut chance),
                6 | 7 if refusing && chance.below(4) == 0 => {
                    refusing = false;
                    Event::RetryStore
                }
                6 | 7 if !refusing && !under_way.is_empty() => {
                    if chance.below(10) == 0 {
                        // A transaction fails, and with it everything after it.
                        refusing = true;
                        under_way.clear();
                        Event::StoreFailed { reason: StoreFailure::Full }
                    } else {
                        let effect = under_way.pop_front().expect("not empty");
                        disk.write(&effect);
                        Event::Stored { sequence: sequence(&effect).expect("a write") }
                    }
                }
                _ => some_edit(&mut chance, &desk),
            };
            let effects = desk.handle(event);
            if !refusing {
                under_way.extend(effects.into_iter().filter(|effect| sequence(effect).is_some()));
            }
            // The page dies now.
            let outputs = disk.outputs.clone().into_iter().collect();
            let again = Desk::open(77, &disk.updates, outputs);
            if saved(&desk) == SavedState::Saved {
                let shown = (desk.show(), desk.export());
                assert_eq!((again.show(), again.export()), shown, "case {case}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "saved was shown {seen} times");
}

fn some_report(chance: &mut Chance) -> Event {
    let run = RunId(1 + chance.below(12) as u32);
    let report = match chance.below(4) {
        0 => Report::Started { run },
        1 => Report::Done { run, millis: 2 },
        2 => Report::Value {
            run,
            count: run.0,
            data: vec![("text/plain".to_owned(), "42".to_owned())],
        },
        _ => Report::Text { run, stream: Stream::Out, text: "é🙂\n".to_owned() },
    };
    Event::KernelReported { bytes: codec::bytes_from_report(&report) }
}

#[test]
fn updates_that_cannot_be_read_are_set_aside_and_said() {
    let mut editor = desk(START);
    editor.handle(typed("a", 0, "gardé "));
    let kept = editor.settle().remove(0);
    let updates = vec![seed(START), vec![1, 2, 3], kept];
    let (session, effects) = Session::open(config(4), &updates, vec![]);
    assert_eq!(effects, [Effect::Announce { notice: Notice::UpdateRefused }]);
    assert_eq!(session.cell(&id("a")).map(|cell| cell.source).as_deref(), Some("gardé x = 1"));
}

#[test]
fn compaction_refuses_rather_than_lose() {
    let mut editor = desk(START);
    editor.handle(typed("a", 0, "1"));
    let first = editor.settle().remove(0);
    editor.handle(typed("a", 1, "2"));
    let second = editor.settle().remove(0);
    assert!(merge_updates(&[seed(START), second.clone()]).is_err());
    assert!(merge_updates(&[seed(START), vec![7]]).is_err());
    let merged = merge_updates(&[second, first, seed(START)]).expect("all there");
    assert_eq!(Desk::open(6, &[merged], vec![]).show(), editor.show());
}
