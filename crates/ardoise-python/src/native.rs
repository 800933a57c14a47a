//! The native module `_ardoise`: how our Python code reaches the host.
//!
//! Only `bootstrap.py` and the modules of ours import it. Every function is one question to the
//! host or one report.

pub(crate) use _ardoise::module_def;

#[rustpython_vm::pymodule]
mod _ardoise {
    use ardoise_protocol::{Report, Stream};
    use rustpython_vm::builtins::{PyBaseExceptionRef, PyStrRef, PyTypeRef};
    use rustpython_vm::function::{ArgBytesLike, OptionalArg};
    use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

    use crate::failure::failure_from;
    use crate::running::{self, Running};
    use crate::{magics, modules};

    fn host<R>(vm: &VirtualMachine, action: impl FnOnce(&mut Running) -> R) -> PyResult<R> {
        running::with(action).ok_or_else(|| vm.new_runtime_error("no host".to_owned()))
    }

    fn lossy(text: &PyStrRef) -> String {
        text.as_wtf8().to_string_lossy().into_owned()
    }

    #[pyfunction]
    fn write_out(text: PyStrRef, vm: &VirtualMachine) -> PyResult<usize> {
        host(vm, |running| running.text(Stream::Out, &text.as_wtf8().to_string_lossy()))?;
        Ok(text.char_len())
    }

    #[pyfunction]
    fn write_err(text: PyStrRef, vm: &VirtualMachine) -> PyResult<usize> {
        host(vm, |running| running.text(Stream::Err, &text.as_wtf8().to_string_lossy()))?;
        Ok(text.char_len())
    }

    /// `None` for an unknown module, else whether it is a package.
    #[pyfunction]
    fn find_module(name: PyStrRef) -> Option<bool> {
        modules::find(&lossy(&name)).map(|module| module.package)
    }

    /// Why a known module is not available.
    #[pyfunction]
    fn absence(name: PyStrRef) -> Option<String> {
        modules::absence(&lossy(&name)).map(str::to_owned)
    }

    #[pyfunction]
    fn module_source(name: PyStrRef, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let source = host(vm, |running| running.host.module_source(&lossy(&name)))?;
        Ok(source.map(|bytes| vm.ctx.new_bytes(bytes).into()))
    }

    /// The text of a cell by the file name of its code.
    #[pyfunction]
    fn cell_source(file: PyStrRef, vm: &VirtualMachine) -> PyResult<Option<String>> {
        let file = lossy(&file);
        host(vm, |running| running.cell(&file).map(|cell| cell.source.clone()))
    }

    /// A cell's text with its notebook commands (`%time`, `!pip`) turned into Python.
    #[pyfunction]
    fn plain_python(source: PyStrRef) -> String {
        magics::plain_python(&lossy(&source)).into_owned()
    }

    #[pyfunction]
    fn answer(prompt: PyStrRef, secret: bool, vm: &VirtualMachine) -> PyResult<Option<String>> {
        let prompt = lossy(&prompt);
        host(vm, |running| {
            let asked = prompt.clone();
            running.report(|run| Report::Question { run, prompt: asked, secret });
            let answer = running.host.answer(&prompt, secret)?;
            let shown = if secret { "········" } else { answer.as_str() };
            running.text(Stream::Out, &format!("{prompt}{shown}\n"));
            Some(answer)
        })
    }

    #[pyfunction]
    fn now_ms(vm: &VirtualMachine) -> PyResult<f64> {
        host(vm, |running| running.host.now_ms())
    }

    #[pyfunction]
    fn monotonic_ms(vm: &VirtualMachine) -> PyResult<f64> {
        host(vm, |running| running.host.monotonic_ms())
    }

    #[pyfunction]
    fn zone_minutes(at_ms: f64, vm: &VirtualMachine) -> PyResult<i32> {
        host(vm, |running| running.host.zone_minutes(at_ms))
    }

    #[pyfunction]
    fn sleep_ms(millis: f64, vm: &VirtualMachine) -> PyResult<()> {
        host(vm, |running| running.host.sleep_ms(millis))
    }

    #[pyfunction]
    fn random_bytes(length: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let mut bytes = vec![0; length];
        host(vm, |running| running.host.fill_random(&mut bytes))?;
        Ok(bytes)
    }

