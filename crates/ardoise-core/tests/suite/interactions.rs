//! Controls that cells show: what is done to them waits, runs, is stopped; what they show is bounded.

use ardoise_core::session::{
    ControlView, Effect, Event, Freshness, KernelChange, KernelState, Notice, OutputView, RunState,
    Session,
};
use ardoise_protocol::{Failure, Report, Request, RunId, Stream, codec};
use serde_json::{Value, json};

use crate::desk::{Desk, config, desk, id, ids, seed};
use crate::kernel::{done, report, started, text};

const START: &str = "code a: interact(f)
    code b: x = 1";
const CONTROLS: &str = "application/vnd.ardoise.controls+json";

fn requests(effects: &[Effect]) -> Vec<Request> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::PostKernel { bytes } => codec::request_from_bytes(bytes).ok(),
            _ => None,
        })
        .collect()
}

fn slider(value: u32) -> Value {
    json!({"kind": "slider", "id": "w1", "label": "x", "facts": {"value": value, "max": 10}})
}

fn shown(run: u32, tree: &Value, replaces: bool) -> Report {
    let data = vec![
        (CONTROLS.to_owned(), tree.to_string()),
        ("text/plain".to_owned(), "IntSlider()".into()),
    ];
    Report::Display { run: RunId(run), data, display_id: Some("controls-1".to_owned()), replaces }
}

fn moved(value: &str) -> Event {
    let values = vec![value.to_owned()];
    Event::Interact { cell: id("a"), control: "w1".to_owned(), values }
}

fn pressed(control: &str) -> Event {
    Event::Interact { cell: id("a"), control: control.to_owned(), values: Vec::new() }
}

fn interaction(run: u32, control: &str, values: &[&str]) -> Request {
    Request::Interact {
        run: RunId(run),
        control: control.to_owned(),
        values: values.iter().map(|&value| value.to_owned()).collect(),
    }
}

/// A kernel that is up and has run cell `a`, which shows a slider.
fn with_slider() -> Desk {
    let mut desk = desk(START);
    desk.handle(Event::KernelChanged { change: KernelChange::Ready });
    desk.handle(Event::RunCells { cells: ids("a") });
    report(&mut desk, started(1));
    report(&mut desk, shown(1, &slider(3), false));
    report(&mut desk, done(1));
    desk
}

fn root(desk: &Desk) -> ControlView {
    let cell = desk.session.cell(&id("a")).expect("the cell is there");
    match cell.outputs.into_iter().next() {
        Some(OutputView::Controls { root }) => root,
        other => panic!("no controls but {other:?}"),
    }
}

fn facts(desk: &Desk) -> Value {
    serde_json::from_str(&root(desk).facts).expect("facts are JSON")
}

fn live(desk: &Desk) -> bool {
    desk.session.cell(&id("a")).is_some_and(|cell| cell.live)
}

fn unsettled(desk: &Desk) -> Vec<String> {
    desk.session.cell(&id("a")).map(|cell| cell.unsettled).unwrap_or_default()
}

#[test]
fn a_slider_that_is_moved_reaches_the_kernel_and_shows_what_comes_of_it() {
    let mut desk = with_slider();
    assert!(live(&desk));
    let effects = desk.handle(moved("5"));
    assert_eq!(requests(&effects), [interaction(2, "w1", &["5"])]);
    assert!(effects.contains(&Effect::CellChanged { cell: id("a") }));
    assert_eq!(unsettled(&desk), ["w1"]);
    assert_eq!(desk.session.status().kernel, KernelState::Busy);
    let cell = desk.session.cell(&id("a")).expect("the cell is there");
    assert_eq!((cell.run_state, cell.execution_count), (RunState::Idle, Some(1)));
    assert_eq!(report(&mut desk, started(2)), [], "what the cell shows stays");
    let effects = report(&mut desk, shown(2, &slider(5), true));
    assert!(effects.contains(&Effect::OutputsChanged { cell: id("a") }));
    let effects = report(&mut desk, done(2));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Announce { .. })), "no chatter");
    assert_eq!(facts(&desk), json!({"value": 5, "max": 10}));
    assert_eq!(unsettled(&desk), Vec::<String>::new());
    let cell = desk.session.cell(&id("a")).expect("the cell is there");
    assert_eq!((cell.freshness, cell.execution_count), (Freshness::Fresh, Some(1)));
    // The next run of a cell has the next number, whatever was done to controls.
    let effects = desk.handle(Event::RunCells { cells: ids("b") });
    assert!(matches!(requests(&effects)[..], [Request::Run { count: 2, run: RunId(3), .. }]));
}

