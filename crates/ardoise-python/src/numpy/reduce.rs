//! Reductions along axes: sums, extremes, means, orders; and running sums.

use num_complex::Complex64;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::args::{self, bind};
use super::array::Array;
use super::dtype::{BOOL, FLOAT, INT, Kind, UINT64};
use super::ufunc::{self, Operand};
use super::{convert, errstate, ops, sort};

/// A sum that loses little: halves are summed apart, as numpy does.
pub(super) fn pairwise(values: &[f64]) -> f64 {
    let n = values.len();
    if n < 8 {
        return values.iter().fold(-0.0, |sum, value| sum + value);
    }
    if n <= 128 {
        let mut parts: [f64; 8] = std::array::from_fn(|at| values[at]);
        let (chunks, rest) = values[8..].as_chunks::<8>();
        for chunk in chunks {
            for (part, value) in parts.iter_mut().zip(chunk) {
                *part += value;
            }
        }
        let [a, b, c, d, e, f, g, h] = parts;
        let sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
        return rest.iter().fold(sum, |sum, value| sum + value);
    }
    let half = n / 2 - n / 2 % 8;
    pairwise(&values[..half]) + pairwise(&values[half..])
}

/// An array with the reduced axes last, as rows; the shape that remains, with and without them.
pub(super) struct Rows {
    pub(super) array: Array,
    pub(super) length: usize,
    pub(super) shape: Vec<usize>,
    kept: Vec<usize>,
    /// Whether a row lies in memory as it is summed.
    inner: bool,
}

