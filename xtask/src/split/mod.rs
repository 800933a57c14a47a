//! One wasm module made into two: the first half is fetched before Python starts, the second
//! afterwards, or at the first call of one of its functions if that comes earlier.
//!
//! Both halves work on one memory and one table. Each function of the second half that the first
//! half can call, by number or through the table, has a place in the table; until the second half
//! is there, the place holds a *stub* of the first half. A stub has the second half loaded and then
//! calls whatever its place holds, so after that nothing of the first half has to change. The
//! second half imports the functions of the first that it calls, and reaches the stack pointer by
//! two functions, since the oldest engines share no variable between modules.
//!
//! Data that only functions of the second half look at moves with them (`data.rs`). It is constant,
//! so putting it in place again, in a memory that was restored, changes nothing.
//!
//! A host may be unable to wait in some calls (`Door::can_wait`). What these can come to (`reach.rs`)
//! is in the first half, whether it was ever called or not (`certain.rs`).
//!
//! It must not know what a module is for or where the halves are stored. Start at `split`; who
//! decides what is called early is `profile.rs` beside this folder.

mod certain;
mod data;
mod emit;
mod instrument;
mod module;
mod notes;
mod plan;
mod reach;

use anyhow::{Context, Result, bail};
use certain::Certain;
use emit::{Functions, Numbers, renumbered};
use module::Module;
use notes::Notes;
use plan::Plan;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use wasm_encoder::{
    BlockType, ConstExpr, EntityType, ExportKind, ExportSection, Function, GlobalSection,
    GlobalType, ImportSection, Instruction, ValType,
};
use wasmparser::ExternalKind;

/// The function of a door that asks the host for the second half.
pub(crate) const LOADER: &str = "ardoise_rest";
/// What the second half imports, besides functions: from the module of this name, ...
const FIRST: &str = "first";
/// ... and what the first half exports for it.
const TABLE: &str = "table";
const GET_STACK: &str = "getStack";
const SET_STACK: &str = "setStack";
/// The only variable of the compiler's that changes.
const STACK: u32 = 0;

/// The exports of a module, as its glue and host know them.
pub(crate) struct Door<'a> {
    /// The name that [`LOADER`] has now.
    pub(crate) loader: &'a str,
    /// Libraries export functions of their own, which nobody calls.
    pub(crate) uses: fn(&str) -> bool,
    /// Whether whoever calls it can wait for the second half. All others can come to no function
    /// that is missing.
    pub(crate) can_wait: &'a dyn Fn(&str) -> bool,
}

/// A module before it is split.
pub(crate) struct Whole {
    /// As the linker left it.
    pub(crate) linked: PathBuf,
    pub(crate) script: PathBuf,
    pub(crate) module: PathBuf,
}

pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) second: Vec<u8>,
    /// For the person who builds: what went where.
    pub(crate) summary: String,
}

/// The module with a reporter at the head of each function.
pub(crate) fn instrumented(bytes: &[u8]) -> Result<Vec<u8>> {
    instrument::instrumented(&Module::read(bytes)?)
}

/// `linked` is what the linker gave, with its notes on who refers to what; `bytes` is the same
/// with its glue, and `called` are the functions of the latter that are needed early.
pub(crate) fn split(
    linked: &[u8],
    bytes: &[u8],
    called: &BTreeSet<u32>,
    door: &Door<'_>,
) -> Result<Halves> {
    let module = Module::read(bytes)?;
    let (notes, plan) = planned(linked, &module, called, door)?;
    let moved = data::only_for(&notes, &module, &plan);
    halves(&module, &plan, &moved)
}

/// Early is what is called early and what cannot wait.
fn planned<'a>(
    linked: &'a [u8],
    module: &Module<'_>,
    called: &BTreeSet<u32>,
    door: &Door<'_>,
) -> Result<(Notes<'a>, Plan)> {
    let notes = Notes::read(linked)?;
    let certain = Certain::find(&notes, module, door)?;
    let mut early = called.clone();
    early.extend(certain.iter().flat_map(|certain| &certain.functions));
    let plan = Plan::make(module, &early, door)?;
    if let Some(certain) = certain {
        certain.hold(module, &plan)?;
    }
    Ok((notes, plan))
}

fn halves(module: &Module<'_>, plan: &Plan, moved: &data::Moved) -> Result<Halves> {
    let first = first_half(module, plan, &moved.kept)?;
    let second = second_half(module, plan, &moved.moved)?;
    let size = |ranges: &[Range<u32>]| ranges.iter().map(|range| range.len()).sum::<usize>();
    Ok(Halves {
        first,
        second,
        summary: format!(
            "{} functions first, {} later ({} stubs, {} calls back, {} unreachable); {} bytes of data later",
            plan.early.len(),
            plan.late.len(),
            plan.stubs.len(),
            plan.called_back.len(),
            plan.dropped,
            size(&moved.moved),
        ),
    })
}

