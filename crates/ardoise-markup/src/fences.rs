//! Which lines of a Markdown text are inside fenced code, where nothing is marked.

/// A line that opens or closes a fence: its letter and how many of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fence {
    pub(crate) letter: char,
    pub(crate) count: usize,
}

/// Reads the fence at the start of a line and what follows it.
pub(crate) fn fence<'a>(line: &'a str, letters: &[char]) -> Option<(Fence, &'a str)> {
    let letter = line.chars().next().filter(|letter| letters.contains(letter))?;
    let rest = line.trim_start_matches(letter);
    let count = line.len() - rest.len();
    (count >= 3).then(|| (Fence { letter, count }, rest.trim()))
}

/// Follows fenced code from line to line.
#[derive(Default)]
pub(crate) struct CodeFences {
    open: Option<Fence>,
}

impl CodeFences {
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the next line and says whether it belongs to fenced code, its fences included.
    pub(crate) fn takes(&mut self, line: &str) -> bool {
        let found = fence(content(line), &['`', '~']);
        match (self.open, found) {
            (Some(open), Some((fence, "")))
                if fence.letter == open.letter && fence.count >= open.count =>
            {
                self.open = None;
                true
            }
            (Some(_), _) => true,
            (None, Some((fence, info))) if fence.letter == '~' || !info.contains('`') => {
                self.open = Some(fence);
                true
            }
            (None, _) => false,
        }
    }
}

/// A line without what quotes and lists put before it.
fn content(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '>']);
    match line.strip_prefix(['-', '*', '+']) {
        Some(item) if item.starts_with(' ') => item.trim_start(),
        _ => line,
    }
}
