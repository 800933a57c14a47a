//! Sorting along an axis, and searching in what is sorted.

use std::cell::RefCell;
use std::cmp::Ordering;

use num_complex::Complex64;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::args::{self, bind};
use super::array::Array;
use super::dtype::{BOOL, Kind, UINT64};
use super::{convert, errstate};

/// The array with one axis moved to the end.
pub(super) fn axis_last(array: &Array, axis: usize) -> Array {
    let mut order: Vec<usize> = (0..array.ndim()).filter(|other| *other != axis).collect();
    if axis < array.ndim() {
        order.push(axis);
    }
    array.permuted(&order)
}

/// The last axis back in its place.
pub(super) fn axis_back(array: &Array, axis: usize) -> Array {
    if array.ndim() == 0 {
        return array.clone();
    }
    let last = array.ndim() - 1;
    let mut order: Vec<usize> = (0..last).collect();
    order.insert(axis, last);
    array.permuted(&order)
}

fn floats(a: &f64, b: &f64) -> Ordering {
    // NaN comes last.
    a.partial_cmp(b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

fn complexes(a: &Complex64, b: &Complex64) -> Ordering {
    floats(&a.re, &b.re).then(floats(&a.im, &b.im))
}

/// The order of each row of the last axis, as places.
fn orders(array: &Array, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    fn of<T>(values: &[T], length: usize, compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
        let mut all = Vec::with_capacity(values.len());
        for row in values.chunks(length) {
            let mut order: Vec<usize> = (0..row.len()).collect();
            order.sort_by(|a, b| compare(&row[*a], &row[*b]));
            all.extend(order);
        }
        all
    }
    let length = array.shape.last().copied().unwrap_or(1).max(1);
    Ok(match array.dtype.kind {
        Kind::Float => of(&array.to_floats(), length, floats),
        Kind::Complex => of(&array.to_complexes(), length, complexes),
        Kind::Uint if array.dtype == UINT64 => {
            of(&array.to_ints(), length, |a, b| (*a as u64).cmp(&(*b as u64)))
        }
        Kind::Bool | Kind::Int | Kind::Uint => of(&array.to_ints(), length, i64::cmp),
        Kind::Str => {
            let texts: Vec<String> = array
                .raw::<PyObjectRef>()
                .iter()
                .map(|value| convert::text(value).unwrap_or_default())
                .collect();
            of(&texts, length, String::cmp)
        }
        Kind::Object => {
            let values = array.raw::<PyObjectRef>().into_vec();
            let failure = RefCell::new(None);
            let order = of(&values, length, |a, b| {
                let less = |a: &PyObjectRef, b: &PyObjectRef| {
                    a.rich_compare_bool(b, rustpython_vm::types::PyComparisonOp::Lt, vm)
                };
                match (less(a, b), less(b, a)) {
                    (Ok(true), _) => Ordering::Less,
                    (_, Ok(true)) => Ordering::Greater,
                    (Err(error), _) => {
                        failure.replace(Some(error));
                        Ordering::Equal
                    }
                    _ => Ordering::Equal,
                }
            });
            if let Some(failure) = failure.into_inner() {
                return Err(failure);
            }
            order
        }
    })
}

/// A sorted copy.
pub(super) fn sorted(array: &Array, axis: usize, vm: &VirtualMachine) -> PyResult<Array> {
    let moved = axis_last(array, axis);
    let length = moved.shape.last().copied().unwrap_or(1).max(1);
    let shape = moved.shape.clone();
    let made = match array.dtype.kind {
        Kind::Float => {
            let mut values = moved.to_floats().into_vec();
            values.chunks_mut(length).for_each(|row| row.sort_unstable_by(floats));
            Array::floats(shape, values).narrowed(array.dtype)
        }
        Kind::Int | Kind::Uint if array.dtype != UINT64 => {
            let mut values = moved.to_ints().into_vec();
            values.chunks_mut(length).for_each(|row| row.sort_unstable());
            Array::ints(shape, values).narrowed(array.dtype)
        }
        _ => {
            let order = orders(&moved, vm)?;
            let places: Vec<usize> =
                order.iter().enumerate().map(|(at, place)| at / length * length + place).collect();
            moved.pick(&places, shape)
        }
    };
    let mut made = axis_back(&made, axis);
    made.view = false;
    Ok(made)
}

/// `np.sort`.
pub(super) fn sort(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let none_axis =
        args.kwargs.get("axis").or(args.args.get(1)).is_some_and(|axis| vm.is_none(axis));
    let [a, axis, _kind] = bind(&["a", "axis", "kind"], args, "sort", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let array = if none_axis { array.reshaped(vec![array.size()]) } else { array };
    let axis = errstate::axis(args::int(axis.as_ref(), vm)?.unwrap_or(-1), array.ndim(), vm)?;
    Ok(convert::result(sorted(&array, axis, vm)?, vm))
}

/// `np.argsort`.
pub(super) fn argsort(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let none_axis =
        args.kwargs.get("axis").or(args.args.get(1)).is_some_and(|axis| vm.is_none(axis));
    let [a, axis, _kind, _stable] = bind(&["a", "axis", "kind", "stable"], args, "argsort", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    let array =
        if none_axis || array.ndim() == 0 { array.reshaped(vec![array.size()]) } else { array };
    let axis = errstate::axis(args::int(axis.as_ref(), vm)?.unwrap_or(-1), array.ndim(), vm)?;
    let moved = axis_last(&array, axis);
    let order = orders(&moved, vm)?.into_iter().map(|place| place as i64).collect();
    Ok(convert::result(axis_back(&Array::ints(moved.shape, order), axis).copy(), vm))
}

/// `np.searchsorted`.
pub(super) fn search(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a, v, side, sorter] = bind(&["a", "v", "side", "sorter"], args, "searchsorted", vm)?;
    let mut array = args::array(a.as_ref(), vm)?;
    if let Some(sorter) = sorter {
        let order = convert::as_array(&sorter, None, vm)?;
        let places: Vec<usize> = order.to_ints().iter().map(|place| *place as usize).collect();
        array = array.pick(&places, vec![places.len()]);
    }
    let wanted = args::array(v.as_ref(), vm)?;
    let right =
        side.as_ref().and_then(|side| convert::text(side)).is_some_and(|side| side == "right");
    fn find<T>(
        all: &[T],
        wanted: &[T],
        right: bool,
        compare: impl Fn(&T, &T) -> Ordering,
    ) -> Vec<i64> {
        wanted
            .iter()
            .map(|value| {
                all.partition_point(|item| match compare(item, value) {
                    Ordering::Less => true,
                    Ordering::Equal => right,
                    Ordering::Greater => false,
                }) as i64
            })
            .collect()
    }
    let places = if array.dtype.kind == Kind::Str {
        let texts = |array: &Array| -> Vec<String> {
            array
                .raw::<PyObjectRef>()
                .iter()
                .map(|v| convert::text(v).unwrap_or_default())
                .collect()
        };
        find(&texts(&array), &texts(&wanted), right, String::cmp)
    } else if array.dtype.is_integer() && wanted.dtype.is_integer() {
        find(&array.to_ints(), &wanted.to_ints(), right, i64::cmp)
    } else {
        find(&array.to_floats(), &wanted.to_floats(), right, floats)
    };
    Ok(convert::result(Array::ints(wanted.shape, places), vm))
}

/// For a sorted row: where each run of equal elements begins.
pub(super) fn run_starts(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let [a] = bind(&["a"], args, "run_starts", vm)?;
    let array = args::array(a.as_ref(), vm)?;
    fn starts<T>(values: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<bool> {
        (0..values.len()).map(|at| at == 0 || !same(&values[at - 1], &values[at])).collect()
    }
    let made = match array.dtype.kind {
        Kind::Float => starts(&array.to_floats(), |a, b| a == b || (a.is_nan() && b.is_nan())),
        Kind::Complex => starts(&array.to_complexes(), |a, b| a == b),
        Kind::Str | Kind::Object => {
            let values = array.raw::<PyObjectRef>();
            let mut made = Vec::with_capacity(values.len());
            for at in 0..values.len() {
                made.push(at == 0 || !vm.bool_eq(&values[at - 1], &values[at])?);
            }
            made
        }
        _ => starts(&array.to_ints(), |a, b| a == b),
    };
    Ok(convert::result(Array::new(BOOL, array.shape.clone(), made), vm))
}
