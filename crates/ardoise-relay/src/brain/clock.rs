//! The relay's own time: never before what was remembered, and not trusted on its first day.
//!
//! Small computers start in the past, and some jump when they hear of the right time. A day without
//! a jump is steady; only then does anything expire, and only then is the time remembered.

const HOUR: u64 = 3_600_000;
pub(super) const DAY: u64 = 24 * HOUR;

pub(super) struct Clock {
    kept: u64,
    seen: u64,
    steady_since: u64,
}

impl Clock {
    pub(super) fn new(kept: u64, wall: u64) -> Clock {
        Clock { kept, seen: wall, steady_since: wall }
    }

    /// What time it is when this is what the wall says.
    pub(super) fn now(&mut self, wall: u64) -> u64 {
        if wall.abs_diff(self.seen) > HOUR {
            self.steady_since = wall;
        }
        self.steady_since = self.steady_since.min(wall);
        self.seen = wall;
        self.kept.max(wall)
    }

    pub(super) fn is_steady(&self) -> bool {
        self.seen - self.steady_since >= DAY
    }

    /// The time that should be remembered now, at most once an hour.
    pub(super) fn remember(&mut self) -> Option<u64> {
        let due = self.is_steady() && self.seen >= self.kept.saturating_add(HOUR);
        due.then(|| {
            self.kept = self.seen;
            self.seen
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_that_starts_in_the_past_has_the_time_it_remembers() {
        let mut clock = Clock::new(400 * DAY, 0);
        assert_eq!(clock.now(60_000), 400 * DAY);
        assert!(!clock.is_steady());
        // It hears of the right time.
        assert_eq!(clock.now(401 * DAY), 401 * DAY);
        assert!(!clock.is_steady());
    }

    #[test]
    fn a_day_without_a_jump_is_steady() {
        let mut clock = Clock::new(0, 10 * DAY);
        for minute in 0..=24 * 60 {
            assert!(!clock.is_steady());
            clock.now(10 * DAY + minute * 60_000);
        }
        assert!(clock.is_steady());
        assert_eq!(clock.remember(), Some(11 * DAY));
        assert_eq!(clock.remember(), None);
    }

    /// Ten years ahead for an hour: nothing was remembered, and the day begins anew.
    #[test]
    fn a_jump_is_not_believed_at_once() {
        let mut clock = Clock::new(0, 10 * DAY);
        clock.now(4000 * DAY);
        clock.now(4000 * DAY + HOUR);
        assert_eq!(clock.remember(), None);
        assert_eq!(clock.now(10 * DAY + 2 * HOUR), 10 * DAY + 2 * HOUR);
        assert!(!clock.is_steady());
    }
}
