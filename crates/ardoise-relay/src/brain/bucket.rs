//! How often something may be done: so many at once, then so many a second. Time comes in.

/// How fast a bucket fills, and how much it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub per_second: u32,
    pub burst: u32,
}

/// Starts full. Counts in thousandths, so that no fraction is lost between two drops.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    millis: u64,
    thousandths: u64,
}

impl Bucket {
    pub(crate) fn new(rate: Rate, now: u64) -> Bucket {
        Bucket { millis: now, thousandths: full(rate) }
    }

    /// Takes so many, or says in how many milliseconds there will be enough.
    pub(crate) fn take(&mut self, rate: Rate, now: u64, cost: u32) -> Result<(), u32> {
        self.fill(rate, now);
        let cost = u64::from(cost.min(rate.burst)) * 1000;
        match self.thousandths.checked_sub(cost) {
            Some(left) => {
                self.thousandths = left;
                Ok(())
            }
            None => {
                let missing = cost - self.thousandths;
                Err(missing.div_ceil(u64::from(rate.per_second.max(1))).max(1) as u32)
            }
        }
    }

    /// How many whole ones there are.
    pub(crate) fn level(&mut self, rate: Rate, now: u64) -> u32 {
        self.fill(rate, now);
        (self.thousandths / 1000) as u32
    }

    fn fill(&mut self, rate: Rate, now: u64) {
        // A clock that was put back adds nothing.
        let passed = now.saturating_sub(self.millis);
        let drops = passed.saturating_mul(u64::from(rate.per_second));
        self.thousandths = self.thousandths.saturating_add(drops).min(full(rate));
        self.millis = now;
    }
}

fn full(rate: Rate) -> u64 {
    u64::from(rate.burst) * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { per_second: 20, burst: 100 };

    #[test]
    fn a_burst_and_then_so_many_a_second() {
        let mut bucket = Bucket::new(RATE, 5000);
        assert!((0..100).all(|_| bucket.take(RATE, 5000, 1).is_ok()));
        assert_eq!(bucket.take(RATE, 5000, 1), Err(50));
        assert_eq!(bucket.take(RATE, 5049, 1), Err(1));
        assert_eq!(bucket.take(RATE, 5050, 1), Ok(()));
        assert_eq!(bucket.level(RATE, 6050), 20);
        assert_eq!(bucket.level(RATE, 1 << 60), 100);
    }

    #[test]
    fn a_clock_that_is_put_back_neither_fills_nor_breaks_it() {
        let mut bucket = Bucket::new(RATE, 5000);
        assert_eq!(bucket.take(RATE, 5000, 100), Ok(()));
        assert!(bucket.take(RATE, 0, 1).is_err());
        assert_eq!(bucket.level(RATE, 1000), 20);
    }

    /// What costs more than there can ever be waits for a full bucket, and not for ever.
    #[test]
    fn what_costs_too_much_takes_all() {
        let mut bucket = Bucket::new(RATE, 0);
        assert_eq!(bucket.take(RATE, 0, 1000), Ok(()));
        assert_eq!(bucket.take(RATE, 0, 1000), Err(5000));
    }
}
