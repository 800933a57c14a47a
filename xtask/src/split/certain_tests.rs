//! A small module as a linker leaves it, with its notes: what cannot wait keeps everything it can come
//! to, by a call, by a place of the table that stands in its body or in data, or by a variable.

use super::module::Module;
use super::{Door, LOADER, split};
use std::borrow::Cow;
use std::collections::BTreeSet;
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, Encode,
    EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType,
    ImportSection, Instruction as I, MemorySection, MemoryType, NameMap, NameSection, TypeSection,
    ValType,
};

const NOTHING: u32 = 0;
const FILLER: usize = 8;

/// What each function is for; it is also its name. Number 0 is imported, number 1 is the loader.
const NAMES: [&str; 10] = [
    "rest",
    "loader",
    "waits",
    "called",
    "in_body",
    "in_data",
    "by_variable",
    "setter",
    "rare",
    "seldom",
];
const WAITS: usize = 2;
const SETTER: usize = 7;
const SELDOM: usize = 9;

/// Kinds of notes.
const PLACE_IN_BODY: u8 = 1;
const PLACE_IN_DATA: u8 = 2;
const ADDRESS_IN_BODY: u8 = 4;

/// Numbers of symbols: first those of the functions, as they are numbered.
const TABLE_OF_PLACES: u8 = NAMES.len() as u8;
const VARIABLE: u8 = TABLE_OF_PLACES + 1;

/// Who names what; each in a number of its own in the body.
const FROM_BODIES: [(usize, u8, u8); 6] = [
    (WAITS, PLACE_IN_BODY, 4),
    (WAITS, ADDRESS_IN_BODY, TABLE_OF_PLACES),
    (WAITS, ADDRESS_IN_BODY, VARIABLE),
    (SETTER, PLACE_IN_BODY, 6),
    (SETTER, ADDRESS_IN_BODY, VARIABLE),
    (SELDOM, PLACE_IN_BODY, 8),
];

fn linked(from_bodies: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([], [ValType::I32]);
    types.ty().function([ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("host", "rest", EntityType::Function(NOTHING));
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let mut notes = Vec::new();
    // The section begins with how many bodies there are, and each body with its length.
    let mut at = 1;
    for (function, _) in NAMES.iter().enumerate().skip(1) {
        functions.function(NOTHING);
        let mut body = Function::new([]);
        if function == 1 {
            body.instruction(&I::Call(0));
        }
        if function == WAITS {
            body.instruction(&I::Call(3));
        }
        for _ in 0..FILLER {
            body.instruction(&I::I32Const(1)).instruction(&I::Drop);
        }
        body.instruction(&I::End);
        for (_, kind, symbol) in from_bodies.iter().filter(|(owner, ..)| *owner == function) {
            notes.push(*kind);
            (at as u32 + 4).encode(&mut notes);
            notes.push(*symbol);
            if *kind == ADDRESS_IN_BODY {
                notes.push(0);
            }
        }
        at += 1 + body.byte_len();
        code.function(&body);
    }
    let mut tables = wasm_encoder::TableSection::new();
    tables.table(super::instrument::table_type(NAMES.len() as u32));
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(32),
    );
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export(LOADER, ExportKind::Func, 1);
    for exported in [WAITS, SETTER, SELDOM] {
        exports.export(NAMES[exported], ExportKind::Func, exported as u32);
    }
    // Every function has its own number as its place.
    let mut elements = ElementSection::new();
    let places = (1..NAMES.len() as u32).collect::<Vec<_>>();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(places.into()));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(40), [5, 0, 0, 0]);
    data.active(0, &ConstExpr::i32_const(48), [0; 4]);
    let mut names = NameSection::new();
    let mut map = NameMap::new();
    for (function, name) in NAMES.iter().enumerate() {
        map.append(function as u32, name);
    }
    names.functions(&map);
    let mut module = wasm_encoder::Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables);
    module.section(&memories).section(&globals).section(&exports).section(&elements);
    module.section(&code).section(&data).section(&names);
    let custom = |name: &'static str, data: Vec<u8>| CustomSection {
        name: name.into(),
        data: Cow::Owned(data),
    };
    module.section(&custom("linking", linking()));
    let notes = [vec![8, from_bodies.len() as u8], notes].concat();
    module.section(&custom("reloc.CODE", notes));
    // The first byte of the first segment's contents is the seventh of its section.
    module.section(&custom("reloc.DATA", vec![9, 1, PLACE_IN_DATA, 6, 5]));
    module.finish()
}

/// The names of segments and symbols.
fn linking() -> Vec<u8> {
    let text = |text: &str| [vec![text.len() as u8], text.as_bytes().to_vec()].concat();
    let mut segments = vec![2];
    for name in [".rodata.places", ".data.variable"] {
        segments.extend([text(name), vec![2, 0]].concat());
    }
    let mut symbols = vec![NAMES.len() as u8 + 2];
    for (function, name) in NAMES.iter().enumerate() {
        let undefined = function == 0;
        // Imported functions have the name of their import.
        symbols.extend(if undefined { vec![0, 0x10, 0] } else { vec![0, 0, function as u8] });
        if !undefined {
            symbols.extend(text(name));
        }
    }
    for (segment, name) in ["places", "variable"].into_iter().enumerate() {
        symbols.extend([vec![1, 0], text(name), vec![segment as u8, 0, 4]].concat());
    }
    let part = |kind: u8, bytes: Vec<u8>| {
        let mut part = vec![kind];
        bytes.as_slice().encode(&mut part);
        part
    };
    [vec![2], part(5, segments), part(8, symbols)].concat()
}

/// The names of what is late when `waits` cannot wait, or when all can.
fn late(from_bodies: &[(usize, u8, u8)], can_wait: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    let bytes = linked(from_bodies);
    let module = Module::read(&bytes).expect("a module");
    let door = Door { loader: LOADER, uses: |_| true, can_wait };
    let plan = super::planned(&bytes, &module, &BTreeSet::new(), &door).expect("a plan").1;
    plan.late.iter().map(|function| NAMES[*function as usize]).collect()
}

#[test]
fn what_cannot_wait_has_all_it_can_come_to() {
    let all = ["waits", "called", "in_body", "in_data", "by_variable", "setter", "rare", "seldom"];
    assert_eq!(late(&FROM_BODIES, &|_| true), all);
    assert_eq!(late(&FROM_BODIES, &|name| name != "waits"), ["rare", "seldom"]);
}

#[test]
fn each_note_of_the_linkers_counts() {
    let without = |left_out: usize| {
        let notes = FROM_BODIES.iter().enumerate().filter(|(at, _)| *at != left_out);
        late(&notes.map(|(_, note)| *note).collect::<Vec<_>>(), &|name| name != "waits")
    };
    assert_eq!(without(0), ["in_body", "rare", "seldom"]);
    assert_eq!(without(1), ["in_data", "rare", "seldom"]);
    assert_eq!(without(2), ["by_variable", "setter", "rare", "seldom"]);
    assert_eq!(without(3), ["by_variable", "rare", "seldom"]);
}

#[test]
fn a_module_without_notes_is_refused() {
    let door = Door { loader: LOADER, uses: |_| true, can_wait: &|name| name != "handle" };
    let bytes = super::tests::whole();
    assert!(split(&bytes, &bytes, &BTreeSet::new(), &door).is_err());
}
