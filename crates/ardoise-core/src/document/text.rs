//! Changes of a text in UTF-16 units: checking them, applying them, turning them round, carrying
//! them over other changes. Pure functions; a list of changes is always in offsets of the text
//! before all of them, ascending and not overlapping, as in a CodeMirror change set.

use super::place::TextChange;

/// The length of a text in UTF-16 units.
pub fn length(text: &str) -> u32 {
    text.chars().map(|letter| letter.len_utf16() as u32).sum()
}

/// The byte offset of a UTF-16 offset; inside a surrogate pair, that of the pair's start. Past the
/// end, the end.
pub fn byte_offset(text: &str, offset: u32) -> usize {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        let next = units + letter.len_utf16() as u32;
        if next > offset {
            return at;
        }
        units = next;
    }
    text.len()
}

/// The changes as they can be applied to this text: none is past its end, out of order or splits
/// a surrogate pair. Returns nothing when they were made for another text altogether.
pub fn checked(text: &str, changes: &[TextChange]) -> Option<Vec<TextChange>> {
    let mut marks = Marks::new(text);
    let mut checked = Vec::with_capacity(changes.len());
    let mut last = 0;
    for change in changes {
        if change.from < last || change.to < change.from {
            return None;
        }
        last = change.to;
        let from = marks.before(change.from)?.max(checked_end(&checked));
        let to = if change.to == change.from { from } else { marks.after(change.to)?.max(from) };
        let insert = if change.insert.contains('\r') {
            change.insert.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            change.insert.clone()
        };
        if from != to || !insert.is_empty() {
            checked.push(TextChange { from, to, insert });
        }
    }
    Some(checked)
}

fn checked_end(changes: &[TextChange]) -> u32 {
    changes.last().map_or(0, |change| change.to)
}

/// Walks over a text's characters once, to find the borders around rising offsets.
struct Marks<'a> {
    letters: std::str::Chars<'a>,
    /// Where the last character that was passed starts and ends.
    start: u32,
    end: u32,
}

impl<'a> Marks<'a> {
    fn new(text: &'a str) -> Marks<'a> {
        Marks { letters: text.chars(), start: 0, end: 0 }
    }

    fn pass(&mut self, offset: u32) -> Option<()> {
        while self.end < offset {
            let letter = self.letters.next()?;
            self.start = self.end;
            self.end += letter.len_utf16() as u32;
        }
        Some(())
    }

    fn before(&mut self, offset: u32) -> Option<u32> {
        self.pass(offset)?;
        Some(if self.end == offset { offset } else { self.start.min(offset) })
    }

    fn after(&mut self, offset: u32) -> Option<u32> {
        self.pass(offset)?;
        Some(self.end.max(offset))
    }
}

/// Applies changes that fit the text.
pub fn applied(text: &str, changes: &[TextChange]) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut at) = (text, 0);
    for change in changes {
        let (kept, tail) = rest.split_at(byte_offset(rest, change.from - at));
        out.push_str(kept);
        out.push_str(&change.insert);
        rest = &tail[byte_offset(tail, change.to - change.from)..];
        at = change.to;
    }
    out.push_str(rest);
    out
}

/// The changes that undo these ones; `text` is the text before them.
pub fn inverse(text: &str, changes: &[TextChange]) -> Vec<TextChange> {
    let (mut rest, mut at) = (text, 0);
    let mut shift = 0i64;
    let mut inverse = Vec::with_capacity(changes.len());
    for change in changes {
        let tail = &rest[byte_offset(rest, change.from - at)..];
        let (removed, after) = tail.split_at(byte_offset(tail, change.to - change.from));
        let added = length(&change.insert);
        let from = (i64::from(change.from) + shift) as u32;
        inverse.push(TextChange { from, to: from + added, insert: removed.to_owned() });
        shift += i64::from(added) - i64::from(change.to - change.from);
        rest = after;
        at = change.to;
    }
    inverse
}

/// Where an offset stands after the changes. At a place where text was inserted, `after` says on
/// which side of it to stay.
pub fn carried(offset: u32, changes: &[TextChange], after: bool) -> u32 {
    let mut shift = 0i64;
    for change in changes {
        if change.from > offset || (change.from == offset && change.to > offset) {
            break;
        }
        let added = i64::from(length(&change.insert));
        if change.to < offset || (change.to == offset && (change.from < offset || after)) {
            shift += added - i64::from(change.to - change.from);
        } else if change.from == offset {
            // An insertion exactly here, and the offset stays before it.
            break;
        } else {
            // The offset lies inside what was removed.
            let stay = i64::from(change.from) + shift + if after { added } else { 0 };
            return stay as u32;
        }
    }
    (i64::from(offset) + shift) as u32
}

/// The same changes for a text to which `over` was done first. What was written into a removed
/// range stays: the pieces around it are removed. `after` says where insertions at the same place
/// go.
pub fn rebased(changes: &[TextChange], over: &[TextChange], after: bool) -> Vec<TextChange> {
    let mut rebased: Vec<TextChange> = Vec::with_capacity(changes.len());
    for change in changes {
        let mut insert = Some(change.insert.clone()).filter(|insert| !insert.is_empty());
        for (from, to) in pieces_left(change.from, change.to, over) {
            let from = carried(from, over, true);
            let insert = insert.take().unwrap_or_default();
            rebased.push(TextChange { from, to: carried(to, over, false), insert });
        }
        if let Some(insert) = insert {
            let end = rebased.last().map_or(0, |change| change.to);
            let at = carried(change.from, over, after).max(end);
            rebased.push(TextChange { from: at, to: at, insert });
        }
    }
    rebased
}

