//! Which constant data only functions of the second half look at.
//!
//! The linker's notes (`--emit-relocs`) say, symbol by symbol, which function or other data refers
//! to which data. Whatever the first half can reach stays with it; so does data without a symbol
//! and data that can change. A function that is in the linked module and not known by its name in
//! the finished one counts as early.

use super::module::Module;
use super::plan::Plan;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

/// Ranges of addresses.
pub(crate) struct Moved {
    pub(crate) kept: Vec<Range<u32>>,
    pub(crate) moved: Vec<Range<u32>>,
}

/// A piece this short costs as much in a segment of its own as where it is.
const SEGMENT_BYTES: u32 = 12;

pub(crate) fn only_for(linked: &[u8], module: &Module<'_>, plan: &Plan) -> Result<Moved> {
    let notes = Notes::read(linked)?;
    let late_names = plan
        .late
        .iter()
        .filter_map(|function| module.names.get(function).copied())
        .collect::<BTreeSet<_>>();
    let early_names = plan
        .early
        .iter()
        .filter_map(|function| module.names.get(function).copied())
        .collect::<BTreeSet<_>>();
    let is_late = |function: usize| {
        notes
            .names
            .get(function)
            .is_some_and(|name| late_names.contains(name) && !early_names.contains(name))
    };
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
        if name.starts_with(".rodata") {
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
    Ok(Moved { moved: runs(&late, start, 1), kept: runs(&late, start, 0) })
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

/// What the linker wrote down, in addresses of memory.
#[derive(Default)]
struct Notes<'a> {
    /// By number of the function, without imports.
    names: Vec<&'a str>,
    /// Where each body lies in the code section.
    bodies: Vec<Range<u32>>,
    symbols: BTreeMap<u32, Range<u32>>,
    segments: Vec<(Range<u32>, &'a str)>,
    /// Place in the code section, symbol.
    from_code: Vec<(u32, u32)>,
    /// Address, symbol.
    from_data: Vec<(u32, u32)>,
    end: u32,
}

impl<'a> Notes<'a> {
    fn read(linked: &'a [u8]) -> Result<Self> {
        let mut notes = Self::default();
        let mut code_start = 0;
        // Where each segment's bytes lie in the data section.
        let mut placed = Vec::<Range<u32>>::new();
        let mut addresses = Vec::<u32>::new();
        let mut segment_names = Vec::new();
        let mut names = BTreeMap::new();
        let mut relocations = Vec::new();
        let mut symbols = Vec::new();
        let module = Module::read(linked)?;
        for segment in &module.data {
            addresses.push(segment.address);
        }
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::CodeSectionStart { range, .. } => code_start = range.start,
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    notes
                        .bodies
                        .push((range.start - code_start) as u32..(range.end - code_start) as u32);
                }
                Payload::DataSection(section) => {
                    let data_start = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        let end = (segment.range.end - data_start) as u32;
                        placed.push(end - segment.data.len() as u32..end);
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            match part? {
                                Linking::SegmentInfo(map) => {
                                    for segment in map {
                                        segment_names.push(segment?.name);
                                    }
                                }
                                Linking::SymbolTable(map) => {
                                    for symbol in map {
                                        symbols.push(symbol?);
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    KnownCustom::Reloc(section_notes) => relocations.push(section_notes),
                    _ => {}
                },
                _ => {}
            }
        }
        names.extend(module.names.iter().map(|(index, name)| (*index, *name)));
        notes.names = (0..module.functions.len() as u32)
            .map(|at| names.get(&(at + module.imported())).copied().unwrap_or_default())
            .collect();
        for ((address, place), name) in addresses.iter().zip(&placed).zip(&segment_names) {
            let range = *address..*address + (place.end - place.start);
            notes.end = notes.end.max(range.end);
            notes.segments.push((range, name));
        }
        for (number, symbol) in symbols.iter().enumerate() {
            let SymbolInfo::Data { symbol: Some(defined), .. } = symbol else { continue };
            // Symbols for addresses that belong to no segment.
            let Some(address) = addresses.get(defined.index as usize) else { continue };
            if defined.size > 0 && segment_names.len() == addresses.len() {
                let start = address + defined.offset;
                if start + defined.size <= notes.end {
                    notes.symbols.insert(number as u32, start..start + defined.size);
                }
            }
        }
        if notes.symbols.is_empty() || relocations.is_empty() {
            bail!("the linker left no notes on who refers to what");
        }
        for section in relocations {
            for entry in section.entries() {
                let entry = entry?;
                // Those of types name a type, not a symbol.
                if entry.ty == RelocationType::TypeIndexLeb
                    || !notes.symbols.contains_key(&entry.index)
                {
                    continue;
                }
                match entry.ty {
                    RelocationType::MemoryAddrI32 => {
                        let place = placed
                            .iter()
                            .position(|place| place.contains(&entry.offset))
                            .context("a reference from no segment")?;
                        let address = addresses[place] + entry.offset - placed[place].start;
                        notes.from_data.push((address, entry.index));
                    }
                    RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => {
                        notes.from_code.push((entry.offset, entry.index));
                    }
                    other => bail!("a reference of an unknown kind: {other:?}"),
                }
            }
        }
        Ok(notes)
    }

    fn function_at(&self, place: u32) -> Option<usize> {
        let at = self.bodies.partition_point(|body| body.end <= place);
        self.bodies.get(at).filter(|body| body.contains(&place)).map(|_| at)
    }

    /// Each reference from data: the symbols it lies in (symbols may share data), where it is, to
    /// which symbol it goes.
    fn owned_references(&self) -> Vec<(Vec<u32>, u32, u32)> {
        let mut symbols = self.symbols.iter().collect::<Vec<_>>();
        symbols.sort_by_key(|(_, range)| range.start);
        let mut references = self.from_data.clone();
        references.sort_unstable();
        let mut coming = symbols.into_iter().peekable();
        let mut around = Vec::<(&u32, &Range<u32>)>::new();
        let mut found = Vec::with_capacity(references.len());
        for (address, target) in references {
            while let Some(symbol) = coming.next_if(|(_, range)| range.start <= address) {
                around.push(symbol);
            }
            around.retain(|(_, range)| range.end > address);
            found.push((around.iter().map(|(symbol, _)| **symbol).collect(), address, target));
        }
        found
    }

    fn is_constant(&self, address: u32) -> bool {
        self.segments
            .iter()
            .any(|(range, name)| range.contains(&address) && name.starts_with(".rodata"))
    }
}