pub(super) fn rows(
    array: &Array,
    axis: Option<&PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Rows> {
    let ndim = array.ndim();
    let reduced: Vec<usize> = match axis {
        None => (0..ndim).collect(),
        Some(axis) => args::ints(axis, vm)?
            .into_iter()
            .map(|axis| errstate::axis(axis, ndim, vm))
            .collect::<PyResult<_>>()?,
    };
    for (at, axis) in reduced.iter().enumerate() {
        if reduced[..at].contains(axis) {
            return Err(vm.new_value_error("duplicate value in 'axis'".to_owned()));
        }
    }
    let others: Vec<usize> = (0..ndim).filter(|axis| !reduced.contains(axis)).collect();
    let order: Vec<usize> = others.iter().chain(&reduced).copied().collect();
    let length = reduced.iter().map(|axis| array.shape[*axis]).product();
    let shape = others.iter().map(|axis| array.shape[*axis]).collect();
    let kept =
        (0..ndim).map(|axis| if reduced.contains(&axis) { 1 } else { array.shape[axis] }).collect();
    let inner = ndim == 0 || reduced.contains(&(ndim - 1));
    Ok(Rows { array: array.permuted(&order), length, shape, kept, inner })
}

impl Rows {
    fn finish(&self, mut made: Array, keep: bool, vm: &VirtualMachine) -> PyObjectRef {
        made = made.reshaped(if keep { self.kept.clone() } else { self.shape.clone() });
        made.view = false;
        convert::result(made, vm)
    }

    fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// One number from each row.
    fn map<T: Clone, B>(&self, values: &[T], mut f: impl FnMut(&[T]) -> B) -> Vec<B> {
        (0..self.count()).map(|at| f(&values[at * self.length..(at + 1) * self.length])).collect()
    }
}

/// Reduces with an operation of two arguments.
pub(super) fn fold(
    name: &str,
    array: &Array,
    axis: Option<&PyObjectRef>,
    keep: bool,
    initial: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult {
    let rows = rows(array, axis, vm)?;
    let picky = matches!(name, "maximum" | "minimum" | "fmax" | "fmin");
    if rows.length == 0 && picky && initial.is_none() {
        return Err(vm.new_value_error(format!(
            "zero-size array to reduction operation {name} which has no identity"
        )));
    }
    let seen = &rows.array;
    let dtype = array.dtype;
    let adds = name == "add";
    let shape = rows.shape.clone();
    if adds && dtype.kind == Kind::Str {
        let (one, two) = (dtype.code(), super::dtype::DType::text(2 * dtype.size).code());
        return Err(vm.new_type_error(format!(
            "the resolved dtypes are not compatible with add.reduce. Resolved (dtype('{one}'), \
             dtype('{one}'), dtype('{two}'))"
        )));
    }
    let mut made = match dtype.kind {
        Kind::Str | Kind::Object => {
            let values = convert::plain_objects(seen, vm);
            let mut results = Vec::with_capacity(rows.count());
            for row in 0..rows.count() {
                let mut items = values[row * rows.length..(row + 1) * rows.length].iter();
                let mut total = items.next().cloned().unwrap_or_else(|| vm.ctx.new_int(0).into());
                for item in items {
                    let pair = [&total, item]
                        .map(|value| Array::new(dtype, Vec::new(), vec![value.clone()]));
                    let [a, b] = pair.map(|array| Operand { array, weak: false });
                    let one = ufunc::binary(name, &a, &b, vm)?;
                    total = convert::plain_objects(&one, vm)[0].clone();
                }
                results.push(total);
            }
            Array::new(dtype, shape, results)
        }
        Kind::Bool if !matches!(name, "add" | "multiply" | "subtract") => {
            let f = ops::bool2(name).unwrap_or(|a, b| a & b);
            let start = matches!(name, "logical_and" | "bitwise_and" | "minimum");
            Array::bools(
                shape,
                rows.map(&seen.to_bools(), |row| row.iter().fold(start, |a, b| f(a, *b))),
            )
        }
        _ if name.starts_with("logical_") => {
            let f = ops::bool2(name).unwrap_or(|a, b| a & b);
            let start = name == "logical_and";
            Array::bools(
                shape,
                rows.map(&seen.to_bools(), |row| row.iter().fold(start, |a, b| f(a, *b))),
            )
        }
        Kind::Bool | Kind::Int | Kind::Uint => {
            let wide = dtype.kind == Kind::Uint;
            let f = ops::int2(name, wide)
                .ok_or_else(|| vm.new_type_error(format!("cannot reduce with {name}")))?;
            let start = match name {
                "multiply" => 1,
                "bitwise_and" => -1,
                _ => 0,
            };
            let values = seen.to_ints();
            let results = if adds {
                rows.map(&values, |row| {
                    row.iter().fold(0_i64, |sum, value| sum.wrapping_add(*value))
                })
            } else if start != 0 || matches!(name, "bitwise_or" | "bitwise_xor" | "gcd") {
                rows.map(&values, |row| row.iter().fold(start, |total, value| f(total, *value)))
            } else {
                rows.map(&values, |row| row.iter().copied().reduce(f).unwrap_or(start))
            };
            let out = match dtype.kind {
                _ if picky => dtype,
                Kind::Uint => UINT64,
                _ => INT,
            };
            Array::ints(shape, results).narrowed(out)
        }
        Kind::Float => {
            let f = ops::float2(name)
                .ok_or_else(|| vm.new_type_error(format!("cannot reduce with {name}")))?;
            let values = seen.to_floats();
            let results = if adds && rows.inner {
                rows.map(&values, |row| if row.is_empty() { 0.0 } else { pairwise(row) })
            } else if adds {
                rows.map(&values, |row| row.iter().fold(0.0, |sum, value| sum + value))
            } else {
                let start = if name == "multiply" { 1.0 } else { 0.0 };
                rows.map(&values, |row| row.iter().copied().reduce(f).unwrap_or(start))
            };
            Array::floats(shape, results).narrowed(dtype)
        }
        Kind::Complex => {
            let f = ops::complex2(name)
                .ok_or_else(|| vm.new_type_error(format!("cannot reduce with {name}")))?;
            let start = Complex64::new(if name == "multiply" { 1.0 } else { 0.0 }, 0.0);
            let values = seen.to_complexes();
            let results = rows.map(&values, |row| row.iter().copied().reduce(f).unwrap_or(start));
            Array::new(dtype, shape, results).narrowed(dtype)
        }
    };
    if let Some(initial) = initial {
        let first = Operand::of(&initial, vm)?;
        made = ufunc::binary(name, &first, &Operand { array: made, weak: false }, vm)?;
    }
    Ok(rows.finish(made, keep, vm))
}

/// `sum`, `prod`, `max`, `min`, `any`, `all` as functions.
pub(super) fn reduction(name: &str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis, dtype, out, keepdims, initial, only] = match name {
        "add" | "multiply" => {
            bind(&["a", "axis", "dtype", "out", "keepdims", "initial", "where"], args, "sum", vm)?
        }
        _ => {
            let [a, axis, out, keepdims, initial, only] =
                bind(&["a", "axis", "out", "keepdims", "initial", "where"], args, name, vm)?;
            [a, axis, None, out, keepdims, initial, only]
        }
    };
    let mut array = args::array(a.as_ref(), vm)?;
    if let Some(dtype) = args::dtype(dtype.as_ref(), vm)? {
        array = convert::cast(&array, dtype, vm)?;
    }
    if let Some(only) = only {
        let mask = convert::as_array(&only, Some(BOOL), vm)?;
        let neutral: PyObjectRef =
            vm.ctx.new_int(i32::from(matches!(name, "multiply" | "logical_and"))).into();
        let array_operand = Operand { array: array.clone(), weak: false };
        let neutral = match &initial {
            Some(initial) => Operand::of(initial, vm)?,
            None => Operand::of(&neutral, vm)?,
        };
        array = ufunc::select(&mask, &array_operand, &neutral, vm)?;
    }
    let keep = args::truth(keepdims.as_ref(), vm)?;
    let made = fold(name, &array, axis.as_ref(), keep, initial, vm)?;
    match out {
        Some(out) => {
            let made = convert::as_array(&made, None, vm)?;
            ufunc::store_out(&out, &made, name, vm)
        }
        None => Ok(made),
    }
}

/// `cumsum`, `cumprod` and `accumulate` along one axis.
pub(super) fn accumulate(name: &str, array: &Array, axis: usize, vm: &VirtualMachine) -> PyResult {
    let out = match (name, array.dtype.kind) {
        ("maximum" | "minimum" | "fmax" | "fmin", _) => array.dtype,
        (_, Kind::Bool | Kind::Int) => INT,
        (_, Kind::Uint) => UINT64,
        _ => array.dtype,
    };
    let moved = sort::axis_last(array, axis);
    let length = moved.shape.last().copied().unwrap_or(1).max(1);
    fn run<T: Copy>(values: &mut [T], length: usize, f: impl Fn(T, T) -> T) {
        for row in values.chunks_mut(length) {
            for at in 1..row.len() {
                row[at] = f(row[at - 1], row[at]);
            }
        }
    }
    let missing = || vm.new_type_error(format!("cannot accumulate with {name}"));
    let shape = moved.shape.clone();
    let made = match array.dtype.kind {
        Kind::Float => {
            let f = ops::float2(name).ok_or_else(missing)?;
            let mut values = moved.to_floats().into_vec();
            run(&mut values, length, f);
            Array::floats(shape, values)
        }
        Kind::Complex => {
            let f = ops::complex2(name).ok_or_else(missing)?;
            let mut values = moved.to_complexes().into_vec();
            run(&mut values, length, f);
            Array::new(array.dtype, shape, values)
        }
        Kind::Bool if name.starts_with("logical") => {
            let f = ops::bool2(name).ok_or_else(missing)?;
            let mut values = moved.to_bools().into_vec();
            run(&mut values, length, f);
            Array::bools(shape, values)
        }
        _ => {
            let f = ops::int2(name, out == UINT64).ok_or_else(missing)?;
            let mut values = moved.to_ints().into_vec();
            run(&mut values, length, f);
            Array::ints(shape, values)
        }
    };
    let out = if made.dtype == BOOL { BOOL } else { out };
    let mut made = sort::axis_back(&made.narrowed(out), axis);
    made.view = false;
    Ok(convert::result(made, vm))
}

/// `cumsum` and `cumprod` as functions.
pub(super) fn running(name: &str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis, dtype, _out] = bind(&["a", "axis", "dtype", "out"], args, name, vm)?;
    let mut array = args::array(a.as_ref(), vm)?;
    if let Some(dtype) = args::dtype(dtype.as_ref(), vm)? {
        array = convert::cast(&array, dtype, vm)?;
    }
    match args::int(axis.as_ref(), vm)? {
        Some(axis) => accumulate(name, &array, errstate::axis(axis, array.ndim(), vm)?, vm),
        None => {
            let size = array.size();
            accumulate(name, &array.reshaped(vec![size]), 0, vm)
        }
    }
}

