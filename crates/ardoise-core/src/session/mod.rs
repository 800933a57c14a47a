//! An open notebook: what happens to it goes in as an [`Event`], what is to be done outside comes
//! back as [`Effect`]s, and views read what it is now.
//!
//! It must not know a browser, a worker or a database, nor what time it is unless told. Nothing
//! here waits: an answer is another event.
//!
//! Start with [`Session::handle`], which names every event once. `edits` and `remote` change the
//! document and `changes` says what follows, `runs` and `reports` keep the queue and the kernel,
//! `activity` what a teacher prepares and a pupil's copy takes, `interactions` what is done to controls, `outputs` what cells showed, `files` which files code
//! finds, `saving` what the store knows, `apart` what the others of a shared notebook have, `reading` makes views, `library` is for notebooks that are
//! not open.

mod activity;
mod advice;
mod apart;
mod changes;
mod edits;
mod effect;
mod event;
mod files;
mod interactions;
mod library;
mod names;
mod outputs;
mod reading;
mod remote;
mod reports;
mod runs;
mod saving;
mod view;

use std::cell::RefCell;
use std::collections::HashMap;

use ardoise_markup::Language;

use crate::document::{CellId, Document, IdSource, Undo};
use files::Files;
use outputs::Slot;
use runs::Kernel;
use saving::Saving;

pub use effect::Effect;
pub use event::{
    CellMark, CellPart, Event, KernelChange, KernelFailure, Side, StoreFailure, Timer,
};
pub(crate) use files::is_bad_path;
pub use files::{FILE_LIMITS, FileLimits, FileRefusal, FileView};
pub use library::{
    Imported, VersionView, blank_notebook, import_ipynb, merge_updates, preview, state_of,
    summary_of,
};
pub use view::{
    BothChanged, CellView, ControlView, Freshness, KernelState, NotebookStatus, Notice, OutputView,
    Question, RunState, SavedState, Summary,
};

/// What a session needs of the world once, since the core has no randomness of its own.
#[derive(Clone, Debug)]
pub struct Config {
    /// Random, 53 bits, never used before and never kept.
    pub client_id: u64,
    /// Random; new cells get their ids from it.
    pub id_seed: u64,
    /// The language of the few words that rendered Markdown adds.
    pub language: Language,
}

/// An open notebook.
pub struct Session {
    // Kept: what the store holds.
    document: Document,
    results: HashMap<CellId, Slot>,
    // The session's own: gone when the page closes.
    /// Outputs of deleted cells, for when deleting is undone.
    buried: HashMap<CellId, Slot>,
    undo: Undo,
    ids: IdSource,
    kernel: Kernel,
    saving: Saving,
    files: Files,
    /// What the others have of a shared notebook.
    apart: Option<apart::Apart>,
    /// Shown as a pupil's copy.
    pupil: bool,
    /// How many cells are open to the pupil, as was last said.
    open: usize,
    /// The time of the event that is handled.
    now: f64,
    language: Language,
    rendered: RefCell<HashMap<CellId, reading::Rendered>>,
}

impl Session {
    /// Opens a notebook from everything the store has of it. Updates that cannot be read are set
    /// aside, and said.
    pub fn open(
        config: Config,
        updates: &[impl AsRef<[u8]>],
        outputs: Vec<(CellId, Vec<u8>)>,
    ) -> (Session, Vec<Effect>) {
        let mut document = Document::new(config.client_id);
        let changes = document.receive(updates);
        document.listen();
        let session = Session {
            buried: HashMap::new(),
            undo: Undo::default(),
            ids: IdSource::new(config.id_seed),
            kernel: Kernel::default(),
            saving: Saving::default(),
            files: Files::default(),
            apart: None,
            pupil: false,
            open: 0,
            now: 0.0,
            language: config.language,
            rendered: RefCell::default(),
            results: outputs.into_iter().map(|(id, bytes)| (id, Slot::packed(bytes))).collect(),
            document,
        };
        let incomplete = !changes.refused.is_empty() || session.document.waiting() > 0;
        let effects = incomplete
            .then_some(Effect::Announce { notice: Notice::UpdateRefused })
            .into_iter()
            .collect();
        (session, effects)
    }

    /// Takes in one event and says what is to be done.
    pub fn handle(&mut self, now_ms: f64, event: Event) -> Vec<Effect> {
        self.now = now_ms;
        let before = self.status();
        let mut out = Vec::new();
        self.dispatch(now_ms, event, &mut out);
        self.tell_open(&mut out);
        if self.status() != before && !out.contains(&Effect::StatusChanged) {
            out.push(Effect::StatusChanged);
        }
        out
    }