#[test]
fn a_slider_that_is_dragged_queues_only_its_newest_value() {
    let mut desk = with_slider();
    desk.handle(moved("4"));
    for value in ["5", "6", "7"] {
        assert_eq!(requests(&desk.handle(moved(value))), []);
    }
    assert_eq!(unsettled(&desk), ["w1", "w1"]);
    assert_eq!(requests(&report(&mut desk, done(2))), [interaction(3, "w1", &["7"])]);
    assert_eq!(requests(&report(&mut desk, done(3))), []);
    assert_eq!(desk.session.status().kernel, KernelState::Ready);
}

#[test]
fn presses_are_counted_and_see_the_values_from_before_them() {
    let mut desk = with_slider();
    desk.handle(moved("1"));
    for event in [moved("2"), pressed("w2"), moved("3"), moved("4"), pressed("w2")] {
        desk.handle(event);
    }
    let mut given = Vec::new();
    for run in 2..7 {
        given.extend(requests(&report(&mut desk, done(run))));
    }
    let expected = [
        interaction(3, "w1", &["2"]),
        interaction(4, "w2", &[]),
        interaction(5, "w1", &["4"]),
        interaction(6, "w2", &[]),
    ];
    assert_eq!(given, expected);
    // A button that is hammered while the kernel computes does not fill the memory.
    desk.handle(moved("1"));
    (0..1000).for_each(|_| drop(desk.handle(pressed("w2"))));
    assert_eq!(unsettled(&desk).len(), 101);
}

#[test]
fn interactions_wait_behind_the_cells_that_run() {
    let mut desk = with_slider();
    desk.handle(Event::RunCells { cells: ids("b") });
    assert_eq!(requests(&desk.handle(moved("8"))), []);
    report(&mut desk, started(2));
    assert_eq!(requests(&report(&mut desk, done(2))), [interaction(3, "w1", &["8"])]);
    // Cells that are run meanwhile come before interactions that wait.
    desk.handle(moved("9"));
    desk.handle(Event::RunCells { cells: ids("b") });
    let next = requests(&report(&mut desk, done(3)));
    assert!(matches!(next[..], [Request::Run { run: RunId(4), .. }]), "{next:?}");
    assert_eq!(requests(&report(&mut desk, done(4))), [interaction(5, "w1", &["9"])]);
}

#[test]
fn what_waits_for_a_cell_that_is_gone_is_dropped() {
    let mut desk = with_slider();
    desk.handle(Event::RunCells { cells: ids("b") });
    desk.handle(moved("8"));
    desk.handle(Event::DeleteCells { cells: ids("a") });
    assert_eq!(requests(&report(&mut desk, done(2))), [], "the cell is gone");
    assert_eq!(desk.session.status().kernel, KernelState::Ready);
}

#[test]
fn a_callback_that_is_stopped_leaves_the_cell_as_it_was_and_shows_the_controls_again() {
    let mut desk = with_slider();
    desk.handle(moved("5"));
    report(&mut desk, started(2));
    report(&mut desk, shown(2, &slider(5), true));
    desk.handle(moved("6"));
    let effects = desk.handle(Event::Stop);
    assert!(effects.contains(&Effect::StopKernel));
    assert!(effects.contains(&Effect::Announce { notice: Notice::Stopped }));
    assert_eq!(unsettled(&desk), Vec::<String>::new(), "what waited is dropped");
    let cell = desk.session.cell(&id("a")).expect("the cell is there");
    assert_eq!((cell.freshness, cell.live), (Freshness::Fresh, true));
    // The memory is the one from before: the kernel says what its controls look like there.
    let effects = desk.handle(Event::KernelChanged { change: KernelChange::Restored });
    assert_eq!(requests(&effects), [interaction(3, "", &[])]);
    report(&mut desk, shown(3, &slider(3), true));
    report(&mut desk, done(3));
    assert_eq!(facts(&desk), json!({"value": 3, "max": 10}));
    assert_eq!(requests(&desk.handle(moved("7"))), [interaction(4, "w1", &["7"])]);
}

#[test]
fn controls_of_a_run_that_was_stopped_are_not_in_the_memory() {
    let mut desk = desk(START);
    desk.handle(Event::KernelChanged { change: KernelChange::Ready });
    desk.handle(Event::RunCells { cells: ids("a") });
    report(&mut desk, started(1));
    report(&mut desk, shown(1, &slider(3), false));
    assert!(live(&desk), "while the cell runs, changes wait");
    assert_eq!(requests(&desk.handle(moved("4"))), []);
    desk.handle(Event::Stop);
    assert!(!live(&desk));
    desk.handle(Event::KernelChanged { change: KernelChange::Restored });
    assert_eq!(requests(&desk.handle(moved("4"))), []);
}

