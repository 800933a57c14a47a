//! Which constant data only functions of the second half look at.
//!
//! The linker's notes (`--emit-relocs`) say, symbol by symbol, which function or other data refers
//! to which data. Whatever the first half can reach stays with it; so does data without a symbol
//! and data that can change. A function that is in the linked module and not known by its name in
//! the finished one counts as early.

use super::module::Module;
use super::notes::{CONSTANT, Notes};
use super::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Ranges of addresses.
pub(crate) struct Moved {
    pub(crate) kept: Vec<Range<u32>>,
    pub(crate) moved: Vec<Range<u32>>,
}

/// A piece this short costs as much in a segment of its own as where it is.
const SEGMENT_BYTES: u32 = 12;

pub(crate) fn only_for(notes: &Notes<'_>, module: &Module<'_>, plan: &Plan) -> Moved {
    let sources = |functions: &[u32]| {
        let sources = functions.iter().flat_map(|function| notes.sources(module, *function));
        sources.copied().collect::<BTreeSet<_>>()
    };
    let (lates, earlies) = (sources(&plan.late), sources(&plan.early));
    let is_late = |function: usize| lates.contains(&function) && !earlies.contains(&function);
    let mut open = Vec::new();
    for (place, symbol) in &notes.from_code {
        if !notes.function_at(*place).is_some_and(is_late) {
            open.push(*symbol);
        }
    }
    let mut from_symbol = BTreeMap::<u32, Vec<u32>>::new();
    for (owners, address, target) in notes.owned_references() {
        // References from data that is no symbol's, or that may change, count as the first half's.
        if owners.is_empty() || !notes.is_constant(address) {
            open.push(target);
        }
        for owner in owners {
            from_symbol.entry(owner).or_default().push(target);
        }
    }
    // What nobody seems to refer to is left alone.
    let referred = notes
        .from_code
        .iter()
        .chain(&notes.from_data)
        .map(|(_, symbol)| *symbol)
        .collect::<BTreeSet<_>>();
    open.extend(notes.symbols.keys().filter(|symbol| !referred.contains(symbol)));
    let mut early = BTreeSet::new();
    while let Some(symbol) = open.pop() {
        if early.insert(symbol) {
            open.extend(from_symbol.get(&symbol).into_iter().flatten());
        }
    }
    let mut constant = Vec::new();
    for (range, name) in &notes.segments {
        if name.starts_with(CONSTANT) {
            constant.push(range.clone());
        }
    }
    let mut late = vec![0_u8; notes.end as usize];
    for (symbol, range) in &notes.symbols {
        let inside =
            constant.iter().any(|whole| whole.start <= range.start && range.end <= whole.end);
        if inside && !early.contains(symbol) {
            late[range.start as usize..range.end as usize].fill(1);
        }
    }
    for (symbol, range) in &notes.symbols {
        if early.contains(symbol) {
            late[range.start as usize..range.end as usize].fill(0);
        }
    }
    let start = module.data.iter().map(|segment| segment.address).min().unwrap_or_default();
    Moved { moved: runs(&late, start, 1), kept: runs(&late, start, 0) }
}

/// Runs of one kind; those with little in between are one, since the rest is the same in both halves.
fn runs(late: &[u8], start: u32, kind: u8) -> Vec<Range<u32>> {
    let mut found = Vec::<Range<u32>>::new();
    for (address, _) in late.iter().enumerate().skip(start as usize).filter(|(_, is)| **is == kind)
    {
        let address = address as u32;
        match found.last_mut() {
            Some(last) if address - last.end <= SEGMENT_BYTES => last.end = address + 1,
            _ => found.push(address..address + 1),
        }
    }
    found
}
