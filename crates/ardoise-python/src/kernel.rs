//! The kernel: one interpreter, one namespace, one cell at a time.

use ardoise_protocol::{MimeBundle, Report, Request, RunId};
use rustpython_vm::builtins::PyDictRef;
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, Interpreter, PyObjectRef, PyResult, Settings, VirtualMachine};

use crate::failure::failure_from;
use crate::running::{self, CellText};
use crate::{Host, cell, checks, native, numpy, set_order};

/// How deep Python functions may call each other, as in CPython. Native recursion (`repr` of a
/// deep list, sorting, JSON) has its own limit, measured on the stack.
const RECURSION_LIMIT: usize = 1000;

const BOOTSTRAP: &str = include_str!("bootstrap.py");

/// A Python interpreter that runs cells.
pub struct Kernel {
    interpreter: Interpreter,
    names: PyDictRef,
    helpers: Helpers,
}

/// Functions of `bootstrap.py` that the kernel calls; what each does is said there.
struct Helpers {
    /// Makes the bundle of a value.
    bundle: PyObjectRef,
    /// Shows what waits.
    pause: PyObjectRef,
    /// Takes in the files that were laid down, or reports those that a run changed.
    files: PyObjectRef,
    /// Keeps a cell's text.
    entered: PyObjectRef,
    /// Keeps a cell's value.
    resulted: PyObjectRef,
    /// Does what a person did to a control.
    interacted: PyObjectRef,
}

impl Kernel {
    /// Starts an interpreter whose world is `host`. One kernel per thread: a second one takes
    /// the first one's place.
    pub fn start(host: Box<dyn Host>) -> Self {
        running::install(host);
        let mut settings = Settings::default();
        // The same program shows the same everywhere, the order of a set included.
        settings.hash_seed = Some(0);
        settings.install_signal_handlers = false;
        settings.import_site = false;
        let builder = Interpreter::builder(settings);
        let mut modules = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
        modules.push(native::module_def(&builder.ctx));
        modules.push(numpy::module_def(&builder.ctx));
        let interpreter = builder.add_native_modules(&modules).build();
        let (names, helpers) = interpreter.enter(|vm| {
            vm.recursion_limit.set(RECURSION_LIMIT);
            // The start-up code is part of this program and needs nothing from outside: should it
            // fail, no cell could run, and the text says what to mend.
            prepare(vm).unwrap_or_else(|exception| {
                panic!("{}", failure_from(vm, &exception).traceback.join("\n"))
            })
        });
        Self { interpreter, names, helpers }
    }

    /// Performs a request; everything it shows goes to the host.
    pub fn handle(&mut self, request: Request) {
        match request {
            Request::Run { run, count, cell, source } => self.run(run, count, cell, source),
            Request::File { path, content } => {
                running::with(|running| running.laid.push((path, content)));
            }
            Request::Interact { run, control, values } => self.interact(run, &control, values),
        }
    }

    fn run(&mut self, run: RunId, count: u32, cell: String, source: String) {
        let file = format!("Cell In [{count}]");
        let text = CellText { file: file.clone(), cell, source: source.clone() };
        self.perform(run, Some(text), |vm| {
            if let Some(data) = self.evaluate(vm, &file, &source, count)? {
                running::with(|running| running.report(|run| Report::Value { run, count, data }));
            }
            Ok(())
        });
    }

    fn interact(&self, run: RunId, control: &str, values: Vec<String>) {
        self.perform(run, None, |vm| {
            let values = values.into_iter().map(|value| vm.ctx.new_str(value).into()).collect();
            let values: PyObjectRef = vm.ctx.new_list(values).into();
            self.helpers.interacted.call((vm.ctx.new_str(control), values), vm)?;
            Ok(())
        });
    }

    /// Does something as a run: reports its start, what it shows, its exception and its end.
    fn perform(
        &self,
        run: RunId,
        text: Option<CellText>,
        action: impl FnOnce(&VirtualMachine) -> PyResult<()>,
    ) {
        let started = running::with(|running| {
            running.begin(run, text);
            running.host.monotonic_ms()
        });
        let fail = |vm: &VirtualMachine, exception| {
            let failure = failure_from(vm, &exception);
            running::with(|running| running.report(|run| Report::Failed { run, failure }));
        };
        self.interpreter.enter(|vm| {
            // What the page laid down meanwhile is there before anything looks for it.
            let outcome = self.helpers.files.call((false,), vm).and_then(|_| action(vm));
            if let Err(exception) = outcome {
                fail(vm, exception);
            }
            if let Err(exception) = self.helpers.pause.call((), vm) {
                fail(vm, exception);
            }
            // The last thing of a run: what a figure saved is among it.
            if let Err(exception) = self.helpers.files.call((true,), vm) {
                fail(vm, exception);
            }
            checks::forget();
        });
        running::with(|running| {
            let millis = running.host.monotonic_ms() - started.unwrap_or(0.0);
            running.end(millis.max(0.0) as u32);
        });
    }

    /// Runs the cell; the value of its last expression as it is to be shown.
    fn evaluate(
        &self,
        vm: &VirtualMachine,
        file: &str,
        source: &str,
        count: u32,
    ) -> PyResult<Option<MimeBundle>> {
        let text: PyObjectRef = vm.ctx.new_str(source).into();
        self.helpers.entered.call((self.names.clone(), vm.ctx.new_int(count), text), vm)?;
        let cell = cell::compile(vm, file, source)?;
        // A warning shows again in each cell that causes it.
        if self.names.contains_key("__warningregistry__", vm) {
            self.names.del_item("__warningregistry__", vm)?;
        }
        let scope = Scope::with_builtins(None, self.names.clone(), vm);
        let mut value = vm.run_code_obj(cell.code, scope)?;
        if cell.awaits {
            let asyncio = vm.import("asyncio", 0)?;
            value = asyncio.get_attr("_run_cell", vm)?.call((value,), vm)?;
        }
        if !cell.shows_value || vm.is_none(&value) {
            return Ok(None);
        }
        self.helpers
            .resulted
            .call((self.names.clone(), vm.ctx.new_int(count), value.clone()), vm)?;
        let pairs = self.helpers.bundle.call((value,), vm)?;
        // An object may have shown itself (`_ipython_display_`).
        if vm.is_none(&pairs) {
            return Ok(None);
        }
        let pairs: Vec<PyObjectRef> = pairs.try_to_value(vm)?;
        native::bundle_from(&pairs, vm).map(Some)
    }
}

/// Runs `bootstrap.py`; returns the namespace of cells and the functions it made for us.
fn prepare(vm: &VirtualMachine) -> PyResult<(PyDictRef, Helpers)> {
    set_order::install(vm)?;
    checks::install(vm);
    let code = vm
        .compile(BOOTSTRAP, rustpython_vm::compiler::Mode::Exec, "<ardoise>")
        .map_err(|error| error.into_pyexception(vm, Some(BOOTSTRAP)))?;
    let own = vm.new_scope_with_builtins();
    own.globals.set_item("__name__", vm.ctx.new_str("_ardoise_bootstrap").into(), vm)?;
    vm.run_code_obj(code, own.clone())?;
    let helper = |name: &'static str| own.globals.get_item(name, vm);
    let helpers = Helpers {
        bundle: helper("bundle")?,
        pause: helper("pause")?,
        files: helper("files")?,
        entered: helper("entered")?,
        resulted: helper("resulted")?,
        interacted: helper("interacted")?,
    };
    let main = vm.ensure_main_module()?;
    let names = main.dict();
    names.set_item("__builtins__", vm.builtins.as_object().to_owned(), vm)?;
    Ok((names, helpers))
}
