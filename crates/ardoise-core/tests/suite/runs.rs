//! Running cells: the queue, what is shown, stopping, late reports.

use ardoise_core::session::{
    Effect, Event, Freshness, KernelChange, KernelFailure, KernelState, Notice, OutputView,
    RunState, Session, Timer,
};
use ardoise_protocol::{Advice, Failure, Frame, Place, Report, Request, RunId, Stream, codec};
use expect_test::{Expect, expect};

use crate::desk::{Desk, config, desk, id, ids, seed, typed};
use crate::kernel::{done, ready, report, started, text};

const START: &str = "markdown t: # Titre
    code a: x = 1
    code b: print(x)
    code c: 1/0";

/// The run that was given to the kernel.
fn posted(effects: &[Effect]) -> Option<(u32, String, u32)> {
    let mut runs = effects.iter().filter_map(|effect| match effect {
        Effect::PostKernel { bytes } => {
            let Ok(Request::Run { run, count, cell, .. }) = codec::request_from_bytes(bytes) else {
                panic!("a request of another kind");
            };
            Some((run.0, cell, count))
        }
        _ => None,
    });
    let run = runs.next();
    assert_eq!(runs.next(), None, "one at a time");
    run
}

/// A kernel that is up and runs this cell.
fn running(cell: &str) -> (Desk, u32) {
    let mut desk = desk(START);
    ready(&mut desk);
    let effects = desk.handle(Event::RunCells { cells: ids(cell) });
    let (run, _, _) = posted(&effects).expect("it runs");
    report(&mut desk, started(run));
    (desk, run)
}

fn failed(run: u32, cell: &str, line: u32) -> Report {
    let failure = Failure {
        name: "ZeroDivisionError".to_owned(),
        message: "division by zero".to_owned(),
        traceback: vec!["Traceback".to_owned()],
        frames: vec![Frame {
            file: "Cell In [1]".to_owned(),
            cell: Some("c".to_owned()),
            line: 7,
            function: "<module>".to_owned(),
        }],
        place: Some(Place { cell: cell.to_owned(), line, column: None }),
        advice: None,
    };
    Report::Failed { run: RunId(run), failure }
}

fn check(desk: &Desk, cell: &str, expected: Expect) {
    let view = desk.session.cell(&id(cell)).expect("the cell is there");
    let mut shown = format!(
        "{:?} {:?} [{}]\n",
        view.run_state,
        view.freshness,
        view.execution_count.map(|count| count.to_string()).unwrap_or_default()
    );
    for output in view.outputs {
        shown.push_str(&format!("{output:?}\n"));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_run_before_the_kernel_is_there_waits_for_it() {
    let mut desk = desk(START);
    let effects = desk.handle(Event::RunCells { cells: ids("b a t") });
    assert!(effects.contains(&Effect::StartKernel));
    assert_eq!(posted(&effects), None);
    check(
        &desk,
        "b",
        expect![[r#"
        Queued Empty []
    "#]],
    );
    let effects = ready(&mut desk);
    assert_eq!(posted(&effects), Some((1, "a".to_owned(), 1)), "in the order of the notebook");
    assert_eq!(desk.session.status().kernel, KernelState::Busy);
    assert_eq!(desk.session.status().queued, 1);
    report(&mut desk, started(1));
    let effects = report(&mut desk, done(1));
    assert_eq!(posted(&effects), Some((2, "b".to_owned(), 2)));
    report(&mut desk, started(2));
    report(&mut desk, text(2, "1\n"));
    let effects = report(&mut desk, done(2));
    assert_eq!(posted(&effects), None);
    assert_eq!(desk.session.status().kernel, KernelState::Ready);
    check(
        &desk,
        "b",
        expect![[r#"
        Idle Fresh [2]
        Text { stream: Out, html: "1\n", dropped: 0 }
    "#]],
    );
}

#[test]
fn an_idle_page_prepares_the_kernel_where_there_is_code() {
    let mut code = desk(START);
    assert!(code.handle(Event::Idle).contains(&Effect::StartKernel));
    assert_eq!(code.handle(Event::Idle), [], "once");
    assert_eq!(desk("markdown t: # À lire").handle(Event::Idle), []);
}

#[test]
fn a_cell_that_ran_on_after_it_was_deleted_comes_back_with_what_it_showed() {
    let (mut desk, run) = running("a");
    report(&mut desk, text(run, "un "));
    desk.handle(Event::DeleteCells { cells: ids("a") });
    report(&mut desk, text(run, "deux"));
    report(&mut desk, done(run));
    desk.handle(Event::Undo);
    let outputs = desk.session.cell(&id("a")).map(|cell| cell.outputs);
    assert_eq!(outputs.map(|outputs| outputs.len()), Some(1));
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.freshness), Some(Freshness::Fresh));
}

#[test]
fn outputs_older_than_their_source_are_known() {
    let (mut desk, run) = running("a");
    report(&mut desk, done(run));
    let effects = desk.handle(typed("a", 5, "2"));
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.freshness), Some(Freshness::Stale));
    // Only what changes is told: the next letter changes nothing more.
    let effects = desk.handle(typed("a", 6, "3"));
    assert!(!effects.contains(&Effect::CellChanged { cell: id("a") }));
    let effects = desk.handle(Event::Undo);
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.freshness), Some(Freshness::Fresh));
}

