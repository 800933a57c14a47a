//! Which earlier states are kept: many of today, few of long ago.

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// So long after the last kept state a new one is worth keeping.
pub(super) const APART: f64 = 2.0 * MINUTE;

/// All states of one notebook together take no more than this.
const MOST_BYTES: usize = 24 << 20;

/// A kept state: when, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kept {
    pub(super) time: f64,
    pub(super) bytes: usize,
}

/// The times of the states to be dropped. Of the last hour all stay, of the last day one an hour,
/// of the last month one a day, before that one in thirty days; then the oldest go until the rest
/// is small enough. The newest always stays.
pub(super) fn dropped(kept: &[Kept], now: f64) -> Vec<f64> {
    let mut newest_first: Vec<Kept> = kept.to_vec();
    newest_first.sort_by(|a, b| b.time.total_cmp(&a.time));
    let mut dropped = Vec::new();
    let mut last_slot = None;
    let mut bytes = 0;
    for (index, state) in newest_first.iter().enumerate() {
        let age = now - state.time;
        let slot = if age < HOUR {
            None
        } else if age < DAY {
            Some((0, (state.time / HOUR).floor()))
        } else if age < 30.0 * DAY {
            Some((1, (state.time / DAY).floor()))
        } else {
            Some((2, (state.time / (30.0 * DAY)).floor()))
        };
        let crowded = slot.is_some() && slot == last_slot;
        if index > 0 && (crowded || bytes + state.bytes > MOST_BYTES) {
            dropped.push(state.time);
            continue;
        }
        bytes += state.bytes;
        last_slot = slot;
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(ages: &[f64], bytes: usize) -> Vec<Kept> {
        ages.iter().map(|age| Kept { time: 1_000.0 * DAY - age, bytes }).collect()
    }

    fn left(ages: &[f64], bytes: usize) -> Vec<f64> {
        let now = 1_000.0 * DAY;
        let gone = dropped(&kept(ages, bytes), now);
        ages.iter().copied().filter(|age| !gone.contains(&(now - age))).collect()
    }

    #[test]
    fn all_of_the_last_hour_and_fewer_before() {
        let minutes: Vec<f64> = (0..60 * 48).map(|minute| f64::from(minute) * MINUTE).collect();
        let stay = left(&minutes, 1);
        assert_eq!(stay.iter().filter(|age| **age < HOUR).count(), 60);
        assert_eq!(stay.iter().filter(|age| **age >= HOUR && **age < DAY).count(), 24);
        assert!(stay.iter().filter(|age| **age >= DAY).count() <= 2);
    }

    #[test]
    fn the_newest_stays_however_large_or_old() {
        assert_eq!(left(&[400.0 * DAY], 100 << 20), [400.0 * DAY]);
    }

    #[test]
    fn large_states_are_few() {
        let days: Vec<f64> = (0..20).map(|day| f64::from(day) * DAY).collect();
        assert_eq!(left(&days, 5 << 20).len(), 4);
    }
}
