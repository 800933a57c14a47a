//! Asks the interpreter what the table of beginner's errors needs to know of an exception: names
//! near at hand, what an object has, the cell's text. The recognising itself is [`crate::advice`],
//! which knows no interpreter.

use ardoise_protocol::Advice;
use rustpython_vm::builtins::{PyBaseExceptionRef, PyList, PyStr, PyTuple};
use rustpython_vm::{AsObject, PyObjectRef, VirtualMachine};

use crate::advice::{self, Fault};
use crate::running;

/// What is known of the place of an exception.
pub(crate) struct Where<'a> {
    /// The file of the code, as tracebacks name it.
    pub(crate) file: &'a str,
    pub(crate) line: Option<u32>,
    /// In characters, one for the first.
    pub(crate) column: Option<usize>,
    pub(crate) function: &'a str,
}

/// The advice for an exception that left a cell.
pub(crate) fn advice_for(
    vm: &VirtualMachine,
    exception: &PyBaseExceptionRef,
    message: &str,
    place: &Where<'_>,
) -> Option<Advice> {
    let name = exception.class().name().to_string();
    let (source, cells) = running::with(|running| {
        let source = running.cell(place.file).map(|cell| cell.source.clone());
        (source.unwrap_or_default(), running.cell_sources())
    })?;
    let names = match name.as_str() {
        "NameError" | "UnboundLocalError" => known_names(vm, exception),
        _ => Vec::new(),
    };
    advice::advise(&Fault {
        name: &name,
        message,
        source: &source,
        line: place.line,
        column: place.column,
        cells: &cells,
        names: &names,
        members: &members(vm, exception, &name),
        function: place.function.rsplit('.').next().unwrap_or(place.function),
    })
}

/// Variables of the cells and of the function under way, and what Python always has.
fn known_names(vm: &VirtualMachine, exception: &PyBaseExceptionRef) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(innermost) = exception.__traceback__().and_then(|traceback| traceback.iter().last())
    {
        let code = innermost.frame.f_code();
        names.extend(code.varnames.iter().map(|name| name.as_str().to_owned()));
    }
    // An unbound local is only told apart from a global if its own name is not in the list twice.
    if exception.class().name().to_string() == "UnboundLocalError" {
        names.clear();
    }
    if let Ok(main) = vm.import("__main__", 0)
        && let Ok(found) = vm.dir(Some(main))
    {
        texts(&found, &mut names);
    }
    if let Ok(found) = vm.dir(Some(vm.builtins.as_object().to_owned())) {
        texts(&found, &mut names);
    }
    names
}

/// What the object or the module has in which an attribute was looked for.
fn members(vm: &VirtualMachine, exception: &PyBaseExceptionRef, name: &str) -> Vec<String> {
    let mut names = Vec::new();
    let attribute = |name: &'static str| {
        exception.as_object().get_attr(name, vm).ok().filter(|value| !vm.is_none(value))
    };
    match name {
        "AttributeError" => {
            if let Some(object) = attribute("obj")
                && let Ok(found) = vm.dir(Some(object))
            {
                texts(&found, &mut names);
            }
        }
        "ImportError" => {
            let module = attribute("name").and_then(|name| {
                vm.sys_module.get_attr("modules", vm).ok()?.get_item(&*name, vm).ok()
            });
            if let Some(module) = module
                && let Ok(found) = vm.dir(Some(module))
            {
                texts(&found, &mut names);
            }
        }
        "ModuleNotFoundError" => {
            let native = vm.sys_module.get_attr("builtin_module_names", vm).ok();
            if let Some(native) = native.and_then(|names| names.downcast::<PyTuple>().ok()) {
                each_text(native.as_slice(), &mut names);
            }
        }
        _ => {}
    }
    names
}

fn texts(list: &PyList, out: &mut Vec<String>) {
    each_text(&list.borrow_vec(), out);
}

fn each_text(values: &[PyObjectRef], out: &mut Vec<String>) {
    let texts = values.iter().filter_map(|value| value.downcast_ref::<PyStr>());
    out.extend(texts.map(|text| text.as_wtf8().to_string_lossy().into_owned()));
}
