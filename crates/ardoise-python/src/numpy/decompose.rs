//! Decompositions of small matrices: QR, singular values, symmetric and general eigenvalues.
//!
//! Matrices are rows of numbers, one after the other. It must not know arrays.

use num_complex::Complex64;

/// Householder QR of `m` by `n`: the orthogonal `m` by `m` matrix; `a` becomes triangular.
pub(super) fn qr(a: &mut [f64], m: usize, n: usize) -> Vec<f64> {
    let mut q = identity(m);
    for column in 0..n.min(m.saturating_sub(1)) {
        let norm = (column..m).map(|row| a[row * n + column].powi(2)).sum::<f64>().sqrt();
        let head = a[column * n + column];
        if norm == 0.0 || (column + 1..m).all(|row| a[row * n + column] == 0.0) {
            continue;
        }
        let beta = -norm.copysign(head);
        let mut v: Vec<f64> = (column..m).map(|row| a[row * n + column]).collect();
        v[0] -= beta;
        let square: f64 = v.iter().map(|value| value * value).sum();
        for target in column..n {
            let along: f64 = (column..m).map(|row| v[row - column] * a[row * n + target]).sum();
            for row in column..m {
                a[row * n + target] -= 2.0 * along / square * v[row - column];
            }
        }
        for row in 0..m {
            let along: f64 = (column..m).map(|at| v[at - column] * q[row * m + at]).sum();
            for at in column..m {
                q[row * m + at] -= 2.0 * along / square * v[at - column];
            }
        }
        for row in column + 1..m {
            a[row * n + column] = 0.0;
        }
    }
    q
}

fn identity(n: usize) -> Vec<f64> {
    let mut made = vec![0.0; n * n];
    for at in 0..n {
        made[at * n + at] = 1.0;
    }
    made
}

/// Singular values of `m` by `n` with `m >= n`, by rotating pairs of columns until they are
/// orthogonal: `u` (`m` by `n`), the values from largest to smallest, `v` (`n` by `n`).
pub(super) fn svd(a: &[f64], m: usize, n: usize) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut u = a.to_vec();
    let mut v = identity(n);
    for _ in 0..60 {
        let mut turned = false;
        for p in 0..n {
            for q in p + 1..n {
                let (mut alpha, mut beta, mut gamma) = (0.0, 0.0, 0.0);
                for row in 0..m {
                    let (x, y) = (u[row * n + p], u[row * n + q]);
                    alpha += x * x;
                    beta += y * y;
                    gamma += x * y;
                }
                if gamma == 0.0 || gamma.abs() <= 1e-15 * (alpha * beta).sqrt() {
                    continue;
                }
                turned = true;
                let zeta = (beta - alpha) / (2.0 * gamma);
                let t = 1.0_f64.copysign(zeta) / (zeta.abs() + zeta.hypot(1.0));
                let c = 1.0 / t.hypot(1.0);
                rotate(&mut u, m, n, (p, q), (c, c * t));
                rotate(&mut v, n, n, (p, q), (c, c * t));
            }
        }
        if !turned {
            break;
        }
    }
    let norms: Vec<f64> =
        (0..n).map(|c| (0..m).map(|row| u[row * n + c].powi(2)).sum::<f64>().sqrt()).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| norms[*b].total_cmp(&norms[*a]));
    let (mut left, mut right) = (vec![0.0; m * n], vec![0.0; n * n]);
    for (to, from) in order.iter().enumerate() {
        let norm = norms[*from];
        let first = (0..m).map(|row| u[row * n + from]).find(|value| *value != 0.0).unwrap_or(-1.0);
        let sign = if first > 0.0 { -1.0 } else { 1.0 };
        for row in 0..m {
            left[row * n + to] = if norm > 0.0 { sign * u[row * n + from] / norm } else { 0.0 };
        }
        for row in 0..n {
            right[row * n + to] = sign * v[row * n + from];
        }
    }
    (left, order.iter().map(|at| norms[*at]).collect(), right)
}

