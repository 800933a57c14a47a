//! Two texts that came of one: which lines each changed, and what comes of both. Pure functions.
//!
//! Lines that only one of them changed are never in question. Start with [`meet`].

use std::ops::Range;

/// Longer texts, less what both ends share, are compared as a whole.
const MOST_COMPARED: usize = 250_000;

/// What comes of two texts of which both changed a line: the whole text, with these lines as the one
/// or the other has them, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub mine: String,
    pub theirs: String,
    /// Mine, and theirs below.
    pub both: String,
}

/// Which lines are taken where both changed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preferred {
    Mine,
    Theirs,
    Both,
}

/// What comes of two texts that came of `base`, where the letters of both became `merged`. Nothing when
/// no line was changed in both, and every line of either is there.
pub fn meet(base: &str, mine: &str, theirs: &str, merged: &str) -> Option<Meeting> {
    let (own, met) = joined(base, mine, theirs, Preferred::Mine);
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    if lines(&own) == lines(merged) && (!met || mine == theirs) {
        return None;
    }
    let both = joined(base, mine, theirs, Preferred::Both).0;
    Some(if met {
        Meeting { mine: own, theirs: joined(base, mine, theirs, Preferred::Theirs).0, both }
    } else {
        // Whoever replaces a whole text changes letters of each line.
        Meeting { mine: mine.to_owned(), theirs: theirs.to_owned(), both }
    })
}

/// Both texts in one, and whether any line was changed in both.
pub fn joined(base: &str, mine: &str, theirs: &str, preferred: Preferred) -> (String, bool) {
    let base: Vec<&str> = base.split('\n').collect();
    let mine = Changed::new(&base, mine);
    let theirs = Changed::new(&base, theirs);
    let mut out: Vec<&str> = Vec::new();
    let (mut at, mut met) = (0, false);
    let (mut ours, mut other) = (0, 0);
    loop {
        let (first, second) = (mine.hunks.get(ours), theirs.hunks.get(other));
        let Some(start) = first.into_iter().chain(second).map(Hunk::place).min() else { break };
        let (from, mut to) = (start.0, start.0);
        let (our_start, other_start) = (ours, other);
        // Everything that reaches into what is in question, and what that reaches into.
        loop {
            let reaches = |hunk: &&Hunk| hunk.place() == start || hunk.base.start < to;
            if let Some(hunk) = mine.hunks.get(ours).filter(reaches) {
                to = to.max(hunk.base.end);
                ours += 1;
            } else if let Some(hunk) = theirs.hunks.get(other).filter(reaches) {
                to = to.max(hunk.base.end);
                other += 1;
            } else {
                break;
            }
        }
        out.extend(&base[at..from]);
        at = to;
        let own = mine.lines_of(&base, from..to, our_start..ours);
        let others = theirs.lines_of(&base, from..to, other_start..other);
        let (we, they) = (our_start < ours, other_start < other);
        if we && they && from < to {
            // What both did alike is no question.
            met |= own != others;
            if preferred != Preferred::Theirs {
                out.extend(&own);
            }
            if preferred == Preferred::Theirs || preferred == Preferred::Both && own != others {
                out.extend(&others);
            }
        } else {
            // New lines of both at one place are simply both there.
            if we {
                out.extend(&own);
            }
            if they {
                out.extend(&others);
            }
        }
    }
    out.extend(&base[at..]);
    (out.join("\n"), met)
}

/// Lines of the base that became other lines.
#[derive(Debug)]
struct Hunk {
    base: Range<usize>,
    new: Range<usize>,
}

impl Hunk {
    /// New lines before a line come before a change of that line.
    fn place(&self) -> (usize, usize) {
        (self.base.start, usize::from(!self.base.is_empty()))
    }
}

/// A text as changes of the base.
struct Changed<'a> {
    lines: Vec<&'a str>,
    hunks: Vec<Hunk>,
}