#[test]
fn a_fresh_memory_has_no_controls_and_the_page_says_so() {
    let mut desk = with_slider();
    desk.handle(moved("5"));
    desk.handle(moved("6"));
    desk.handle(Event::Restart { run_all: false });
    assert!(!live(&desk));
    let effects = desk.handle(Event::KernelChanged { change: KernelChange::Fresh });
    assert_eq!(requests(&effects), []);
    assert_eq!(desk.handle(moved("7")), []);
    // Nor after a reload, whatever the file shows.
    let updates = [seed(START)];
    let kept = desk.outputs.iter().map(|(cell, bytes)| (cell.clone(), bytes.clone())).collect();
    desk.handle(Event::Flush);
    let (session, _) = Session::open(config(9), &updates, kept);
    let cell = session.cell(&id("a")).expect("the cell is there");
    assert!(!cell.live);
    assert!(matches!(cell.outputs[..], [OutputView::Controls { .. }]));
}

#[test]
fn what_a_callback_shows_outside_of_its_output_is_added_to_the_cell() {
    let mut desk = with_slider();
    for run in 2..4 {
        desk.handle(pressed("w2"));
        report(&mut desk, text(run, "clic\n"));
        report(&mut desk, done(run));
    }
    let outputs = |desk: &Desk| desk.session.cell(&id("a")).map(|cell| cell.outputs);
    let now = outputs(&desk).unwrap_or_default();
    assert!(matches!(&now[..], [_, OutputView::Text { html, .. }] if html == "clic\nclic\n"));
    // An error with each step of a slider is shown once, and said.
    for run in 4..6 {
        desk.handle(moved("5"));
        let failure = Failure {
            name: "ValueError".to_owned(),
            message: run.to_string(),
            traceback: Vec::new(),
            frames: Vec::new(),
            place: None,
            advice: None,
        };
        report(&mut desk, Report::Failed { run: RunId(run), failure });
        let effects = report(&mut desk, done(run));
        let notice = Notice::RunEnded { cell: id("a"), failed: true };
        assert!(effects.contains(&Effect::Announce { notice }));
    }
    let now = outputs(&desk).unwrap_or_default();
    assert!(matches!(&now[..], [_, _, OutputView::Error { message, .. }] if message == "5"));
    // Clearing takes what was added, not the controls that a person holds.
    desk.handle(pressed("w2"));
    report(&mut desk, Report::Clear { run: RunId(6), wait: false });
    report(&mut desk, done(6));
    let now = outputs(&desk).unwrap_or_default();
    assert!(matches!(now[..], [OutputView::Controls { .. }]));
}

#[test]
fn a_callback_may_ask() {
    let mut desk = with_slider();
    desk.handle(pressed("w2"));
    let question = Report::Question { run: RunId(2), prompt: "Nom ? ".to_owned(), secret: false };
    report(&mut desk, question);
    let cell = desk.session.cell(&id("a")).expect("the cell is there");
    assert_eq!(cell.run_state, RunState::Waiting);
    assert!(cell.question.is_some());
    let effects = desk.handle(Event::Answer { run: RunId(2), text: "Zoé".to_owned() });
    assert!(effects.contains(&Effect::AnswerKernel { text: "Zoé".to_owned() }));
}

/// What the page shows of a tree that somebody wrote into a file.
fn view_of(tree: Value) -> ControlView {
    let mut desk = desk(START);
    desk.handle(Event::KernelChanged { change: KernelChange::Ready });
    desk.handle(Event::RunCells { cells: ids("a") });
    report(&mut desk, started(1));
    report(&mut desk, shown(1, &tree, false));
    root(&desk)
}

fn count(control: &ControlView) -> usize {
    let inside = control.outputs.iter().map(|output| match output {
        OutputView::Controls { root } => count(root),
        _ => 1,
    });
    1 + control.children.iter().map(count).sum::<usize>() + inside.sum::<usize>()
}

