//! What a teacher prepares in a notebook, and what a pupil's copy takes of it and keeps.
//!
//! The rules of activities themselves are in `crate::activity`; here they meet an open notebook.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::Session;
use super::changes::Memory;
use super::effect::Effect;
use super::event::{CellMark, CellPart};
use super::view::Notice;
use crate::activity::{
    self, Activity, ActivityFacts, CellRole, Correction, CorrectionRefusal, FACTS, NewsKind,
    Publication, PublishAdvice, Solutions, pupils_file,
};
use crate::document::{CellId, CellKind, Placement, Step, text};

/// Keys of a cell's own metadata under [`FACTS`].
const PASSED: &str = "passed";
const PROPOSAL: &str = "proposal";

impl Session {
    /// What is known of the activity.
    pub fn facts(&self) -> ActivityFacts {
        ActivityFacts::of(&self.document)
    }

    /// What a later version of the activity brings to this copy.
    pub fn correction(&self, activity: &Activity) -> Result<Correction, CorrectionRefusal> {
        activity.correction(&self.document)
    }

    /// The notebook as pupils get it; the files are with the host.
    pub fn publication(&self, solutions: Solutions) -> Publication {
        let mut file = self.document.to_file(|_| None);
        pupils_file(&mut file, solutions);
        Publication { file, title: self.document.title(), files: Vec::new() }
    }

    /// What to look at before the notebook is given away.
    pub fn publish_advice(&self) -> Vec<PublishAdvice> {
        let file = self.document.to_file(|_| None);
        let files = self.files();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        activity::publish_advice(&file, &self.document.title(), &self.facts().levels, &paths)
    }

    /// The cells that are there for the person: for a pupil, those up to the first breakpoint that
    /// is not passed, without notes for whoever speaks.
    pub(super) fn open_cells(&self) -> Rc<[CellId]> {
        let cells = self.document.cells();
        if !self.pupil {
            return cells;
        }
        let gate = cells.iter().position(|cell| self.is_closed_gate(cell));
        let open = gate.map_or(cells.len(), |gate| gate + 1);
        cells.iter().take(open).filter(|cell| !self.is_note(cell)).cloned().collect()
    }

    fn is_note(&self, cell: &CellId) -> bool {
        let metadata = |key: &str| self.document.cell_metadata(cell, key);
        activity::is_note(self.document.kind(cell), &metadata)
    }

    fn is_closed_gate(&self, cell: &CellId) -> bool {
        let metadata = |key: &str| self.document.cell_metadata(cell, key);
        activity::has_breakpoint(&metadata) && self.own(cell, PASSED) != Some(Value::Bool(true))
    }

    /// Code that would answer in the pupil's place when all cells run.
    pub(super) fn is_model_answer(&self, cell: &CellId) -> bool {
        let metadata = |key: &str| self.document.cell_metadata(cell, key);
        self.pupil && activity::role(&metadata) == CellRole::Solution
    }

    /// The gate behind which a pupil sees nothing yet.
    fn closed_gate(&self) -> Option<CellId> {
        let last = self.open_cells().last()?.clone();
        (self.pupil && self.is_closed_gate(&last)).then_some(last)
    }

    /// Where a pupil's cells go: never behind a closed gate, where they would be out of sight.
    pub(super) fn open_place(&self, placement: Placement) -> Placement {
        let Some(gate) = self.closed_gate() else { return placement };
        match &placement {
            Placement::Last => Placement::Before { cell: gate },
            Placement::After { cell } if *cell == gate => Placement::Before { cell: gate },
            _ => placement,
        }
    }

    /// Moving or splitting it would take cells out of sight that are the pupil's already.
    pub(super) fn is_gate_to_pass(&self, cell: &CellId) -> bool {
        self.closed_gate().is_some_and(|gate| gate == *cell)
    }

    /// Says when more or fewer cells are open than was said last.
    pub(super) fn tell_open(&mut self, out: &mut Vec<Effect>) {
        let may_differ =
            |effect: &Effect| matches!(effect, Effect::OrderChanged | Effect::CellChanged { .. });
        if !self.pupil || !out.iter().any(may_differ) {
            return;
        }
        let open = self.open_cells().len();
        if std::mem::replace(&mut self.open, open) != open && !out.contains(&Effect::OrderChanged) {
            out.push(Effect::OrderChanged);
        }
    }

