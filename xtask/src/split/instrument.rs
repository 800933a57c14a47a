//! The kernel with a reporter at the head of each function: the first call of every function is
//! told to the host, by the number the function has in the module that was given.

use super::emit::{self, Functions, Numbers, renumbered};
use super::module::Module;
use anyhow::{Context, Result};
use wasm_encoder::{
    BlockType, ConstExpr, ExportKind, ExportSection, GlobalType, ImportSection, Instruction,
    MemorySection, MemoryType, TableSection, TableType, ValType,
};
use wasmparser::ExternalKind;

/// The import that is told: module and name.
pub(crate) const REPORTER: (&str, &str) = ("ardoise", "called");

pub(crate) fn instrumented(module: &Module<'_>) -> Result<Vec<u8>> {
    let takes_number = module
        .types
        .iter()
        .position(|ty| ty.params() == [wasmparser::ValType::I32] && ty.results().is_empty())
        .context("no function of the module takes one number")? as u32;
    let shifted = Shifted { reporter: module.imported() };
    let mut imports = ImportSection::new();
    for import in &module.imports {
        let wasmparser::TypeRef::Func(ty) = import.ty else { continue };
        imports.import(import.module, import.name, wasm_encoder::EntityType::Function(ty));
    }
    imports.import(REPORTER.0, REPORTER.1, wasm_encoder::EntityType::Function(takes_number));
    let mut functions = Functions::default();
    let mut globals = super::globals(module)?;
    let first_flag = module.globals.len() as u32;
    for (at, (ty, body)) in module.functions.iter().zip(&module.bodies).enumerate() {
        let (flag, number) = (first_flag + at as u32, module.imported() + at as u32);
        globals.global(
            GlobalType { val_type: ValType::I32, mutable: true, shared: false },
            &ConstExpr::i32_const(0),
        );
        let report = [
            Instruction::GlobalGet(flag),
            Instruction::I32Eqz,
            Instruction::If(BlockType::Empty),
            Instruction::I32Const(1),
            Instruction::GlobalSet(flag),
            Instruction::I32Const(number as i32),
            Instruction::Call(shifted.reporter),
            Instruction::End,
        ];
        functions.add(*ty, &renumbered(body, &shifted, &report)?);
    }
    let mut exports = ExportSection::new();
    for export in &module.exports {
        match export.kind {
            ExternalKind::Func => {
                exports.export(export.name, ExportKind::Func, shifted.of(export.index));
            }
            ExternalKind::Memory => {
                exports.export(export.name, ExportKind::Memory, export.index);
            }
            _ => {}
        }
    }
    let places = module.slots.iter().map(|(slot, at)| (*slot, shifted.of(*at))).collect::<Vec<_>>();
    let everything = 0..u32::MAX;
    let mut out = wasm_encoder::Module::new();
    out.section(&emit::types(module)).section(&imports).section(&functions.types);
    out.section(&table(module.table)).section(&memory(module)).section(&globals);
    out.section(&exports).section(&emit::table_places(&places)).section(&functions.code);
    out.section(&emit::data(module, std::slice::from_ref(&everything)));
    Ok(out.finish())
}

pub(super) fn table(size: u32) -> TableSection {
    let mut section = TableSection::new();
    section.table(table_type(size));
    section
}

pub(super) fn table_type(size: u32) -> TableType {
    TableType {
        element_type: wasm_encoder::RefType::FUNCREF,
        table64: false,
        minimum: u64::from(size),
        maximum: Some(u64::from(size)),
        shared: false,
    }
}

pub(super) fn memory(module: &Module<'_>) -> MemorySection {
    let mut section = MemorySection::new();
    section.memory(memory_type(module));
    section
}

pub(super) fn memory_type(module: &Module<'_>) -> MemoryType {
    MemoryType {
        minimum: module.memory.initial,
        maximum: module.memory.maximum,
        memory64: false,
        shared: false,
        page_size_log2: None,
    }
}

/// One more import in front of all functions that are defined.
struct Shifted {
    reporter: u32,
}

impl Shifted {
    fn of(&self, function: u32) -> u32 {
        if function < self.reporter { function } else { function + 1 }
    }
}

impl Numbers for Shifted {
    fn call(&self, function: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::Call(self.of(function)))
    }

    fn global_get(&self, global: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::GlobalGet(global))
    }

    fn global_set(&self, global: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::GlobalSet(global))
    }
}
