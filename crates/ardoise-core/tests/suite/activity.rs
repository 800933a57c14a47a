//! Activities: their bytes, their versions, and what a pupil's copy takes of them.

use ardoise_core::activity::{
    Activity, ActivityFile, ActivityId, CellRole, NewsKind, PacketError, Part, Publication,
    Solutions, pupils_file,
};
use ardoise_core::document::Placement;
use ardoise_core::interchange::{CellKind, JsonMap, NotebookFile};
use ardoise_core::session::{CellMark, Effect, Event, Notice, RunState, merge_updates};
use ardoise_protocol::{Failure, Report, RunId};
use expect_test::expect;
use serde_json::{Value, json};

use crate::desk::{Desk, id, ids, notebook, replaced, typed};
use crate::kernel::{done, ready, report, started};
use crate::random::{Chance, some_edit};

const ID: ActivityId = ActivityId(*b"0123456789abcdef");
const START: &str = "markdown t: # Carrés
    code f: def carre(x):\\n    ...
    code c: assert carre(3) == 9
    markdown e: Fin";

fn publication(lines: &str) -> Publication {
    Publication { file: notebook(lines), title: "Carrés".to_owned(), files: Vec::new() }
}

fn first(lines: &str) -> Activity {
    Activity::first(ID, publication(lines)).expect("it can be published")
}

fn next(activity: &Activity, lines: &str) -> Activity {
    activity.next(publication(lines)).expect("it can be published").expect("something is new")
}

fn copy(client: u64, activity: &Activity) -> Desk {
    let mut desk = Desk::open(client, &[activity.state()], vec![]);
    desk.handle(Event::ShowAsPupil { on: true });
    desk
}

fn take(desk: &mut Desk, activity: &Activity) {
    desk.handle(Event::TakeCorrection { activity: activity.to_bytes() });
}

fn exchange(a: &mut Desk, b: &mut Desk) {
    let (from_a, from_b) = (a.settle(), b.settle());
    a.handle(Event::RemoteUpdates { updates: from_b });
    b.handle(Event::RemoteUpdates { updates: from_a });
}

fn with_metadata(lines: &str, cell: &str, metadata: &Value) -> NotebookFile {
    let mut file = notebook(lines);
    for one in &mut file.cells {
        if one.id.as_deref() == Some(cell) {
            one.metadata = metadata.as_object().cloned().unwrap_or_default();
        }
    }
    file
}

fn published(file: NotebookFile) -> Activity {
    let publication = Publication { file, title: "Essai".to_owned(), files: Vec::new() };
    Activity::first(ID, publication).expect("it can be published")
}

/// A second reader, made from `docs/formats.md` alone: each part as hexadecimal digits or text.
fn read_by_the_book(bytes: &[u8]) -> String {
    struct Book<'a>(&'a [u8]);
    impl<'a> Book<'a> {
        fn take(&mut self, count: usize) -> &'a [u8] {
            let (taken, rest) = self.0.split_at(count);
            self.0 = rest;
            taken
        }
        fn number(&mut self) -> usize {
            let byte = self.take(1)[0];
            let low = usize::from(byte & 0x7f);
            if byte < 0x80 { low } else { low | self.number() << 7 }
        }
        fn block(&mut self) -> &'a [u8] {
            let length = self.number();
            self.take(length)
        }
        fn text(&mut self) -> String {
            String::from_utf8(self.block().to_vec()).expect("UTF-8")
        }
    }
    let mut book = Book(bytes);
    assert_eq!(book.take(8), b"ardoise\x01");
    let mut out = format!("id {}\n", String::from_utf8_lossy(book.take(16)));
    out += &format!("seed of {} bytes\n", book.block().len());
    for version in 0..book.number() {
        for _ in 0..book.number() {
            let cell = book.text();
            let part = if book.take(1) == [0] { "source" } else { "rest" };
            let update = book.block().len();
            out += &format!("version {}: {part} of [{cell}], {update} bytes\n", version + 2);
        }
    }
    for _ in 0..book.number() {
        let path = book.text();
        out += &format!("file {path}: {:?}\n", String::from_utf8_lossy(book.block()));
    }
    out + &format!("{} bytes of proof", book.0.len())
}

