//! The native module `_ardoise_numpy`: arrays and what is done to all their elements at once.
//!
//! `modules/numpy.py` shows it to notebooks and adds, in Python, what is a composition of these
//! functions. Elements are kept in five kinds of storage (see [`array`]); an operation is a formula
//! in a table (see [`ops`]) and not a loop of its own for every type.
//! It must not know the kernel, cells or the host.

mod args;
mod array;
mod convert;
mod create;
mod decimal;
mod decompose;
mod draw;
mod dtype;
mod dtypes;
mod errstate;
mod format;
mod index;
mod linalg;
mod ndarray;
mod operators;
mod ops;
mod random;
mod reduce;
mod scalar;
mod shape;
mod sort;
mod ufunc;

pub(crate) use _ardoise_numpy::module_def;

#[rustpython_vm::pymodule]
mod _ardoise_numpy {
    use rustpython_vm::builtins::PyModule;
    use rustpython_vm::class::PyClassImpl;
    use rustpython_vm::function::FuncArgs;
    use rustpython_vm::{AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine};

    use super::args::{self, bind};
    use super::array::{Array, common_shape};
    use super::dtype::DType;
    use super::dtypes::NpDType;
    use super::ndarray::NdArray;
    use super::ufunc::{BINARY, UNARY, Ufunc};
    use super::{
        convert, create, decompose, errstate, format, linalg, reduce, scalar, shape, sort,
    };

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let object = module.as_object();
        object.set_attr("ndarray", NdArray::make_static_type(), vm)?;
        object.set_attr("dtype", NpDType::make_static_type(), vm)?;
        object.set_attr("ufunc", Ufunc::make_static_type(), vm)?;
        object.set_attr("LinAlgError", errstate::linalg_error(vm), vm)?;
        object.set_attr("AxisError", errstate::axis_error_class(vm), vm)?;
        let events = errstate::EVENTS.iter().map(|event| vm.ctx.new_str(*event).into()).collect();
        object.set_attr("_events", vm.ctx.new_list(events), vm)?;
        object.set_attr("_Bits", super::draw::PyBits::make_static_type(), vm)?;
        for class in scalar::classes(vm).all() {
            let name = class.name().to_owned();
            object.set_attr(vm.ctx.intern_str(&*name), class.clone(), vm)?;
        }
        for (names, inputs) in [(&UNARY[..], 1), (&BINARY[..], 2)] {
            for name in names {
                let function = Ufunc { name, inputs }.into_ref(&vm.ctx);
                object.set_attr(vm.ctx.intern_str(*name), function, vm)?;
            }
        }
        Ok(())
    }

    #[pyfunction]
    fn array(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::array(args, vm)
    }

    #[pyfunction]
    fn asarray(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::asarray(args, vm)
    }

    #[pyfunction]
    fn zeros(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::filled("zeros", Some(0), args, vm)
    }

    #[pyfunction]
    fn empty(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::filled("empty", Some(0), args, vm)
    }

    #[pyfunction]
    fn ones(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::filled("ones", Some(1), args, vm)
    }

    #[pyfunction]
    fn full(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::filled("full", None, args, vm)
    }

    #[pyfunction]
    fn zeros_like(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::like("zeros_like", Some(0), args, vm)
    }

    #[pyfunction]
    fn empty_like(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::like("empty_like", Some(0), args, vm)
    }

    #[pyfunction]
    fn ones_like(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::like("ones_like", Some(1), args, vm)
    }

    #[pyfunction]
    fn full_like(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::like("full_like", None, args, vm)
    }

    #[pyfunction]
    fn arange(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::arange(args, vm)
    }

    #[pyfunction]
    fn linspace(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::linspace(args, vm)
    }

    #[pyfunction]
    fn eye(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::eye(args, vm)
    }

    #[pyfunction(name = "where")]
    fn where_(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::where_(args, vm)
    }

    #[pyfunction]
    fn round(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        create::round(args, vm)
    }

    #[pyfunction]
    fn sum(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("add", args, vm)
    }

    #[pyfunction]
    fn prod(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("multiply", args, vm)
    }

    #[pyfunction]
    fn max(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("maximum", args, vm)
    }

    #[pyfunction]
    fn min(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("minimum", args, vm)
    }

    #[pyfunction]
    fn any(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("logical_or", args, vm)
    }

    #[pyfunction]
    fn all(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::reduction("logical_and", args, vm)
    }

    #[pyfunction]
    fn cumsum(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::running("add", args, vm)
    }

    #[pyfunction]
    fn cumprod(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::running("multiply", args, vm)
    }

    #[pyfunction]
    fn argmax(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::extreme_place(false, args, vm)
    }

    #[pyfunction]
    fn argmin(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::extreme_place(true, args, vm)
    }

    #[pyfunction]
    fn mean(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::moment("mean", args, vm)
    }

    #[pyfunction]
    fn std(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::moment("std", args, vm)
    }

    #[pyfunction]
    fn var(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::moment("var", args, vm)
    }

    #[pyfunction]
    fn _quantile(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::quantiles(args, vm)
    }

    #[pyfunction]
    fn count_nonzero(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        reduce::count_nonzero(args, vm)
    }

    #[pyfunction]
    fn sort(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        sort::sort(args, vm)
    }

    #[pyfunction]
    fn argsort(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        sort::argsort(args, vm)
    }

    #[pyfunction]
    fn searchsorted(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        sort::search(args, vm)
    }

    #[pyfunction]
    fn _run_starts(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        sort::run_starts(args, vm)
    }

    #[pyfunction]
    fn reshape(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::reshape(args, vm)
    }

    #[pyfunction]
    fn ravel(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::ravel(false, args, vm)
    }

    #[pyfunction]
    fn flatten(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::ravel(true, args, vm)
    }

    #[pyfunction]
    fn transpose(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::transpose(args, vm)
    }

    #[pyfunction]
    fn take(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::take(args, vm)
    }

    #[pyfunction]
    fn concatenate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::concatenate(args, vm)
    }

    #[pyfunction]
    fn repeat(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::repeat(args, vm)
    }

    #[pyfunction]
    fn broadcast_to(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::broadcast_to(args, vm)
    }

    #[pyfunction]
    fn nonzero(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::nonzero(args, vm)
    }

    #[pyfunction]
    fn diagonal(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::diagonal(args, vm)
    }

    #[pyfunction]
    fn astype(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::astype(args, vm)
    }

    #[pyfunction]
    fn squeeze(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::squeeze(args, vm)
    }

    #[pyfunction]
    fn expand_dims(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::expand_dims(args, vm)
    }

    #[pyfunction]
    fn flip(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        shape::flip(args, vm)
    }

    #[pyfunction]
    fn dot(a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (a, b) = (convert::as_array(&a, None, vm)?, convert::as_array(&b, None, vm)?);
        Ok(convert::result(linalg::dot(&a, &b, vm)?, vm))
    }

    #[pyfunction]
    fn matmul(a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let left: PyObjectRef = asarray(FuncArgs::from(vec![a]), vm)?;
        vm.call_method(&left, "__matmul__", (b,))
    }

    /// The shape that several shapes spread to.
    #[pyfunction]
    fn broadcast_shapes(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let shapes: Vec<Vec<usize>> =
            args.args.iter().map(|shape| args::shape(shape, vm)).collect::<PyResult<_>>()?;
        let all: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
        match common_shape(&all) {
            Some(shape) => Ok(args::tuple(&shape, vm)),
            None => Err(vm.new_value_error(
                "shape mismatch: objects cannot be broadcast to a single shape".to_owned(),
            )),
        }
    }

    #[pyfunction]
    fn result_type(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let mut found: Option<DType> = None;
        for value in &args.args {
            let dtype = match value.downcast_ref::<NdArray>() {
                Some(array) => array.get().dtype,
                None => match args::dtype(Some(value), vm) {
                    Ok(Some(dtype)) => dtype,
                    _ => convert::as_array(value, None, vm)?.dtype,
                },
            };
            found = Some(found.map_or(dtype, |found| found.promote(dtype)));
        }
        Ok(NpDType::object(found.unwrap_or(super::dtype::FLOAT), vm))
    }

    /// `a @ x = b` for square `a`: the solution, or the exception.
    #[pyfunction]
    fn _solve(a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (a, b) = (convert::as_array(&a, None, vm)?, convert::as_array(&b, None, vm)?);
        let n = a.shape.first().copied().unwrap_or(0);
        let m = if b.ndim() == 2 { b.shape[1] } else { 1 };
        let mut left = a.to_complexes().into_vec();
        let mut right = b.to_complexes().into_vec();
        if !linalg::eliminate(&mut left, n, &mut right, m, |_| {}) {
            return Err(errstate::new_linalg_error("Singular matrix", vm));
        }
        let complex = a.dtype.promote(b.dtype).kind == super::dtype::Kind::Complex;
        let made = if complex {
            Array::new(super::dtype::COMPLEX, b.shape.clone(), right)
        } else {
            Array::floats(b.shape.clone(), right.iter().map(|value| value.re).collect())
        };
        Ok(NdArray::wrap(made, vm).into())
    }

    /// The pivots of elimination, whose product is the determinant.
    #[pyfunction]
    fn _pivots(a: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let a = convert::as_array(&a, None, vm)?;
        let n = a.shape.first().copied().unwrap_or(0);
        let mut left = a.to_complexes().into_vec();
        let mut pivots = Vec::new();
        linalg::eliminate(&mut left, n, &mut [], 0, |pivot| pivots.push(pivot));
        let made = if a.dtype.kind == super::dtype::Kind::Complex {
            Array::new(super::dtype::COMPLEX, vec![pivots.len()], pivots)
        } else {
            Array::floats(vec![pivots.len()], pivots.iter().map(|value| value.re).collect())
        };
        Ok(NdArray::wrap(made, vm).into())
    }

    fn pair(parts: Vec<Array>, vm: &VirtualMachine) -> PyObjectRef {
        let parts = parts.into_iter().map(|part| NdArray::wrap(part, vm).into()).collect();
        vm.ctx.new_tuple(parts).into()
    }

    /// Rows, columns and numbers of a matrix.
    fn matrix(a: &PyObjectRef, vm: &VirtualMachine) -> PyResult<(usize, usize, Vec<f64>)> {
        let a = convert::as_array(a, None, vm)?;
        match a.shape.as_slice() {
            [m, n] => Ok((*m, *n, a.to_floats().into_vec())),
            _ => Err(errstate::new_linalg_error("a matrix is wanted", vm)),
        }
    }

    #[pyfunction]
    fn _qr(a: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (m, n, mut values) = matrix(&a, vm)?;
        let q = decompose::qr(&mut values, m, n);
        Ok(pair(vec![Array::floats(vec![m, m], q), Array::floats(vec![m, n], values)], vm))
    }

    #[pyfunction]
    fn _svd(a: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (m, n, values) = matrix(&a, vm)?;
        let (u, s, v) = decompose::svd(&values, m, n);
        let parts = vec![
            Array::floats(vec![m, n], u),
            Array::floats(vec![n], s),
            Array::floats(vec![n, n], v),
        ];
        Ok(pair(parts, vm))
    }

    #[pyfunction]
    fn _eigh(a: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let (n, _, values) = matrix(&a, vm)?;
        let lower: Vec<f64> =
            (0..n * n).map(|at| values[(at / n).max(at % n) * n + (at / n).min(at % n)]).collect();
        let (w, v) = decompose::symmetric(&lower, n);
        Ok(pair(vec![Array::floats(vec![n], w), Array::floats(vec![n, n], v)], vm))
    }

    #[pyfunction]
    fn _eig(a: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let a = convert::as_array(&a, None, vm)?;
        let n = a.shape.first().copied().unwrap_or(0);
        let values = a.to_complexes();
        if values.iter().any(|value| !value.re.is_finite() || !value.im.is_finite()) {
            return Err(errstate::new_linalg_error("Array must not contain infs or NaNs", vm));
        }
        let Some((mut w, mut v)) = decompose::general(&values, n) else {
            return Err(errstate::new_linalg_error("Eigenvalues did not converge", vm));
        };
        let scale = w.iter().map(|value| value.norm()).fold(0.0, f64::max);
        let real = a.dtype.kind != super::dtype::Kind::Complex;
        if real && w.iter().all(|value| value.im.abs() <= 1e-8 * scale) {
            let parts = vec![
                Array::floats(vec![n], w.iter().map(|value| value.re).collect()),
                Array::floats(vec![n, n], v.iter().map(|value| value.re).collect()),
            ];
            return Ok(pair(parts, vm));
        }
        // Of a pair of conjugates the one above the axis comes first.
        for at in 1..n {
            if real
                && w[at - 1].im < -1e-12 * scale
                && (w[at - 1] - w[at].conj()).norm() <= 1e-9 * scale
            {
                w.swap(at - 1, at);
                for row in 0..n {
                    v.swap(row * n + at - 1, row * n + at);
                }
            }
        }
        let complex = super::dtype::COMPLEX;
        Ok(pair(vec![Array::new(complex, vec![n], w), Array::new(complex, vec![n, n], v)], vm))
    }

    /// The Fourier transform of each row of the last axis.
    #[pyfunction]
    fn _fft(a: PyObjectRef, sign: f64, vm: &VirtualMachine) -> PyResult {
        let a = convert::as_array(&a, None, vm)?;
        let length = a.shape.last().copied().unwrap_or(1).max(1);
        let rows = a.to_complexes();
        let made = rows.chunks(length).flat_map(|row| decompose::fft(row, sign)).collect();
        Ok(NdArray::wrap(Array::new(super::dtype::COMPLEX, a.shape.clone(), made), vm).into())
    }

    /// What happens on arithmetic events; with an argument, from now on.
    #[pyfunction]
    fn _errstate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let old = errstate::state();
        if !args.args.is_empty() {
            let mut state = old;
            for (slot, value) in state.iter_mut().zip(&args.args) {
                let name = convert::text(value).unwrap_or_default();
                *slot = errstate::Reaction::named(&name)
                    .ok_or_else(|| vm.new_value_error(format!("invalid mode {name:?}")))?;
            }
            errstate::set_state(state);
        }
        let names: Vec<PyObjectRef> =
            old.iter().map(|reaction| vm.ctx.new_str(reaction.name()).into()).collect();
        Ok(vm.ctx.new_list(names).into())
    }

    fn changed(
        mut options: format::Options,
        args: &mut FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<format::Options> {
        let mut number = |name: &str, slot: &mut usize| -> PyResult<()> {
            if let Some(value) = args.take_keyword(name)
                && !vm.is_none(&value)
            {
                *slot = match args::float(Some(&value), vm)? {
                    Some(number) => number.clamp(0.0, 1e15) as usize,
                    None => *slot,
                };
            }
            Ok(())
        };
        number("precision", &mut options.precision)?;
        number("threshold", &mut options.threshold)?;
        number("edgeitems", &mut options.edgeitems)?;
        number("linewidth", &mut options.linewidth)?;
        number("max_line_width", &mut options.linewidth)?;
        for name in ["suppress", "suppress_small"] {
            if let Some(value) = args.take_keyword(name)
                && !vm.is_none(&value)
            {
                options.suppress = value.try_to_bool(vm)?;
            }
        }
        let mut text = |name: &str, slot: &mut String| {
            if let Some(value) = args.take_keyword(name).and_then(|value| convert::text(&value)) {
                *slot = value;
            }
        };
        text("nanstr", &mut options.nanstr);
        text("infstr", &mut options.infstr);
        text("floatmode", &mut options.floatmode);
        let mut sign = options.sign.to_string();
        text("sign", &mut sign);
        options.sign = sign.chars().next().unwrap_or('-');
        if let Some(formatter) = args.take_keyword("formatter") {
            options.formatter = (!vm.is_none(&formatter)).then_some(formatter);
        }
        Ok(options)
    }

    #[pyfunction]
    fn _set_printoptions(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let mut old = format::options();
        // numpy forgets the formatter unless it is given again.
        old.formatter = None;
        format::set_options(changed(old, &mut args, vm)?);
        Ok(())
    }

    #[pyfunction]
    fn get_printoptions(vm: &VirtualMachine) -> PyResult {
        let options = format::options();
        let dict = vm.ctx.new_dict();
        let text = |value: &str| -> PyObjectRef { vm.ctx.new_str(value).into() };
        let number = |value: usize| -> PyObjectRef { vm.ctx.new_int(value).into() };
        dict.set_item("edgeitems", number(options.edgeitems), vm)?;
        dict.set_item("threshold", number(options.threshold), vm)?;
        dict.set_item("floatmode", text(&options.floatmode), vm)?;
        dict.set_item("precision", number(options.precision), vm)?;
        dict.set_item("suppress", vm.ctx.new_bool(options.suppress).into(), vm)?;
        dict.set_item("linewidth", number(options.linewidth), vm)?;
        dict.set_item("nanstr", text(&options.nanstr), vm)?;
        dict.set_item("infstr", text(&options.infstr), vm)?;
        dict.set_item("sign", text(&options.sign.to_string()), vm)?;
        dict.set_item("formatter", options.formatter.unwrap_or_else(|| vm.ctx.none()), vm)?;
        dict.set_item("legacy", vm.ctx.new_bool(false).into(), vm)?;
        Ok(dict.into())
    }

    #[pyfunction]
    fn array2string(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<String> {
        let options = changed(format::options(), &mut args, vm)?;
        let mut word = |name: &str, fallback: &str| {
            args.take_keyword(name)
                .and_then(|value| convert::text(&value))
                .unwrap_or_else(|| fallback.to_owned())
        };
        let (separator, prefix, suffix) =
            (word("separator", " "), word("prefix", ""), word("suffix", ""));
        let [a] = bind(&["a"], args, "array2string", vm)?;
        let array = args::array(a.as_ref(), vm)?;
        let linewidth = options.linewidth.saturating_sub(suffix.len());
        let options = format::Options { linewidth, ..options };
        format::array2string(&array, &options, &separator, prefix.len(), vm)
    }

    #[pyfunction]
    fn _is_scalar(value: PyObjectRef) -> bool {
        scalar::is_scalar(&value)
    }

    #[pyfunction]
    fn _shares(a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
        let (a, b) = (convert::as_array(&a, None, vm)?, convert::as_array(&b, None, vm)?);
        Ok(std::rc::Rc::ptr_eq(&a.data, &b.data))
    }
}