#[test]
fn an_error_empties_the_queue_and_points_at_its_line() {
    let mut desk = desk(START);
    ready(&mut desk);
    desk.handle(Event::RunAll);
    report(&mut desk, started(1));
    let effects = report(&mut desk, failed(1, "a", 3));
    assert_eq!(posted(&effects), None);
    let effects = report(&mut desk, done(1));
    assert_eq!(posted(&effects), None);
    let notice = Notice::RunEnded { cell: id("a"), failed: true };
    assert!(effects.contains(&Effect::Announce { notice }));
    assert_eq!(desk.session.status().queued, 0);
    assert_eq!(desk.session.cell(&id("a")).and_then(|cell| cell.error_line), Some(3));
    check(
        &desk,
        "a",
        expect![[r#"
        Idle Fresh [1]
        Error { name: "ZeroDivisionError", message: "division by zero", traceback: ["Traceback"], line: Some(3), advice: None }
    "#]],
    );
}

#[test]
fn an_error_in_a_function_of_another_cell_points_at_the_call() {
    let (mut desk, run) = running("c");
    report(&mut desk, failed(run, "a", 3));
    assert_eq!(desk.session.cell(&id("c")).and_then(|cell| cell.error_line), Some(7));
}

#[test]
fn stop_ends_the_run_and_empties_the_queue() {
    let mut desk = desk(START);
    ready(&mut desk);
    desk.handle(Event::RunAll);
    report(&mut desk, started(1));
    report(&mut desk, text(1, "tour"));
    let effects = desk.handle(Event::Stop);
    assert!(effects.contains(&Effect::StopKernel));
    assert_eq!(desk.session.status().kernel, KernelState::Loading);
    check(
        &desk,
        "a",
        expect![[r#"
        Idle Aborted [1]
        Text { stream: Out, html: "tour", dropped: 0 }
    "#]],
    );
    // Reports that were already on their way come too late.
    let effects = report(&mut desk, text(1, "trop tard"));
    assert_eq!(effects, []);
    let effects = report(&mut desk, done(1));
    assert_eq!(effects, []);
    // What is asked for meanwhile runs when the memory is back.
    desk.handle(Event::RunCells { cells: ids("b") });
    let effects = desk.handle(Event::KernelChanged { change: KernelChange::Restored });
    assert_eq!(posted(&effects), Some((2, "b".to_owned(), 2)));
}

#[test]
fn stopping_when_nothing_runs_does_nothing() {
    let mut desk = desk(START);
    ready(&mut desk);
    assert_eq!(desk.handle(Event::Stop), []);
}

#[test]
fn stop_while_the_kernel_loads_empties_the_queue() {
    let mut desk = desk(START);
    desk.handle(Event::RunAll);
    let effects = desk.handle(Event::Stop);
    assert!(!effects.contains(&Effect::StopKernel));
    assert_eq!(desk.session.status().queued, 0);
    assert_eq!(posted(&ready(&mut desk)), None);
}

#[test]
fn restart_gives_a_fresh_memory_and_counts_from_one() {
    let (mut desk, run) = running("a");
    report(&mut desk, done(run));
    let effects = desk.handle(Event::Restart { run_all: true });
    assert!(effects.contains(&Effect::RestartKernel));
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }), "no longer fresh");
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.freshness), Some(Freshness::FromFile));
    let effects = desk.handle(Event::KernelChanged { change: KernelChange::Fresh });
    assert_eq!(posted(&effects), Some((2, "a".to_owned(), 1)));
}