/// The bytes of each function that is called early, most first, by the name the compiler gave it.
pub(crate) fn weights(bytes: &[u8], called: &BTreeSet<u32>) -> Result<Vec<(usize, String)>> {
    let module = Module::read(bytes)?;
    let mut found = called
        .iter()
        .filter_map(|function| {
            let name = module.names.get(function).copied().unwrap_or("?");
            Some((module.body(*function)?.as_bytes().len(), name.to_owned()))
        })
        .collect::<Vec<_>>();
    found.sort_by(|one, other| other.cmp(one));
    Ok(found)
}

fn first_half(module: &Module<'_>, plan: &Plan, kept: &[Range<u32>]) -> Result<Vec<u8>> {
    let numbers = FirstNumbers { module, plan };
    let mut imports = ImportSection::new();
    for import in &module.imports {
        let wasmparser::TypeRef::Func(ty) = import.ty else { continue };
        imports.import(import.module, import.name, EntityType::Function(ty));
    }
    let mut functions = Functions::default();
    for function in &plan.early {
        let body = module.body(*function).context("an imported function was planned")?;
        functions.add(module.type_of(*function)?, &renumbered(body, &numbers, &[])?);
    }
    let loaded = module.globals.len() as u32;
    let ensure = plan.first_of_stubs();
    let nothing = type_number(module, &[], &[])?;
    functions.add(nothing, &loading(loaded, numbers.of(plan.loader)?).into_raw_body());
    for stub in &plan.stubs {
        let ty = module.type_of(stub.function)?;
        functions.add(ty, &stub_body(module, ty, stub.slot, ensure)?.into_raw_body());
    }
    let get = type_number(module, &[], &[wasmparser::ValType::I32])?;
    let set = type_number(module, &[wasmparser::ValType::I32], &[])?;
    let mut body = Function::new([]);
    body.instruction(&Instruction::GlobalGet(STACK)).instruction(&Instruction::End);
    functions.add(get, &body.into_raw_body());
    let mut body = Function::new([]);
    body.instruction(&Instruction::LocalGet(0)).instruction(&Instruction::GlobalSet(STACK));
    body.instruction(&Instruction::End);
    functions.add(set, &body.into_raw_body());

    let mut exports = ExportSection::new();
    for (name, function) in &plan.exports {
        exports.export(name, ExportKind::Func, numbers.of(*function)?);
    }
    exports.export(memory_name(module)?, ExportKind::Memory, 0);
    exports.export(TABLE, ExportKind::Table, 0);
    let last = ensure + plan.stubs.len() as u32;
    exports.export(GET_STACK, ExportKind::Func, last + 1);
    exports.export(SET_STACK, ExportKind::Func, last + 2);
    for (name, function) in short_names(module).zip(&plan.called_back) {
        exports.export(&name, ExportKind::Func, numbers.of(*function)?);
    }

    let mut globals = globals(module)?;
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(0),
    );
    let mut places = module
        .slots
        .iter()
        .map(|(slot, function)| Ok((*slot, numbers.of(*function)?)))
        .collect::<Result<Vec<_>>>()?;
    for stub in plan.stubs.iter().filter(|stub| stub.slot >= module.table) {
        places.push((stub.slot, numbers.of(stub.function)?));
    }
    let mut out = wasm_encoder::Module::new();
    out.section(&emit::types(module)).section(&imports).section(&functions.types);
    out.section(&instrument::table(plan.table)).section(&instrument::memory(module));
    out.section(&globals).section(&exports).section(&emit::table_places(&places));
    out.section(&functions.code).section(&emit::data(module, kept));
    Ok(out.finish())
}

fn second_half(module: &Module<'_>, plan: &Plan, moved: &[Range<u32>]) -> Result<Vec<u8>> {
    let numbers = SecondNumbers { plan };
    let mut imports = ImportSection::new();
    imports.import(FIRST, memory_name(module)?, instrument::memory_type(module));
    imports.import(FIRST, TABLE, instrument::table_type(plan.table));
    for (name, function) in short_names(module).zip(&plan.called_back) {
        imports.import(FIRST, &name, EntityType::Function(module.type_of(*function)?));
    }
    let get = type_number(module, &[], &[wasmparser::ValType::I32])?;
    let set = type_number(module, &[wasmparser::ValType::I32], &[])?;
    imports.import(FIRST, GET_STACK, EntityType::Function(get));
    imports.import(FIRST, SET_STACK, EntityType::Function(set));
    let mut functions = Functions::default();
    for function in &plan.late {
        let body = module.body(*function).context("an imported function was planned")?;
        functions.add(module.type_of(*function)?, &renumbered(body, &numbers, &[])?);
    }
    let places = plan
        .stubs
        .iter()
        .map(|stub| Ok((stub.slot, numbers.of(stub.function)?)))
        .chain(module.slots.iter().filter_map(|(slot, function)| {
            // A function with several places has one stub; each place gets the function.
            let again = plan.stub_of(*function).is_some_and(|stub| stub.slot != *slot);
            again.then(|| Ok((*slot, numbers.of(*function)?)))
        }))
        .collect::<Result<std::collections::BTreeMap<_, _>>>()?;
    let mut out = wasm_encoder::Module::new();
    out.section(&emit::types(module)).section(&imports).section(&functions.types);
    out.section(&emit::table_places(&places.into_iter().collect::<Vec<_>>()));
    out.section(&functions.code).section(&emit::data(module, moved));
    Ok(out.finish())
}

