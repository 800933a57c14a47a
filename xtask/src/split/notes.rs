//! The linker's notes on a module (`--emit-relocs`): which function or data refers to which data or
//! function. It must not know who reads them.

use super::module::Module;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{ExternalKind, KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo};

/// The segments that nothing is ever written to.
pub(super) const CONSTANT: &str = ".rodata";

/// What the linker wrote down, in addresses of memory.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// By number of the function, without imports.
    pub(super) names: Vec<&'a str>,
    /// Where each body lies in the code section.
    pub(super) bodies: Vec<Range<u32>>,
    pub(super) symbols: BTreeMap<u32, Range<u32>>,
    pub(super) segments: Vec<(Range<u32>, &'a str)>,
    /// Place in the code section, symbol.
    pub(super) from_code: Vec<(u32, u32)>,
    /// Address, symbol.
    pub(super) from_data: Vec<(u32, u32)>,
    /// Places of the table that a body names: where in the code section, place.
    pub(super) places_from_code: Vec<(u32, u32)>,
    /// Places of the table that stand in data: address, place.
    pub(super) places_from_data: Vec<(u32, u32)>,
    pub(super) end: u32,
    /// The symbols of data that can change, by name.
    variables: BTreeMap<u32, &'a str>,
    /// The functions of each name; those that are exported have the name they get in the glue too.
    by_name: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Notes<'a> {
    pub(super) fn read(linked: &'a [u8]) -> Result<Self> {
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
        for (at, name) in notes.names.iter().enumerate() {
            notes.by_name.entry(name).or_default().push(at);
        }
        for export in &module.exports {
            if export.kind == ExternalKind::Func && export.index >= module.imported() {
                let at = (export.index - module.imported()) as usize;
                notes.by_name.entry(without_hash(export.name)).or_default().push(at);
            }
        }
        for ((address, place), name) in addresses.iter().zip(&placed).zip(&segment_names) {
            let range = *address..*address + (place.end - place.start);
            notes.end = notes.end.max(range.end);
            notes.segments.push((range, name));
        }
        let slots = module
            .slots
            .iter()
            .map(|(slot, function)| (*function, *slot))
            .collect::<BTreeMap<_, _>>();
        let mut functions = BTreeMap::new();
        for (number, symbol) in symbols.iter().enumerate() {
            if let SymbolInfo::Func { index, .. } = symbol {
                functions.insert(number as u32, *index);
            }
            let SymbolInfo::Data { symbol: Some(defined), name, .. } = symbol else { continue };
            let segment = segment_names.get(defined.index as usize);
            if !segment.is_some_and(|name| name.starts_with(CONSTANT)) {
                notes.variables.insert(number as u32, name);
            }
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
                let address = || {
                    let place = placed
                        .iter()
                        .position(|place| place.contains(&entry.offset))
                        .context("a reference from no segment")?;
                    anyhow::Ok(addresses[place] + entry.offset - placed[place].start)
                };
                let slot = || {
                    let function = functions.get(&entry.index).context("a place of no function")?;
                    slots.get(function).copied().context("a function without a place is named")
                };
                match entry.ty {
                    // Those of types name a type, not a symbol; calls stand in the bodies.
                    RelocationType::TypeIndexLeb
                    | RelocationType::FunctionIndexLeb
                    | RelocationType::GlobalIndexLeb => {}
                    RelocationType::TableIndexI32 => {
                        notes.places_from_data.push((address()?, slot()?));
                    }
                    RelocationType::TableIndexSleb => {
                        notes.places_from_code.push((entry.offset, slot()?));
                    }
                    _ if !notes.knows(entry.index) => {}
                    RelocationType::MemoryAddrI32 => {
                        notes.from_data.push((address()?, entry.index));
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

    fn knows(&self, symbol: u32) -> bool {
        self.symbols.contains_key(&symbol) || self.variables.contains_key(&symbol)
    }

    /// The functions that a function of the finished module may have been: of several with one name,
    /// the optimiser has numbered all but the first.
    pub(super) fn sources(&self, module: &Module<'_>, function: u32) -> &[usize] {
        let Some(name) = module.names.get(&function) else { return &[] };
        let first = || {
            let (first, number) = name.rsplit_once('_')?;
            number.parse::<u32>().is_ok().then(|| self.by_name.get::<str>(first))?
        };
        self.by_name.get::<str>(name).or_else(first).map_or(&[], Vec::as_slice)
    }

    /// The name of data that can change.
    pub(super) fn variable(&self, symbol: u32) -> Option<&'a str> {
        self.variables.get(&symbol).copied()
    }

    pub(super) fn symbols_at(&self, address: u32) -> Vec<u32> {
        let around = self.symbols.iter().filter(|(_, range)| range.contains(&address));
        around.map(|(symbol, _)| *symbol).collect()
    }

    pub(super) fn function_at(&self, place: u32) -> Option<usize> {
        let at = self.bodies.partition_point(|body| body.end <= place);
        self.bodies.get(at).filter(|body| body.contains(&place)).map(|_| at)
    }

    /// Each reference from data: the symbols it lies in (symbols may share data), where it is, to
    /// which symbol it goes.
    pub(super) fn owned_references(&self) -> Vec<(Vec<u32>, u32, u32)> {
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

    pub(super) fn is_constant(&self, address: u32) -> bool {
        self.segments
            .iter()
            .any(|(range, name)| range.contains(&address) && name.starts_with(CONSTANT))
    }
}

/// The glue's own exports end in a hash, which the finished module leaves out.
fn without_hash(name: &str) -> &str {
    const DIGITS: usize = 16;
    match name.rsplit_once('_') {
        Some((name, hash))
            if hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            name
        }
        _ => name,
    }
}