#[test]
fn a_kernel_that_breaks_is_replaced_and_says_so() {
    let (mut desk, _) = running("a");
    desk.handle(Event::RunCells { cells: ids("b") });
    let reason = KernelFailure::OutOfMemory;
    let effects = desk.handle(Event::KernelChanged { change: KernelChange::Failed { reason } });
    assert!(effects.contains(&Effect::Announce { notice: Notice::KernelReplaced { reason } }));
    assert_eq!(desk.session.status().kernel, KernelState::Failed { reason });
    assert_eq!(desk.session.status().queued, 0);
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.freshness), Some(Freshness::Aborted));
    desk.handle(Event::KernelChanged { change: KernelChange::Fresh });
    assert_eq!(desk.session.status().kernel, KernelState::Ready);
    let effects = desk.handle(Event::RunCells { cells: ids("b") });
    assert_eq!(posted(&effects), Some((2, "b".to_owned(), 1)));
}

#[test]
fn a_kernel_that_could_not_be_fetched_is_tried_again() {
    let mut desk = desk(START);
    desk.handle(Event::RunAll);
    let reason = KernelFailure::Unreachable;
    desk.handle(Event::KernelChanged { change: KernelChange::Failed { reason } });
    let effects = desk.handle(Event::RunCells { cells: ids("a") });
    assert!(effects.contains(&Effect::StartKernel));
}

#[test]
fn a_question_is_asked_in_the_cell_and_answered() {
    let (mut desk, run) = running("a");
    let question = Report::Question { run: RunId(run), prompt: "Nom ? ".to_owned(), secret: false };
    let effects = report(&mut desk, question);
    assert!(effects.contains(&Effect::Announce { notice: Notice::QuestionAsked }));
    assert_eq!(desk.session.status().kernel, KernelState::Waiting);
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    assert_eq!(view.run_state, RunState::Waiting);
    assert_eq!(view.question.map(|question| question.prompt).as_deref(), Some("Nom ? "));
    let late = Event::Answer { run: RunId(run + 1), text: "?".to_owned() };
    assert_eq!(desk.handle(late), []);
    let effects = desk.handle(Event::Answer { run: RunId(run), text: "Zoé".to_owned() });
    assert!(effects.contains(&Effect::AnswerKernel { text: "Zoé".to_owned() }));
    assert_eq!(desk.session.status().kernel, KernelState::Busy);
}

