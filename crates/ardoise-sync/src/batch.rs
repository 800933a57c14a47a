//! When edits are sealed: not one by one, since a record costs some 400 bytes, and not at all while
//! nobody could take them, since they join to less.

/// After the last edit, and at the latest after the first.
const QUIET_MILLIS: u64 = 1000;
const MOST_MILLIS: u64 = 5000;

#[derive(Default)]
pub(crate) struct Batch {
    /// The first and the last edit that is not sealed.
    edits: Option<(u64, u64)>,
    /// It must not wait any longer.
    pressed: bool,
    /// The host was asked for the edits.
    asked: bool,
}

impl Batch {
    pub(crate) fn edited(&mut self, now: u64) {
        let first = self.edits.map_or(now, |(first, _)| first);
        self.edits = Some((first, now));
    }

    pub(crate) fn press(&mut self) {
        self.pressed = self.edits.is_some();
    }

    /// When to ask for the edits.
    pub(crate) fn due(&self, somebody_listens: bool) -> Option<u64> {
        let (first, last) = self.edits?;
        if self.asked {
            None
        } else if self.pressed {
            Some(first)
        } else if somebody_listens {
            Some((last + QUIET_MILLIS).min(first + MOST_MILLIS))
        } else {
            None
        }
    }

    pub(crate) fn ask(&mut self) {
        self.asked = true;
        self.edits = None;
        self.pressed = false;
    }

    pub(crate) fn answered(&mut self) {
        self.asked = false;
    }

    /// Something is not sealed yet.
    pub(crate) fn waits(&self) -> bool {
        self.asked || self.edits.is_some()
    }
}
