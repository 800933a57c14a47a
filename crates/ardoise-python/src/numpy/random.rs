//! Random numbers whose sequences are numpy's own: MT19937 (`np.random.seed`) and PCG64
//! (`default_rng`), with the distributions drawn from their bits.
//!
//! It must not know arrays or Python.

use std::f64::consts::LN_2;

/// Where the bits come from.
#[derive(Debug)]
pub(super) enum Source {
    Mersenne { words: Box<[u32; 624]>, next: usize },
    Pcg { state: u128, step: u128 },
}

#[derive(Debug)]
pub(super) struct Bits {
    source: Source,
    /// The upper half of a 64-bit draw of which the lower was given out.
    half: Option<u32>,
    /// The second of a pair of normal numbers.
    gauss: Option<f64>,
}

const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;

/// Spreads a seed over as many words as wanted (numpy's `SeedSequence`).
fn spread(entropy: &[u32], count: usize) -> Vec<u32> {
    let mut constant = 0x43b0_d7e5_u32;
    let mut hash = |value: u32| {
        let value = value ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        let value = value.wrapping_mul(constant);
        value ^ (value >> 16)
    };
    let mix = |x: u32, y: u32| {
        let mixed = 0xca01_f9dd_u32.wrapping_mul(x).wrapping_sub(0x4973_f715_u32.wrapping_mul(y));
        mixed ^ (mixed >> 16)
    };
    let mut pool = [0_u32; 4];
    for (at, word) in pool.iter_mut().enumerate() {
        *word = hash(entropy.get(at).copied().unwrap_or(0));
    }
    for from in 0..4 {
        for to in 0..4 {
            if from != to {
                pool[to] = mix(pool[to], hash(pool[from]));
            }
        }
    }
    for word in entropy.iter().skip(4) {
        for slot in &mut pool {
            *slot = mix(*slot, hash(*word));
        }
    }
    let mut constant = 0x8b51_f9dd_u32;
    (0..count)
        .map(|at| {
            let value = pool[at % 4] ^ constant;
            constant = constant.wrapping_mul(0x58f3_8ded);
            let value = value.wrapping_mul(constant);
            value ^ (value >> 16)
        })
        .collect()
}

impl Bits {
    /// As `np.random.seed(number)`.
    pub(super) fn mersenne(seed: u32) -> Self {
        let mut words = Box::new([0_u32; 624]);
        words[0] = seed;
        for at in 1..624 {
            let last = words[at - 1];
            words[at] = 1_812_433_253_u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(at as u32);
        }
        Self { source: Source::Mersenne { words, next: 624 }, half: None, gauss: None }
    }

    /// As `np.random.default_rng(number)`, the number as words from the lowest.
    pub(super) fn pcg(entropy: &[u32]) -> Self {
        let words = spread(entropy, 8);
        let long = |at: usize| u128::from(words[2 * at]) | u128::from(words[2 * at + 1]) << 32;
        let (seed, sequence) = (long(0) << 64 | long(1), long(2) << 64 | long(3));
        let step = sequence << 1 | 1;
        let state = step.wrapping_add(seed).wrapping_mul(MULTIPLIER).wrapping_add(step);
        Self { source: Source::Pcg { state, step }, half: None, gauss: None }
    }

    pub(super) fn word(&mut self) -> u32 {
        if let Source::Mersenne { words, next } = &mut self.source {
            if *next == 624 {
                twist(words);
                *next = 0;
            }
            let mut value = words[*next];
            *next += 1;
            value ^= value >> 11;
            value ^= (value << 7) & 0x9d2c_5680;
            value ^= (value << 15) & 0xefc6_0000;
            return value ^ (value >> 18);
        }
        if let Some(half) = self.half.take() {
            return half;
        }
        let both = self.long();
        self.half = Some((both >> 32) as u32);
        both as u32
    }

    pub(super) fn long(&mut self) -> u64 {
        match &mut self.source {
            Source::Pcg { state, step } => {
                *state = state.wrapping_mul(MULTIPLIER).wrapping_add(*step);
                let folded = (*state >> 64) as u64 ^ *state as u64;
                folded.rotate_right((*state >> 122) as u32)
            }
            Source::Mersenne { .. } => {
                let high = u64::from(self.word());
                high << 32 | u64::from(self.word())
            }
        }
    }