/// Has the second half loaded, once in an instance.
fn loading(loaded: u32, loader: u32) -> Function {
    let mut body = Function::new([]);
    body.instruction(&Instruction::GlobalGet(loaded)).instruction(&Instruction::I32Eqz);
    // Where it cannot be had, the next call of a stub tries again.
    body.instruction(&Instruction::If(BlockType::Empty)).instruction(&Instruction::Call(loader));
    body.instruction(&Instruction::I32Const(1)).instruction(&Instruction::GlobalSet(loaded));
    body.instruction(&Instruction::End).instruction(&Instruction::End);
    body
}

fn stub_body(module: &Module<'_>, ty: u32, slot: u32, ensure: u32) -> Result<Function> {
    let parameters =
        module.types.get(ty as usize).context("a type that is not there")?.params().len();
    let mut body = Function::new([]);
    body.instruction(&Instruction::Call(ensure));
    for parameter in 0..parameters as u32 {
        body.instruction(&Instruction::LocalGet(parameter));
    }
    body.instruction(&Instruction::I32Const(slot as i32));
    body.instruction(&Instruction::CallIndirect { type_index: ty, table_index: 0 });
    body.instruction(&Instruction::End);
    Ok(body)
}

fn type_number(
    module: &Module<'_>,
    takes: &[wasmparser::ValType],
    gives: &[wasmparser::ValType],
) -> Result<u32> {
    module
        .types
        .iter()
        .position(|ty| ty.params() == takes && ty.results() == gives)
        .map(|at| at as u32)
        .context("the module has no function of a type that its stubs need")
}

/// The module's own variables, each a plain number.
fn globals(module: &Module<'_>) -> Result<GlobalSection> {
    let mut section = GlobalSection::new();
    for global in &module.globals {
        let wasmparser::ValType::I32 = global.ty.content_type else {
            bail!("a variable that is no 32-bit number");
        };
        let ty = GlobalType { val_type: ValType::I32, mutable: global.ty.mutable, shared: false };
        let mut reader = global.init_expr.get_operators_reader();
        let wasmparser::Operator::I32Const { value } = reader.read()? else {
            bail!("a variable that does not start as a plain number");
        };
        section.global(ty, &ConstExpr::i32_const(value));
    }
    Ok(section)
}

fn memory_name<'a>(module: &Module<'a>) -> Result<&'a str> {
    let memory = module.exports.iter().find(|export| export.kind == ExternalKind::Memory);
    Ok(memory.context("the module keeps its memory to itself")?.name)
}

/// The names under which the halves know functions.
fn short_names(module: &Module<'_>) -> impl Iterator<Item = String> {
    let taken = module.exports.iter().map(|export| export.name).collect::<BTreeSet<_>>();
    (0..).map(short_name).filter(move |name| !taken.contains(name.as_str()))
}

/// `_a`, `_b`, ..., `_ba`, ...
fn short_name(number: usize) -> String {
    const DIGITS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let mut rest = number;
    let mut name = String::new();
    loop {
        name.insert(0, char::from(DIGITS[rest % DIGITS.len()]));
        rest /= DIGITS.len();
        if rest == 0 {
            return format!("_{name}");
        }
    }
}

struct FirstNumbers<'a> {
    module: &'a Module<'a>,
    plan: &'a Plan,
}

impl FirstNumbers<'_> {
    fn of(&self, function: u32) -> Result<u32> {
        if function < self.module.imported() {
            return Ok(function);
        }
        self.plan
            .in_first(function)
            .with_context(|| format!("function {function} is in no half that is known"))
    }
}

impl Numbers for FirstNumbers<'_> {
    fn call(&self, function: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::Call(self.of(function)?))
    }

    fn global_get(&self, global: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::GlobalGet(global))
    }

    fn global_set(&self, global: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::GlobalSet(global))
    }
}

struct SecondNumbers<'a> {
    plan: &'a Plan,
}

impl SecondNumbers<'_> {
    fn of(&self, function: u32) -> Result<u32> {
        self.plan
            .in_second(function)
            .with_context(|| format!("function {function} cannot be reached from the second half"))
    }
}

impl Numbers for SecondNumbers<'_> {
    fn call(&self, function: u32) -> Result<Instruction<'static>> {
        Ok(Instruction::Call(self.of(function)?))
    }

    fn global_get(&self, global: u32) -> Result<Instruction<'static>> {
        self.stack(global)?;
        Ok(Instruction::Call(self.plan.called_back.len() as u32))
    }

    fn global_set(&self, global: u32) -> Result<Instruction<'static>> {
        self.stack(global)?;
        Ok(Instruction::Call(self.plan.called_back.len() as u32 + 1))
    }
}

impl SecondNumbers<'_> {
    fn stack(&self, global: u32) -> Result<()> {
        if global != STACK {
            bail!("a function of the second half uses another variable than the stack pointer");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod certain_tests;
