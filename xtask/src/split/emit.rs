//! Writing modules: function bodies with some of their instructions exchanged, and the sections
//! around them. It must not know what the modules are for.

use super::module::Module;
use anyhow::Result;
use std::ops::Range;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, Encode, FunctionSection,
    Instruction, RawSection, SectionId,
};
use wasmparser::{FunctionBody, Operator};

/// What stands in the new module for an instruction that names something by number.
pub(crate) trait Numbers {
    fn call(&self, function: u32) -> Result<Instruction<'static>>;
    fn global_get(&self, global: u32) -> Result<Instruction<'static>>;
    fn global_set(&self, global: u32) -> Result<Instruction<'static>>;
}

/// A body whose calls and globals are numbered anew, everything else being as it was. `before` is
/// put in front of the first instruction.
pub(crate) fn renumbered(
    body: &FunctionBody<'_>,
    numbers: &dyn Numbers,
    before: &[Instruction<'_>],
) -> Result<Vec<u8>> {
    let bytes = body.as_bytes();
    let start = body.range().start;
    let mut reader = body.get_operators_reader()?;
    let mut kept = 0;
    let mut out = Vec::with_capacity(bytes.len() + 8);
    let copy_until = |at: usize, kept: &mut usize, out: &mut Vec<u8>| {
        out.extend_from_slice(&bytes[*kept..at - start]);
        *kept = at - start;
    };
    copy_until(reader.original_position(), &mut kept, &mut out);
    for instruction in before {
        instruction.encode(&mut out);
    }
    while !reader.eof() {
        let at = reader.original_position();
        let new = match reader.read()? {
            Operator::Call { function_index } => numbers.call(function_index)?,
            Operator::GlobalGet { global_index } => numbers.global_get(global_index)?,
            Operator::GlobalSet { global_index } => numbers.global_set(global_index)?,
            _ => continue,
        };
        copy_until(at, &mut kept, &mut out);
        new.encode(&mut out);
        kept = reader.original_position() - start;
    }
    copy_until(body.range().end, &mut kept, &mut out);
    Ok(out)
}

/// Functions with their bodies, in the order of their numbers.
#[derive(Default)]
pub(crate) struct Functions {
    pub(crate) types: FunctionSection,
    pub(crate) code: CodeSection,
}

impl Functions {
    pub(crate) fn add(&mut self, type_index: u32, body: &[u8]) {
        self.types.function(type_index);
        self.code.raw(body);
    }
}

pub(crate) fn types<'a>(module: &Module<'a>) -> RawSection<'a> {
    RawSection { id: SectionId::Type as u8, data: module.type_section }
}

/// Fills places of the table; each run of neighbours is one segment.
pub(crate) fn table_places(places: &[(u32, u32)]) -> ElementSection {
    let mut section = ElementSection::new();
    for run in places.chunk_by(|(slot, _), (next, _)| slot + 1 == *next) {
        let functions = run.iter().map(|(_, function)| *function).collect::<Vec<_>>();
        let Some((first, _)) = run.first() else { continue };
        section.active(
            None,
            &ConstExpr::i32_const(*first as i32),
            Elements::Functions(functions.into()),
        );
    }
    section
}

/// Those parts of the module's data that lie in the ranges of addresses.
pub(crate) fn data(module: &Module<'_>, ranges: &[Range<u32>]) -> DataSection {
    let mut section = DataSection::new();
    for segment in &module.data {
        let end = segment.address + segment.bytes.len() as u32;
        for range in ranges {
            let (from, to) = (range.start.max(segment.address), range.end.min(end));
            if from < to {
                let at = |address: u32| (address - segment.address) as usize;
                section.active(
                    0,
                    &ConstExpr::i32_const(from as i32),
                    segment.bytes[at(from)..at(to)].iter().copied(),
                );
            }
        }
    }
    section
}
