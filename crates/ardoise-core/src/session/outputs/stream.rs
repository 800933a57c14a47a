//! Text of one stream as it arrives. A carriage return writes over its line and a backspace takes
//! a character away, as notebooks show it; of a flood, the first and the last part stay.

use ardoise_protocol::Stream;

use crate::interchange::Output;

/// So many bytes are kept at the start and at the end. A page shows that much without a pause.
const HEAD: usize = 24_000;
const TAIL: usize = 24_000;
/// Stands where text was left out.
const GAP: &str = "\n[…]\n";

#[derive(Debug)]
pub(super) struct StreamText {
    pub(super) stream: Stream,
    head: String,
    /// What came after the head was full.
    tail: Option<String>,
    /// Characters left out between head and tail.
    cut: u32,
    /// Characters the kernel did not send.
    pub(super) unsent: u32,
    /// What came when the cell was full.
    pub(super) left_out: u32,
    /// How far into the current line a carriage return went back: bytes from the line's start.
    overwriting: Option<usize>,
}

impl StreamText {
    pub(super) fn new(stream: Stream) -> StreamText {
        StreamText {
            stream,
            head: String::new(),
            tail: None,
            cut: 0,
            unsent: 0,
            left_out: 0,
            overwriting: None,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        // Whole runs without control characters are most of all output.
        let mut rest = text;
        while !rest.is_empty() {
            let plain = rest.find(['\r', '\n', '\u{8}']).unwrap_or(rest.len());
            let (run, after) = rest.split_at(plain);
            self.write(run);
            let mut letters = after.chars();
            match letters.next() {
                Some('\n') => {
                    self.overwriting = None;
                    self.end().push('\n');
                    self.shorten();
                }
                Some('\r') => self.overwriting = Some(0),
                Some(_) => self.take_back(),
                None => {}
            }
            rest = letters.as_str();
        }
        self.shorten();
    }

    /// The part that grows.
    fn end(&mut self) -> &mut String {
        self.tail.as_mut().unwrap_or(&mut self.head)
    }

    fn write(&mut self, run: &str) {
        if run.is_empty() {
            return;
        }
        let Some(column) = self.overwriting else {
            self.end().push_str(run);
            return;
        };
        let end = self.end();
        let line = end.rfind('\n').map_or(0, |at| at + 1);
        let from = (line + column).min(end.len());
        // As many characters give way as are written.
        let covered: usize =
            end[from..].chars().take(run.chars().count()).map(char::len_utf8).sum();
        end.replace_range(from..from + covered, run);
        let column = from - line + run.len();
        self.overwriting = (line + column < self.end().len()).then_some(column);
    }

    fn take_back(&mut self) {
        let column = self.overwriting;
        let end = self.end();
        let line = end.rfind('\n').map_or(0, |at| at + 1);
        let at = column.map_or(end.len(), |column| (line + column).min(end.len()));
        if let Some(letter) = end[line..at].chars().next_back() {
            let from = at - letter.len_utf8();
            end.replace_range(from..at, "");
            if column.is_some() {
                self.overwriting = Some(from - line);
            }
        }
    }

    fn shorten(&mut self) {
        if self.tail.is_none() && self.head.len() > HEAD {
            let at = floor(&self.head, HEAD);
            self.tail = Some(self.head.split_off(at));
        }
        if let Some(tail) = &mut self.tail
            && tail.len() > 2 * TAIL
        {
            let at = floor(tail, tail.len() - TAIL);
            let line = tail.rfind('\n').map_or(0, |at| at + 1);
            self.cut = self.cut.saturating_add(tail[..at].chars().count() as u32);
            tail.replace_range(..at, "");
            self.overwriting =
                self.overwriting.map(|column| (line + column).saturating_sub(at.max(line)));
        }
    }

    pub(super) fn dropped(&self) -> u32 {
        self.cut.saturating_add(self.unsent).saturating_add(self.left_out)
    }

    pub(super) fn text(&self) -> String {
        let tail = self.tail.as_deref().unwrap_or_default();
        let gap = if self.dropped() > 0 { GAP } else { "" };
        [&self.head, gap, tail].concat()
    }

    pub(super) fn output(&self) -> Output {
        let name = match self.stream {
            Stream::Out => "stdout",
            Stream::Err => "stderr",
        };
        Output::Stream { name: name.to_owned(), text: self.text() }
    }
}

/// The last border of a character at or before a byte offset.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[&str]) -> String {
        let mut text = StreamText::new(Stream::Out);
        for piece in pieces {
            text.push(piece);
        }
        text.text()
    }

    #[test]
    fn a_carriage_return_writes_over_its_line() {
        assert_eq!(shown(&["un\rdeux\n"]), "deux\n");
        assert_eq!(shown(&["deux\run"]), "unux");
        assert_eq!(shown(&["a\r\nb"]), "a\nb");
        assert_eq!(shown(&["10 %", "\r", "20 %", "\r"]), "20 %");
        assert_eq!(shown(&["garde\nété\rÉ"]), "garde\nÉté");
        assert_eq!(shown(&["abc\rA", "B", "CDE"]), "ABCDE");
    }

    #[test]
    fn a_backspace_takes_a_character_away() {
        assert_eq!(shown(&["ab\u{8}c"]), "ac");
        assert_eq!(shown(&["a\n\u{8}b"]), "a\nb");
        assert_eq!(shown(&["|\u{8}/\u{8}-\u{8}🙂", "\u{8}"]), "");
    }

    #[test]
    fn a_flood_in_one_line_is_shortened_too() {
        let mut text = StreamText::new(Stream::Err);
        for _ in 0..20_000 {
            text.push("été ");
        }
        assert_eq!(text.dropped() as usize + text.text().chars().count() - 5, 80_000);
        assert!(text.text().len() < HEAD + 2 * TAIL + 100);
        text.push("\rfin");
        assert!(text.text().contains("[…]\nfin"));
    }

    #[test]
    fn a_progress_bar_does_not_grow() {
        let mut text = StreamText::new(Stream::Out);
        for step in 0..100_000 {
            text.push(&format!("\r{step} pas"));
        }
        assert_eq!(text.text(), "99999 pas");
    }
}
