//! What a failed part of an assert means: a code and what its sentences name. What was asked, what was
//! expected, what came instead.

use ruff_python_ast::{CmpOp, Expr, ExprCall, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;
use rustpython_vm::builtins::{PyDictRef, PyStr, PyTuple, PyType};
use rustpython_vm::function::ArgMapping;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

use super::code::{Code, Kind};
use super::rewrite::last_name;
use super::shown::{LONG, SHORT, difference, shortened, shown};
use super::statements;
use super::witness::Kept;
use crate::{advice, magics, running};

/// How many variables a case names.
const NAMES: usize = 4;

/// A code and what its sentences name, after the rule, the variables and how far the checks came.
type Case = Option<(&'static str, Vec<String>)>;

/// One of two things that were compared.
pub(super) struct Side {
    text: String,
    /// What is a literal is expected; a call is what was asked.
    weight: u8,
    /// The name of the function, where it is a call.
    call: Option<String>,
    pub(super) value: PyObjectRef,
}

pub(super) struct Asker<'a> {
    vm: &'a VirtualMachine,
    source: &'a str,
    locals: ArgMapping,
    globals: PyDictRef,
    /// The variables of an element of `all` or `any`.
    element: Vec<(String, PyObjectRef)>,
    loops: Vec<String>,
    /// Variables that are mentioned, with their values.
    named: Vec<String>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(
        vm: &'a VirtualMachine,
        source: &'a str,
        locals: ArgMapping,
        globals: PyDictRef,
        loops: Vec<String>,
    ) -> Self {
        Self { vm, source, locals, globals, element: Vec::new(), loops, named: Vec::new() }
    }

    /// Variables that are mentioned, with their values.
    pub(super) fn named(&self) -> &[String] {
        &self.named
    }

    pub(super) fn side(&self, expr: Option<&Expr>, value: PyObjectRef) -> Side {
        let Some(expr) = expr else {
            return Side { text: shown(&value, LONG, self.vm), weight: 0, call: None, value };
        };
        let call = match expr {
            Expr::Call(it) => last_name(&it.func).map(str::to_owned),
            _ => None,
        };
        Side { text: self.text(expr), weight: weight(expr), call, value }
    }

    fn text(&self, expr: &Expr) -> String {
        let text = &self.source[expr.range()];
        if !text.contains('\n') {
            return shortened(text, LONG);
        }
        let joined: Vec<&str> = text.split_whitespace().collect();
        let joined = joined.join(" ").replace("( ", "(").replace(", )", ")").replace(" )", ")");
        shortened(&joined, LONG)
    }

    fn shown(&self, value: &PyObject) -> String {
        shown(value, LONG, self.vm)
    }

    /// The part of an assert that failed.
    pub(super) fn part(&mut self, part: &Expr, kept: &Kept) -> Case {
        let code = Code::from_number(kept.code);
        let values = &kept.values;
        match (code.kind, part) {
            (Kind::Link, Expr::Compare(it)) => {
                let right = it.comparators.iter().position(|it| it.start() == code.start)?;
                let left = right.checked_sub(1).map_or(&*it.left, |left| &it.comparators[left]);
                let left = self.side(Some(left), values.first()?.clone());
                let right_side = self.side(Some(&it.comparators[right]), values.get(1)?.clone());
                self.compared(it.ops[right], left, right_side)
            }
            (Kind::Compare(operator), Expr::Compare(it)) => {
                let operator = if code.wanted { operator } else { opposite(operator) };
                let right = self.side(it.comparators.first(), values.get(1)?.clone());
                let left = values.first()?;
                let Some(distance) = left.downcast_ref::<Kept>() else {
                    let left = self.side(Some(&it.left), left.clone());
                    return self.compared(operator, left, right);
                };
                let difference = match &*it.left {
                    Expr::Call(call) => call.arguments.args.first()?.as_bin_op_expr()?,
                    _ => return None,
                };
                let [whole, left, other] = &distance.values[..] else { return None };
                if !matches!(operator, CmpOp::Lt | CmpOp::LtE) {
                    let left = self.side(Some(&it.left), whole.clone());
                    return self.compared(operator, left, right);
                }
                let left = self.side(Some(&difference.left), left.clone());
                let other = self.side(Some(&difference.right), other.clone());
                self.about(left, other)
            }
            (Kind::Call, Expr::Call(call)) => self.called(part, call, code.wanted, kept),
            (Kind::Truth, _) => self.each(part, code.wanted, kept).or_else(|| {
                let side = self.side(Some(part), values.last()?.clone());
                self.truth(side, code.wanted)
            }),
            _ => None,
        }
    }

    /// `all` or `any` of a generator.
    fn each(&mut self, part: &Expr, wanted: bool, kept: &Kept) -> Case {
        let call = part.as_call_expr()?;
        let (name, generator) = (
            call.func.as_name_expr()?.id.as_str(),
            call.arguments.args.first()?.as_generator_expr()?,
        );
        // A function of the notebook's own may have the name.
        if self.locals.obj().get_item(name, self.vm).is_ok()
            || self.globals.contains_key(name, self.vm)
        {
            return None;
        }
        match (name, wanted, &kept.element) {
            ("all", true, Some(element)) | ("any", false, Some(element)) => {
                let variables = element.names.iter().filter(|(name, _)| !name.starts_with('.'));
                self.element = variables.cloned().collect();
                self.loops.extend(self.element.iter().map(|(name, _)| name.clone()));
                self.part(&generator.elt, element)
            }
            ("any", true, _) => {
                let text = self.text(call.arguments.args.first()?);
                self.mention(&text, None);
                Some(("check-any", vec![text]))
            }
            _ => None,
        }
    }

    /// A call whose arguments were kept.
    fn called(&mut self, part: &Expr, call: &ExprCall, wanted: bool, kept: &Kept) -> Case {
        let [function, arguments @ .., result] = &kept.values[..] else { return None };
        let whole = self.side(Some(part), result.clone());
        let name = last_name(&call.func)?;
        // A function of the notebook's own may have the name.
        let python = self.vm.builtins.get_attr(self.vm.ctx.intern_str(name), self.vm);
        let own = python.is_ok_and(|it| !it.is(function));
        if own || arguments.len() < call.arguments.args.len() {
            return self.truth(whole, wanted);
        }
        let mut sides = call.arguments.args.iter().zip(arguments);
        let mut side = || sides.next().map(|(expr, value)| self.side(Some(expr), value.clone()));
        let (first, second) = (side()?, side());
        match (name, wanted, second) {
            ("isinstance", true, Some(class)) => self.instance(first, &class.value),
            ("isclose" | "allclose", true, Some(other)) => self.about(first, other),
            ("array_equal", true, Some(other)) => self.compared(CmpOp::Eq, first, other),
            ("all", true, None) if first.value.class().name().to_string() == "list" => {
                let elements = self.vm.extract_elements_with(&first.value, Ok).ok()?;
                let lacks =
                    |it: &PyObjectRef| it.is(&self.vm.ctx.false_value) || self.vm.is_none(it);
                match elements.iter().position(lacks) {
                    Some(at) => {
                        let value = self.shown(&elements[at]);
                        Some(("check-all", vec![first.text, at.to_string(), value]))
                    }
                    None => self.truth(whole, wanted),
                }
            }
            ("any", true, None) => {
                self.mention(&first.text, None);
                Some(("check-any", vec![first.text]))
            }
            _ => self.truth(whole, wanted),
        }
    }

    pub(super) fn compared(&mut self, operator: CmpOp, left: Side, right: Side) -> Case {
        if matches!(operator, CmpOp::In | CmpOp::NotIn) {
            return self.contained(operator == CmpOp::In, left, right);
        }
        let turned = left.weight < right.weight;
        let (operator, asked, expected) =
            if turned { (mirrored(operator), right, left) } else { (operator, left, right) };
        // Nobody's answer is among them.
        if asked.weight == 0 {
            return None;
        }
        if let Some(case) = self.blank(&[&asked, &expected]) {
            return Some(case);
        }
        let vm = self.vm;
        let shown = self.shown(&expected.value);
        if vm.is_none(&asked.value)
            && asked.call.is_some()
            && !matches!(operator, CmpOp::NotEq | CmpOp::IsNot) != vm.is_none(&expected.value)
        {
            return self.nothing(&asked, (!vm.is_none(&expected.value)).then_some(shown));
        }
        self.mention(&asked.text, Some(&expected));
        let got = self.shown(&asked.value);
        let singleton = vm.is_none(&expected.value)
            || expected.value.class().name().to_string() == "bool"
            || expected.value.downcast_ref::<PyType>().is_some();
        let code = match operator {
            CmpOp::Is if !singleton => {
                return Some(("check-same", vec![asked.text, expected.text]));
            }
            CmpOp::IsNot if !singleton => {
                return Some(("check-not-same", vec![asked.text, expected.text]));
            }
            CmpOp::Eq | CmpOp::Is => {
                if is_function(&asked.value) && !is_function(&expected.value) {
                    return Some(("check-function", vec![asked.text]));
                }
                if let Some((code, more)) = difference(&expected.value, &asked.value, vm) {
                    let mut values = vec![asked.text, shown, got];
                    values.extend(more);
                    return Some((code, values));
                }
                if asked.weight == 1 { "check-equal-name" } else { "check-equal" }
            }
            CmpOp::NotEq | CmpOp::IsNot => "check-not-equal",
            CmpOp::Lt => "check-less",
            CmpOp::LtE => "check-at-most",
            CmpOp::Gt => "check-greater",
            CmpOp::GtE => "check-at-least",
            CmpOp::In | CmpOp::NotIn => return None,
        };
        Some((code, vec![asked.text, shown, got]))
    }

    fn contained(&mut self, wanted: bool, left: Side, right: Side) -> Case {
        if let Some(case) = self.blank(&[&left, &right]) {
            return Some(case);
        }
        let (item, place) = (self.shown(&left.value), self.shown(&right.value));
        if ["globals()", "locals()", "dir()", "vars()"].contains(&right.text.as_str())
            && let Some(name) = left.value.downcast_ref::<PyStr>()
        {
            let name = name.as_wtf8().to_string_lossy().into_owned();
            let code = if wanted { "check-defined" } else { "check-undefined" };
            return Some((code, vec![name]));
        }
        if left.weight == 0 && right.weight == 0 {
            return None;
        }
        if left.weight > right.weight {
            if self.vm.is_none(&left.value) && left.call.is_some() && wanted {
                return self.nothing(&left, Some(place));
            }
            self.mention(&left.text, Some(&right));
            let code = if wanted { "check-among" } else { "check-not-among" };
            return Some((code, vec![left.text, place, item]));
        }
        self.mention(&right.text, None);
        if left.weight > 0 {
            self.name(&left.text, item.clone());
        }
        let code = if wanted { "check-in" } else { "check-not-in" };
        Some((code, vec![right.text, item, place]))
    }

    pub(super) fn about(&mut self, left: Side, right: Side) -> Case {
        let (asked, expected) =
            if left.weight < right.weight { (right, left) } else { (left, right) };
        if asked.weight == 0 {
            return None;
        }
        self.mention(&asked.text, Some(&expected));
        let values = vec![self.shown(&expected.value), self.shown(&asked.value)];
        Some(("check-about", [vec![asked.text], values].concat()))
    }

    pub(super) fn instance(&mut self, asked: Side, class: &PyObject) -> Case {
        if let Some(case) = self.blank(&[&asked]) {
            return Some(case);
        }
        let kinds = match class.downcast_ref::<PyTuple>() {
            Some(kinds) => {
                let kinds: Vec<_> = kinds.as_slice().iter().map(|it| self.shown(it)).collect();
                kinds.join(", ")
            }
            None => self.shown(class),
        };
        if self.vm.is_none(&asked.value) && asked.call.is_some() {
            return self.nothing(&asked, Some(kinds));
        }
        self.mention(&asked.text, None);
        let kind = asked.value.class().name().to_string();
        let value = self.shown(&asked.value);
        Some(("check-instance", vec![asked.text, kinds, kind, value]))
    }

    pub(super) fn truth(&mut self, asked: Side, wanted: bool) -> Case {
        if asked.weight == 0 {
            return None;
        }
        if let Some(case) = self.blank(&[&asked]) {
            return Some(case);
        }
        if wanted && self.vm.is_none(&asked.value) && asked.call.is_some() {
            return self.nothing(&asked, None);
        }
        if !wanted && is_function(&asked.value) {
            return Some(("check-function", vec![asked.text]));
        }
        self.mention(&asked.text, None);
        let plain = asked.value.class().name().to_string() == "bool";
        let code = match (wanted, plain) {
            (true, true) => "check-true",
            (true, false) => "check-falsy",
            (false, true) => "check-false",
            (false, false) => "check-truthy",
        };
        let value = self.shown(&asked.value);
        Some((code, vec![asked.text, value]))
    }

    /// An answer that is still `...`.
    fn blank(&self, sides: &[&Side]) -> Case {
        let blanks = |it: &&&Side| it.value.is(&self.vm.ctx.ellipsis);
        let blank = sides.iter().find(blanks)?;
        // A check that expects `...` is not a blank.
        (blank.weight > 0).then(|| ("check-blank", vec![blank.text.clone()]))
    }

    /// A call that gave None where something was expected.
    fn nothing(&mut self, asked: &Side, expected: Option<String>) -> Case {
        self.mention(&asked.text, None);
        let found = asked.call.as_deref().and_then(function_text);
        let code = match found {
            Some(text) if advice::is_blank(&text) => "check-unwritten",
            Some(text) if text.contains("print(") && !text.contains("return ") => "check-print",
            _ if expected.is_none() => "check-nothing",
            _ => "check-none",
        };
        let text = asked.text.clone();
        let name = asked.call.clone().unwrap_or_default();
        Some(match expected.filter(|_| code == "check-none") {
            Some(expected) => (code, vec![text, expected]),
            None if code == "check-nothing" => (code, vec![text]),
            None => (code, vec![text, name]),
        })
    }

    /// Notes the variables of what was asked and of the loops around it, and how what is expected came
    /// about.
    fn mention(&mut self, asked: &str, expected: Option<&Side>) {
        let whole = |name: &str| name == asked || expected.is_some_and(|it| it.text == name);
        let mut names: Vec<String> = advice::variables(asked);
        for name in &self.loops {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names.retain(|name| !whole(name));
        for name in names {
            if let Some(value) = self.variable(&name) {
                let value = shown(&value, SHORT, self.vm);
                // An object without words of its own tells nothing.
                if !value.ends_with("(…)") {
                    self.name(&name, value);
                }
            }
        }
        if let Some(expected) = expected.filter(|it| it.weight > 1) {
            let value = shown(&expected.value, SHORT, self.vm);
            self.name(&expected.text, value);
        }
    }

    fn name(&mut self, name: &str, value: String) {
        let entry = format!("{name} = {value}");
        if self.named.len() < NAMES && !self.named.contains(&entry) {
            self.named.push(entry);
        }
    }

    /// A variable's value, unless it is a function, a class or a module.
    fn variable(&self, name: &str) -> Option<PyObjectRef> {
        let element = self.element.iter().find(|(known, _)| known == name);
        let value = element
            .map(|(_, value)| value.clone())
            .or_else(|| self.locals.obj().get_item(name, self.vm).ok())
            .or_else(|| self.globals.get_item(name, self.vm).ok())?;
        let kind = value.class().name().to_string();
        let tells =
            !is_function(&value) && kind != "module" && value.downcast_ref::<PyType>().is_none();
        tells.then_some(value)
    }
}

fn is_function(value: &PyObject) -> bool {
    let kind = value.class().name().to_string();
    matches!(kind.as_str(), "function" | "builtin_function_or_method" | "method")
}

/// Literals are expected, calls are asked, names may be either.
fn weight(expr: &Expr) -> u8 {
    let heaviest = |parts: &[Expr]| parts.iter().map(weight).max().unwrap_or(0).min(1);
    match expr {
        Expr::List(it) => heaviest(&it.elts),
        Expr::Tuple(it) => heaviest(&it.elts),
        Expr::Set(it) => heaviest(&it.elts),
        Expr::Dict(it) => it.items.iter().map(|item| weight(&item.value)).max().unwrap_or(0).min(1),
        Expr::UnaryOp(it) => weight(&it.operand),
        Expr::BinOp(it) => weight(&it.left).max(weight(&it.right)),
        Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => 1,
        other if other.is_literal_expr() => 0,
        _ => 2,
    }
}

fn opposite(operator: CmpOp) -> CmpOp {
    match operator {
        CmpOp::Eq => CmpOp::NotEq,
        CmpOp::NotEq => CmpOp::Eq,
        CmpOp::Lt => CmpOp::GtE,
        CmpOp::LtE => CmpOp::Gt,
        CmpOp::Gt => CmpOp::LtE,
        CmpOp::GtE => CmpOp::Lt,
        CmpOp::Is => CmpOp::IsNot,
        CmpOp::IsNot => CmpOp::Is,
        CmpOp::In => CmpOp::NotIn,
        CmpOp::NotIn => CmpOp::In,
    }
}

fn mirrored(operator: CmpOp) -> CmpOp {
    match operator {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::LtE => CmpOp::GtE,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::GtE => CmpOp::LtE,
        other => other,
    }
}

/// The text of a function that a cell defines, the newest one.
fn function_text(name: &str) -> Option<String> {
    let cells = running::with(|it| it.cell_sources())?;
    cells.iter().rev().find_map(|source| {
        let source = magics::plain_python(source).replace("\r\n", "\n");
        let mut module = parse_module(&source).ok()?.into_syntax();
        let mut text = None;
        statements::each(&mut module.body, &mut |statement| {
            if let Stmt::FunctionDef(it) = statement
                && it.name.as_str() == name
            {
                text = Some(source[it.range].to_owned());
            }
        });
        text
    })
}