    pub(super) fn show_as_pupil(&mut self, on: bool, out: &mut Vec<Effect>) {
        if std::mem::replace(&mut self.pupil, on) == on {
            return;
        }
        if !on {
            self.close_gates(out);
        }
        let cells = self.open_cells();
        self.open = cells.len();
        self.kernel.keep_queued(&cells);
        out.push(Effect::OrderChanged);
        out.extend(cells.iter().map(|cell| Effect::CellChanged { cell: cell.clone() }));
    }

    /// A teacher who has looked at the notebook as a pupil finds it as it was, the next time too.
    fn close_gates(&mut self, out: &mut Vec<Effect>) {
        let cells = self.document.cells();
        let passed = cells.iter().filter(|cell| self.own(cell, PASSED).is_some());
        let steps = passed.map(|cell| self.set_own(cell, PASSED, None)).collect();
        self.edit(steps, Memory::Forget, out);
    }

    pub(super) fn is_locked(&self, cell: &CellId) -> bool {
        self.cell_is(cell, "editable", false) || self.pupil && self.nbgrader_locks(cell)
    }

    /// It cannot be deleted. A pupil's questions, checks and gates cannot: a copy without them is of
    /// no use to anybody.
    pub(super) fn is_kept(&self, cell: &CellId) -> bool {
        let metadata = |key: &str| self.document.cell_metadata(cell, key);
        let asked = || {
            matches!(activity::role(&metadata), CellRole::Exercise | CellRole::Check)
                || activity::has_breakpoint(&metadata)
        };
        self.cell_is(cell, "deletable", false)
            || self.pupil && (asked() || self.nbgrader_locks(cell))
    }

    fn cell_is(&self, cell: &CellId, key: &str, value: bool) -> bool {
        self.document.cell_metadata(cell, key) == Some(Value::Bool(value))
    }

    fn nbgrader_locks(&self, cell: &CellId) -> bool {
        let keys = self.document.cell_metadata(cell, activity::NBGRADER);
        keys.is_some_and(|keys| keys["locked"] == Value::Bool(true))
    }

    /// A key of what Ardoise itself keeps in a cell's metadata.
    fn own(&self, cell: &CellId, key: &str) -> Option<Value> {
        self.document.cell_metadata(cell, FACTS)?.get(key).cloned()
    }

    /// The step that sets or removes such a key.
    fn set_own(&self, cell: &CellId, key: &str, value: Option<Value>) -> Step {
        let mut own = match self.document.cell_metadata(cell, FACTS) {
            Some(Value::Object(own)) => own,
            _ => Map::new(),
        };
        match value {
            Some(value) => own.insert(key.to_owned(), value),
            None => own.shift_remove(key),
        };
        let own = (!own.is_empty()).then_some(Value::Object(own));
        self.document.set_cell_metadata(cell, FACTS, own)
    }

    pub(super) fn mark_cells(&mut self, cells: &[CellId], mark: &CellMark, out: &mut Vec<Effect>) {
        let steps = cells
            .iter()
            .filter(|cell| self.document.has(cell))
            .map(|cell| self.mark_step(cell, mark))
            .collect();
        self.edit(steps, Memory::Undo, out);
        if let CellMark::Role { role: CellRole::Solution } = mark {
            for cell in cells {
                self.fold_cell(cell, CellPart::Source, true, out);
            }
        }
    }

    fn mark_step(&self, cell: &CellId, mark: &CellMark) -> Step {
        let set = |key: &str, value| self.document.set_cell_metadata(cell, key, value);
        let tags = || self.document.cell_metadata(cell, activity::TAGS);
        match mark {
            CellMark::Role { role } => {
                let all = activity::ROLES.map(|(_, tag)| tag);
                let tag = activity::role_tag(*role);
                set(activity::TAGS, activity::tagged(tags(), &all, tag))
            }
            CellMark::Breakpoint { on } => {
                let tag = on.then_some(activity::BREAKPOINT);
                set(activity::TAGS, activity::tagged(tags(), &[activity::BREAKPOINT], tag))
            }
            CellMark::Locked { on } => set("editable", on.then_some(Value::Bool(false))),
            CellMark::Slide { kind } => {
                let mut show = match self.document.cell_metadata(cell, activity::SLIDESHOW) {
                    Some(Value::Object(show)) => show,
                    _ => Map::new(),
                };
                if kind.is_empty() {
                    show.shift_remove("slide_type");
                } else {
                    show.insert("slide_type".to_owned(), json!(kind));
                }
                let show = (!show.is_empty()).then_some(Value::Object(show));
                set(activity::SLIDESHOW, show)
            }
        }
    }

