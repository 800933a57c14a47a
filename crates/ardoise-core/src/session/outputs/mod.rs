//! What cells showed when they ran: collected from the kernel's reports, kept within bounds, packed
//! into bytes for the store and turned into views.
//!
//! It must not know the document, the run queue or the store. Start with [`Results`]; `stream`
//! holds text as it arrives, `packed` the stored form (written down there), `view` what the page
//! shows, `controls` the part of it that a person can change.

mod controls;
mod packed;
mod stream;
mod view;

use std::cell::OnceCell;

use ardoise_protocol::{Advice, MimeBundle, Stream};
use serde_json::Value;

use super::view::{Freshness, OutputView};
use crate::interchange::{JsonMap, Output};
use stream::StreamText;

pub(super) use packed::{Slot, pack};
pub(super) use view::Look;

/// More outputs of one cell than this are not kept; text goes on in the last ones.
const MOST_OUTPUTS: usize = 400;
/// More bytes of pictures and other rich outputs of one cell than this are not kept.
const MOST_BYTES: usize = 16 << 20;

/// What one cell's last run left.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub(super) outputs: Vec<Shown>,
    /// The number in `[n]`.
    pub(super) count: Option<u32>,
    pub(super) millis: Option<u32>,
    /// The digest of the source that ran; of a file's outputs, the source beside them.
    pub(super) source: Option<u64>,
    /// The run was stopped, or the kernel ended under it.
    pub(super) aborted: bool,
    /// The line of the error in this cell's source.
    pub(super) error_line: Option<u32>,
    /// What a beginner is told about the error.
    pub(super) advice: Option<Advice>,
    /// The memory of the kernel it ran in; only known while the page is open.
    pub(super) generation: Option<u32>,
}

/// One output.
#[derive(Debug)]
pub(super) struct Shown {
    content: Content,
    /// Later outputs of the same id take its place.
    display_id: Option<String>,
    /// How it looks, once somebody asked.
    look: OnceCell<OutputView>,
}

#[derive(Debug)]
enum Content {
    /// An output in the shape of a notebook file, word for word.
    Stored { value: Value, dropped: u32 },
    /// Text that may still grow.
    Stream(StreamText),
}

impl Shown {
    fn new(content: Content) -> Shown {
        Shown { content, display_id: None, look: OnceCell::new() }
    }
}

impl Results {
    /// Takes outputs as a notebook file holds them.
    pub(super) fn from_file(outputs: Vec<Value>, count: Option<u32>, source: &str) -> Results {
        let outputs = outputs
            .into_iter()
            .map(|value| Shown::new(Content::Stored { value, dropped: 0 }))
            .collect();
        Results { outputs, count, source: Some(digest(source)), ..Results::default() }
    }

    /// Nothing was ever shown or run.
    pub(super) fn is_empty(&self) -> bool {
        self.outputs.is_empty() && self.count.is_none() && !self.aborted
    }

    /// How the outputs relate to the source there is now; whether this kernel made them, others know.
    pub(super) fn freshness(&self, source: &str) -> Freshness {
        if self.aborted {
            Freshness::Aborted
        } else if self.is_empty() {
            Freshness::Empty
        } else if self.source.is_some_and(|ran| ran != digest(source)) {
            Freshness::Stale
        } else {
            Freshness::FromFile
        }
    }

    /// The outputs in the shape of a notebook file.
    pub(super) fn values(&self) -> Vec<Value> {
        self.outputs.iter().map(Shown::value).collect()
    }

    /// Removes what is shown; with `keeps_controls`, all but controls, whose use showed the rest.
    pub(super) fn clear(&mut self, keeps_controls: bool) {
        self.outputs.retain(|shown| keeps_controls && shown.tree().is_some());
        self.error_line = None;
        self.advice = None;
    }

    pub(super) fn push_text(&mut self, stream: Stream, text: &str) {
        let full = self.outputs.len() >= MOST_OUTPUTS;
        let same = |shown: &&mut Shown| match &shown.content {
            Content::Stream(text) => text.stream == stream,
            Content::Stored { .. } => false,
        };
        let open = if full {
            self.outputs.iter_mut().rev().find(same)
        } else {
            self.outputs.last_mut().filter(same)
        };
        match open {
            Some(Shown { content: Content::Stream(open), look, .. }) => {
                open.push(text);
                look.take();
            }
            _ if full => self.leave_out(text.chars().count() as u32),
            _ => {
                let mut new = StreamText::new(stream);
                new.push(text);
                self.outputs.push(Shown::new(Content::Stream(new)));
            }
        }
    }

    /// So many characters of text were not sent at all.
    pub(super) fn note_dropped(&mut self, dropped: u32) {
        self.last_text().unsent = dropped;
    }