/// The parts of a range that the changes neither removed nor cut by an insertion.
fn pieces_left(from: u32, to: u32, over: &[TextChange]) -> Vec<(u32, u32)> {
    let mut pieces = Vec::new();
    let mut start = from;
    for change in over {
        if change.from >= to {
            break;
        }
        if change.from > start {
            pieces.push((start, change.from));
        }
        start = start.max(change.to.max(change.from));
    }
    if start < to {
        pieces.push((start, to));
    }
    pieces
}

/// One change that turns a text into another: what lies between their common start and end.
pub fn difference(before: &str, after: &str) -> Option<TextChange> {
    if before == after {
        return None;
    }
    let start: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let end: usize = before[start..]
        .chars()
        .rev()
        .zip(after[start..].chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let from = length(&before[..start]);
    let to = from + length(&before[start..before.len() - end]);
    Some(TextChange { from, to, insert: after[start..after.len() - end].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: u32, to: u32, insert: &str) -> TextChange {
        TextChange { from, to, insert: insert.to_owned() }
    }

    #[test]
    fn changes_are_applied_and_turned_round() {
        let text = "é🙂 bonjour";
        let changes =
            [change(0, 1, "E"), change(1, 3, ""), change(4, 4, "le "), change(11, 11, "!")];
        let after = applied(text, &changes);
        assert_eq!(after, "E le bonjour!");
        assert_eq!(applied(&after, &inverse(text, &changes)), text);
    }

    #[test]
    fn a_change_never_cuts_a_surrogate_pair() {
        assert_eq!(checked("a🙂b", &[change(2, 2, "x")]), Some(vec![change(1, 1, "x")]));
        assert_eq!(checked("a🙂b", &[change(1, 2, "")]), Some(vec![change(1, 3, "")]));
        assert_eq!(checked("a🙂b", &[change(2, 3, "")]), Some(vec![change(1, 3, "")]));
        let two = [change(1, 2, "x"), change(2, 3, "y")];
        let fitting = checked("a🙂b", &two).expect("they fit");
        assert_eq!(applied("a🙂b", &fitting), "axyb");
    }

    #[test]
    fn changes_for_another_text_do_not_fit() {
        assert_eq!(checked("abc", &[change(2, 4, "")]), None);
        assert_eq!(checked("abc", &[change(2, 3, ""), change(1, 1, "x")]), None);
        assert_eq!(checked("abc", &[change(4, 4, "x")]), None);
    }

    #[test]
    fn offsets_are_carried_over_changes() {
        let changes = [change(2, 4, "xyz"), change(6, 6, "!")];
        let carry = |offset, after| carried(offset, &changes, after);
        assert_eq!(
            (carry(0, false), carry(2, false), carry(3, false), carry(3, true)),
            (0, 2, 2, 5)
        );
        assert_eq!(
            (carry(4, false), carry(6, false), carry(6, true), carry(7, false)),
            (5, 7, 8, 9)
        );
    }

    #[test]
    fn a_removal_leaves_what_others_wrote_into_it() {
        let removal = [change(0, 6, "")];
        let over = [change(2, 3, "AB"), change(6, 6, "fin")];
        let text = applied("abcdef", &over);
        assert_eq!(text, "abABdeffin");
        assert_eq!(applied(&text, &rebased(&removal, &over, false)), "ABfin");
    }

    /// Both orders of two edits made at once give the same text.
    #[test]
    fn carrying_one_edit_over_another_commutes() {
        let text = "0123456789";
        let pieces: Vec<TextChange> = (0..10)
            .flat_map(|from| (from..=10).map(move |to| change(from, to, "")))
            .chain((0..=10).map(|at| change(at, at, "+")))
            .chain((0..9).map(|at| change(at, at + 2, "=")))
            .collect();
        for ours in &pieces {
            for theirs in &pieces {
                let (ours, theirs) = ([ours.clone()], [theirs.clone()]);
                let one = applied(&applied(text, &theirs), &rebased(&ours, &theirs, false));
                let other = applied(&applied(text, &ours), &rebased(&theirs, &ours, true));
                let sorted = |text: &str| {
                    let mut letters: Vec<char> = text.chars().collect();
                    letters.sort_unstable();
                    letters
                };
                // Two replacements of overlapping ranges may stand in another order, but nothing
                // is lost, doubled or brought back.
                assert_eq!(sorted(&one), sorted(&other), "{ours:?} {theirs:?}: {one} {other}");
            }
        }
    }

    #[test]
    fn a_difference_is_what_lies_between_the_common_ends() {
        assert_eq!(difference("abc", "abc"), None);
        assert_eq!(difference("a🙂c", "a🙂🙂c"), Some(change(3, 3, "🙂")));
        assert_eq!(difference("aaa", "aa"), Some(change(2, 3, "")));
        assert_eq!(difference("", "x"), Some(change(0, 0, "x")));
    }
}
