//! The arithmetic itself: tables from a name to a function on stored numbers.
//!
//! One loop per kind of storage calls through these tables, so a new operation costs its formula
//! and not a loop for each element type. It must not know arrays.

use num_complex::Complex64;

/// Functions of two floats.
pub(super) fn float2(name: &str) -> Option<fn(f64, f64) -> f64> {
    Some(match name {
        "add" => |a, b| a + b,
        "subtract" => |a, b| a - b,
        "multiply" => |a, b| a * b,
        "divide" => |a, b| a / b,
        "power" | "float_power" | "pow" => f64::powf,
        "floor_divide" => floor_divide,
        "remainder" => remainder,
        "fmod" => |a, b| a % b,
        "maximum" => |a, b| if a >= b || a.is_nan() { a } else { b },
        "minimum" => |a, b| if a <= b || a.is_nan() { a } else { b },
        "fmax" => |a, b| if a >= b || b.is_nan() { a } else { b },
        "fmin" => |a, b| if a <= b || b.is_nan() { a } else { b },
        "arctan2" => f64::atan2,
        "hypot" => f64::hypot,
        "copysign" => f64::copysign,
        "logaddexp" => |a, b| {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            if low == high { a + std::f64::consts::LN_2 } else { high + (low - high).exp().ln_1p() }
        },
        "heaviside" => |a, b| {
            if a.is_nan() {
                a
            } else if a == 0.0 {
                b
            } else {
                f64::from((a > 0.0) as u8)
            }
        },
        "nextafter" => |a, b| {
            if a == b || a.is_nan() {
                return b;
            }
            if a == 0.0 {
                return f64::from_bits(1).copysign(b);
            }
            let up = (b > a) == (a > 0.0);
            f64::from_bits(if up { a.to_bits() + 1 } else { a.to_bits() - 1 })
        },
        _ => return None,
    })
}

fn remainder(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0.0_f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    }
}

fn floor_divide(a: f64, b: f64) -> f64 {
    if b == 0.0 {
        return a / b;
    }
    let rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 && (b < 0.0) != (rest < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0.0_f64.copysign(a / b);
    }
    let whole = quotient.floor();
    if quotient - whole > 0.5 { whole + 1.0 } else { whole }
}