/// Turns two columns.
fn rotate(a: &mut [f64], rows: usize, n: usize, (p, q): (usize, usize), (c, s): (f64, f64)) {
    for row in 0..rows {
        let (x, y) = (a[row * n + p], a[row * n + q]);
        a[row * n + p] = c * x - s * y;
        a[row * n + q] = s * x + c * y;
    }
}

/// Eigenvalues of a symmetric matrix from smallest to largest, and their vectors as columns.
pub(super) fn symmetric(a: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = a.to_vec();
    let mut v = identity(n);
    for _ in 0..100 {
        let off: f64 = (0..n * n).filter(|at| at / n != at % n).map(|at| a[at] * a[at]).sum();
        let all: f64 = a.iter().map(|value| value * value).sum();
        if off <= 1e-32 * all {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q] == 0.0 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
                let t = 1.0_f64.copysign(theta) / (theta.abs() + theta.hypot(1.0));
                let c = 1.0 / t.hypot(1.0);
                let s = c * t;
                rotate(&mut a, n, n, (p, q), (c, s));
                for column in 0..n {
                    let (x, y) = (a[p * n + column], a[q * n + column]);
                    a[p * n + column] = c * x - s * y;
                    a[q * n + column] = s * x + c * y;
                }
                rotate(&mut v, n, n, (p, q), (c, s));
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|x, y| a[x * n + x].total_cmp(&a[y * n + y]));
    let mut vectors = vec![0.0; n * n];
    for (to, from) in order.iter().enumerate() {
        let sign = if v[(n - 1) * n + from] < 0.0 { -1.0 } else { 1.0 };
        for row in 0..n {
            vectors[row * n + to] = sign * v[row * n + from];
        }
    }
    (order.iter().map(|at| a[at * n + at]).collect(), vectors)
}

/// Eigenvalues of any square matrix and their vectors as columns, by shifted QR steps on complex
/// numbers; `None` where they do not settle.
pub(super) fn general(a: &[Complex64], n: usize) -> Option<(Vec<Complex64>, Vec<Complex64>)> {
    let zero = Complex64::new(0.0, 0.0);
    let one = Complex64::new(1.0, 0.0);
    let mut t = a.to_vec();
    let mut q = vec![zero; n * n];
    for at in 0..n {
        q[at * n + at] = one;
    }
    // First the matrix loses what lies below its second diagonal, entry by entry.
    for column in 0..n.saturating_sub(2) {
        for row in column + 2..n {
            if t[row * n + column].norm() > 0.0 {
                let (c, s) = givens(t[(column + 1) * n + column], t[row * n + column]);
                turn(&mut t, &mut q, n, (column + 1, row), (c, s));
                t[row * n + column] = zero;
            }
        }
    }
    let scale = t.iter().map(|value| value.norm()).fold(0.0, f64::max);
    let mut high = n;
    let mut rounds = 0;
    while high > 1 {
        let mut low = high - 1;
        while low > 0 {
            let around = t[low * n + low].norm() + t[(low - 1) * n + low - 1].norm();
            let around = if around == 0.0 { scale } else { around };
            if t[low * n + low - 1].norm() <= f64::EPSILON * around {
                t[low * n + low - 1] = zero;
                break;
            }
            low -= 1;
        }
        if low == high - 1 {
            high -= 1;
            rounds = 0;
            continue;
        }
        rounds += 1;
        if rounds > 300 {
            return None;
        }
        let end = high - 1;
        let shift = if rounds % 11 == 10 {
            t[end * n + end] + t[end * n + end - 1].norm()
        } else {
            wilkinson(
                t[(end - 1) * n + end - 1],
                t[(end - 1) * n + end],
                t[end * n + end - 1],
                t[end * n + end],
            )
        };
        let mut x = t[low * n + low] - shift;
        let mut y = t[(low + 1) * n + low];
        for at in low..end {
            let (c, s) = givens(x, y);
            turn(&mut t, &mut q, n, (at, at + 1), (c, s));
            if at > low {
                t[(at + 1) * n + at - 1] = zero;
            }
            if at + 2 <= end {
                x = t[(at + 1) * n + at];
                y = t[(at + 2) * n + at];
            }
        }
    }
    let values: Vec<Complex64> = (0..n).map(|at| t[at * n + at]).collect();
    let mut vectors = vec![zero; n * n];
    for k in 0..n {
        let mut v = vec![zero; n];
        v[k] = one;
        for row in (0..k).rev() {
            let sum: Complex64 = (row + 1..=k).map(|at| t[row * n + at] * v[at]).sum();
            let mut gap = t[row * n + row] - values[k];
            if gap.norm() < f64::EPSILON * scale {
                gap = Complex64::new(f64::EPSILON * scale, 0.0);
            }
            v[row] = -sum / gap;
        }
        let full: Vec<Complex64> =
            (0..n).map(|row| (0..=k).map(|at| q[row * n + at] * v[at]).sum()).collect();
        let norm = full.iter().map(Complex64::norm_sqr).sum::<f64>().sqrt();
        // The largest entry is made real, as numpy's are.
        let largest = full
            .iter()
            .copied()
            .fold(zero, |best, v| if v.norm() > best.norm() + 1e-12 { v } else { best });
        let phase = if largest.norm() > 0.0 { largest.conj() / largest.norm() } else { one };
        for row in 0..n {
            vectors[row * n + k] = full[row] * phase / norm;
        }
    }
    Some((values, vectors))
}

