//! A small module is split and both halves run in Node: what the kernel's halves rely on, seen.

use super::data::Moved;
use super::module::Module;
use super::plan::Plan;
use super::{Door, LOADER, halves};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    Instruction as I, MemArg, MemorySection, MemoryType, TableSection, TypeSection, ValType,
};

const NOTHING: u32 = 0;
const NUMBER_TO_NUMBER: u32 = 1;
const HANDLE: u32 = 2;
const LATE: u32 = 3;
const EARLY: u32 = 4;
const LATE_BY_TABLE: u32 = 5;

/// `handle(n)` = what a function of each kind gives for `n`; one of them is only in the table.
pub(super) fn whole() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], [ValType::I32]);
    types.ty().function([ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("host", "rest", EntityType::Function(NOTHING));
    let byte = MemArg { offset: 0, align: 0, memory_index: 0 };
    let bodies: [(u32, Vec<I<'static>>); 6] = [
        (NOTHING, vec![I::Call(0)]),
        (
            NUMBER_TO_NUMBER,
            vec![
                I::LocalGet(0),
                I::Call(LATE),
                I::LocalGet(0),
                I::I32Const(0),
                I::CallIndirect { type_index: NUMBER_TO_NUMBER, table_index: 0 },
                I::I32Add,
            ],
        ),
        // Uses the stack, calls back into the first half: 1000 + 2 * n.
        (
            NUMBER_TO_NUMBER,
            vec![
                I::GlobalGet(0),
                I::I32Const(16),
                I::I32Sub,
                I::GlobalSet(0),
                I::LocalGet(0),
                I::Call(EARLY),
                I::I32Const(1000),
                I::I32Add,
                I::GlobalGet(0),
                I::I32Const(16),
                I::I32Add,
                I::GlobalSet(0),
            ],
        ),
        (NUMBER_TO_NUMBER, vec![I::LocalGet(0), I::I32Const(2), I::I32Mul]),
        // Reads data that only it knows, at 64 + n.
        (
            NUMBER_TO_NUMBER,
            vec![
                I::LocalGet(0),
                I::I32Const(64),
                I::I32Add,
                I::I32Load8U(byte),
                I::I32Const(10_000),
                I::I32Mul,
                I::I32Const(0),
                I::I32Add,
                I::I32Const(0),
                I::I32Add,
            ],
        ),
        (NUMBER_TO_NUMBER, vec![I::LocalGet(0)]),
    ];
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for (ty, instructions) in bodies {
        functions.function(ty);
        let mut body = Function::new([]);
        for instruction in &instructions {
            body.instruction(instruction);
        }
        body.instruction(&I::End);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    tables.table(super::instrument::table_type(1));
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: Some(4),
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    globals.global(
        GlobalType { val_type: ValType::I32, mutable: true, shared: false },
        &ConstExpr::i32_const(48),
    );
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export(LOADER, ExportKind::Func, 1);
    exports.export("handle", ExportKind::Func, HANDLE);
    exports.export("unused_by_the_glue", ExportKind::Func, 6);
    let mut elements = ElementSection::new();
    elements.active(
        None,
        &ConstExpr::i32_const(0),
        Elements::Functions(vec![LATE_BY_TABLE].into()),
    );
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(60), *b"keptlater!");
    let mut module = wasm_encoder::Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables);
    module.section(&memories).section(&globals).section(&exports).section(&elements);
    module.section(&code).section(&data);
    module.finish()
}

#[test]
fn both_halves_together_do_what_the_whole_did() {
    let bytes = whole();
    let module = Module::read(&bytes).expect("a module");
    let door =
        Door { loader: LOADER, uses: |name| name != "unused_by_the_glue", can_wait: &|_| true };
    let plan = Plan::make(&module, &BTreeSet::from([HANDLE, EARLY]), &door).expect("a plan");
    assert_eq!(plan.late, [LATE, LATE_BY_TABLE]);
    assert_eq!(plan.dropped, 1);
    let (kept, rest) = (0..64, 64..80);
    let moved = Moved { kept: Vec::from([kept]), moved: Vec::from([rest]) };
    let made = halves(&module, &plan, &moved).expect("two halves");
    let folder = std::env::temp_dir().join(format!("ardoise-split-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes) in [("first", &made.first), ("second", &made.second)] {
        fs::write(folder.join(name), bytes).expect("a file");
    }
    let script = r#"
        const { readFileSync } = require("fs");
        const half = (name) => new WebAssembly.Module(readFileSync(name));
        let loaded = 0;
        const start = () => {
            const { exports } = new WebAssembly.Instance(half("first"), { host: { rest() {
                loaded += 1;
                new WebAssembly.Instance(half("second"), { first: exports });
            } } });
            return exports;
        };
        const one = start();
        const bytes = () => Buffer.from(one.memory.buffer).subarray(60, 70).toString();
        const before = bytes();
        const results = [one.handle(0), one.handle(2)];
        const two = start();
        new Uint8Array(two.memory.buffer).set(new Uint8Array(one.memory.buffer));
        results.push(two.handle(1));
        console.log(JSON.stringify([before, bytes(), results, loaded, one.getStack()]));
    "#;
    let done = Command::new("node").args(["-e", script]).current_dir(&folder).output();
    fs::remove_dir_all(&folder).expect("removed");
    let done = done.expect("node");
    assert_eq!(
        String::from_utf8_lossy(&done.stdout).trim(),
        // l, t and a are 108, 116 and 97; the second half comes once in each instance.
        r#"["kept\u0000\u0000\u0000\u0000\u0000\u0000","keptlater!",[1081000,1161004,971002],2,48]"#,
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}
