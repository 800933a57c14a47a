//! A wasm module taken apart as far as it has to be in order to move functions.
//!
//! Only what the kernel's module has is understood; anything else is an error, never a guess. It
//! must not know which functions move or why.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use wasmparser::{
    DataKind, ElementItems, ElementKind, Export, ExternalKind, FuncType, FunctionBody, Import,
    Name, Operator, Parser, Payload, TypeRef,
};

pub(crate) struct Module<'a> {
    /// The section as it is: both halves have all types, so that a type keeps its number.
    pub(crate) type_section: &'a [u8],
    pub(crate) types: Vec<FuncType>,
    pub(crate) imports: Vec<Import<'a>>,
    /// The type of each function that is defined here.
    pub(crate) functions: Vec<u32>,
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    pub(crate) table: u32,
    pub(crate) memory: wasmparser::MemoryType,
    pub(crate) globals: Vec<wasmparser::Global<'a>>,
    pub(crate) exports: Vec<Export<'a>>,
    /// Which function is in which place of the table.
    pub(crate) slots: BTreeMap<u32, u32>,
    pub(crate) data: Vec<Segment<'a>>,
    pub(crate) names: BTreeMap<u32, &'a str>,
}

pub(crate) struct Segment<'a> {
    pub(crate) address: u32,
    pub(crate) bytes: &'a [u8],
}

impl<'a> Module<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self {
            type_section: &[],
            types: Vec::new(),
            imports: Vec::new(),
            functions: Vec::new(),
            bodies: Vec::new(),
            table: 0,
            memory: wasmparser::MemoryType {
                memory64: false,
                shared: false,
                initial: 0,
                maximum: None,
                page_size_log2: None,
            },
            globals: Vec::new(),
            exports: Vec::new(),
            slots: BTreeMap::new(),
            data: Vec::new(),
            names: BTreeMap::new(),
        };
        for payload in Parser::new(0).parse_all(bytes) {
            module.take(payload?, bytes)?;
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>, bytes: &'a [u8]) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => {
                self.type_section = &bytes[section.range()];
                self.types =
                    section.into_iter_err_on_gc_types().collect::<wasmparser::Result<_>>()?;
            }
            Payload::ImportSection(section) => {
                self.imports = section.into_imports().collect::<wasmparser::Result<_>>()?;
                if self.imports.iter().any(|import| !matches!(import.ty, TypeRef::Func(_))) {
                    bail!("the module imports something else than functions");
                }
            }
            Payload::FunctionSection(section) => {
                self.functions = section.into_iter().collect::<wasmparser::Result<_>>()?;
            }
            Payload::TableSection(section) => {
                let tables = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
                let [table] = tables.as_slice() else { bail!("not exactly one table") };
                self.table = u32::try_from(table.ty.initial)?;
            }
            Payload::MemorySection(section) => {
                let memories = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
                let [memory] = memories.as_slice() else { bail!("not exactly one memory") };
                self.memory = *memory;
            }
            Payload::GlobalSection(section) => {
                self.globals = section.into_iter().collect::<wasmparser::Result<_>>()?;
            }
            Payload::ExportSection(section) => {
                self.exports = section.into_iter().collect::<wasmparser::Result<_>>()?;
            }
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(items)) =
                        (element.kind, element.items)
                    else {
                        bail!("the table is filled in an unknown way");
                    };
                    let first = constant(&offset_expr)?;
                    for (slot, function) in (first..).zip(items) {
                        self.slots.insert(slot, function?);
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => {
                for segment in section {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else {
                        bail!("data that is not put in place by itself");
                    };
                    self.data
                        .push(Segment { address: constant(&offset_expr)?, bytes: segment.data });
                }
            }
            Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        let Name::Function(map) = name? else { continue };
                        for naming in map {
                            let naming = naming?;
                            self.names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            Payload::Version { .. } | Payload::CodeSectionStart { .. } | Payload::End(_) => {}
            other => bail!("a section that is not understood: {other:?}"),
        }
        Ok(())
    }

    /// How many functions come from outside; they have the first numbers.
    pub(crate) fn imported(&self) -> u32 {
        self.imports.len() as u32
    }

    pub(crate) fn function_count(&self) -> u32 {
        self.imported() + self.functions.len() as u32
    }

    pub(crate) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(function.checked_sub(self.imported())? as usize)
    }

    pub(crate) fn type_of(&self, function: u32) -> Result<u32> {
        if let Some(import) = self.imports.get(function as usize) {
            let TypeRef::Func(index) = import.ty else { bail!("an import that is no function") };
            return Ok(index);
        }
        let at = (function - self.imported()) as usize;
        self.functions.get(at).copied().with_context(|| format!("no function {function}"))
    }

    /// Every function that a function calls by its number.
    pub(crate) fn calls(&self, function: u32) -> Result<Vec<u32>> {
        let Some(body) = self.body(function) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for operator in body.get_operators_reader()? {
            if let Operator::Call { function_index } = operator? {
                found.push(function_index);
            }
        }
        Ok(found)
    }

    pub(crate) fn exported(&self, name: &str) -> Option<u32> {
        self.exports
            .iter()
            .find(|export| export.kind == ExternalKind::Func && export.name == name)
            .map(|export| export.index)
    }
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("not a plain number: {other:?}"),
    }
}