/// `argmax` and `argmin`.
pub(super) fn extreme_place(least: bool, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let name = if least { "argmin" } else { "argmax" };
    let [a, axis, _out, keepdims] = bind(&["a", "axis", "out", "keepdims"], args, name, vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let rows = rows(&array, axis.as_ref(), vm)?;
    if rows.length == 0 {
        return Err(vm.new_value_error(format!("attempt to get {name} of an empty sequence")));
    }
    fn best<T: PartialOrd>(row: &[T], least: bool, nan: impl Fn(&T) -> bool) -> i64 {
        let mut found = 0;
        for (at, value) in row.iter().enumerate() {
            if nan(&row[found]) {
                break;
            }
            let better = if least { *value < row[found] } else { *value > row[found] };
            if better || nan(value) {
                found = at;
            }
        }
        found as i64
    }
    let places = if array.dtype.is_integer() || array.dtype == BOOL {
        rows.map(&rows.array.to_ints(), |row| best(row, least, |_| false))
    } else {
        rows.map(&rows.array.to_floats(), |row| best(row, least, |value| value.is_nan()))
    };
    Ok(rows.finish(
        Array::ints(rows.shape.clone(), places),
        args::truth(keepdims.as_ref(), vm)?,
        vm,
    ))
}

fn empty_warning(vm: &VirtualMachine) -> PyResult<()> {
    rustpython_vm::stdlib::_warnings::warn(
        vm.ctx.exceptions.runtime_warning,
        "Mean of empty slice".to_owned(),
        1,
        vm,
    )?;
    errstate::warn("invalid value encountered in scalar divide", vm)
}

fn mean_of(row: &[f64], inner: bool) -> f64 {
    let sum = if inner { pairwise(row) } else { row.iter().fold(0.0, |sum, value| sum + value) };
    sum / row.len() as f64
}

/// `mean`, `var`, `std`.
pub(super) fn moment(name: &str, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis, dtype, _out, ddof, keepdims] = if name == "mean" {
        let [a, axis, dtype, out, keepdims] =
            bind(&["a", "axis", "dtype", "out", "keepdims"], args, name, vm)?;
        [a, axis, dtype, out, None, keepdims]
    } else {
        bind(&["a", "axis", "dtype", "out", "ddof", "keepdims"], args, name, vm)?
    };
    let array = args::array(a.as_ref(), vm)?;
    if !array.dtype.is_number() && array.dtype.kind != Kind::Object {
        return Err(vm.new_type_error(format!(
            "ufunc 'add' did not contain a loop with signature matching types (dtype('{0}'), \
             dtype('{0}')) -> None",
            array.dtype.code()
        )));
    }
    let array =
        if array.dtype.kind == Kind::Object { convert::cast(&array, FLOAT, vm)? } else { array };
    let out = args::dtype(dtype.as_ref(), vm)?.unwrap_or(match array.dtype.kind {
        Kind::Float | Kind::Complex => array.dtype,
        _ => FLOAT,
    });
    let rows = rows(&array, axis.as_ref(), vm)?;
    let keep = args::truth(keepdims.as_ref(), vm)?;
    let ddof = args::float(ddof.as_ref(), vm)?.unwrap_or(0.0);
    if rows.length == 0 {
        empty_warning(vm)?;
    }
    if array.dtype.kind == Kind::Complex {
        let n = rows.length as f64;
        let mean = |row: &[Complex64]| row.iter().sum::<Complex64>() / n;
        let values = rows.array.to_complexes();
        let made = if name == "mean" {
            Array::new(array.dtype, rows.shape.clone(), rows.map(&values, mean))
        } else {
            let spread = rows.map(&values, |row| {
                let middle = mean(row);
                row.iter().map(|value| (value - middle).norm_sqr()).sum::<f64>() / (n - ddof)
            });
            let spread =
                spread.into_iter().map(|value| if name == "std" { value.sqrt() } else { value });
            Array::floats(rows.shape.clone(), spread.collect())
        };
        return Ok(rows.finish(made, keep, vm));
    }
    let inner = rows.inner;
    let values = rows.array.to_floats();
    let made = rows.map(&values, |row| {
        let middle = mean_of(row, inner);
        if name == "mean" {
            return middle;
        }
        let squares: Vec<f64> =
            row.iter().map(|value| (value - middle) * (value - middle)).collect();
        let sum = if inner { pairwise(&squares) } else { squares.iter().sum() };
        let variance = sum / (row.len() as f64 - ddof);
        if name == "std" { variance.sqrt() } else { variance }
    });
    Ok(rows.finish(Array::floats(rows.shape.clone(), made).narrowed(out), keep, vm))
}

