//! The notebook's files: what a run changes counts when it has ended, the kernel's memory and the list
//! agree, and the store is given what it does not have.

use ardoise_core::session::{
    Effect, Event, FileRefusal, FileView, KernelChange, SavedState, StoreFailure,
};
use ardoise_protocol::{Report, RunId};

use crate::desk::{Desk, desk, ids};
use crate::kernel::{self, report};

const START: &str = "code a: x = 1
    code b: print(x)";

fn add(desk: &mut Desk, path: &str, size: u32) -> Vec<Effect> {
    desk.handle(Event::AddFile { path: path.to_owned(), size })
}

fn run(desk: &mut Desk, cell: &str) -> Vec<Effect> {
    desk.handle(Event::RunCells { cells: ids(cell) })
}

fn written(desk: &mut Desk, run: u32, path: &str, content: &[u8]) -> Vec<Effect> {
    let (path, content) = (path.to_owned(), content.to_vec());
    report(desk, Report::FileWritten { run: RunId(run), path, content })
}

fn done(desk: &mut Desk, run: u32) -> Vec<Effect> {
    report(desk, kernel::done(run))
}

fn changed(desk: &mut Desk, change: KernelChange) -> Vec<Effect> {
    desk.handle(Event::KernelChanged { change })
}

/// A notebook whose kernel is up.
fn up() -> Desk {
    let mut desk = desk(START);
    changed(&mut desk, KernelChange::Ready);
    desk
}

/// What is laid down with the run that these effects begin; none when no run begins.
fn laid(effects: &[Effect]) -> Option<Vec<&str>> {
    let posts = effects.iter().position(|effect| matches!(effect, Effect::PostKernel { .. }))?;
    Some(match posts.checked_sub(1).map(|before| &effects[before]) {
        Some(Effect::LayFiles { paths }) => paths.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    })
}

fn stored(effects: &[Effect]) -> Vec<(&str, bool)> {
    let stores = |effect| match effect {
        &Effect::StoreFile { ref path, modified, .. } => Some((path.as_str(), modified.is_some())),
        _ => None,
    };
    effects.iter().filter_map(stores).collect()
}

fn list(desk: &Desk) -> Vec<(String, u32)> {
    desk.session.files().into_iter().map(|file| (file.path, file.size)).collect()
}

fn file(path: &str, size: u32, modified: f64) -> FileView {
    FileView { path: path.to_owned(), size, modified }
}

#[test]
fn a_file_that_is_added_is_stored_and_reaches_the_next_run_once() {
    let mut desk = up();
    let effects = add(&mut desk, "b.csv", 3);
    assert_eq!(stored(&effects), [("b.csv", true)]);
    assert!(effects.contains(&Effect::FilesChanged));
    assert_eq!(desk.session.status().saved, SavedState::Saving);
    add(&mut desk, "a.csv", 4);
    desk.settle();
    assert_eq!(list(&desk), [("a.csv".to_owned(), 4), ("b.csv".to_owned(), 3)]);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["b.csv", "a.csv"]));
    done(&mut desk, 1);
    assert_eq!(laid(&run(&mut desk, "b")), Some(vec![]));
    done(&mut desk, 2);
    let effects = desk.handle(Event::RemoveFile { path: "b.csv".to_owned() });
    assert_eq!(stored(&effects), [("b.csv", false)]);
    assert_eq!(laid(&run(&mut desk, "b")), Some(vec!["b.csv"]), "taken away");
    assert_eq!(desk.handle(Event::RemoveFile { path: "absent".to_owned() }), []);
}

#[test]
fn what_a_run_writes_counts_when_it_has_ended() {
    let mut desk = up();
    run(&mut desk, "a");
    assert_eq!(written(&mut desk, 1, "out.txt", b"abc"), []);
    assert_eq!(list(&desk), []);
    let effects = done(&mut desk, 1);
    let keeps = Effect::KeepFile { path: "out.txt".to_owned(), content: b"abc".to_vec() };
    let kept = effects.iter().position(|effect| *effect == keeps).expect("it is kept");
    let stores = |effect: &Effect| matches!(effect, Effect::StoreFile { .. });
    assert!(kept < effects.iter().position(stores).expect("and stored"));
    assert_eq!(list(&desk), [("out.txt".to_owned(), 3)]);
    assert_eq!(laid(&run(&mut desk, "b")), Some(vec![]), "the memory has it");
    report(&mut desk, Report::FileRemoved { run: RunId(2), path: "out.txt".to_owned() });
    assert_eq!(stored(&done(&mut desk, 2)), [("out.txt", false)]);
    assert_eq!(list(&desk), []);
}

#[test]
fn a_run_that_is_stopped_has_changed_nothing_and_is_given_its_files_again() {
    let mut desk = up();
    add(&mut desk, "in.txt", 1);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["in.txt"]));
    written(&mut desk, 1, "out.txt", b"abc");
    let effects = desk.handle(Event::Stop);
    assert_eq!(stored(&effects), []);
    assert_eq!(list(&desk), [("in.txt".to_owned(), 1)]);
    changed(&mut desk, KernelChange::Restored);
    // The memory is the one from before the run, which had not got the file.
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["in.txt"]));
    assert_eq!(stored(&done(&mut desk, 2)), [], "nothing is left of the first run");
}

