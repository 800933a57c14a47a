//! Every value comes back through JavaScript as it went in, and the core makes the same bytes here
//! as on the machine the tests were written on.

use ardoise_core::activity::{ActivityFacts, CellNews, CellRole, NewsKind};
use ardoise_core::document::{CellId, CellKind, Placement, TextChange};
use ardoise_core::interchange::{Content, IdProblem, Mend, ReadError, Warning};
use ardoise_core::session::{
    BothChanged, CellMark, CellPart, CellView, ControlView, Effect, Event, FileView, Freshness,
    KernelChange, KernelFailure, KernelState, NotebookStatus, Notice, OutputView, Question,
    RunState, SavedState, Side, StoreFailure, Summary, Timer,
};
use ardoise_page::wire::Wire;
use ardoise_protocol::{Advice, RunId, Stream};
use wasm_bindgen::prelude::*;

use crate::desk::*;
use crate::store::inserted;

fn there_and_back<T: Wire + PartialEq + std::fmt::Debug>(values: Vec<T>) -> Outcome {
    for value in values {
        let back = T::from_js(&value.to_js()).map_err(|error| failure(&error.to_string()))?;
        equal(back, value, "there and back")?;
    }
    Ok(())
}

fn cell() -> CellId {
    CellId::from("é🙂")
}

fn changes() -> Vec<TextChange> {
    vec![
        TextChange { from: 0, to: 0, insert: "🙂\n".into() },
        TextChange { from: 7, to: u32::MAX, insert: String::new() },
    ]
}

fn mark(mark: CellMark) -> Event {
    Event::MarkCells { cells: vec![cell()], mark }
}

#[wasm_bindgen]
pub fn test_events_cross_the_door() -> Outcome {
    let cells = || vec![cell(), CellId::from("")];
    let placement = || Placement::After { cell: cell() };
    there_and_back(vec![
        Event::EditSource { cell: cell(), changes: changes() },
        Event::InsertCell { kind: CellKind::Raw, source: "x".into(), placement: Placement::First },
        Event::DeleteCells { cells: cells() },
        Event::MoveCells { cells: cells(), placement: Placement::Before { cell: cell() } },
        Event::SplitCell { cell: cell(), offset: 3 },
        Event::MergeCells { cells: vec![] },
        Event::ConvertCells { cells: cells(), kind: CellKind::Markdown },
        Event::PasteCells { text: "a".into(), placement: placement() },
        Event::FoldCell { cell: cell(), part: CellPart::Outputs, folded: true },
        Event::SetTitle { title: "Élan".into() },
        Event::ClearOutputs { cells: None },
        Event::ClearOutputs { cells: Some(cells()) },
        Event::Undo,
        Event::Redo,
        Event::RestoreVersion { state: vec![0, 255, 1] },
        Event::RunCells { cells: cells() },
        Event::RunAll,
        Event::RunAbove { cell: cell() },
        Event::RunBelow { cell: cell() },
        Event::Stop,
        Event::Restart { run_all: false },
        Event::Answer { run: RunId(u32::MAX), text: "42".into() },
        Event::Interact { cell: cell(), control: "w1".into(), values: vec![] },
        Event::Interact {
            cell: cell(),
            control: "w2".into(),
            values: vec!["3".into(), "é".into()],
        },
        Event::Idle,
        Event::KernelChanged { change: KernelChange::Loading },
        Event::KernelChanged { change: KernelChange::Ready },
        Event::KernelChanged { change: KernelChange::Restored },
        Event::KernelChanged { change: KernelChange::Fresh },
        Event::KernelChanged { change: KernelChange::Failed { reason: KernelFailure::Trapped } },
        Event::KernelReported { bytes: vec![] },
        Event::Stored { sequence: 0 },
        Event::StoreFailed { reason: StoreFailure::Full },
        Event::RetryStore,
        Event::Flush,
        Event::RemoteUpdates { updates: vec![vec![1], vec![], vec![2, 3]] },
        Event::RemoteOutputs { cell: cell(), outputs: None },
        Event::RemoteOutputs { cell: cell(), outputs: Some(vec![9]) },
        Event::AddFile { path: "été.csv".into(), size: u32::MAX },
        Event::RemoveFile { path: "a/b".into() },
        Event::FilesStored { files: vec![] },
        Event::FilesStored {
            files: vec![FileView { path: "é".into(), size: 0, modified: 1_795_372_215_250.5 }],
        },
        Event::TimerFired { timer: Timer::Save },
        Event::TimerFired { timer: Timer::SaveOutputs },
        Event::ShowAsPupil { on: true },
        mark(CellMark::Role { role: CellRole::Plain }),
        mark(CellMark::Role { role: CellRole::Exercise }),
        mark(CellMark::Role { role: CellRole::Check }),
        mark(CellMark::Role { role: CellRole::Hint }),
        mark(CellMark::Role { role: CellRole::Solution }),
        mark(CellMark::Breakpoint { on: false }),
        mark(CellMark::Locked { on: true }),
        mark(CellMark::Slide { kind: "fragment".into() }),
        Event::DescribeActivity { facts: ActivityFacts::default() },
        Event::DescribeActivity {
            facts: ActivityFacts {
                authors: vec!["Ada".into(), "Sofia".into()],
                levels: vec!["cm2".into()],
                subject: "mathématiques".into(),
                licence: "CC0-1.0".into(),
                language: "fr".into(),
                summary: "é".into(),
                minutes: u32::MAX,
                unit: "Le robot".into(),
                session: 2,
                cover: "a/b.png".into(),
                hand_in: "AQQ".into(),
                receives: "Les carrés".into(),
            },
        },
        Event::PassCell { cell: cell() },
        Event::TakeCorrection { activity: vec![1] },
        Event::TakeProposal { cell: cell() },
        Event::DropProposal { cell: cell() },
        Event::StartAgain { activity: vec![] },
        Event::Settle { cell: cell(), side: Side::Mine },
        Event::Settle { cell: cell(), side: Side::Theirs },
        Event::Settle { cell: cell(), side: Side::Both },
        Event::Settle { cell: cell(), side: Side::Merged },
        Event::ShareBegun { kept: None },
        Event::ShareBegun { kept: Some(vec![1]) },
        Event::ShareEnded,
        Event::AllShared,
        Event::RoomUpdates { updates: vec![vec![1]] },
    ])
}

