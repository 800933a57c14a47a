//! Ids of cells: which ones a file may carry, and new ones made without randomness, so that the
//! same file gives the same ids on every device.

use std::collections::HashSet;

use super::IdProblem;

const LONGEST: usize = 64;

/// Says what is wrong with an id, apart from being used twice.
pub fn id_problem(id: &str) -> Option<IdProblem> {
    if id.is_empty() {
        Some(IdProblem::Empty)
    } else if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
        Some(IdProblem::BadCharacters)
    } else if id.len() > LONGEST {
        Some(IdProblem::TooLong)
    } else {
        None
    }
}

/// Makes an id from a cell's place and text that is not in `taken`. The same arguments give the
/// same id.
pub fn fresh_id(place: usize, source: &str, taken: &HashSet<String>) -> String {
    let mut hash = Fnv::new();
    hash.add(&(place as u32).to_le_bytes());
    hash.add(source.as_bytes());
    loop {
        let id = hash.name();
        if !taken.contains(&id) {
            return id;
        }
        hash.add(b"+");
    }
}

/// FNV-1a with 64 bits: short, stable for ever, and nobody needs to trust it.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Eight hexadecimal digits, as Jupyter's own ids have.
    fn name(&self) -> String {
        format!("{:08x}", (self.0 ^ (self.0 >> 32)) as u32)
    }
}
