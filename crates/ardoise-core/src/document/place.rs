//! The words of an edit: which cell, where it goes, what changes in a text.

use std::fmt;

/// The name of a cell, the same on every device. Files of format 4.5 carry it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(Box<str>);

impl CellId {
    pub fn new(id: impl Into<Box<str>>) -> CellId {
        CellId(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<String> for CellId {
    fn from(id: String) -> CellId {
        CellId(id.into())
    }
}

impl From<&str> for CellId {
    fn from(id: &str) -> CellId {
        CellId(id.into())
    }
}

/// Where cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    First,
    Last,
    Before { cell: CellId },
    After { cell: CellId },
}

/// Replaces the UTF-16 units `from..to` of a text by another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    pub from: u32,
    pub to: u32,
    pub insert: String,
}

/// Makes new cell ids without randomness of its own: the host gives a random seed once.
#[derive(Clone, Debug)]
pub struct IdSource {
    state: u64,
}

impl IdSource {
    pub fn new(seed: u64) -> IdSource {
        IdSource { state: seed }
    }

    /// Sixteen hexadecimal digits (SplitMix64), so that ids made on two devices do not meet.
    pub fn next_id(&mut self) -> CellId {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        CellId::from(format!("{:016x}", mixed ^ (mixed >> 31)))
    }
}