    fn dispatch(&mut self, now: f64, event: Event, out: &mut Vec<Effect>) {
        match event {
            Event::EditSource { cell, changes } => self.edit_source(cell, changes, now, out),
            Event::InsertCell { kind, source, placement } => {
                self.insert_cell(kind, source, placement, out);
            }
            Event::DeleteCells { cells } => self.delete_cells(&cells, out),
            Event::MoveCells { cells, placement } => self.move_cells(&cells, placement, out),
            Event::SplitCell { cell, offset } => self.split_cell(&cell, offset, out),
            Event::MergeCells { cells } => self.merge_cells(&cells, out),
            Event::ConvertCells { cells, kind } => self.convert_cells(&cells, kind, out),
            Event::PasteCells { text, placement } => self.paste_cells(&text, placement, out),
            Event::FoldCell { cell, part, folded } => self.fold_cell(&cell, part, folded, out),
            Event::SetTitle { title } => self.set_title(&title, out),
            Event::ClearOutputs { cells } => self.clear_outputs(cells, out),
            Event::Undo => self.undo(out),
            Event::Redo => self.redo(out),
            Event::RestoreVersion { state } => self.restore_version(&state, out),
            Event::ShowAsPupil { on } => self.show_as_pupil(on, out),
            Event::MarkCells { cells, mark } => self.mark_cells(&cells, &mark, out),
            Event::DescribeActivity { facts } => self.describe_activity(&facts, out),
            Event::PassCell { cell } => self.pass_cell(&cell, out),
            Event::TakeCorrection { activity } => self.take_correction(&activity, out),
            Event::TakeProposal { cell } => self.take_proposal(&cell, out),
            Event::DropProposal { cell } => self.drop_proposal(&cell, out),
            Event::StartAgain { activity } => self.start_again(&activity, out),
            Event::RunCells { cells } => self.run_cells(&cells, out),
            Event::RunAll => self.run_range(.., out),
            Event::RunAbove { cell } => {
                if let Some(place) = self.place_of(&cell) {
                    self.run_range(..place, out);
                }
            }
            Event::RunBelow { cell } => {
                if let Some(place) = self.place_of(&cell) {
                    self.run_range(place.., out);
                }
            }
            Event::Stop => self.stop(out),
            Event::Restart { run_all } => self.restart(run_all, out),
            Event::Answer { run, text } => self.answer(run, text, out),
            Event::Interact { cell, control, values } => self.interact(cell, control, values, out),
            Event::Idle => self.prepare_kernel(out),
            Event::KernelChanged { change } => self.kernel_changed(change, out),
            Event::KernelReported { bytes } => self.kernel_reported(&bytes, out),
            Event::Stored { sequence } => self.stored(sequence, out),
            Event::StoreFailed { reason } => self.store_failed(reason, out),
            Event::RetryStore => self.retry_store(out),
            Event::Flush => self.flush(out),
            Event::RemoteUpdates { updates } => {
                // They are of this device, or it cannot be known.
                self.goes_ahead();
                self.remote_updates(&updates, out);
            }
            Event::ShareBegun { kept } => self.share_begun(kept, out),
            Event::ShareEnded => self.share_ended(out),
            Event::AllShared => self.all_shared(),
            Event::RoomUpdates { updates } => self.room_updates(&updates, out),
            Event::Settle { cell, side } => self.settle(&cell, side, out),
            Event::RemoteOutputs { cell, outputs } => self.remote_outputs(cell, outputs, out),
            Event::AddFile { path, size } => self.add_file(path, size, out),
            Event::RemoveFile { path } => self.remove_file(path, out),
            Event::FilesStored { files } => self.files_stored(files, out),
            Event::SetLanguage { language } => self.set_language(language, out),
            Event::TimerFired { timer } => self.timer_fired(timer, out),
        }
    }

    /// What was made in the language before is made anew when it is read.
    fn set_language(&mut self, language: Language, out: &mut Vec<Effect>) {
        if self.language == language {
            return;
        }
        self.language = language;
        self.rendered.borrow_mut().clear();
        let cells = self.document.cells();
        out.extend(cells.iter().map(|cell| Effect::CellChanged { cell: cell.clone() }));
    }

    fn place_of(&self, cell: &CellId) -> Option<usize> {
        self.document.cells().iter().position(|other| other == cell)
    }
}