    /// A number from 0 up to 1.
    pub(super) fn double(&mut self) -> f64 {
        if matches!(self.source, Source::Pcg { .. }) {
            return (self.long() >> 11) as f64 / 9_007_199_254_740_992.0;
        }
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// An integer from 0 to `most`, by masking bits until one fits.
    pub(super) fn masked(&mut self, most: u64) -> u64 {
        if most == 0 {
            return 0;
        }
        let mask = u64::MAX >> most.leading_zeros();
        loop {
            let value =
                if most <= 0xffff_ffff { u64::from(self.word()) } else { self.long() } & mask;
            if value <= most {
                return value;
            }
        }
    }

    /// An integer from 0 to `most`, by multiplication (Lemire).
    pub(super) fn bounded(&mut self, most: u64) -> u64 {
        match most {
            0 => 0,
            0xffff_ffff => u64::from(self.word()),
            u64::MAX => self.long(),
            _ if most < 0xffff_ffff => {
                let count = most + 1;
                let mut product = u64::from(self.word()) * count;
                if (product as u32 as u64) < count {
                    let threshold = (0xffff_ffff - most) % count;
                    while (product as u32 as u64) < threshold {
                        product = u64::from(self.word()) * count;
                    }
                }
                product >> 32
            }
            _ => {
                let count = u128::from(most) + 1;
                let mut product = u128::from(self.long()) * count;
                if u128::from(product as u64) < count {
                    let threshold = u128::from(u64::MAX - most) % count;
                    while u128::from(product as u64) < threshold {
                        product = u128::from(self.long()) * count;
                    }
                }
                (product >> 64) as u64
            }
        }
    }

    /// A normal number by pairs in the unit disc, as `np.random.randn`.
    pub(super) fn gauss(&mut self) -> f64 {
        if let Some(kept) = self.gauss.take() {
            return kept;
        }
        loop {
            let x = 2.0 * self.double() - 1.0;
            let y = 2.0 * self.double() - 1.0;
            let square = x * x + y * y;
            if square < 1.0 && square != 0.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                self.gauss = Some(factor * x);
                return factor * y;
            }
        }
    }

    /// A normal number by the ziggurat, as a `Generator`.
    pub(super) fn normal(&mut self, table: &Ziggurat) -> f64 {
        loop {
            let bits = self.long();
            let at = (bits & 0xff) as usize;
            let negative = bits >> 8 & 1 == 1;
            let size = bits >> 9 & 0x000f_ffff_ffff_ffff;
            let x = size as f64 * table.width[at];
            let x = if negative { -x } else { x };
            if size < table.inside[at] {
                return x;
            }
            if at == 0 {
                loop {
                    let a = -1.0 / NORMAL_EDGE * (-self.double()).ln_1p();
                    let b = -(-self.double()).ln_1p();
                    if b + b > a * a {
                        let far = NORMAL_EDGE + a;
                        return if size >> 8 & 1 == 1 { -far } else { far };
                    }
                }
            }
            let (high, low) = (table.height[at - 1], table.height[at]);
            if (high - low) * self.double() + low < (-0.5 * x * x).exp() {
                return x;
            }
        }
    }

    /// An exponential number by the ziggurat, as a `Generator`.
    pub(super) fn exponential(&mut self, table: &Ziggurat) -> f64 {
        loop {
            let bits = self.long() >> 3;
            let at = (bits & 0xff) as usize;
            let size = bits >> 8;
            let x = size as f64 * table.width[at];
            if size < table.inside[at] {
                return x;
            }
            if at == 0 {
                return EXPONENTIAL_EDGE - (-self.double()).ln_1p();
            }
            let (high, low) = (table.height[at - 1], table.height[at]);
            if (high - low) * self.double() + low < (-x).exp() {
                return x;
            }
        }
    }