#[test]
fn the_bytes_are_those_of_the_book() {
    let file = |path: &str, content: &str| ActivityFile {
        path: path.to_owned(),
        content: content.as_bytes().to_vec(),
    };
    let mut activity = first(START);
    activity.files = vec![file("a.csv", "1;2"), file("images/é.svg", "<svg/>")];
    let corrected = publication(
        "markdown t: # Carrés
        code f: def carre(x):\\n    # à toi\\n    ...
        code n: print('nouveau')
        markdown e: Fin",
    );
    let files = activity.files.clone();
    let next = activity.next(Publication { files, ..corrected }).expect("it can be published");
    let next = next.expect("something is new");
    expect![[r#"
        id 0123456789abcdef
        seed of 471 bytes
        version 2: rest of [], 92 bytes
        version 2: source of [c], 56 bytes
        version 2: source of [f], 60 bytes
        version 2: source of [n], 110 bytes
        file a.csv: "1;2"
        file images/é.svg: "<svg/>"
        0 bytes of proof"#]]
    .assert_eq(&read_by_the_book(&next.to_bytes()));
    assert_eq!(Activity::from_bytes(&next.to_bytes()), Ok(next));
}

#[test]
fn damaged_bytes_are_refused_and_harm_nobody() {
    let activity = next(&first(START), "markdown t: # Cubes\n code f: x");
    let whole = activity.to_bytes();
    for end in 0..whole.len() {
        assert!(Activity::from_bytes(&whole[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(Activity::from_bytes(b"PK\x03\x04 something else"), Err(PacketError::NotAnActivity));
    let mut newer = whole.clone();
    newer[7] = 2;
    assert_eq!(Activity::from_bytes(&newer), Err(PacketError::TooNew));
    let mut chance = Chance::new(11);
    for _ in 0..3000 {
        let mut bytes = whole.clone();
        for _ in 0..1 + chance.below(4) {
            let at = chance.below(bytes.len());
            bytes[at] = chance.next() as u8;
        }
        if let Ok(read) = Activity::from_bytes(&bytes) {
            let desk = Desk::open(1, &[read.state()], vec![]);
            let _ = desk.session.correction(&activity);
        }
    }
}

#[test]
fn files_that_could_not_lie_beside_a_notebook_are_refused() {
    let mut activity = first(START);
    for path in ["../a", "/a", "a//b", "", "a\nb"] {
        activity.files = vec![ActivityFile { path: path.to_owned(), content: Vec::new() }];
        let read = Activity::from_bytes(&activity.to_bytes());
        assert_eq!(read, Err(PacketError::Damaged), "{path:?}");
    }
    activity.files = vec![ActivityFile { path: "a".to_owned(), content: vec![0; 10_000_001] }];
    assert_eq!(Activity::from_bytes(&activity.to_bytes()), Err(PacketError::TooLarge));
}

#[test]
fn publishing_the_same_again_makes_no_new_version() {
    let activity = first(START);
    assert_eq!(activity.next(publication(START)), Ok(None));
    assert_eq!(next(&activity, "code f: 1").next(publication("code f: 1")), Ok(None));
}

#[test]
fn a_new_cell_in_the_middle_changes_no_other() {
    let corrected = next(
        &first(START),
        "markdown t: # Carrés
        markdown n: Un conseil
        code f: def carre(x):\\n    ...
        code c: assert carre(3) == 9
        markdown e: Fin",
    );
    let changes = &corrected.revisions[0].changes;
    let cells: Vec<_> = changes.iter().filter_map(|change| change.cell.clone()).collect();
    assert_eq!(cells, ids("n"));
    assert!(changes[1..].iter().all(|change| change.part == Part::Source));
}

const CORRECTED: &str = "markdown t: # Carrés et cubes
    markdown n: Un conseil
    markdown e: Fin
    code f: def carre(x):\\n    # multiplie x par lui-même\\n    ...
    code d: assert carre(4) == 16";

#[test]
fn a_correction_leaves_what_the_pupil_wrote() {
    let activity = first(START);
    let mut pupil = copy(1, &activity);
    pupil.handle(replaced("f", 18, 21, "return x * x"));
    pupil.settle();
    let corrected = next(&activity, CORRECTED);
    let news = pupil.session.correction(&corrected).expect("it is newer");
    let what: Vec<_> = news.news.iter().map(|one| (one.cell.as_str(), one.what)).collect();
    assert_eq!(
        what,
        [
            ("t", NewsKind::Changed),
            ("n", NewsKind::Added),
            ("f", NewsKind::Kept),
            ("d", NewsKind::Added),
            ("c", NewsKind::Removed),
        ]
    );
    let effects = pupil.handle(Event::TakeCorrection { activity: corrected.to_bytes() });
    let notice = Notice::CorrectionTaken { version: 2, kept: 1 };
    assert!(effects.contains(&Effect::Announce { notice }));
    expect![[r##"
        markdown t: "# Carrés et cubes"
        markdown n: "Un conseil"
        markdown e: "Fin"
        code f: "def carre(x):\n    return x * x"
        code d: "assert carre(4) == 16"
    "##]]
    .assert_eq(&pupil.show());
    let proposal = "def carre(x):\n    # multiplie x par lui-même\n    ...";
    let cell = pupil.session.cell(&id("f")).expect("it is there");
    assert_eq!(cell.proposal.as_deref(), Some(proposal));
    // Everything of it is in the store.
    let stored: Vec<Vec<u8>> = pupil.settle();
    let again = Desk::open(9, &[pupil.known.clone(), stored].concat(), vec![]);
    assert_eq!(again.show(), pupil.show());
    assert!(pupil.session.correction(&corrected).is_err(), "it is not offered twice");
    pupil.handle(Event::TakeProposal { cell: id("f") });
    assert_eq!(pupil.source(&id("f")), proposal);
    pupil.handle(Event::Undo);
    assert_eq!(pupil.source(&id("f")), "def carre(x):\n    return x * x");
    pupil.handle(Event::DropProposal { cell: id("f") });
    assert_eq!(pupil.session.cell(&id("f")).and_then(|cell| cell.proposal), None);
}

#[test]
fn later_corrections_of_a_cell_that_was_kept_go_beside_it_too() {
    let activity = first("code f: 1\n code g: 1");
    let mut pupil = copy(1, &activity);
    pupil.handle(replaced("f", 0, 1, "moi"));
    let second = next(&activity, "code f: 2\n code g: 2");
    take(&mut pupil, &second);
    // Back to the text of the first version, which the second one's update does not fit any more.
    pupil.handle(replaced("f", 0, 3, "1"));
    let third = next(&second, "code f: 3\n code g: 3");
    take(&mut pupil, &third);
    assert_eq!((pupil.source(&id("f")), pupil.source(&id("g"))), ("1".into(), "3".into()));
    let cell = pupil.session.cell(&id("f")).expect("it is there");
    assert_eq!(cell.proposal.as_deref(), Some("3"));
}

#[test]
fn a_cell_that_the_pupil_deleted_stays_deleted() {
    let activity = first(START);
    let mut pupil = copy(1, &activity);
    pupil.handle(Event::DeleteCells { cells: ids("e") });
    let corrected = next(&activity, &START.replace("Fin", "Fin de la séance"));
    assert_eq!(pupil.session.correction(&corrected).expect("it is newer").news, []);
    take(&mut pupil, &corrected);
    assert!(pupil.session.cell(&id("e")).is_none());
}

#[test]
fn a_correction_comes_again_after_an_earlier_state_was_restored() {
    let activity = first(START);
    let mut pupil = copy(1, &activity);
    let corrected = next(&activity, CORRECTED);
    take(&mut pupil, &corrected);
    let after = pupil.show();
    pupil.handle(Event::RestoreVersion { state: activity.state() });
    assert_eq!(pupil.show(), copy(5, &activity).show());
    take(&mut pupil, &corrected);
    assert_eq!(pupil.show(), after);
}

#[test]
fn starting_again_brings_the_activity_back_and_can_be_undone() {
    let activity = next(&first(START), CORRECTED);
    let mut pupil = copy(1, &activity);
    pupil.handle(typed("f", 0, "# mon essai\n"));
    pupil.handle(Event::DeleteCells { cells: ids("e") });
    let mine = pupil.show();
    pupil.handle(Event::StartAgain { activity: activity.to_bytes() });
    assert_eq!(pupil.show(), copy(5, &activity).show());
    pupil.handle(Event::Undo);
    assert_eq!(pupil.show(), mine);
}

#[test]
fn an_activity_of_another_name_is_not_taken() {
    let mut pupil = copy(1, &first(START));
    let other = Activity::first(ActivityId([7; 16]), publication(START)).expect("published");
    let before = pupil.show();
    take(&mut pupil, &next(&other, CORRECTED));
    assert_eq!(pupil.show(), before);
}

#[test]
fn two_devices_that_opened_the_same_link_are_one_notebook() {
    let activity = first(START);
    let (mut school, mut home) = (copy(1, &activity), copy(2, &activity));
    school.handle(typed("f", 0, "# à l'école\n"));
    home.handle(typed("e", 3, " !"));
    let corrected = next(&activity, CORRECTED);
    take(&mut school, &corrected);
    exchange(&mut school, &mut home);
    take(&mut home, &corrected);
    exchange(&mut school, &mut home);
    assert_eq!(school.show(), home.show());
    assert_eq!(school.session.order().len(), 5);
    assert_eq!(school.source(&id("e")), "Fin !");
}

fn version_of(desk: &Desk) -> usize {
    let file: Value = serde_json::from_str(&desk.export()).expect("JSON");
    file["metadata"]["ardoise"]["version"].as_u64().expect("a number") as usize
}

/// A teacher changes, adds, removes and moves cells; pupils do what pupils do, on two devices each.
#[test]
fn corrections_at_random_lose_nothing_and_double_nothing() {
    for case in 0..150 {
        let mut chance = Chance::new(case);
        let mut teacher = Desk::open(50, &[first(START).seed], vec![]);
        let mut activity = first(START);
        let mut versions = vec![copy(90, &activity)];
        let (mut one, mut two) = (copy(1, &activity), copy(2, &activity));
        for _ in 0..3 {
            for desk in [&mut one, &mut two] {
                for _ in 0..chance.below(5) {
                    let event = some_edit(&mut chance, desk);
                    desk.handle(event);
                }
            }
            for _ in 0..1 + chance.below(6) {
                let event = some_edit(&mut chance, &teacher);
                teacher.handle(event);
            }
            if teacher.session.order().is_empty() {
                continue;
            }
            let publication = teacher.session.publication(Solutions::LeftOut);
            let Ok(Some(next)) = activity.next(publication) else { continue };
            versions.push(copy(90, &next));
            activity = Activity::from_bytes(&next.to_bytes()).expect("it can be read again");
            assert_eq!(copy(91, &activity).show(), teacher.show(), "case {case}");
            // Restoring an earlier state goes back to its version, too.
            let base = &versions[version_of(&one) - 1];
            let before: Vec<_> =
                one.session.order().iter().map(|cell| (cell.clone(), one.source(cell))).collect();
            take(&mut one, &activity);
            for (cell, source) in before {
                let own = base.source(&cell) != source || base.session.cell(&cell).is_none();
                if own {
                    assert_eq!(one.source(&cell), source, "case {case}: {cell} is the pupil's");
                }
            }
            if chance.below(2) == 0 {
                take(&mut two, &activity);
            }
            exchange(&mut one, &mut two);
            assert_eq!(one.show(), two.show(), "case {case}");
        }
        exchange(&mut one, &mut two);
        let again = Desk::open(99, &[merge_updates(&one.known).expect("complete")], vec![]);
        assert_eq!(again.export(), one.export(), "case {case}, opened again");
    }
}

#[test]
fn cells_without_ids_are_known_again_by_their_text_and_place() {
    let plain = |lines: &str| {
        let mut file = notebook(lines);
        file.nbformat_minor = 4;
        file.cells.iter_mut().for_each(|cell| cell.id = None);
        Publication { file, title: "Sans noms".to_owned(), files: Vec::new() }
    };
    let activity = Activity::first(ID, plain(START)).expect("published");
    let mut pupil = copy(1, &activity);
    let order = pupil.session.order();
    let corrected = plain(
        "markdown t: # Carrés
        markdown n: Un conseil
        code f: def carre(nombre):\\n    ...
        code c: assert carre(3) == 9
        markdown e: Fin",
    );
    let corrected = activity.next(corrected).expect("published").expect("something is new");
    take(&mut pupil, &corrected);
    let now = pupil.session.order();
    assert_eq!(now.len(), 5);
    assert!(order.iter().all(|cell| now.contains(cell)), "{order:?} {now:?}");
}

#[test]
fn what_cells_are_for_is_read_as_others_write_it() {
    let cases = [
        (json!({}), CellRole::Plain),
        (json!({"tags": ["exercise"]}), CellRole::Exercise),
        (json!({"tags": ["x", "hint"]}), CellRole::Hint),
        (json!({"tags": ["solution"], "nbgrader": {"grade": true}}), CellRole::Solution),
        (
            json!({"nbgrader": {"grade": false, "solution": true, "locked": false}}),
            CellRole::Exercise,
        ),
        (json!({"nbgrader": {"grade": true, "solution": true}}), CellRole::Exercise),
        (json!({"nbgrader": {"grade": true, "solution": false, "locked": true}}), CellRole::Check),
        (json!({"nbgrader": {"grade": false, "solution": false, "locked": true}}), CellRole::Plain),
        (json!({"nbgrader": 3, "tags": "hint"}), CellRole::Plain),
    ];
    for (metadata, role) in cases {
        let pupil = copy(1, &published(with_metadata("code a: 1", "a", &metadata)));
        let cell = pupil.session.cell(&id("a")).expect("it is there");
        assert_eq!(cell.role, role, "{metadata}");
        let locked = metadata["nbgrader"]["locked"] == true;
        assert_eq!((cell.locked, cell.kept), (locked, locked || role == CellRole::Exercise));
    }
}

#[test]
fn marks_are_written_in_standard_keys_and_leave_nbgraders_alone() {
    let nbgrader = json!({"grade": true, "grade_id": "q1", "points": 2, "schema_version": 3});
    let metadata = json!({ "tags": ["mine"], "nbgrader": nbgrader });
    let file = with_metadata("code a: 1", "a", &metadata);
    let mut teacher = Desk::open(1, &[published(file).seed], vec![]);
    let marks = [
        CellMark::Role { role: CellRole::Hint },
        CellMark::Role { role: CellRole::Exercise },
        CellMark::Breakpoint { on: true },
        CellMark::Locked { on: true },
        CellMark::Slide { kind: "fragment".to_owned() },
    ];
    for mark in marks {
        teacher.handle(Event::MarkCells { cells: ids("a"), mark });
    }
    let cell = |desk: &Desk| -> Value {
        let file: Value = serde_json::from_str(&desk.export()).expect("JSON");
        file["cells"][0]["metadata"].clone()
    };
    let expected = json!({
        "editable": false,
        "nbgrader": nbgrader,
        "slideshow": {"slide_type": "fragment"},
        "tags": ["mine", "exercise", "breakpoint"],
    });
    assert_eq!(cell(&teacher), expected);
    for mark in [
        CellMark::Role { role: CellRole::Plain },
        CellMark::Breakpoint { on: false },
        CellMark::Locked { on: false },
        CellMark::Slide { kind: String::new() },
    ] {
        teacher.handle(Event::MarkCells { cells: ids("a"), mark });
    }
    assert_eq!(cell(&teacher), json!({ "tags": ["mine"], "nbgrader": nbgrader }));
}

fn gated() -> Desk {
    let tags = json!({"tags": ["breakpoint"]});
    let mut file = with_metadata("markdown a: Lis\n code b: 1/0\n code c: 3", "b", &tags);
    file.cells[0].metadata = tags.as_object().cloned().unwrap_or_default();
    copy(1, &published(file))
}

#[test]
fn a_teacher_who_looked_as_a_pupil_leaves_the_gates_closed() {
    let tags = json!({"tags": ["breakpoint"]});
    let activity = published(with_metadata("markdown a: Un\n markdown b: Deux", "a", &tags));
    let mut teacher = Desk::open(1, &[activity.state()], vec![]);
    for _ in 0..2 {
        teacher.handle(Event::ShowAsPupil { on: true });
        assert_eq!(teacher.session.order(), ids("a"));
        teacher.handle(Event::PassCell { cell: id("a") });
        assert_eq!(teacher.session.order(), ids("a b"));
        teacher.handle(Event::ShowAsPupil { on: false });
        assert_eq!(teacher.session.order(), ids("a b"));
        assert!(!teacher.session.cell(&id("a")).expect("it is there").passed);
    }
}

#[test]
fn notes_for_the_speaker_are_not_shown_to_pupils() {
    let cells = "markdown a: Un\n markdown b: Dire\n code c: x = 1\n markdown d: Attends";
    let mut file = notebook(cells);
    let notes = json!({"slideshow": {"slide_type": "notes"}});
    let gate = json!({"slideshow": {"slide_type": "notes"}, "tags": ["breakpoint"]});
    for (cell, metadata) in file.cells.iter_mut().skip(1).zip([&notes, &notes, &gate]) {
        cell.metadata = metadata.as_object().cloned().unwrap_or_default();
    }
    let mut pupil = copy(1, &published(file));
    assert_eq!(pupil.session.order(), ids("a c d"), "code may be needed, a gate must be passed");
    pupil.handle(Event::ShowAsPupil { on: false });
    assert_eq!(pupil.session.order(), ids("a b c d"));
}

#[test]
fn what_stands_behind_a_breakpoint_opens_when_it_is_passed_and_stays_open() {
    let mut pupil = gated();
    assert_eq!(pupil.session.order(), ids("a"));
    let effects = pupil.handle(Event::PassCell { cell: id("a") });
    assert!(effects.contains(&Effect::OrderChanged));
    assert_eq!(pupil.session.order(), ids("a b"));
    pupil.handle(Event::RunAll);
    ready(&mut pupil);
    report(&mut pupil, started(1));
    let failure = Failure {
        name: "ZeroDivisionError".to_owned(),
        message: "division by zero".to_owned(),
        traceback: Vec::new(),
        frames: Vec::new(),
        place: None,
        advice: None,
    };
    report(&mut pupil, Report::Failed { run: RunId(1), failure });
    report(&mut pupil, done(1));
    assert_eq!(pupil.session.order(), ids("a b"), "an error validates nothing");
    pupil.handle(Event::RunCells { cells: ids("b c") });
    report(&mut pupil, started(2));
    let effects = report(&mut pupil, done(2));
    assert!(effects.contains(&Effect::Announce { notice: Notice::PartOpened }));
    assert_eq!(pupil.session.order(), ids("a b c"), "nothing that is closed has run");
    pupil.settle();
    let mut again = Desk::open(7, &pupil.known, vec![]);
    again.handle(Event::ShowAsPupil { on: true });
    assert_eq!(again.session.order(), ids("a b c"));
}

#[test]
fn an_author_sees_everything_and_can_look_as_a_pupil() {
    let mut desk = gated();
    desk.handle(Event::ShowAsPupil { on: false });
    assert_eq!(desk.session.order(), ids("a b c"));
    desk.handle(Event::ShowAsPupil { on: true });
    assert_eq!(desk.session.order(), ids("a"));
}

#[test]
fn pupils_get_blanks_in_the_place_of_solutions() {
    let cases = [
        (
            "def f(x):\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION\nf(1)",
            "def f(x):\n    ...  # à compléter\nf(1)",
        ),
        ("...\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "..."),
        ("# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n...  # ici", "...  # ici"),
        (
            "def f():\n    # à toi\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\nf()",
            "def f():\n    # à toi\n    ...  # à compléter\n\nf()",
        ),
        (
            "# à toi\nx = (..., ...)\n### BEGIN SOLUTION\nx = (1, 2)\n### END SOLUTION",
            "# à toi\nx = (..., ...)",
        ),
        ("# à toi\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nprint(x)", "# à toi\nprint(x)"),
        ("a = 1\n### BEGIN SOLUTION\nb = 2", "a = 1\n...  # à compléter"),
        (
            "assert f(1) == 1\n### BEGIN HIDDEN TESTS\nassert f(2)\n### END HIDDEN TESTS",
            "assert f(1) == 1",
        ),
        ("print('BEGIN SOLUTION')", "print('BEGIN SOLUTION')"),
        ("", ""),
    ];
    for (source, expected) in cases {
        let mut file = notebook("code a: x");
        file.cells[0].source = source.to_owned();
        file.cells[0].execution_count = Some(3);
        pupils_file(&mut file, Solutions::LeftOut);
        assert_eq!(file.cells[0].source, expected);
        assert_eq!(file.cells[0].execution_count, None);
    }
    let tags = json!({"tags": ["solution"]});
    for (solutions, count) in [(Solutions::LeftOut, 1), (Solutions::Folded, 2)] {
        let mut file = with_metadata("code a: 1\n markdown b: Voici", "b", &tags);
        pupils_file(&mut file, solutions);
        assert_eq!(file.cells.len(), count);
    }
}

#[test]
fn what_is_known_of_an_activity_is_read_and_written_back() {
    let mut file = notebook("code a: 1");
    let facts = json!({
        "levels": ["cm1", "cm2"], "subject": "mathématiques", "licence": "CC0-1.0",
        "language": "fr", "minutes": 45, "unit": "Le robot", "session": 2, "kept": {"as": "it is"},
    });
    file.metadata = JsonMap::from_iter([
        ("authors".to_owned(), json!([{"name": "Ada"}])),
        ("ardoise".to_owned(), facts.clone()),
    ]);
    let activity = published(file);
    assert_eq!(activity.facts().levels, ["cm1", "cm2"]);
    let mut teacher = Desk::open(1, &[activity.seed], vec![]);
    let mut known = teacher.session.facts();
    assert_eq!((known.minutes, known.session, known.authors.len()), (45, 2, 1));
    known.minutes = 0;
    known.summary = "Des carrés.".to_owned();
    teacher.handle(Event::DescribeActivity { facts: known.clone() });
    assert_eq!(teacher.session.facts(), known);
    let file: Value = serde_json::from_str(&teacher.export()).expect("JSON");
    assert_eq!(file["metadata"]["ardoise"]["kept"], facts["kept"]);
    assert_eq!(file["metadata"]["ardoise"]["minutes"], Value::Null);
}

#[test]
fn no_cell_of_the_pupil_goes_behind_a_closed_gate() {
    let mut pupil = gated();
    pupil.handle(Event::PassCell { cell: id("a") });
    let insert = |placement| {
        let source = "4".to_owned();
        Event::InsertCell { kind: CellKind::Code, source, placement }
    };
    let count = |pupil: &Desk| pupil.session.order().len();
    pupil.handle(insert(Placement::Last));
    pupil.handle(insert(Placement::After { cell: id("b") }));
    let text = pupil.session.copy_cells(&ids("a"));
    pupil.handle(Event::PasteCells { text, placement: Placement::Last });
    assert_eq!(count(&pupil), 5);
    let order = pupil.session.order();
    assert_eq!(order.last(), Some(&id("b")));
    pupil.handle(Event::MoveCells {
        cells: vec![order[1].clone()],
        placement: Placement::After { cell: id("b") },
    });
    assert_eq!(pupil.session.order().last(), Some(&id("b")));
    // The gate itself stays where it is, whole.
    pupil.handle(Event::MoveCells { cells: ids("b"), placement: Placement::First });
    pupil.handle(Event::SplitCell { cell: id("b"), offset: 1 });
    pupil.handle(Event::MergeCells { cells: ids("a b") });
    pupil.handle(Event::DeleteCells { cells: ids("b") });
    assert_eq!(count(&pupil), 5);
    assert_eq!(pupil.source(&id("b")), "1/0");
    pupil.handle(Event::ShowAsPupil { on: false });
    assert_eq!(pupil.session.order().last(), Some(&id("c")));
}

#[test]
fn to_run_all_never_runs_the_model_answer() {
    let tags = json!({ "tags": ["solution"] });
    let mut pupil = copy(1, &published(with_metadata("code a: x = 1\n code s: x = 2", "s", &tags)));
    let queued = |pupil: &Desk| -> Vec<String> {
        let waits = |one: &str| pupil.session.cell(&id(one)).map(|cell| cell.run_state);
        ["a", "s"]
            .into_iter()
            .filter(|one| waits(one) == Some(RunState::Queued))
            .map(String::from)
            .collect()
    };
    pupil.handle(Event::RunAll);
    assert_eq!(queued(&pupil), ["a"]);
    pupil.handle(Event::RunCells { cells: ids("s") });
    assert_eq!(queued(&pupil), ["a", "s"]);
}
