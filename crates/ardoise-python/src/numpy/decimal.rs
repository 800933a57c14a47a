//! Decimal texts of floats: shortest that reads back the same, cut at a number of digits.
//!
//! It must not know arrays or options.

use super::dtype::DType;

/// How digits are chosen.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    /// At most so many after the point; `None` for as many as it takes.
    pub(super) precision: Option<usize>,
    /// Shortest (and trailing zeros go), else exactly `precision`.
    pub(super) unique: bool,
}

/// The shortest decimal in the form `1.5e3` that reads back the same in this type.
fn shortest(value: f64, dtype: DType) -> String {
    match dtype.part().size {
        2 => (0..6)
            .map(|digits| format!("{value:.digits$e}"))
            .find(|text| text.parse().is_ok_and(|back: f64| dtype.part().round(back) == value))
            .unwrap_or_else(|| format!("{value:e}")),
        4 => format!("{:e}", value as f32),
        _ => format!("{value:e}"),
    }
}

/// The parts before and after the point.
pub(super) fn positional(value: f64, dtype: DType, digits: Digits) -> (String, String) {
    let text = if digits.unique {
        match dtype.part().size {
            2 => format!("{}", shortest(value, dtype).parse::<f64>().unwrap_or(value)),
            4 => format!("{}", value as f32),
            _ => format!("{value}"),
        }
    } else {
        format!("{value:.*}", digits.precision.unwrap_or(0))
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    match digits.precision {
        Some(precision) if digits.unique && fraction.len() > precision => {
            let cut = format!("{value:.precision$}");
            let (whole, fraction) = cut.split_once('.').unwrap_or((&cut, ""));
            (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
        }
        _ => (whole.to_owned(), fraction.to_owned()),
    }
}

/// The parts before and after the point, and the exponent with its sign and two digits at least.
pub(super) fn scientific(value: f64, dtype: DType, digits: Digits) -> (String, String, String) {
    let mut text = if digits.unique {
        shortest(value, dtype)
    } else {
        format!("{value:.*e}", digits.precision.unwrap_or(0))
    };
    let length = |text: &str| {
        let mantissa = text.split('e').next().unwrap_or("");
        mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    };
    let mut trim = false;
    if let Some(precision) = digits.precision
        && digits.unique
        && length(&text) > precision
    {
        text = format!("{value:.precision$e}");
        trim = true;
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = if trim { fraction.trim_end_matches('0') } else { fraction };
    let (sign, size) = match exponent.strip_prefix('-') {
        Some(size) => ('-', size),
        None => ('+', exponent),
    };
    (whole.to_owned(), fraction.to_owned(), format!("{sign}{size:0>2}"))
}

/// A lone number as `str()` shows it.
pub(super) fn plain(value: f64, dtype: DType) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let all = Digits { precision: None, unique: true };
    let most = match dtype.part().size {
        2 => 1e3,
        4 => 1e6,
        _ => 1e16,
    };
    if value == 0.0 || (value.abs() >= 1e-4 && value.abs() < most) {
        let (whole, fraction) = positional(value, dtype, all);
        let fraction = if fraction.is_empty() { "0" } else { &fraction };
        return format!("{whole}.{fraction}");
    }
    let (whole, fraction, exponent) = scientific(value, dtype, all);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{whole}{point}{fraction}e{exponent}")
}