#[wasm_bindgen]
pub fn test_effects_cross_the_door() -> Outcome {
    let mut effects = vec![
        Effect::Append { sequence: 1, update: vec![1, 2] },
        Effect::StoreOutputs { sequence: 2, cell: cell(), outputs: None },
        Effect::StoreOutputs { sequence: 3, cell: cell(), outputs: Some(vec![0]) },
        Effect::StoreFile { sequence: 4, path: "é".into(), modified: None },
        Effect::StoreFile { sequence: 5, path: "é".into(), modified: Some(0.5) },
        Effect::KeepFile { path: String::new(), content: vec![0, 255] },
        Effect::KeepApart,
        Effect::LayFiles { paths: vec!["é".into(), "a/b".into()] },
        Effect::FilesChanged,
        Effect::StartKernel,
        Effect::PostKernel { bytes: vec![5] },
        Effect::AnswerKernel { text: String::new() },
        Effect::StopKernel,
        Effect::RestartKernel,
        Effect::SetTimer { timer: Timer::Save, millis: 120 },
        Effect::OrderChanged,
        Effect::CellChanged { cell: cell() },
        Effect::SourceChanged { cell: cell(), changes: changes() },
        Effect::OutputsChanged { cell: cell() },
        Effect::StatusChanged,
        Effect::Focus { cell: cell(), offset: None },
        Effect::Focus { cell: cell(), offset: Some(0) },
    ];
    let notices = [
        Notice::CellsDeleted { count: 2 },
        Notice::RunEnded { cell: cell(), failed: true },
        Notice::Stopped,
        Notice::Restarted,
        Notice::KernelReplaced { reason: KernelFailure::OutOfMemory },
        Notice::QuestionAsked,
        Notice::VersionRestored,
        Notice::UpdateRefused,
        Notice::NotSaved { reason: StoreFailure::Closed },
        Notice::SavedAgain,
        Notice::PartOpened,
        Notice::CorrectionTaken { version: 2, kept: 0 },
        Notice::StartedAgain,
        Notice::BothChanged { cell: cell() },
    ];
    effects.extend(notices.map(|notice| Effect::Announce { notice }));
    there_and_back(effects)
}