/// The rotation that takes `(x, y)` to `(r, 0)`.
fn givens(x: Complex64, y: Complex64) -> (f64, Complex64) {
    let norm = x.norm().hypot(y.norm());
    if norm == 0.0 {
        return (1.0, Complex64::new(0.0, 0.0));
    }
    if x.norm() == 0.0 {
        return (0.0, y.conj() / y.norm());
    }
    (x.norm() / norm, x / x.norm() * y.conj() / norm)
}

/// Turns two rows, the same two columns, and the columns of `q`.
fn turn(
    t: &mut [Complex64],
    q: &mut [Complex64],
    n: usize,
    (p, r): (usize, usize),
    (c, s): (f64, Complex64),
) {
    for at in 0..n {
        let (x, y) = (t[p * n + at], t[r * n + at]);
        t[p * n + at] = x * c + s * y;
        t[r * n + at] = y * c - s.conj() * x;
    }
    for rows in [t, q] {
        for at in 0..n {
            let (x, y) = (rows[at * n + p], rows[at * n + r]);
            rows[at * n + p] = x * c + s.conj() * y;
            rows[at * n + r] = y * c - s * x;
        }
    }
}

/// The eigenvalue of the last two by two block that is nearer to its corner.
fn wilkinson(a: Complex64, b: Complex64, c: Complex64, d: Complex64) -> Complex64 {
    let half = (a + d) / 2.0;
    let root = ((a - d) * (a - d) / 4.0 + b * c).sqrt();
    let (x, y) = (half + root, half - root);
    if (x - d).norm() < (y - d).norm() { x } else { y }
}

/// The discrete Fourier transform of any length: halves while even, then by its definition.
pub(super) fn fft(values: &[Complex64], sign: f64) -> Vec<Complex64> {
    let n = values.len();
    // The second half of the circle mirrors the first, so that what must cancel does.
    let turn = |at: usize| {
        let (at, side) = if 2 * (at % n) > n { (n - at % n, -sign) } else { (at % n, sign) };
        let angle = side * 2.0 * std::f64::consts::PI * at as f64 / n as f64;
        Complex64::new(angle.cos(), angle.sin())
    };
    if n > 1 && n.is_multiple_of(2) {
        let half = |first: usize| values.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
        let (even, odd) = (fft(&half(0), sign), fft(&half(1), sign));
        let mut made = vec![Complex64::new(0.0, 0.0); n];
        for at in 0..n / 2 {
            let term = turn(at) * odd[at];
            made[at] = even[at] + term;
            made[at + n / 2] = even[at] - term;
        }
        return made;
    }
    (0..n)
        .map(|k| values.iter().enumerate().map(|(at, value)| value * turn(at * k)).sum())
        .collect()
}