#[test]
fn outputs_inside_controls_are_as_safe_as_others() {
    let bundle = |data: Value| json!({"output_type": "display_data", "data": data, "metadata": {}});
    let tree = json!({"kind": "output", "id": "w1", "label": "<b>x</b>", "outputs": [
        bundle(json!({"text/html": "<b onclick='x()'>a</b><script>x()</script>"})),
        bundle(json!({"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'><g onload='x()'/></svg>"})),
        bundle(json!({CONTROLS: {"kind": "button", "id": "w2"}})),
        {"output_type": "stream", "name": "stdout", "text": "<i>", "dropped": 7},
        {"output_type": "error", "ename": "KeyError", "evalue": "1", "traceback": ["\u{1b}[31mt"],
         "advice": {"code": "key", "values": ["1"]}},
        3, null, {"output_type": "nonsense"},
    ]});
    let view = view_of(tree);
    assert_eq!(view.label, "<b>x</b>", "a label is plain text");
    let [html, picture, inner, text, error, rest @ ..] = &view.outputs[..] else {
        panic!("{view:?}")
    };
    assert!(matches!(html, OutputView::Html { html, .. } if html == "<b>a</b>"), "{html:?}");
    let inert = |url: &str| url.starts_with("data:image/svg+xml");
    assert!(matches!(picture, OutputView::Image { url, .. } if inert(url)), "{picture:?}");
    assert!(matches!(inner, OutputView::Controls { root } if root.id == "w2"));
    let expected = OutputView::Text { stream: Stream::Out, html: "&lt;i&gt;".into(), dropped: 7 };
    assert_eq!(*text, expected);
    assert!(matches!(error, OutputView::Error { traceback, advice: Some(advice), .. }
            if traceback[..] == ["t"] && advice.code == "key"));
    assert!(rest.iter().all(|output| matches!(output, OutputView::Unknown { .. })));
}

#[test]
fn a_hostile_tree_is_bounded() {
    let many = |count: usize, child: Value| json!({"kind": "row", "children": vec![child; count]});
    assert!(count(&view_of(many(100_000, json!({"kind": "button"})))) <= 1002);
    assert!(count(&view_of(many(300, many(300, json!({"kind": "button"}))))) <= 1302);
    // Siblings that cannot be shown count as well.
    let long = json!({"kind": "list", "facts": {"options": ["x".repeat(300_000)]}});
    let view = view_of(many(3, long));
    assert!(view.children.iter().all(|child| child.kind == "cut" && child.facts.is_empty()));
    assert!(count(&view_of(many(5_000, json!({"facts": 3, "kind": "x".repeat(1000)})))) <= 1002);

    let deep = (0..30).fold(json!({"kind": "button"}), |inner, level| {
        if level % 2 == 0 {
            return many(2, inner);
        }
        let output = json!({"output_type": "display_data", "data": {CONTROLS: inner}});
        json!({"kind": "output", "outputs": [output]})
    });
    let view = view_of(deep);
    assert!(count(&view) < 10_000, "{}", count(&view));

    for odd in
        [json!(3), json!([1]), json!("x"), json!({"children": 3, "outputs": {"a": 1}, "id": 7})]
    {
        let view = view_of(odd);
        assert_eq!((view.id.as_str(), view.facts.as_str()), ("", "{}"));
    }
    let view = view_of(json!({"label": "é".repeat(10_000), "id": "x".repeat(100)}));
    assert_eq!((view.label.chars().count(), view.id.len()), (2000, 0));
}

#[test]
fn the_file_keeps_the_tree_and_the_words_beside_it() {
    let desk = with_slider();
    let file: Value = serde_json::from_str(&desk.export()).expect("a file is JSON");
    let data = &file["cells"][0]["outputs"][0]["data"];
    assert_eq!(data[CONTROLS], slider(3));
    assert_eq!(data["text/plain"], json!(["IntSlider()"]));
}

#[test]
fn what_is_done_to_a_control_finds_files_and_what_it_writes_counts_when_it_has_ended() {
    let mut desk = with_slider();
    desk.handle(Event::AddFile { path: "notes.csv".to_owned(), size: 3 });
    let effects = desk.handle(moved("5"));
    let laid = Effect::LayFiles { paths: vec!["notes.csv".to_owned()] };
    assert_eq!(effects.iter().filter(|effect| **effect == laid).count(), 1);
    report(&mut desk, started(2));
    let written = |run| Report::FileWritten {
        run: RunId(run),
        path: "journal.txt".to_owned(),
        content: b"5".to_vec(),
    };
    let paths = |desk: &Desk| -> Vec<String> {
        desk.session.files().into_iter().map(|file| file.path).collect()
    };
    report(&mut desk, written(2));
    assert_eq!(paths(&desk), ["notes.csv"], "not before the end");
    let effects = report(&mut desk, done(2));
    assert_eq!(paths(&desk), ["journal.txt", "notes.csv"]);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::KeepFile { .. })));
    // One that is stopped has written nothing.
    desk.handle(moved("6"));
    report(&mut desk, started(3));
    let other = Report::FileWritten { run: RunId(3), path: "b".to_owned(), content: vec![1] };
    report(&mut desk, other);
    desk.handle(Event::Stop);
    assert_eq!(paths(&desk), ["journal.txt", "notes.csv"]);
}