    pub(super) fn poisson(&mut self, mean: f64) -> i64 {
        if mean == 0.0 {
            return 0;
        }
        if mean < 10.0 {
            let least = (-mean).exp();
            let (mut count, mut product) = (0, 1.0);
            loop {
                product *= self.double();
                if product <= least {
                    return count;
                }
                count += 1;
            }
        }
        let b = 0.931 + 2.53 * mean.sqrt();
        let a = -0.059 + 0.02483 * b;
        let inverse = 1.1239 + 1.1328 / (b - 3.4);
        let ready = 0.9277 - 3.6224 / (b - 2.0);
        loop {
            let u = self.double() - 0.5;
            let v = self.double();
            let edge = 0.5 - u.abs();
            let k = ((2.0 * a / edge + b) * u + mean + 0.43).floor();
            if edge >= 0.07 && v <= ready {
                return k as i64;
            }
            if k < 0.0 || (edge < 0.013 && v > edge) {
                continue;
            }
            if v.ln() + inverse.ln() - (a / (edge * edge) + b).ln()
                <= -mean + k * mean.ln() - log_gamma(k + 1.0)
            {
                return k as i64;
            }
        }
    }

    pub(super) fn binomial(&mut self, trials: i64, p: f64) -> i64 {
        if trials == 0 || p == 0.0 {
            return 0;
        }
        let share = p.min(1.0 - p);
        let count = if share * trials as f64 <= 30.0 {
            self.binomial_search(trials as f64, share)
        } else {
            self.binomial_reject(trials as f64, share)
        };
        if p > 0.5 { trials - count } else { count }
    }

    fn binomial_search(&mut self, n: f64, p: f64) -> i64 {
        let q = 1.0 - p;
        let none = (n * (-p).ln_1p()).exp();
        let bound = n.min(n * p + 10.0 * (n * p * q + 1.0).sqrt()).floor();
        let (mut count, mut chance, mut u) = (0.0, none, self.double());
        while u > chance {
            count += 1.0;
            if count > bound {
                (count, chance, u) = (0.0, none, self.double());
            } else {
                u -= chance;
                chance = (n - count + 1.0) * p * chance / (count * q);
            }
        }
        count as i64
    }

    /// Kachitvichyanukul and Schmeiser's BTPE.
    fn binomial_reject(&mut self, n: f64, r: f64) -> i64 {
        let q = 1.0 - r;
        let fm = n * r + r;
        let m = fm.floor();
        let nrq = n * r * q;
        let p1 = (2.195 * nrq.sqrt() - 4.6 * q).floor() + 0.5;
        let xm = m + 0.5;
        let (xl, xr) = (xm - p1, xm + p1);
        let c = 0.134 + 20.5 / (15.3 + m);
        let slope = |a: f64| a * (1.0 + a / 2.0);
        let left = slope((fm - xl) / (fm - xl * r));
        let right = slope((xr - fm) / (xr * q));
        let p2 = p1 * (1.0 + 2.0 * c);
        let p3 = p2 + c / left;
        let p4 = p3 + c / right;
        loop {
            let u = self.double() * p4;
            let mut v = self.double();
            let y;
            if u <= p1 {
                return (xm - p1 * v + u).floor() as i64;
            } else if u <= p2 {
                let x = xl + (u - p1) / c;
                v = v * c + 1.0 - (m - x + 0.5).abs() / p1;
                if v > 1.0 {
                    continue;
                }
                y = x.floor();
            } else if u <= p3 {
                y = (xl + v.ln() / left).floor();
                if y < 0.0 || v == 0.0 {
                    continue;
                }
                v *= (u - p2) * left;
            } else {
                y = (xr - v.ln() / right).floor();
                if y > n || v == 0.0 {
                    continue;
                }
                v *= (u - p3) * right;
            }
            let k = (y - m).abs();
            if k <= 20.0 || k >= nrq / 2.0 - 1.0 {
                let s = r / q;
                let a = s * (n + 1.0);
                let mut f = 1.0;
                let (mut at, end) = (m.min(y) + 1.0, m.max(y));
                while at <= end {
                    if m < y {
                        f *= a / at - s;
                    } else {
                        f /= a / at - s;
                    }
                    at += 1.0;
                }
                if v <= f {
                    return y as i64;
                }
                continue;
            }
            let rho = k / nrq * ((k * (k / 3.0 + 0.625) + 1.0 / 6.0) / nrq + 0.5);
            let t = -k * k / (2.0 * nrq);
            let log = v.ln();
            if log < t - rho {
                return y as i64;
            }
            if log > t + rho {
                continue;
            }
            let (x1, f1, z, w) = (y + 1.0, m + 1.0, n + 1.0 - m, n - y + 1.0);
            let tail = |value: f64| {
                let square = value * value;
                let inner = 99.0 - 140.0 / square;
                (13680.0 - (462.0 - (132.0 - inner / square) / square) / square) / value / 166_320.0
            };
            let limit = xm * (f1 / x1).ln()
                + (n - m + 0.5) * (z / w).ln()
                + (y - m) * (w * r / (x1 * q)).ln()
                + tail(f1)
                + tail(z)
                + tail(x1)
                + tail(w);
            if log <= limit {
                return y as i64;
            }
        }
    }
}