#[wasm_bindgen]
pub fn test_views_cross_the_door() -> Outcome {
    let notebook = |saved, kernel| NotebookStatus {
        title: "Élan".into(),
        language: "python".into(),
        can_undo: true,
        can_redo: false,
        saved,
        kernel,
        queued: 3,
    };
    let failed = StoreFailure::Outdated;
    there_and_back(vec![
        notebook(SavedState::Saving, KernelState::Absent),
        notebook(SavedState::Saved, KernelState::Loading),
        notebook(SavedState::Failed { reason: failed }, KernelState::Ready),
        notebook(SavedState::Failed { reason: StoreFailure::Denied }, KernelState::Busy),
        notebook(SavedState::Failed { reason: StoreFailure::Other }, KernelState::Waiting),
        notebook(SavedState::Saved, KernelState::Failed { reason: KernelFailure::Unreachable }),
        notebook(SavedState::Saved, KernelState::Failed { reason: KernelFailure::Unsupported }),
    ])?;
    let view = |run_state, freshness, filled: bool| CellView {
        id: cell(),
        kind: CellKind::Code,
        source: "a\u{0}b\u{2028}🙂".into(),
        html: "<b>".into(),
        outputs: vec![
            OutputView::Text { stream: Stream::Err, html: "x".into(), dropped: 7 },
            OutputView::Text { stream: Stream::Out, html: "x".into(), dropped: 0 },
            OutputView::Html { html: "<p>".into(), count: filled.then_some(1) },
            OutputView::Image {
                url: "data:".into(),
                alt: String::new(),
                width: filled.then_some(10),
                height: None,
                count: None,
            },
            OutputView::Error {
                name: "E".into(),
                message: "m".into(),
                traceback: vec!["a".into(), "b".into()],
                line: filled.then_some(2),
                advice: filled.then(|| Advice {
                    code: "z".into(),
                    values: vec!["/".into()],
                    line: Some(1),
                    column: None,
                }),
            },
            OutputView::Unknown { formats: vec!["a/b".into()] },
            OutputView::Controls {
                root: ControlView {
                    id: "w1".into(),
                    kind: "column".into(),
                    children: vec![ControlView {
                        id: "w2".into(),
                        kind: "output".into(),
                        label: "é".into(),
                        facts: "{\"value\":3}".into(),
                        outputs: vec![OutputView::Html { html: "<p>".into(), count: None }],
                        ..ControlView::default()
                    }],
                    ..ControlView::default()
                },
            },
        ],
        execution_count: filled.then_some(0),
        run_state,
        freshness,
        millis: filled.then_some(12),
        error_line: filled.then_some(1),
        question: filled.then(|| Question { run: RunId(1), prompt: "?".into(), secret: true }),
        source_folded: filled,
        outputs_folded: !filled,
        locked: filled,
        kept: !filled,
        role: if filled { CellRole::Check } else { CellRole::Plain },
        breakpoint: filled,
        passed: !filled,
        slide: if filled { "slide".into() } else { String::new() },
        proposal: filled.then(|| "x".into()),
        both_changed: filled.then(|| BothChanged { mine: "é".into(), theirs: String::new() }),
        live: filled,
        unsettled: if filled { vec!["w2".into()] } else { Vec::new() },
    };
    there_and_back(vec![
        view(RunState::Idle, Freshness::Empty, false),
        view(RunState::Queued, Freshness::FromFile, true),
        view(RunState::Running, Freshness::Fresh, true),
        view(RunState::Waiting, Freshness::Stale, true),
        view(RunState::Idle, Freshness::Aborted, false),
    ])?;
    let summary = |activity| Summary { title: "t".into(), cells: 2, excerpt: "e".into(), activity };
    there_and_back(vec![summary(None), summary(Some("0".repeat(32)))])?;
    let news = |what| CellNews {
        cell: cell(),
        kind: CellKind::Raw,
        what,
        before: "a".into(),
        after: String::new(),
    };
    let kinds = [NewsKind::Added, NewsKind::Changed, NewsKind::Removed, NewsKind::Kept];
    there_and_back(kinds.map(news).to_vec())
}

