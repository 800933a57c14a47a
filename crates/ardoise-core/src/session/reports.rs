//! What the kernel reports of the run under way. A report that names another run than the current
//! one came too late and is ignored.

use ardoise_protocol::{Failure, MimeBundle, Report, RunId, codec};

use super::Session;
use super::changes::slot_of;
use super::effect::Effect;
use super::outputs::{self, Results};
use super::view::{Notice, Question};
use crate::document::CellId;

impl Session {
    pub(super) fn kernel_reported(&mut self, bytes: &[u8], out: &mut Vec<Effect>) {
        let Ok(report) = codec::report_from_bytes(bytes) else { return };
        if self.kernel.run.as_ref().is_none_or(|run| run.id != run_of(&report)) {
            return;
        }
        match report {
            Report::Started { .. } => self.started(out),
            Report::Text { stream, text, .. } => {
                self.show(out, |results| results.push_text(stream, &text));
            }
            Report::Display { data, display_id, replaces, .. } => match display_id {
                Some(id) if replaces => self.replace_displays(&id, &data, out),
                id => {
                    self.kernel.interactions.shown |= outputs::has_controls(&data);
                    self.show(out, |results| results.push_display(data, id));
                }
            },
            Report::Value { count, data, .. } => {
                self.show(out, |results| results.push_value(count, data));
            }
            Report::Clear { wait, .. } => self.clear_shown(wait, out),
            Report::Question { run, prompt, secret } => {
                self.ask(Question { run, prompt, secret }, out);
            }
            Report::Failed { failure, .. } => self.run_failed(&failure, out),
            Report::Truncated { dropped, .. } => {
                self.show(out, |results| results.note_dropped(dropped));
            }
            Report::FileWritten { path, content, .. } => {
                self.files.note_change(path, Some(content));
            }
            Report::FileRemoved { path, .. } => self.files.note_change(path, None),
            Report::Done { millis, .. } => self.run_done(millis, out),
        }
    }

    fn started(&mut self, out: &mut Vec<Effect>) {
        let Some(run) = self.kernel.run.as_ref().filter(|run| run.interaction.is_none()) else {
            return;
        };
        let results = slot_of(&mut self.results, &mut self.buried, &run.cell).get_mut();
        *results = Results {
            count: Some(run.count),
            source: Some(run.source),
            generation: Some(self.kernel.generation),
            // Until it is done; a page that is closed under a run tells the next one.
            aborted: true,
            ..Results::default()
        };
        let cell = run.cell.clone();
        self.save_outputs(&cell, out);
        out.push(Effect::OutputsChanged { cell: cell.clone() });
        out.push(Effect::CellChanged { cell });
    }

    /// Adds something to what the running cell shows.
    fn show(&mut self, out: &mut Vec<Effect>, add: impl FnOnce(&mut Results)) {
        let Some(run) = &mut self.kernel.run else { return };
        let results = slot_of(&mut self.results, &mut self.buried, &run.cell).get_mut();
        if std::mem::take(&mut run.clears) {
            results.clear(run.interaction.is_some());
        }
        add(results);
        let cell = run.cell.clone();
        self.save_outputs(&cell, out);
        out.push(Effect::OutputsChanged { cell });
    }

    /// Displays are replaced wherever they are, also in cells that ran earlier.
    fn replace_displays(&mut self, id: &str, data: &MimeBundle, out: &mut Vec<Effect>) {
        let generation = self.kernel.generation;
        for cell in self.document.cells().iter() {
            let Some(slot) = self.results.get_mut(cell) else { continue };
            // Only outputs of this memory have ids, and looking must not unpack all others.
            let live = slot.is_open() && slot.get().generation == Some(generation);
            if live && slot.get_mut().replace(id, data) {
                self.save_outputs(cell, out);
                out.push(Effect::OutputsChanged { cell: cell.clone() });
            }
        }
    }

    fn clear_shown(&mut self, wait: bool, out: &mut Vec<Effect>) {
        let Some(run) = &mut self.kernel.run else { return };
        let keeps_controls = run.interaction.is_some();
        if wait {
            run.clears = true;
        } else {
            self.show(out, |results| results.clear(keeps_controls));
        }
    }

    fn ask(&mut self, question: Question, out: &mut Vec<Effect>) {
        let Some(run) = &mut self.kernel.run else { return };
        run.question = Some(question);
        out.push(Effect::CellChanged { cell: run.cell.clone() });
        out.push(Effect::Announce { notice: Notice::QuestionAsked });
    }

    pub(super) fn answer(&mut self, id: RunId, text: String, out: &mut Vec<Effect>) {
        let Some(run) = self.kernel.run.as_mut().filter(|run| run.id == id) else { return };
        if run.question.take().is_some() {
            out.push(Effect::AnswerKernel { text });
            out.push(Effect::CellChanged { cell: run.cell.clone() });
        }
    }

    fn run_failed(&mut self, failure: &Failure, out: &mut Vec<Effect>) {
        let Some(run) = &mut self.kernel.run else { return };
        run.failed = true;
        // One that comes with each step of a slider is shown once.
        let again = run.interaction.is_some();
        let line = line_in(&run.cell, failure);
        let cell = run.cell.clone();
        let advice = failure.advice.clone().map(|advice| self.with_notebook(advice, &cell));
        self.show(out, |results| {
            results.error_line = line;
            results.advice = advice;
            if again {
                results.drop_last_error();
            }
            results.push_error(&failure.name, &failure.message, &failure.traceback);
        });
        out.push(Effect::CellChanged { cell });
    }

    fn run_done(&mut self, millis: u32, out: &mut Vec<Effect>) {
        let Some(run) = self.kernel.run.take() else { return };
        self.take_file_changes(out);
        if run.interaction.is_some() {
            return self.interaction_done(run, out);
        }
        let results = slot_of(&mut self.results, &mut self.buried, &run.cell).get_mut();
        results.millis = Some(millis);
        results.aborted = false;
        if run.failed {
            self.empty_queue(out);
        }
        let cell = run.cell;
        self.save_outputs(&cell, out);
        self.give_outputs(out);
        if !run.failed {
            self.validated(&cell, out);
        }
        out.push(Effect::CellChanged { cell: cell.clone() });
        self.run_next(out);
        if self.kernel.run.is_none() {
            // While more cells run, saying each would be chatter.
            out.push(Effect::Announce { notice: Notice::RunEnded { cell, failed: run.failed } });
        }
    }
}

fn run_of(report: &Report) -> RunId {
    match report {
        Report::Started { run }
        | Report::Text { run, .. }
        | Report::Display { run, .. }
        | Report::Value { run, .. }
        | Report::Clear { run, .. }
        | Report::Question { run, .. }
        | Report::Failed { run, .. }
        | Report::Truncated { run, .. }
        | Report::FileWritten { run, .. }
        | Report::FileRemoved { run, .. }
        | Report::Done { run, .. } => *run,
    }
}

/// The line to point at in this cell: where the error is, or where this cell called what failed.
fn line_in(cell: &CellId, failure: &Failure) -> Option<u32> {
    let place = failure.place.as_ref().filter(|place| place.cell == cell.as_str());
    let frame =
        || failure.frames.iter().rev().find(|frame| frame.cell.as_deref() == Some(cell.as_str()));
    place.map(|place| place.line).or_else(|| frame().map(|frame| frame.line))
}
