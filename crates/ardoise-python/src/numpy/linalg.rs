//! Products of matrices, and small dense linear algebra.

use num_complex::Complex64;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::array::{Array, common_shape};
use super::convert;
use super::dtype::Kind;
use super::ops;
use super::ufunc;

/// Multiplies two matrices given as rows of `n` by `k` and `k` by `m`.
fn product<T: Copy>(
    a: &[T],
    b: &[T],
    (n, k, m): (usize, usize, usize),
    zero: T,
    f: impl Fn(T, T, T) -> T,
) -> Vec<T> {
    let mut made = vec![zero; n * m];
    for row in 0..n {
        let out = &mut made[row * m..(row + 1) * m];
        for inner in 0..k {
            let left = a[row * k + inner];
            for (value, right) in out.iter_mut().zip(&b[inner * m..(inner + 1) * m]) {
                *value = f(*value, left, *right);
            }
        }
    }
    made
}

fn mismatch(
    a: usize,
    b: usize,
    vm: &VirtualMachine,
) -> rustpython_vm::builtins::PyBaseExceptionRef {
    vm.new_value_error(format!(
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \
         (n?,k),(k,m?)->(n?,m?) (size {b} is different from {a})"
    ))
}

/// `a @ b`.
pub(super) fn matmul(a: &Array, b: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    let (row, column) = (a.ndim() == 1, b.ndim() == 1);
    let mut x = a.clone();
    let mut y = b.clone();
    if row {
        x = x.reshaped(vec![1, a.shape[0]]);
    }
    if column {
        y = y.reshaped(vec![b.shape[0], 1]);
    }
    let (n, k) = (x.shape[x.ndim() - 2], x.shape[x.ndim() - 1]);
    let (k2, m) = (y.shape[y.ndim() - 2], y.shape[y.ndim() - 1]);
    if k != k2 {
        return Err(mismatch(k, k2, vm));
    }
    let (outer_x, outer_y) = (&x.shape[..x.ndim() - 2], &y.shape[..y.ndim() - 2]);
    let outer = common_shape(&[outer_x, outer_y])
        .ok_or_else(|| vm.new_value_error("operands could not be broadcast together".to_owned()))?;
    let spread = |array: &Array, rows: usize, columns: usize| {
        array
            .broadcast(&[outer.as_slice(), &[rows, columns]].concat())
            .unwrap_or_else(|| array.clone())
    };
    let (x, y) = (spread(&x, n, k), spread(&y, k, m));
    let dtype = a.dtype.promote(b.dtype);
    let mut shape = [outer.as_slice(), &[n, m]].concat();
    convert::room_for(&shape, dtype, vm)?;
    let count: usize = outer.iter().product();
    let sizes = (n, k, m);
    fn each<T: Copy>(
        (a, b): (&[T], &[T]),
        (n, k, m): (usize, usize, usize),
        count: usize,
        zero: T,
        f: impl Fn(T, T, T) -> T + Copy,
    ) -> Vec<T> {
        (0..count)
            .flat_map(|at| {
                product(
                    &a[at * n * k..(at + 1) * n * k],
                    &b[at * k * m..(at + 1) * k * m],
                    (n, k, m),
                    zero,
                    f,
                )
            })
            .collect()
    }
    let made = match dtype.kind {
        Kind::Bool => Array::bools(
            shape.clone(),
            each((&x.to_bools(), &y.to_bools()), sizes, count, false, |s, a, b| s | (a & b)),
        ),
        Kind::Int | Kind::Uint => {
            let f = |s: i64, a: i64, b: i64| s.wrapping_add(a.wrapping_mul(b));
            Array::ints(shape.clone(), each((&x.to_ints(), &y.to_ints()), sizes, count, 0, f))
                .narrowed(dtype)
        }
        Kind::Float => {
            let values =
                each((&x.to_floats(), &y.to_floats()), sizes, count, 0.0, |s, a, b| s + a * b);
            Array::floats(shape.clone(), values).narrowed(dtype)
        }
        Kind::Complex => {
            let zero = Complex64::new(0.0, 0.0);
            let values =
                each((&x.to_complexes(), &y.to_complexes()), sizes, count, zero, |s, a, b| {
                    s + a * b
                });
            Array::new(dtype, shape.clone(), values)
        }
        Kind::Str | Kind::Object => {
            let (a, b) = (convert::plain_objects(&x, vm), convert::plain_objects(&y, vm));
            let mut values = Vec::with_capacity(count * n * m);
            for at in 0..count * n * m {
                let (page, rest) = (at / (n * m), at % (n * m));
                let mut sum: Option<PyObjectRef> = None;
                for inner in 0..k {
                    let left = &a[page * n * k + rest / m * k + inner];
                    let right = &b[page * k * m + inner * m + rest % m];
                    let term = vm._mul(left, right)?;
                    sum = Some(match sum {
                        None => term,
                        Some(sum) => vm._add(&sum, &term)?,
                    });
                }
                values.push(sum.unwrap_or_else(|| vm.ctx.new_int(0).into()));
            }
            Array::new(dtype, shape.clone(), values)
        }
    };
    if column {
        shape.pop();
    }
    if row {
        shape.remove(shape.len() - if column { 1 } else { 2 });
    }
    let mut made = made.reshaped(shape);
    made.view = false;
    Ok(made)
}