    /// Shows a rich output: a list of pairs of MIME type and text.
    #[pyfunction]
    fn show(
        bundle: Vec<PyObjectRef>,
        display_id: OptionalArg<Option<PyStrRef>>,
        replaces: OptionalArg<bool>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let data = super::bundle_from(&bundle, vm)?;
        let display_id = display_id.flatten().map(|id| lossy(&id));
        let replaces = replaces.unwrap_or(false);
        host(vm, |running| {
            running.report(|run| Report::Display { run, data, display_id, replaces });
        })
    }

    /// What a person reads of an exception: name, message and the lines of its traceback; for a
    /// known case of a beginner's error also its code, values, line and column, else `None`.
    #[pyfunction]
    fn failure(exception: PyBaseExceptionRef, vm: &VirtualMachine) -> PyObjectRef {
        let failure = failure_from(vm, &exception);
        let text = |text: String| -> PyObjectRef { vm.ctx.new_str(text).into() };
        let texts = |list: Vec<String>| -> PyObjectRef {
            vm.ctx.new_list(list.into_iter().map(text).collect()).into()
        };
        let place = |number: Option<u32>| -> PyObjectRef {
            number.map_or_else(|| vm.ctx.none(), |number| vm.ctx.new_int(number).into())
        };
        let advice: PyObjectRef = failure.advice.map_or_else(
            || vm.ctx.none(),
            |known| {
                let (line, column) = (place(known.line), place(known.column));
                vm.ctx.new_tuple(vec![text(known.code), texts(known.values), line, column]).into()
            },
        );
        let parts =
            vec![text(failure.name), text(failure.message), texts(failure.traceback), advice];
        vm.ctx.new_tuple(parts).into()
    }

    /// The id of the cell that runs, `None` for anything else, and the number of the run.
    #[pyfunction]
    fn place(vm: &VirtualMachine) -> PyResult<(Option<String>, u32)> {
        host(vm, |running| running.place())
    }

    #[pyfunction]
    fn clear(wait: bool, vm: &VirtualMachine) -> PyResult<()> {
        host(vm, |running| running.report(|run| Report::Clear { run, wait }))
    }

    /// Whether files were laid down since they were taken last.
    #[pyfunction]
    fn files_wait(vm: &VirtualMachine) -> PyResult<bool> {
        host(vm, |running| !running.laid.is_empty())
    }

    /// The files laid down since they were taken last: names and bytes, or `None` for one that is gone.
    #[pyfunction]
    fn take_files(vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
        let laid = host(vm, |running| std::mem::take(&mut running.laid))?;
        let pair = |(path, content): (String, Option<Vec<u8>>)| {
            let content = content.map_or_else(|| vm.ctx.none(), |it| vm.ctx.new_bytes(it).into());
            vm.ctx.new_tuple(vec![vm.ctx.new_str(path).into(), content]).into()
        };
        Ok(laid.into_iter().map(pair).collect())
    }

    /// Reports that a file is as this run leaves it.
    #[pyfunction]
    fn file_written(path: PyStrRef, content: ArgBytesLike, vm: &VirtualMachine) -> PyResult<()> {
        let (path, content) = (lossy(&path), content.borrow_buf().to_vec());
        host(vm, |running| running.report(|run| Report::FileWritten { run, path, content }))
    }

    /// Reports that a file is gone.
    #[pyfunction]
    fn file_removed(path: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let path = lossy(&path);
        host(vm, |running| running.report(|run| Report::FileRemoved { run, path }))
    }

    /// Sets an attribute of a class that Python code cannot change.
    #[pyfunction]
    fn set_class_attribute(
        class: PyTypeRef,
        name: PyStrRef,
        value: PyObjectRef,
        vm: &VirtualMachine,
    ) {
        let name = vm.ctx.intern_str(lossy(&name));
        class.set_attr(name, value);
    }
}

use ardoise_protocol::MimeBundle;
use rustpython_vm::builtins::{PyStrRef, PyTuple};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

/// A bundle from a Python list of pairs.
pub(crate) fn bundle_from(pairs: &[PyObjectRef], vm: &VirtualMachine) -> PyResult<MimeBundle> {
    pairs
        .iter()
        .map(|pair| {
            let pair = pair
                .downcast_ref::<PyTuple>()
                .filter(|pair| pair.as_slice().len() == 2)
                .ok_or_else(|| vm.new_type_error("a bundle holds pairs".to_owned()))?;
            let text = |at: usize| -> PyResult<String> {
                let text: PyStrRef = pair.as_slice()[at].clone().try_into_value(vm)?;
                Ok(text.as_wtf8().to_string_lossy().into_owned())
            };
            Ok((text(0)?, text(1)?))
        })
        .collect()
}