    pub(super) fn describe_activity(&mut self, facts: &ActivityFacts, out: &mut Vec<Effect>) {
        let steps = activity::steps_to(&self.document, facts);
        if self.edit(steps, Memory::Forget, out) {
            out.push(Effect::StatusChanged);
        }
    }

    pub(super) fn pass_cell(&mut self, cell: &CellId, out: &mut Vec<Effect>) {
        if self.document.has(cell) && self.document.kind(cell) != CellKind::Code {
            self.validated(cell, out);
        }
    }

    /// A cell did what it had to: what waits behind it opens, once and for all.
    pub(super) fn validated(&mut self, cell: &CellId, out: &mut Vec<Effect>) {
        if self.pupil && self.document.has(cell) && self.is_closed_gate(cell) {
            let step = self.set_own(cell, PASSED, Some(Value::Bool(true)));
            self.edit(vec![step], Memory::Forget, out);
            out.push(Effect::Announce { notice: Notice::PartOpened });
        }
    }

    pub(super) fn take_correction(&mut self, activity: &[u8], out: &mut Vec<Effect>) {
        let Ok(activity) = Activity::from_bytes(activity) else { return };
        let Ok(correction) = activity.correction(&self.document) else { return };
        let before = self.document.cells();
        let mut told = Vec::new();
        self.adopt(&correction.updates, &mut told);
        self.edit(self.rest_of(&activity, &correction), Memory::Forget, &mut told);
        // Views read once, when both are done.
        let after = self.document.cells();
        let stays = |cell: &CellId| before.contains(cell) && after.contains(cell);
        told.retain(|effect| match effect {
            Effect::SourceChanged { cell, .. } | Effect::CellChanged { cell } => stays(cell),
            _ => true,
        });
        out.extend(told);
        let kept = correction.news.iter().filter(|news| news.what == NewsKind::Kept).count() as u32;
        let notice = Notice::CorrectionTaken { version: correction.to, kept };
        out.push(Effect::Announce { notice });
    }

    /// What the updates of a correction leave to do: the texts that are shown beside the pupil's, and
    /// whatever this copy had taken before and has left since (an earlier state was restored), which
    /// does not come back by the same updates.
    fn rest_of(&self, activity: &Activity, correction: &Correction) -> Vec<Step> {
        let latest = activity.document_at(correction.to);
        let news_of = |cell: &CellId| correction.news.iter().find(|news| news.cell == *cell);
        let mut steps = Vec::new();
        for one in self.document.steps_towards(&latest) {
            let Some(cell) = &one.cell else { continue };
            match news_of(cell) {
                Some(news) if news.what == NewsKind::Kept => {}
                Some(_) => steps.extend([one.source, one.rest].concat()),
                None if correction.in_place.contains(cell) => steps.extend(one.rest),
                None => {}
            }
        }
        for news in correction.news.iter().filter(|news| news.what == NewsKind::Kept) {
            let text = json!({ "version": correction.to, "source": news.after });
            steps.push(self.set_own(&news.cell, PROPOSAL, Some(text)));
        }
        steps.push(self.document.set_metadata(FACTS, latest.metadata(FACTS)));
        steps
    }

    pub(super) fn take_proposal(&mut self, cell: &CellId, out: &mut Vec<Effect>) {
        let Some(text) = self.own(cell, PROPOSAL) else { return };
        let after = text["source"].as_str().unwrap_or_default();
        let change = text::difference(&self.document.source(cell), after);
        let mut steps: Vec<Step> =
            change.map(|change| Step::text(cell, change)).into_iter().collect();
        steps.push(self.set_own(cell, PROPOSAL, None));
        self.edit(steps, Memory::Undo, out);
    }

    pub(super) fn drop_proposal(&mut self, cell: &CellId, out: &mut Vec<Effect>) {
        if self.own(cell, PROPOSAL).is_some() {
            let step = self.set_own(cell, PROPOSAL, None);
            self.edit(vec![step], Memory::Undo, out);
        }
    }

    pub(super) fn start_again(&mut self, activity: &[u8], out: &mut Vec<Effect>) {
        let Ok(activity) = Activity::from_bytes(activity) else { return };
        let begin = activity.document_at(activity.version());
        let steps = self.document.become_like(&begin);
        self.edit(steps, Memory::Undo, out);
        self.clear_outputs(None, out);
        out.push(Effect::Announce { notice: Notice::StartedAgain });
    }
}