#[wasm_bindgen]
pub fn test_warnings_and_refusals_cross_the_door() -> Outcome {
    let mended = |what| Warning::Mended { what, count: 2, line: 3 };
    let replaced = |problem| Warning::IdReplaced { cell: 1, problem };
    there_and_back(vec![
        Warning::UnreadableCharacters { count: 1 },
        mended(Mend::ControlCharacter),
        mended(Mend::BadEscape),
        mended(Mend::LoneSurrogate),
        mended(Mend::NotANumber),
        mended(Mend::TrailingComma),
        mended(Mend::TrailingText),
        Warning::CutShort { line: 1, column: 2, cells: 3 },
        Warning::Converted { major: 3 },
        Warning::NewerMinor { minor: 9 },
        Warning::MissingVersion,
        Warning::MissingCells,
        Warning::IdsAdded { count: 4 },
        replaced(IdProblem::NotText),
        replaced(IdProblem::Empty),
        replaced(IdProblem::TooLong),
        replaced(IdProblem::BadCharacters),
        replaced(IdProblem::Duplicate),
        Warning::UnknownCellKind { cell: 1, kind: "k".into() },
        Warning::NotACell { cell: 1 },
        Warning::MissingSource { cell: 1 },
        Warning::BadSource { cell: 1 },
        Warning::LinesRejoined { cell: 1 },
        Warning::BadMetadata { cell: None },
        Warning::BadMetadata { cell: Some(1) },
        Warning::BadOutputs { cell: 1 },
    ])?;
    let other = |content| ReadError::OtherContent { content };
    there_and_back(vec![
        ReadError::Empty,
        other(Content::Html),
        other(Content::Zip),
        other(Content::Pdf),
        other(Content::Picture),
        other(Content::Python),
        other(Content::Binary),
        ReadError::NotJson { line: 1, column: 2 },
        ReadError::CutShort { line: 1, column: 2 },
        ReadError::MergeConflict { line: 1 },
        ReadError::NotANotebook,
        ReadError::TooOld { major: 0 },
        ReadError::TooNew { major: 5 },
        ReadError::TooDeep { line: 9 },
    ])
}

#[wasm_bindgen]
pub fn test_what_is_not_of_the_declared_shape_is_refused() -> Outcome {
    let refused = |text: &str| -> Outcome {
        let value = js_sys::JSON::parse(text)?;
        check(Event::from_js(&value).is_err(), text)
    };
    refused("null")?;
    refused("7")?;
    refused(r#""undo""#)?;
    refused("{}")?;
    refused(r#"{"type": "explode"}"#)?;
    refused(r#"{"type": "stored"}"#)?;
    refused(r#"{"type": "stored", "sequence": 1.5}"#)?;
    refused(r#"{"type": "stored", "sequence": -1}"#)?;
    refused(r#"{"type": "stored", "sequence": 4294967296}"#)?;
    refused(r#"{"type": "deleteCells", "cells": ["a", 1]}"#)?;
    refused(r#"{"type": "deleteCells", "cells": "a"}"#)?;
    refused(r#"{"type": "restoreVersion", "state": [1, 2]}"#)?;
    refused(r#"{"type": "moveCells", "cells": [], "placement": {"type": "before"}}"#)
}

#[wasm_bindgen]
pub fn test_bytes_are_the_same_as_native() -> Outcome {
    equal(golden().ok(), Some(GOLDEN), "digests")
}

/// Digests of a seed, of the updates of a small session and of its file. The native test below
/// makes the same ones.
const GOLDEN: [u32; 3] = [1_166_615_443, 1_343_531_447, 2_341_107_401];

fn golden() -> Result<[u32; 3], ReadError> {
    let file = include_bytes!("../../assets/fixtures/ipynb/v4_5.ipynb");
    let file = ardoise_core::session::import_ipynb(file, "Essai")?;
    let seed = fnv(&file.seed);
    let mut person = Person::new(1, &[file.seed]);
    let mut written: Vec<u8> = Vec::new();
    for step in ["a = '🙂'", "b = a * 3", "print(b)"] {
        written.extend(person.does(inserted(step)).concat());
    }
    Ok([seed, fnv(&written), fnv(person.session.export_ipynb().as_bytes())])
}

/// FNV-1a, 32 bits.
fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    #[test]
    fn golden_bytes() {
        assert_eq!(super::golden(), Ok(super::GOLDEN));
    }
}
