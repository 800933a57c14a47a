//! From the reports of a run to the outputs Jupyter would store.

use ardoise_core::interchange::{JsonMap, Output};
use ardoise_protocol::{Failure, MimeBundle, Report, Stream};
use serde_json::Value;

use crate::words::Words;

/// The outputs of one cell while it runs.
#[derive(Default)]
pub(crate) struct Outputs {
    items: Vec<Item>,
    clear_next: bool,
    dropped: u32,
    pub(crate) failure: Option<Failure>,
    /// Whether the code asked a question that had no answer.
    pub(crate) unanswered: bool,
}

struct Item {
    output: Output,
    display_id: Option<String>,
}

impl Outputs {
    /// Takes one report; returns true when it was the run's last.
    pub(crate) fn take(&mut self, report: Report) -> bool {
        match report {
            Report::Started { .. } => {}
            Report::Text { stream, text, .. } => self.text(stream, text),
            Report::Display { data, display_id, replaces, .. } => {
                self.display(data, display_id, replaces);
            }
            Report::Value { count, data, .. } => {
                self.push(
                    Output::Result { count: Some(count), data, metadata: JsonMap::new() },
                    None,
                );
            }
            Report::Clear { wait: true, .. } => self.clear_next = true,
            Report::Clear { wait: false, .. } => self.items.clear(),
            Report::Question { .. } => {}
            // The folder on the disk stays as it is.
            Report::FileWritten { .. } | Report::FileRemoved { .. } => {}
            Report::Failed { failure, .. } => {
                self.unanswered = failure.name == "EOFError";
                self.fail(failure);
            }
            Report::Truncated { dropped, .. } => self.dropped = dropped,
            Report::Done { .. } => return true,
        }
        false
    }

    /// Ends the run with an error that Python did not raise.
    pub(crate) fn fail(&mut self, failure: Failure) {
        let output = Output::Error {
            name: failure.name.clone(),
            value: failure.message.clone(),
            traceback: failure.traceback.clone(),
        };
        self.push(output, None);
        self.failure = Some(failure);
    }

    /// The outputs as a file stores them.
    pub(crate) fn stored(&self, words: Words) -> Vec<Value> {
        let mut stored: Vec<Value> = self.items.iter().map(|item| item.output.to_json()).collect();
        if self.dropped > 0 {
            let text = words.dropped(self.dropped);
            stored.push(Output::Stream { name: "stderr".to_owned(), text }.to_json());
        }
        stored
    }

    fn text(&mut self, stream: Stream, text: String) {
        self.clear_if_asked();
        let wanted = match stream {
            Stream::Out => "stdout",
            Stream::Err => "stderr",
        };
        if let Some(Item { output: Output::Stream { name, text: shown }, .. }) =
            self.items.last_mut()
            && name.as_str() == wanted
        {
            shown.push_str(&text);
            return;
        }
        self.push(Output::Stream { name: wanted.to_owned(), text }, None);
    }

    fn display(&mut self, data: MimeBundle, display_id: Option<String>, replaces: bool) {
        let shown = Output::Display { data, metadata: JsonMap::new() };
        if !replaces {
            self.push(shown, display_id);
            return;
        }
        for item in &mut self.items {
            if item.display_id.is_some() && item.display_id == display_id {
                item.output = shown.clone();
            }
        }
    }

    fn push(&mut self, output: Output, display_id: Option<String>) {
        self.clear_if_asked();
        self.items.push(Item { output, display_id });
    }

    fn clear_if_asked(&mut self) {
        if std::mem::take(&mut self.clear_next) {
            self.items.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ardoise_protocol::RunId;

    const RUN: RunId = RunId(1);

    fn text(text: &str) -> Report {
        Report::Text { run: RUN, stream: Stream::Out, text: text.to_owned() }
    }

    fn shown(text: &str, id: &str, replaces: bool) -> Report {
        let data = vec![("text/plain".to_owned(), text.to_owned())];
        Report::Display { run: RUN, data, display_id: Some(id.to_owned()), replaces }
    }

    fn stored(reports: Vec<Report>) -> String {
        let mut outputs = Outputs::default();
        for report in reports {
            outputs.take(report);
        }
        Value::from(outputs.stored(Words::English)).to_string()
    }

    #[test]
    fn text_of_one_stream_is_one_output() {
        assert_eq!(
            stored(vec![text("a"), text("b\n"), text("c")]),
            r#"[{"name":"stdout","output_type":"stream","text":["ab\n","c"]}]"#
        );
    }

    #[test]
    fn an_update_takes_the_place_of_the_first_showing() {
        let json = stored(vec![shown("1", "x", false), text("t"), shown("2", "x", true)]);
        assert!(json.contains(r#""text/plain":["2"]"#), "{json}");
        assert!(!json.contains(r#""text/plain":["1"]"#), "{json}");
    }

    #[test]
    fn clearing_may_wait_for_the_next_output() {
        let json = stored(vec![text("old"), Report::Clear { run: RUN, wait: true }]);
        assert!(json.contains("old"));
        let json = stored(vec![text("old"), Report::Clear { run: RUN, wait: true }, text("new")]);
        assert!(!json.contains("old") && json.contains("new"));
    }
}