#[test]
fn old_outputs_stay_until_the_run_begins() {
    let (mut desk, run) = running("a");
    report(&mut desk, text(run, "un"));
    report(&mut desk, done(run));
    desk.handle(Event::RunCells { cells: ids("a") });
    check(
        &desk,
        "a",
        expect![[r#"
        Running Fresh [1]
        Text { stream: Out, html: "un", dropped: 0 }
    "#]],
    );
    report(&mut desk, started(run + 1));
    check(
        &desk,
        "a",
        expect![[r#"
        Running Fresh [2]
    "#]],
    );
}

#[test]
fn displays_are_replaced_and_cleared() {
    let (mut desk, run) = running("a");
    let display = |text: &str, replaces| Report::Display {
        run: RunId(run),
        data: vec![("text/plain".to_owned(), text.to_owned())],
        display_id: Some("d".to_owned()),
        replaces,
    };
    report(&mut desk, text(run, "10 %\r20 %\r"));
    report(&mut desk, text(run, "100 %\nab\u{8}c"));
    report(&mut desk, display("un", false));
    report(&mut desk, display("deux", true));
    check(
        &desk,
        "a",
        expect![[r#"
        Running Fresh [1]
        Text { stream: Out, html: "100 %\nac", dropped: 0 }
        Html { html: "<pre>deux</pre>", count: None }
    "#]],
    );
    report(&mut desk, Report::Clear { run: RunId(run), wait: true });
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.outputs.len()), Some(2));
    report(&mut desk, text(run, "neuf"));
    check(
        &desk,
        "a",
        expect![[r#"
        Running Fresh [1]
        Text { stream: Out, html: "neuf", dropped: 0 }
    "#]],
    );
}

#[test]
fn a_display_of_an_earlier_cell_is_replaced_there() {
    let (mut desk, run) = running("a");
    let display = |run, text: &str, replaces| Report::Display {
        run: RunId(run),
        data: vec![("text/plain".to_owned(), text.to_owned())],
        display_id: Some("d".to_owned()),
        replaces,
    };
    report(&mut desk, display(run, "un", false));
    report(&mut desk, done(run));
    desk.handle(Event::RunCells { cells: ids("b") });
    report(&mut desk, started(run + 1));
    let effects = report(&mut desk, display(run + 1, "deux", true));
    assert!(effects.contains(&Effect::OutputsChanged { cell: id("a") }));
    check(
        &desk,
        "a",
        expect![[r#"
        Idle Fresh [1]
        Html { html: "<pre>deux</pre>", count: None }
    "#]],
    );
}

#[test]
fn a_flood_is_shortened_in_the_middle_and_stays_small() {
    let (mut desk, run) = running("a");
    for line in 0..100_000 {
        let event = text(run, &format!("ligne {line}\n"));
        desk.session.handle(0.0, Event::KernelReported { bytes: codec::bytes_from_report(&event) });
    }
    report(&mut desk, Report::Truncated { run: RunId(run), dropped: 1000 });
    report(&mut desk, done(run));
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    let [OutputView::Text { html, dropped, .. }] = &view.outputs[..] else {
        panic!("one text");
    };
    assert!(html.starts_with("ligne 0\n") && html.ends_with("ligne 99999\n"));
    assert!(html.len() < 100_000 && html.contains("[…]"));
    let written: u32 = (0..100_000).map(|line: u32| format!("ligne {line}\n").len() as u32).sum();
    let kept = html.chars().count() as u32 - "\n[…]\n".chars().count() as u32;
    assert_eq!(*dropped, written - kept + 1000);
    assert!(desk.outputs[&id("a")].len() < 200_000);
}

#[test]
fn a_flood_that_changes_streams_is_bounded_too() {
    let (mut desk, run) = running("a");
    for turn in 0..5_000 {
        let stream = if turn % 2 == 0 { Stream::Out } else { Stream::Err };
        let event = Report::Text { run: RunId(run), stream, text: "x\n".to_owned() };
        desk.session.handle(0.0, Event::KernelReported { bytes: codec::bytes_from_report(&event) });
    }
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    assert!(view.outputs.len() <= 400);
}

#[test]
fn pictures_beyond_all_measure_are_left_out_and_that_is_said() {
    let (mut desk, run) = running("a");
    let picture = "A".repeat(3 << 20);
    for _ in 0..8 {
        let data = vec![("image/png".to_owned(), picture.clone())];
        let run = RunId(run);
        report(&mut desk, Report::Display { run, data, display_id: None, replaces: false });
    }
    report(&mut desk, failed(run, "a", 1));
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    let pictures = view.outputs.iter().filter(|output| matches!(output, OutputView::Image { .. }));
    assert_eq!(pictures.count(), 5);
    let [.., OutputView::Text { dropped: 3, .. }, OutputView::Error { .. }] = &view.outputs[..]
    else {
        panic!("what is missing and the error are said");
    };
}

#[test]
fn outputs_are_stored_while_running_and_at_once_when_done() {
    let (mut desk, run) = running("a");
    let effects = report(&mut desk, text(run, "un"));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::StoreOutputs { .. })));
    let effects = desk.handle(Event::TimerFired { timer: Timer::SaveOutputs });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StoreOutputs { .. })));
    // A page that closes now opens with what was shown, and the run known as cut off.
    let outputs = desk.outputs.clone().into_iter().collect();
    let again = Desk::open(9, &[seed(START)], outputs);
    check(
        &again,
        "a",
        expect![[r#"
        Idle Aborted [1]
        Text { stream: Out, html: "un", dropped: 0 }
    "#]],
    );
    let effects = report(&mut desk, done(run));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StoreOutputs { .. })));
    let outputs = desk.outputs.clone().into_iter().collect();
    check(
        &Desk::open(9, &[seed(START)], outputs),
        "a",
        expect![[r#"
        Idle FromFile [1]
        Text { stream: Out, html: "un", dropped: 0 }
    "#]],
    );
}

#[test]
fn a_cell_deleted_while_it_runs_leaves_nothing_behind() {
    let (mut desk, run) = running("a");
    desk.handle(Event::DeleteCells { cells: ids("a") });
    report(&mut desk, text(run, "encore"));
    report(&mut desk, done(run));
    desk.settle();
    assert!(desk.outputs.is_empty());
    desk.handle(Event::Undo);
    desk.settle();
    assert!(desk.outputs.contains_key(&id("a")), "undoing brings its outputs back");
}

#[test]
fn outputs_of_another_tab_are_shown_unless_the_cell_runs_here() {
    let (mut other, run) = running("a");
    report(&mut other, text(run, "là-bas"));
    report(&mut other, done(run));
    let bytes = other.outputs[&id("a")].clone();
    let event = Event::RemoteOutputs { cell: id("a"), outputs: Some(bytes) };
    let mut here = desk(START);
    here.handle(event.clone());
    check(
        &here,
        "a",
        expect![[r#"
        Idle FromFile [1]
        Text { stream: Out, html: "là-bas", dropped: 0 }
    "#]],
    );
    let (mut here, _) = running("a");
    assert_eq!(here.handle(event), []);
}

#[test]
fn events_about_what_is_gone_have_no_effect() {
    let mut desk = desk(START);
    ready(&mut desk);
    let gone = || ids("parti");
    let cell = id("parti");
    for event in [
        typed("parti", 0, "x"),
        Event::DeleteCells { cells: gone() },
        Event::MergeCells { cells: gone() },
        Event::SplitCell { cell: cell.clone(), offset: 0 },
        Event::RunCells { cells: gone() },
        Event::RunAbove { cell: cell.clone() },
        Event::RunBelow { cell: cell.clone() },
        Event::ClearOutputs { cells: Some(gone()) },
        Event::Undo,
        Event::Redo,
        Event::Stored { sequence: 4 },
        Event::RetryStore,
        Event::KernelReported { bytes: vec![1, 2, 3] },
        Event::RemoteOutputs { cell, outputs: None },
    ] {
        assert_eq!(desk.handle(event.clone()), [], "{event:?}");
    }
}

#[test]
fn damaged_outputs_are_shown_as_none() {
    for bytes in [vec![], vec![1], vec![9, b'{', b'}'], b"\x01{\"outputs\":3}".to_vec()] {
        let outputs = vec![(id("a"), bytes)];
        let (session, _) = Session::open(config(3), &[seed(START)], outputs);
        assert_eq!(session.cell(&id("a")).map(|cell| cell.outputs), Some(vec![]));
        session.export_ipynb();
    }
}

#[test]
fn outputs_of_an_earlier_day_are_stale_once_their_source_changes() {
    let (mut desk, run) = running("a");
    report(&mut desk, done(run));
    let outputs: Vec<_> = desk.outputs.clone().into_iter().collect();
    let mut again = Desk::open(9, &[seed(START)], outputs);
    let freshness = |desk: &Desk| desk.session.cell(&id("a")).map(|cell| cell.freshness);
    assert_eq!(freshness(&again), Some(Freshness::FromFile));
    let effects = again.handle(typed("a", 0, " "));
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert_eq!(freshness(&again), Some(Freshness::Stale));
}

#[test]
fn deleting_in_one_tab_leaves_the_store_to_that_tab() {
    let (mut here, run) = running("a");
    report(&mut here, text(run, "un"));
    report(&mut here, done(run));
    here.settle();
    let mut other = Desk::open(9, &[seed(START)], here.outputs.clone().into_iter().collect());
    here.handle(Event::DeleteCells { cells: ids("a") });
    let updates = here.settle();
    assert!(here.outputs.is_empty());
    other.handle(Event::RemoteUpdates { updates });
    assert_eq!(other.handle(Event::Flush), [], "it writes nothing");
    here.handle(Event::Undo);
    let updates = here.settle();
    other.handle(Event::RemoteUpdates { updates });
    assert_eq!(other.session.cell(&id("a")).map(|cell| cell.outputs.len()), Some(1));
}

#[test]
fn a_cell_emptied_and_run_shows_nothing_and_the_next_one_runs() {
    let (mut desk, run) = running("a");
    report(&mut desk, text(run, "un"));
    report(&mut desk, done(run));
    desk.handle(crate::desk::replaced("a", 0, 5, "  "));
    let effects = desk.handle(Event::RunCells { cells: ids("a b") });
    assert_eq!(posted(&effects).map(|(_, cell, _)| cell).as_deref(), Some("b"));
    assert_eq!(desk.session.cell(&id("a")).map(|cell| cell.outputs), Some(vec![]));
}

#[test]
fn clearing_outputs_forgets_them_in_the_store_too() {
    let (mut desk, run) = running("a");
    report(&mut desk, text(run, "un"));
    report(&mut desk, done(run));
    desk.settle();
    assert!(desk.outputs.contains_key(&id("a")));
    let effects = desk.handle(Event::ClearOutputs { cells: None });
    assert!(effects.contains(&Effect::OutputsChanged { cell: id("a") }));
    desk.settle();
    assert!(desk.outputs.is_empty());
    assert!(desk.export().contains("\"execution_count\": null"));
}

#[test]
fn a_name_that_another_cell_creates_is_looked_for_there() {
    let (mut desk, run) = running("b");
    let advice = Advice {
        code: "name-quotes".to_owned(),
        values: vec!["x".to_owned()],
        line: Some(1),
        column: Some(7),
    };
    let Report::Failed { failure, .. } = failed(run, "b", 1) else { unreachable!() };
    let failure = Failure { advice: Some(advice), ..failure };
    report(&mut desk, Report::Failed { run: RunId(run), failure });
    report(&mut desk, done(run));
    let told = |session: &Session| {
        let view = session.cell(&id("b")).expect("the cell is there");
        view.outputs.into_iter().find_map(|output| match output {
            OutputView::Error { advice, .. } => advice,
            _ => None,
        })
    };
    let advice = told(&desk.session).expect("there is advice");
    // The second cell of the notebook, after its title.
    assert_eq!((&*advice.code, advice.values), ("name-cell", vec!["x".to_owned(), "2".to_owned()]));
    assert_eq!((advice.line, advice.column), (Some(1), Some(7)));
}

#[test]
fn a_drawing_is_shown_with_its_steps_and_stored_with_its_picture() {
    let (mut desk, run) = running("a");
    let run = RunId(run);
    let data: Vec<(String, String)> = [
        ("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("application/vnd.ardoise.turtle", "V -200 -150 400 300\nu\n"),
    ]
    .map(|(mime, text)| (mime.to_owned(), text.to_owned()))
    .into();
    report(
        &mut desk,
        Report::Display { run, data, display_id: Some("t".to_owned()), replaces: false },
    );
    let view = desk.session.cell(&id("a")).expect("the cell is there");
    let [OutputView::Drawing { steps, count: None }] = &view.outputs[..] else {
        panic!("a drawing, not {:?}", view.outputs);
    };
    assert_eq!(steps, "V -200 -150 400 300\nu\n");
    let file = desk.session.export_ipynb();
    assert!(file.contains("image/svg+xml") && file.contains("application/vnd.ardoise.turtle"));
}