fn twist(words: &mut [u32; 624]) {
    for at in 0..624 {
        let mixed = (words[at] & 0x8000_0000) | (words[(at + 1) % 624] & 0x7fff_ffff);
        let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
        words[at] = words[(at + 397) % 624] ^ (mixed >> 1) ^ odd;
    }
}

fn log_gamma(x: f64) -> f64 {
    const SERIES: [f64; 10] = [
        8.333_333_333_333_333e-2,
        -2.777_777_777_777_778e-3,
        7.936_507_936_507_937e-4,
        -5.952_380_952_380_952e-4,
        8.417_508_417_508_418e-4,
        -1.917_526_917_526_918e-3,
        6.410_256_410_256_41e-3,
        -2.955_065_359_477_124e-2,
        1.796_443_723_688_307e-1,
        -1.392_432_216_905_9,
    ];
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let lift = if x < 7.0 { (7.0 - x).floor() } else { 0.0 };
    let mut high = x + lift;
    let square = 1.0 / (high * high);
    let sum = SERIES.iter().rev().copied().reduce(|sum, term| sum * square + term).unwrap_or(0.0);
    let log_two_pi = (std::f64::consts::PI).ln() + LN_2;
    let mut value = sum / high + 0.5 * log_two_pi + (high - 0.5) * high.ln() - high;
    for _ in 0..lift as u32 {
        value -= (high - 1.0).ln();
        high -= 1.0;
    }
    value
}

const NORMAL_EDGE: f64 = 3.654_152_885_361_009;
const EXPONENTIAL_EDGE: f64 = 7.697_117_470_131_05;

/// The strips under a falling curve (Marsaglia and Tsang).
pub(super) struct Ziggurat {
    inside: [u64; 256],
    width: [f64; 256],
    height: [f64; 256],
}

impl Ziggurat {
    fn new(edge: f64, area: f64, scale: f64, f: fn(f64) -> f64, back: fn(f64) -> f64) -> Self {
        let mut made = Self { inside: [0; 256], width: [0.0; 256], height: [0.0; 256] };
        let mut last = edge;
        made.width[255] = last / scale;
        made.height[255] = f(last);
        made.inside[0] = (last * made.height[255] / area * scale) as u64;
        made.width[0] = area / made.height[255] / scale;
        made.height[0] = 1.0;
        for at in (1..255).rev() {
            let x = back(area / last + made.height[at + 1]);
            made.inside[at + 1] = (x / last * scale) as u64;
            made.width[at] = x / scale;
            made.height[at] = f(x);
            last = x;
        }
        made.inside[1] = 0;
        made
    }

    pub(super) fn normal() -> Self {
        let scale = 4_503_599_627_370_496.0;
        Self::new(
            NORMAL_EDGE,
            0.004_928_673_233_99,
            scale,
            |x| (-0.5 * x * x).exp(),
            |y| (-2.0 * y.ln()).sqrt(),
        )
    }

    pub(super) fn exponential() -> Self {
        let scale = 9_007_199_254_740_992.0;
        Self::new(EXPONENTIAL_EDGE, 0.003_949_659_822_581_557, scale, |x| (-x).exp(), |y| -y.ln())
    }
}