impl<'a> Changed<'a> {
    fn new(base: &[&str], text: &'a str) -> Changed<'a> {
        let lines: Vec<&str> = text.split('\n').collect();
        let hunks = hunks(base, &lines);
        Changed { lines, hunks }
    }

    /// What stands in this text for a part of the base, in which just these changes lie.
    fn lines_of(&self, base: &[&'a str], part: Range<usize>, hunks: Range<usize>) -> Vec<&'a str> {
        let mut out = Vec::new();
        let mut at = part.start;
        for hunk in &self.hunks[hunks] {
            out.extend(&base[at..hunk.base.start]);
            out.extend(&self.lines[hunk.new.clone()]);
            at = hunk.base.end;
        }
        out.extend(&base[at..part.end]);
        out
    }
}

fn hunks(base: &[&str], new: &[&str]) -> Vec<Hunk> {
    let start = base.iter().zip(new).take_while(|(one, other)| one == other).count();
    let rest = base[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(|(one, other)| one == other).count();
    let (old, fresh) = (&base[start..base.len() - end], &new[start..new.len() - end]);
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut change = |old: Range<usize>, fresh: Range<usize>| match hunks.last_mut() {
        Some(last) if last.base.end == old.start && last.new.end == fresh.start => {
            last.base.end = old.end;
            last.new.end = fresh.end;
        }
        _ => hunks.push(Hunk { base: old, new: fresh }),
    };
    if old.len() * fresh.len() > MOST_COMPARED {
        change(start..start + old.len(), start..start + fresh.len());
        return hunks;
    }
    // How many lines the rests from here on have in common.
    let width = fresh.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..fresh.len()).rev() {
            common[i * width + j] = if old[i] == fresh[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < fresh.len() {
        if i < old.len() && j < fresh.len() && old[i] == fresh[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len()
            && (j == fresh.len() || common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            change(start + i..start + i + 1, start + j..start + j);
            i += 1;
        } else {
            change(start + i..start + i, start + j..start + j + 1);
            j += 1;
        }
    }
    hunks.into_iter().flat_map(one_by_one).collect()
}

/// As many lines as before: each stands for the one in its place.
fn one_by_one(hunk: Hunk) -> Vec<Hunk> {
    if hunk.base.len() != hunk.new.len() {
        return vec![hunk];
    }
    let lines = hunk.base.zip(hunk.new);
    lines.map(|(old, new)| Hunk { base: old..old + 1, new: new..new + 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(base: &str, mine: &str, theirs: &str) -> Option<[String; 3]> {
        let merged = format!("{mine}{theirs}");
        meet(base, mine, theirs, &merged).map(|met| [met.mine, met.theirs, met.both])
    }

    #[test]
    fn a_line_that_both_changed_is_in_question() {
        assert_eq!(
            met("a\nx = 1\nb", "a\nx = 2\nb", "a\nx = 3\nb"),
            Some(["a\nx = 2\nb", "a\nx = 3\nb", "a\nx = 2\nx = 3\nb"].map(str::to_owned))
        );
        assert_eq!(met("", "ici", "là"), Some(["ici", "là", "ici\nlà"].map(str::to_owned)));
    }

    #[test]
    fn lines_of_one_of_them_stay_whatever_is_chosen() {
        assert_eq!(
            met("a\nx = 1\nb\nc", "A\nx = 2\nb\nc", "a\nx = 3\nb\nc\nd"),
            Some(
                ["A\nx = 2\nb\nc\nd", "A\nx = 3\nb\nc\nd", "A\nx = 2\nx = 3\nb\nc\nd"]
                    .map(str::to_owned)
            )
        );
    }

    #[test]
    fn a_line_that_one_deleted_and_the_other_changed_is_in_question() {
        assert_eq!(
            met("a\nb\nc", "a\nc", "a\nB\nc"),
            Some(["a\nc", "a\nB\nc", "a\nB\nc"].map(str::to_owned))
        );
    }

    #[test]
    fn what_both_did_alike_is_there_once() {
        assert_eq!(
            met("x = 1", "x = 2", "x = 2"),
            Some(["x = 2", "x = 2", "x = 2"].map(str::to_owned))
        );
    }

    #[test]
    fn what_both_did_alike_beside_other_lines_is_no_question() {
        assert_eq!(meet("a\nb", "A\nb\nc", "A\nb", "A\nb\nc"), None);
        assert_eq!(
            joined("a\nb", "A\nb\nc", "A\nb", Preferred::Both),
            ("A\nb\nc".to_owned(), false)
        );
    }

    #[test]
    fn lines_that_the_merge_spoilt_are_in_question() {
        let whole =
            meet("a\nb", "A\nb", "a\nB", "A\nba\nB").map(|met| [met.mine, met.theirs, met.both]);
        assert_eq!(whole, Some(["A\nb", "a\nB", "A\nB"].map(str::to_owned)));
        assert_eq!(meet("x", "x = 2", "x = 2", "x = 2"), None);
    }

    #[test]
    fn other_lines_are_never_in_question() {
        for (base, mine, theirs, both) in [
            ("a\nb", "A\nb", "a\nB", "A\nB"),
            // Neighbours, new lines at both ends, new lines at one place.
            ("x = 1", "x = 1\ny = 2", "# maison\nx = 1", "# maison\nx = 1\ny = 2"),
            ("x", "x\nmine", "x\ntheirs", "x\nmine\ntheirs"),
            ("a\nb\nc", "a\nc", "a\nb\nC", "a\nC"),
            ("a\nb", "new\na\nb", "A\nb", "new\nA\nb"),
            ("a", "a", "b", "b"),
            ("1\n2\n3\n4\n5\n6", "0\n2\n3\n4\n5\n7", "1\n2\n3\n9\n5\n6", "0\n2\n3\n9\n5\n7"),
        ] {
            assert_eq!(meet(base, mine, theirs, both), None, "{base:?} {mine:?} {theirs:?}");
            assert_eq!(joined(base, mine, theirs, Preferred::Mine), (both.to_owned(), false));
        }
    }

    /// Whatever three texts of few lines: no choice loses or doubles a line of somebody.
    #[test]
    fn every_choice_holds_what_it_says() {
        let texts: Vec<String> = (0..125)
            .map(|n: usize| {
                let lines = [n % 5, n / 5 % 5, n / 25];
                let lines = lines.map(|line| ["", "a", "b", "c", "d"][line]);
                lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
            })
            .collect();
        for base in texts.iter().step_by(3) {
            for mine in &texts {
                for theirs in texts.iter().step_by(7) {
                    let join = |preferred| joined(base, mine, theirs, preferred);
                    assert_eq!(joined(base, mine, base, Preferred::Theirs).0, *mine);
                    assert_eq!(joined(base, base, theirs, Preferred::Mine).0, *theirs);
                    let swapped = joined(base, theirs, mine, Preferred::Theirs);
                    assert_eq!(join(Preferred::Mine).1, swapped.1);
                    if !join(Preferred::Mine).1 {
                        assert_eq!(join(Preferred::Mine).0, join(Preferred::Both).0);
                    }
                }
            }
        }
    }
}