/// `dot(a, b)`: numbers multiply, matrices by matrices, more axes by the last and the last but one.
pub(super) fn dot(a: &Array, b: &Array, vm: &VirtualMachine) -> PyResult<Array> {
    if a.ndim() == 0 || b.ndim() == 0 {
        let [a, b] = [a, b].map(|array| ufunc::Operand { array: array.clone(), weak: false });
        return ufunc::binary("multiply", &a, &b, vm);
    }
    let (k, k2) = (a.shape[a.ndim() - 1], b.shape[b.ndim().saturating_sub(2)]);
    if k != k2 {
        return Err(vm.new_value_error(format!(
            "shapes {} and {} not aligned: {k} (dim {}) != {k2} (dim {})",
            super::array::shape_text(&a.shape),
            super::array::shape_text(&b.shape),
            a.ndim() - 1,
            b.ndim().saturating_sub(2)
        )));
    }
    if a.ndim() <= 2 && b.ndim() <= 2 {
        return matmul(a, b, vm);
    }
    let rows: usize = a.shape[..a.ndim() - 1].iter().product();
    let mut order: Vec<usize> = (0..b.ndim()).filter(|axis| *axis + 2 != b.ndim()).collect();
    if b.ndim() == 1 {
        order.clear();
    }
    let others: Vec<usize> = order.iter().map(|axis| b.shape[*axis]).collect();
    order.insert(0, b.ndim().saturating_sub(2));
    let right = b.permuted(&order).reshaped(vec![k, others.iter().product()]);
    let made = matmul(&a.reshaped(vec![rows, k]), &right, vm)?;
    let mut made = made.reshaped([&a.shape[..a.ndim() - 1], others.as_slice()].concat());
    made.view = false;
    Ok(made)
}

/// Solves a square system by elimination with pivots, in place; `false` where it is singular.
/// Returns the determinant as sign (or direction) and the pivots' product through `pivot`.
pub(super) fn eliminate(
    a: &mut [Complex64],
    n: usize,
    b: &mut [Complex64],
    m: usize,
    mut pivot: impl FnMut(Complex64),
) -> bool {
    for column in 0..n {
        let best = (column..n)
            .reduce(|best, row| {
                if a[row * n + column].l1_norm() > a[best * n + column].l1_norm() {
                    row
                } else {
                    best
                }
            })
            .unwrap_or(column);
        let head = a[best * n + column];
        if best != column {
            for at in 0..n {
                a.swap(best * n + at, column * n + at);
            }
            for at in 0..m {
                b.swap(best * m + at, column * m + at);
            }
            pivot(Complex64::new(-1.0, 0.0));
        }
        pivot(head);
        if head.re == 0.0 && head.im == 0.0 {
            return false;
        }
        for row in column + 1..n {
            let factor = divided(a[row * n + column], head);
            if factor.re == 0.0 && factor.im == 0.0 {
                continue;
            }
            for at in column..n {
                let value = a[column * n + at];
                a[row * n + at] -= factor * value;
            }
            for at in 0..m {
                let value = b[column * m + at];
                b[row * m + at] -= factor * value;
            }
        }
    }
    for column in (0..n).rev() {
        let head = a[column * n + column];
        for at in 0..m {
            let mut value = b[column * m + at];
            for later in column + 1..n {
                value -= a[column * n + later] * b[later * m + at];
            }
            b[column * m + at] = divided(value, head);
        }
    }
    true
}

fn divided(a: Complex64, b: Complex64) -> Complex64 {
    if a.im == 0.0 && b.im == 0.0 {
        return Complex64::new(a.re / b.re, 0.0);
    }
    ops::complex2("divide").map_or(a / b, |f| f(a, b))
}
