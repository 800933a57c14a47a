//! `self.assertEqual(f(3), 9)`: the methods of `unittest` that compare, called in a cell.

use ruff_python_ast::CmpOp;
use rustpython_vm::builtins::PyCode;
use rustpython_vm::function::ArgMapping;
use rustpython_vm::{PyObjectRef, VirtualMachine};

/// Where the methods are.
pub(super) const FILE: &str = "/python/unittest/case.py";

/// What such a method asks.
pub(super) enum Asked {
    Compare(CmpOp),
    /// Compares with None.
    IsNone(CmpOp),
    Truth(bool),
    Instance,
    About,
}

/// The question of a method.
pub(super) fn asked(method: &str) -> Option<Asked> {
    Some(match method {
        "assertEqual"
        | "assertListEqual"
        | "assertTupleEqual"
        | "assertDictEqual"
        | "assertSetEqual"
        | "assertSequenceEqual"
        | "assertMultiLineEqual" => Asked::Compare(CmpOp::Eq),
        "assertNotEqual" => Asked::Compare(CmpOp::NotEq),
        "assertLess" => Asked::Compare(CmpOp::Lt),
        "assertLessEqual" => Asked::Compare(CmpOp::LtE),
        "assertGreater" => Asked::Compare(CmpOp::Gt),
        "assertGreaterEqual" => Asked::Compare(CmpOp::GtE),
        "assertIs" => Asked::Compare(CmpOp::Is),
        "assertIsNot" => Asked::Compare(CmpOp::IsNot),
        "assertIn" => Asked::Compare(CmpOp::In),
        "assertNotIn" => Asked::Compare(CmpOp::NotIn),
        "assertIsNone" => Asked::IsNone(CmpOp::Is),
        "assertIsNotNone" => Asked::IsNone(CmpOp::IsNot),
        "assertTrue" => Asked::Truth(true),
        "assertFalse" => Asked::Truth(false),
        "assertIsInstance" => Asked::Instance,
        "assertAlmostEqual" => Asked::About,
        _ => return None,
    })
}

/// A call of such a method.
pub(super) struct Call {
    pub(super) method: String,
    /// What is compared, and what else comes before the message.
    pub(super) arguments: Vec<PyObjectRef>,
    /// How many arguments come before the message.
    pub(super) message: usize,
}

/// The call that a frame of `unittest` stands for.
pub(super) fn called(code: &PyCode, locals: &ArgMapping, vm: &VirtualMachine) -> Call {
    let names = code.varnames.iter().take(code.arg_count as usize).skip(1);
    let before: Vec<&str> =
        names.map(|name| name.as_str()).take_while(|name| *name != "msg").collect();
    let value = |name: &&str| locals.obj().get_item(*name, vm).ok();
    Call {
        method: code.obj_name.as_str().to_owned(),
        arguments: before.iter().map_while(value).collect(),
        message: before.len(),
    }
}