    /// There is no room for something, and that is said.
    fn leave_out(&mut self, count: u32) {
        let text = self.last_text();
        text.left_out = text.left_out.saturating_add(count);
    }

    /// The last text of this run, an empty one when there is none.
    fn last_text(&mut self) -> &mut StreamText {
        let is_text = |shown: &Shown| matches!(shown.content, Content::Stream(_));
        let at = self.outputs.iter().rposition(is_text).unwrap_or_else(|| {
            self.outputs.push(Shown::new(Content::Stream(StreamText::new(Stream::Out))));
            self.outputs.len() - 1
        });
        let Shown { content, look, .. } = &mut self.outputs[at];
        look.take();
        match content {
            Content::Stream(text) => text,
            Content::Stored { .. } => unreachable!("a text was found or made just above"),
        }
    }

    pub(super) fn push_display(&mut self, data: MimeBundle, display_id: Option<String>) {
        self.push_rich(Output::Display { data, metadata: JsonMap::new() }, display_id);
    }

    pub(super) fn push_value(&mut self, count: u32, data: MimeBundle) {
        let output = Output::Result { count: Some(count), data, metadata: JsonMap::new() };
        self.push_rich(output, None);
    }

    pub(super) fn push_error(&mut self, name: &str, value: &str, traceback: &[String]) {
        let output = Output::Error {
            name: name.to_owned(),
            value: value.to_owned(),
            traceback: traceback.to_vec(),
        };
        // The error is what a pupil needs most, so it is kept however full the cell is.
        self.outputs.push(Shown::new(Content::Stored { value: output.to_json(), dropped: 0 }));
    }

    pub(super) fn drop_last_error(&mut self) {
        let is_error = |shown: &Shown| match &shown.content {
            Content::Stored { value, .. } => {
                value.get("output_type").and_then(Value::as_str) == Some("error")
            }
            Content::Stream(_) => false,
        };
        if self.outputs.last().is_some_and(is_error) {
            self.outputs.pop();
        }
    }

    fn push_rich(&mut self, output: Output, display_id: Option<String>) {
        let held: usize = self.outputs.iter().map(Shown::weight).sum();
        if self.outputs.len() >= MOST_OUTPUTS || held + weight(&output) > MOST_BYTES {
            self.leave_out(1);
            return;
        }
        let mut shown = Shown::new(Content::Stored { value: output.to_json(), dropped: 0 });
        shown.display_id = display_id;
        self.outputs.push(shown);
    }

    /// Puts new content in the place of every output with this id; false when there is none.
    pub(super) fn replace(&mut self, display_id: &str, data: &MimeBundle) -> bool {
        let mut found = false;
        for shown in &mut self.outputs {
            if shown.display_id.as_deref() != Some(display_id) {
                continue;
            }
            let Content::Stored { value, .. } = &mut shown.content else { continue };
            let (data, metadata) = (data.clone(), JsonMap::new());
            *value = match Output::from_json(value) {
                Output::Result { count, .. } => Output::Result { count, data, metadata },
                _ => Output::Display { data, metadata },
            }
            .to_json();
            shown.look.take();
            found = true;
        }
        found
    }
}

impl Shown {
    fn value(&self) -> Value {
        match &self.content {
            Content::Stored { value, .. } => value.clone(),
            Content::Stream(text) => text.output().to_json(),
        }
    }

    /// The tree of controls it holds, if it does.
    fn tree(&self) -> Option<&Value> {
        match &self.content {
            Content::Stored { value, .. } => controls::tree_in(value),
            Content::Stream(_) => None,
        }
    }

    fn dropped(&self) -> u32 {
        match &self.content {
            Content::Stored { dropped, .. } => *dropped,
            Content::Stream(text) => text.dropped(),
        }
    }

    fn weight(&self) -> usize {
        match &self.content {
            Content::Stored { value, .. } => value
                .get("data")
                .and_then(Value::as_object)
                .map_or(0, |data| data.values().map(value_weight).sum()),
            Content::Stream(_) => 0,
        }
    }
}

/// Whether this output is one of controls.
pub(super) fn has_controls(data: &MimeBundle) -> bool {
    data.iter().any(|(mime, _)| mime == controls::CONTROLS)
}

fn weight(output: &Output) -> usize {
    match output {
        Output::Display { data, .. } | Output::Result { data, .. } => {
            data.iter().map(|(_, content)| content.len()).sum()
        }
        _ => 0,
    }
}

fn value_weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(value_weight).sum(),
        Value::Object(map) => map.values().map(value_weight).sum(),
        _ => 0,
    }
}

/// A digest of a source, to see whether it is still the one that ran (FNV-1a, 64 bits).
pub(super) fn digest(source: &str) -> u64 {
    source.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