/// Quantiles of each row, for `median`, `percentile` and `quantile`: linear between neighbours.
pub(super) fn quantiles(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, q, axis, keepdims, median] =
        bind(&["a", "q", "axis", "keepdims", "median"], args, "quantile", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let points =
        convert::as_array(&q.unwrap_or_else(|| vm.ctx.new_float(0.5).into()), Some(FLOAT), vm)?;
    let median = args::truth(median.as_ref(), vm)?;
    let rows = rows(&array, axis.as_ref(), vm)?;
    let keep = args::truth(keepdims.as_ref(), vm)?;
    if rows.length == 0 {
        empty_warning(vm)?;
    }
    let values = rows.array.to_floats();
    let sorted: Vec<Vec<f64>> = rows.map(&values, |row| {
        let mut row = row.to_vec();
        row.sort_by(f64::total_cmp);
        row
    });
    let mut made = Vec::new();
    for point in points.to_floats().iter() {
        if !(0.0..=1.0).contains(point) {
            return Err(vm.new_value_error("Quantiles must be in the range [0, 1]".to_owned()));
        }
        for row in &sorted {
            made.push(quantile(row, *point, median));
        }
    }
    let out = if array.dtype.kind == Kind::Float { array.dtype } else { FLOAT };
    let base = if keep { rows.kept.clone() } else { rows.shape.clone() };
    let shape = [points.shape.clone(), base].concat();
    Ok(convert::result(Array::floats(shape, made).narrowed(out), vm))
}

fn quantile(row: &[f64], point: f64, median: bool) -> f64 {
    let n = row.len();
    if n == 0 || row.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    if median {
        let (low, high) = (row[(n - 1) / 2], row[n / 2]);
        return if n % 2 == 1 { high } else { (low + high) / 2.0 };
    }
    let place = point * (n - 1) as f64;
    let low = place.floor() as usize;
    let share = place - place.floor();
    let (a, b) = (row[low], row[(low + 1).min(n - 1)]);
    if share >= 0.5 { b - (b - a) * (1.0 - share) } else { a + (b - a) * share }
}

/// `count_nonzero`.
pub(super) fn count_nonzero(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, axis, keepdims] = bind(&["a", "axis", "keepdims"], args, "count_nonzero", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let array = convert::cast(&array, BOOL, vm)?;
    if axis.is_none() {
        let count = array.to_bools().iter().filter(|b| **b).count();
        return Ok(convert::result(Array::ints(Vec::new(), vec![count as i64]), vm));
    }
    fold("add", &array, axis.as_ref(), args::truth(keepdims.as_ref(), vm)?, None, vm)
}