/// Functions of two integers; they wrap around, and a division by zero gives zero.
pub(super) fn int2(name: &str, unsigned: bool) -> Option<fn(i64, i64) -> i64> {
    if unsigned {
        let found: Option<fn(i64, i64) -> i64> = match name {
            "floor_divide" => Some(|a, b| (a as u64).checked_div(b as u64).unwrap_or(0) as i64),
            "remainder" | "fmod" => {
                Some(|a, b| (a as u64).checked_rem(b as u64).unwrap_or(0) as i64)
            }
            "maximum" | "fmax" => Some(|a, b| (a as u64).max(b as u64) as i64),
            "minimum" | "fmin" => Some(|a, b| (a as u64).min(b as u64) as i64),
            "right_shift" => Some(|a, b| (a as u64).checked_shr(b as u32).unwrap_or(0) as i64),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    Some(match name {
        "add" => i64::wrapping_add,
        "subtract" => i64::wrapping_sub,
        "multiply" => i64::wrapping_mul,
        "power" | "pow" => |mut base, exponent| {
            let mut result = 1_i64;
            let mut rest = exponent as u64;
            while rest > 0 {
                if rest & 1 == 1 {
                    result = result.wrapping_mul(base);
                }
                base = base.wrapping_mul(base);
                rest >>= 1;
            }
            result
        },
        "floor_divide" => |a, b| {
            if b == 0 {
                return 0;
            }
            let quotient = a.wrapping_div(b);
            if a.wrapping_rem(b) != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
        },
        "remainder" => |a, b| {
            if b == 0 {
                return 0;
            }
            let rest = a.wrapping_rem(b);
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        },
        "fmod" => |a, b| if b == 0 { 0 } else { a.wrapping_rem(b) },
        "maximum" | "fmax" => i64::max,
        "minimum" | "fmin" => i64::min,
        "bitwise_and" => |a, b| a & b,
        "bitwise_or" => |a, b| a | b,
        "bitwise_xor" => |a, b| a ^ b,
        "left_shift" => |a, b| a.checked_shl(b as u32).unwrap_or(0),
        "right_shift" => |a, b| a >> b.clamp(0, 63),
        "gcd" => gcd,
        "lcm" => {
            |a, b| if a == 0 || b == 0 { 0 } else { (a / gcd(a, b)).wrapping_mul(b).wrapping_abs() }
        }
        _ => return None,
    })
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a as i64
}

/// Functions of two complex numbers.
pub(super) fn complex2(name: &str) -> Option<fn(Complex64, Complex64) -> Complex64> {
    Some(match name {
        "add" => |a, b| a + b,
        "subtract" => |a, b| a - b,
        "multiply" => |a, b| a * b,
        "divide" => divide,
        "power" | "float_power" | "pow" => power,
        "maximum" => |a, b| if complex_less(a, b) { b } else { a },
        "minimum" => |a, b| if complex_less(b, a) { b } else { a },
        _ => return None,
    })
}

fn divide(a: Complex64, b: Complex64) -> Complex64 {
    if b.re == 0.0 && b.im == 0.0 {
        return Complex64::new(a.re / b.re.abs(), a.im / b.re.abs());
    }
    if b.re.abs() >= b.im.abs() {
        let ratio = b.im / b.re;
        let scale = 1.0 / (b.re + b.im * ratio);
        Complex64::new((a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale)
    } else {
        let ratio = b.re / b.im;
        let scale = 1.0 / (b.re * ratio + b.im);
        Complex64::new((a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale)
    }
}

fn power(a: Complex64, b: Complex64) -> Complex64 {
    if b.im == 0.0 && b.re.fract() == 0.0 && b.re.abs() < 100.0 {
        let mut result = Complex64::new(1.0, 0.0);
        let mut base = a;
        let mut rest = b.re.abs() as u32;
        while rest > 0 {
            if rest & 1 == 1 {
                result *= base;
            }
            base *= base;
            rest >>= 1;
        }
        return if b.re < 0.0 { divide(Complex64::new(1.0, 0.0), result) } else { result };
    }
    if a.re == 0.0 && a.im == 0.0 { a } else { a.powc(b) }
}

pub(super) fn complex_less(a: Complex64, b: Complex64) -> bool {
    a.re < b.re || (a.re == b.re && a.im < b.im)
}

/// Comparisons, of any ordered type.
pub(super) fn compare<T: PartialOrd>(name: &str) -> Option<fn(&T, &T) -> bool> {
    Some(match name {
        "equal" => |a, b| a == b,
        "not_equal" => |a, b| a != b,
        "less" => |a, b| a < b,
        "less_equal" => |a, b| a <= b,
        "greater" => |a, b| a > b,
        "greater_equal" => |a, b| a >= b,
        _ => return None,
    })
}

/// Functions of two truth values.
pub(super) fn bool2(name: &str) -> Option<fn(bool, bool) -> bool> {
    Some(match name {
        "logical_and" | "bitwise_and" | "multiply" | "minimum" | "fmin" => |a, b| a & b,
        "logical_or" | "bitwise_or" | "add" | "maximum" | "fmax" => |a, b| a | b,
        "logical_xor" | "bitwise_xor" => |a, b| a ^ b,
        _ => return None,
    })
}

/// Functions of a float.
pub(super) fn float1(name: &str) -> Option<fn(f64) -> f64> {
    Some(match name {
        "sin" => f64::sin,
        "cos" => f64::cos,
        "tan" => f64::tan,
        "arcsin" | "asin" => f64::asin,
        "arccos" | "acos" => f64::acos,
        "arctan" | "atan" => f64::atan,
        "sinh" => f64::sinh,
        "cosh" => f64::cosh,
        "tanh" => f64::tanh,
        "arcsinh" | "asinh" => f64::asinh,
        "arccosh" | "acosh" => f64::acosh,
        "arctanh" | "atanh" => f64::atanh,
        "exp" => f64::exp,
        "exp2" => f64::exp2,
        "expm1" => f64::exp_m1,
        "log" => f64::ln,
        "log2" => f64::log2,
        "log10" => f64::log10,
        "log1p" => f64::ln_1p,
        "sqrt" => f64::sqrt,
        "cbrt" => f64::cbrt,
        "square" => |a| a * a,
        "reciprocal" => |a| 1.0 / a,
        "absolute" | "fabs" => f64::abs,
        "negative" => |a| -a,
        "positive" | "conjugate" => |a| a,
        "sign" => |a| if a == 0.0 || a.is_nan() { a } else { a.signum() },
        "floor" => f64::floor,
        "ceil" => f64::ceil,
        "trunc" | "fix" => f64::trunc,
        "rint" => f64::round_ties_even,
        "deg2rad" | "radians" => |a| a * (std::f64::consts::PI / 180.0),
        "rad2deg" | "degrees" => |a| a * (180.0 / std::f64::consts::PI),
        "spacing" => |a| {
            let next = f64::from_bits(a.abs().to_bits() + 1) - a.abs();
            if a < 0.0 { -next } else { next }
        },
        _ => return None,
    })
}

/// Functions of an integer that give an integer.
pub(super) fn int1(name: &str) -> Option<fn(i64) -> i64> {
    Some(match name {
        "absolute" => i64::wrapping_abs,
        "negative" => i64::wrapping_neg,
        "positive" | "conjugate" | "floor" | "ceil" | "trunc" | "fix" => |a| a,
        "sign" => i64::signum,
        "square" => |a| a.wrapping_mul(a),
        "invert" => |a| !a,
        "reciprocal" => |a| if a == 0 { i64::MIN } else { 1 / a },
        _ => return None,
    })
}

/// Functions of a complex number.
pub(super) fn complex1(name: &str) -> Option<fn(Complex64) -> Complex64> {
    Some(match name {
        "sin" => |a| a.sin(),
        "cos" => |a| a.cos(),
        "tan" => |a| a.tan(),
        "sinh" => |a| a.sinh(),
        "cosh" => |a| a.cosh(),
        "tanh" => |a| a.tanh(),
        "exp" => |a| a.exp(),
        "log" => |a| a.ln(),
        "log10" => |a| a.ln() / std::f64::consts::LN_10,
        "log2" => |a| a.ln() / std::f64::consts::LN_2,
        "sqrt" => |a| a.sqrt(),
        "square" => |a| a * a,
        "reciprocal" => |a| divide(Complex64::new(1.0, 0.0), a),
        "negative" => |a| -a,
        "positive" => |a| a,
        "conjugate" => |a| a.conj(),
        "sign" => |a| if a.norm() == 0.0 { a } else { a / a.norm() },
        "rint" => |a| Complex64::new(a.re.round_ties_even(), a.im.round_ties_even()),
        _ => return None,
    })
}

/// Questions about a float.
pub(super) fn question(name: &str) -> Option<fn(f64) -> bool> {
    Some(match name {
        "isnan" => f64::is_nan,
        "isinf" => f64::is_infinite,
        "isfinite" => f64::is_finite,
        "signbit" => f64::is_sign_negative,
        "logical_not" => |a| a == 0.0,
        _ => return None,
    })
}

/// Applies to pairs; an operand of one element stands for all.
pub(super) fn zip<A, B>(a: &[A], b: &[A], f: impl Fn(&A, &A) -> B) -> Vec<B> {
    match (a, b) {
        (a, [b]) if a.len() != 1 => a.iter().map(|a| f(a, b)).collect(),
        ([a], b) => b.iter().map(|b| f(a, b)).collect(),
        (a, b) => a.iter().zip(b).map(|(a, b)| f(a, b)).collect(),
    }
}

/// The float loops that programs spend their time in, without a call per element.
pub(super) fn zip_floats(name: &str, a: &[f64], b: &[f64]) -> Option<Vec<f64>> {
    Some(match name {
        "add" => zip(a, b, |a, b| a + b),
        "subtract" => zip(a, b, |a, b| a - b),
        "multiply" => zip(a, b, |a, b| a * b),
        "divide" => zip(a, b, |a, b| a / b),
        "power" if b.len() == 1 && b[0] == 2.0 => a.iter().map(|a| a * a).collect(),
        "power" if b.len() == 1 && b[0] == 0.5 => a.iter().map(|a| a.sqrt()).collect(),
        _ => {
            let f = float2(name)?;
            zip(a, b, |a, b| f(*a, *b))
        }
    })
}