#[test]
fn a_fresh_memory_gets_every_file() {
    let mut desk = up();
    add(&mut desk, "a", 1);
    run(&mut desk, "a");
    written(&mut desk, 1, "b", b"2");
    done(&mut desk, 1);
    desk.handle(Event::RemoveFile { path: "a".to_owned() });
    add(&mut desk, "c", 3);
    desk.handle(Event::Restart { run_all: false });
    changed(&mut desk, KernelChange::Fresh);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["b", "c"]), "and nothing of the old memory");
    // The memory was lost under the run.
    let reason = ardoise_core::session::KernelFailure::OutOfMemory;
    changed(&mut desk, KernelChange::Failed { reason });
    changed(&mut desk, KernelChange::Fresh);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["b", "c"]));
}

#[test]
fn the_store_s_list_is_taken_over_but_for_what_it_does_not_have_yet() {
    let mut desk = desk(START);
    let first = vec![file("a", 1, 10.0), file("b", 2, 10.0), file("c", 3, 10.0)];
    let effects = desk.handle(Event::FilesStored { files: first.clone() });
    assert_eq!(effects, [Effect::FilesChanged]);
    assert_eq!(desk.handle(Event::FilesStored { files: first }), [], "nothing new");
    changed(&mut desk, KernelChange::Ready);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["a", "b", "c"]));
    done(&mut desk, 1);
    desk.confirms = false;
    add(&mut desk, "c", 30);
    desk.handle(Event::RemoveFile { path: "b".to_owned() });
    // Another tab wrote `a` and `d` before our own changes arrived.
    let theirs =
        vec![file("a", 9, 20.0), file("b", 2, 10.0), file("c", 3, 10.0), file("d", 4, 20.0)];
    desk.handle(Event::FilesStored { files: theirs });
    let expected = [("a", 9), ("c", 30), ("d", 4)];
    assert_eq!(list(&desk), expected.map(|(path, size)| (path.to_owned(), size)));
    let effects = run(&mut desk, "a");
    let mut given = laid(&effects).expect("a run");
    given.sort_unstable();
    assert_eq!(given, ["a", "b", "c", "d"]);
    done(&mut desk, 2);
    // Once ours are stored, the store's word counts for them too.
    desk.handle(Event::Stored { sequence: desk.last_sequence });
    desk.handle(Event::FilesStored { files: vec![file("a", 9, 20.0)] });
    assert_eq!(list(&desk), [("a".to_owned(), 9)]);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["c", "d"]), "these are taken away");
}

#[test]
fn a_file_that_a_person_changed_meanwhile_comes_before_the_run_s() {
    let mut desk = up();
    run(&mut desk, "a");
    add(&mut desk, "notes.txt", 7);
    written(&mut desk, 1, "notes.txt", b"by the run");
    let effects = done(&mut desk, 1);
    assert_eq!(stored(&effects), []);
    assert_eq!(list(&desk), [("notes.txt".to_owned(), 7)]);
    assert_eq!(laid(&run(&mut desk, "a")), Some(vec!["notes.txt"]));
}

#[test]
fn what_the_store_refused_is_given_again() {
    let mut desk = up();
    add(&mut desk, "a", 1);
    desk.handle(Event::StoreFailed { reason: StoreFailure::Full });
    assert_eq!(desk.session.status().saved, SavedState::Failed { reason: StoreFailure::Full });
    assert_eq!(stored(&add(&mut desk, "b", 2)), [], "nothing while it is full");
    let effects = desk.handle(Event::RetryStore);
    assert_eq!(stored(&effects), [("b", true), ("a", true)]);
    desk.settle();
    assert_eq!(desk.session.status().saved, SavedState::Saved);
}

#[test]
fn files_have_bounds() {
    let mut desk = up();
    let refused = |desk: &Desk, path: &str, size| desk.session.refuses_file(path, size);
    assert_eq!(refused(&desk, "a", 10_000_000), None);
    assert_eq!(refused(&desk, "a", 10_000_001), Some(FileRefusal::TooLarge));
    for bad in ["", "..", "a//b", "/a", "a/../b", "a\nb", &"x".repeat(241)] {
        assert_eq!(refused(&desk, bad, 1), Some(FileRefusal::BadName), "{bad:?}");
    }
    assert_eq!(refused(&desk, "données/été 1.csv", 1), None);
    add(&mut desk, "a", 10_000_000);
    add(&mut desk, "b", 10_000_000);
    assert_eq!(refused(&desk, "c", 5_000_001), Some(FileRefusal::NoRoom));
    assert_eq!(refused(&desk, "b", 10_000_000), None, "in the place of the one there is");
    assert_eq!(add(&mut desk, "c", 5_000_001), [], "the core does not take it either");
    for number in 0..498 {
        add(&mut desk, &format!("{number}"), 1);
    }
    assert_eq!(refused(&desk, "c", 1), Some(FileRefusal::TooMany));
}
