//! How arrays and scalars print: numpy's widths, line breaks and dots.

use std::cell::RefCell;

use num_complex::Complex64;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::{Array, shape_text};
use super::decimal::{self, Digits};
use super::dtype::{BOOL, COMPLEX, DType, FLOAT, INT, Kind, UINT64};
use super::{convert, scalar};

/// What `set_printoptions` sets.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) precision: usize,
    pub(super) threshold: usize,
    pub(super) edgeitems: usize,
    pub(super) linewidth: usize,
    pub(super) suppress: bool,
    pub(super) nanstr: String,
    pub(super) infstr: String,
    pub(super) sign: char,
    pub(super) floatmode: String,
    pub(super) formatter: Option<PyObjectRef>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            precision: 8,
            threshold: 1000,
            edgeitems: 3,
            linewidth: 75,
            suppress: false,
            nanstr: "nan".to_owned(),
            infstr: "inf".to_owned(),
            sign: '-',
            floatmode: "maxprec".to_owned(),
            formatter: None,
        }
    }
}

thread_local! {
    static OPTIONS: RefCell<Options> = RefCell::new(Options::default());
}

pub(super) fn options() -> Options {
    OPTIONS.with_borrow(Clone::clone)
}

pub(super) fn set_options(options: Options) {
    OPTIONS.with_borrow_mut(|kept| *kept = options);
}

/// Widths that all floats of one array share.
struct Floats {
    dtype: DType,
    digits: Digits,
    scientific: bool,
    left: usize,
    right: usize,
    /// Zeros fill the digits after the point up to here.
    least: usize,
    exponent: usize,
    plus: bool,
    nan: String,
    inf: String,
}

impl Floats {
    fn new(values: &[f64], dtype: DType, options: &Options, sign: char) -> Self {
        let finite: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        let sizes = finite.iter().map(|value| value.abs()).filter(|value| *value != 0.0);
        let (most, least) =
            sizes.fold((0.0_f64, f64::INFINITY), |(most, least), v| (most.max(v), least.min(v)));
        let cutoff = match dtype.part().size {
            2 => 1e3,
            4 => 1e6,
            _ => 1e8,
        };
        let scientific = most > 0.0
            && (most >= cutoff || (!options.suppress && (least < 0.0001 || most / least > 1000.0)));
        let fixed = options.floatmode == "fixed";
        let precision = (options.floatmode != "unique").then_some(options.precision);
        let mut made = Self {
            dtype,
            digits: Digits { precision, unique: !fixed },
            scientific,
            left: 0,
            right: 0,
            least: 0,
            exponent: 0,
            plus: sign == '+',
            nan: options.nanstr.clone(),
            inf: options.infstr.clone(),
        };
        for value in &finite {
            let (whole, fraction) = if scientific {
                let (whole, fraction, exponent) = decimal::scientific(*value, dtype, made.digits);
                made.exponent = made.exponent.max(exponent.len() - 1);
                (whole, fraction)
            } else {
                decimal::positional(*value, dtype, made.digits)
            };
            let signed = made.plus && !whole.starts_with('-');
            made.left = made.left.max(whole.len() + usize::from(signed));
            made.right = made.right.max(fraction.len());
        }
        if scientific {
            made.least = made.right;
            made.right += made.exponent + 2;
        } else if fixed || options.floatmode == "maxprec_equal" {
            made.least = made.right;
        }
        if sign == ' ' && !finite.iter().any(|value| value.is_sign_negative()) {
            made.left += 1;
        }
        if finite.len() != values.len() {
            let minus = usize::from(sign != '-' || values.contains(&f64::NEG_INFINITY));
            let offset = made.right + 1;
            made.left = made
                .left
                .max(made.nan.len().saturating_sub(offset))
                .max((made.inf.len() + minus).saturating_sub(offset));
        }
        made
    }

    fn text(&self, value: f64) -> String {
        if !value.is_finite() {
            let plus = if self.plus && (value.is_nan() || value > 0.0) { "+" } else { "" };
            let text = if value.is_nan() {
                format!("{plus}{}", self.nan)
            } else if value < 0.0 {
                format!("-{}", self.inf)
            } else {
                format!("{plus}{}", self.inf)
            };
            return format!("{text:>width$}", width = self.left + self.right + 1);
        }
        let (mut whole, mut fraction, end) = if self.scientific {
            let (whole, fraction, exponent) = decimal::scientific(value, self.dtype, self.digits);
            let (sign, size) = exponent.split_at(1);
            (whole, fraction, format!("e{sign}{size:0>width$}", width = self.exponent))
        } else {
            let (whole, fraction) = decimal::positional(value, self.dtype, self.digits);
            (whole, fraction, String::new())
        };
        if self.plus && !whole.starts_with('-') {
            whole.insert(0, '+');
        }
        // Digits beyond the shortest ones are those of the number itself, not zeros.
        if fraction.len() < self.least {
            let exact = Digits { precision: Some(self.least), unique: false };
            fraction = if self.scientific {
                decimal::scientific(value, self.dtype, exact).1
            } else {
                decimal::positional(value, self.dtype, exact).1
            };
        }
        let mut text = format!("{whole:>left$}.{fraction}{end}", left = self.left);
        if !self.scientific {
            for _ in fraction.len()..self.right {
                text.push(' ');
            }
        }
        text
    }
}

/// The texts of these elements, padded to one another.
fn words(array: &Array, options: &Options, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    if let Some(formatter) = &options.formatter
        && let Some(made) = custom(array, formatter, vm)?
    {
        return Ok(made);
    }
    Ok(match array.dtype.kind {
        Kind::Bool => {
            let yes = if array.ndim() == 0 { "True" } else { " True" };
            array.to_bools().iter().map(|b| if *b { yes } else { "False" }.to_owned()).collect()
        }
        Kind::Int | Kind::Uint => {
            let unsigned = array.dtype == UINT64;
            let plus = options.sign == '+';
            let mut texts: Vec<String> = array
                .to_ints()
                .iter()
                .map(|i| {
                    let text = if unsigned { (*i as u64).to_string() } else { i.to_string() };
                    if plus && !text.starts_with('-') { format!("+{text}") } else { text }
                })
                .collect();
            let mut widest = texts.iter().map(String::len).max().unwrap_or(0);
            if options.sign == ' ' && !texts.iter().any(|text| text.starts_with('-')) {
                widest += 1;
            }
            for text in &mut texts {
                *text = format!("{text:>widest$}");
            }
            texts
        }
        Kind::Float => {
            let values = array.to_floats();
            let format = Floats::new(&values, array.dtype, options, options.sign);
            values.iter().map(|value| format.text(*value)).collect()
        }
        Kind::Complex => {
            let values = array.to_complexes();
            let parts = |f: fn(&Complex64) -> f64| -> Vec<f64> { values.iter().map(f).collect() };
            let real = Floats::new(&parts(|c| c.re), array.dtype, options, options.sign);
            let imag = Floats::new(&parts(|c| c.im), array.dtype, options, '+');
            values
                .iter()
                .map(|c| {
                    let part = imag.text(c.im);
                    let end = part.trim_end().len();
                    format!("{}{}j{}", real.text(c.re), &part[..end], &part[end..])
                })
                .collect()
        }
        Kind::Str | Kind::Object => {
            let mut texts = Vec::with_capacity(array.size());
            for value in array.raw::<PyObjectRef>().iter() {
                let repr = value.repr(vm)?.to_string_lossy().into_owned();
                let list = value.class().is(vm.ctx.types.list_type);
                texts.push(if list { format!("list({repr})") } else { repr });
            }
            texts
        }
    })
}

/// With a function of the caller's, if there is one for this type.
fn custom(
    array: &Array,
    formatter: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Option<Vec<String>>> {
    let keys: &[&str] = match array.dtype.kind {
        Kind::Bool => &["bool", "all"],
        Kind::Int | Kind::Uint => &["int", "int_kind", "all"],
        Kind::Float => &["float", "float_kind", "all"],
        Kind::Complex => &["complexfloat", "complex_kind", "all"],
        Kind::Str => &["numpystr", "str_kind", "all"],
        Kind::Object => &["object", "all"],
    };
    for key in keys {
        if let Ok(function) = formatter.get_item(*key, vm) {
            let mut texts = Vec::with_capacity(array.size());
            for at in 0..array.size() {
                let text = function.call((convert::element(array, at, vm),), vm)?;
                texts.push(text.str(vm)?.to_string_lossy().into_owned());
            }
            return Ok(Some(texts));
        }
    }
    Ok(None)
}

/// The corners of a large array.
fn corners(array: &Array, edge: usize) -> (Array, Vec<bool>) {
    let mut shown = array.clone();
    let mut cut = vec![false; array.ndim()];
    for (axis, cut) in cut.iter_mut().enumerate() {
        let length = shown.shape[axis];
        if length > 2 * edge {
            *cut = true;
            let kept: Vec<usize> = (0..edge).chain(length - edge..length).collect();
            shown = super::shape::take_axis(&shown, axis, &kept);
        }
    }
    (shown, cut)
}

struct Layout<'a> {
    words: &'a [String],
    shape: &'a [usize],
    cut: &'a [bool],
    edge: usize,
    separator: &'a str,
}

impl Layout<'_> {
    fn extend(out: &mut String, line: &mut String, word: &str, width: usize, indent: &str) {
        let mut parts = word.split('\n');
        let first = parts.next().unwrap_or("");
        let widest = word.split('\n').map(|part| part.chars().count()).max().unwrap_or(0);
        if line.chars().count() + widest > width && line.len() > indent.len() {
            out.push_str(line.trim_end());
            out.push('\n');
            indent.clone_into(line);
        }
        let margin = " ".repeat(line.chars().count());
        line.push_str(first);
        for part in parts {
            out.push_str(line.trim_end());
            out.push('\n');
            *line = format!("{margin}{part}");
        }
    }

    fn nested(&self, axis: usize, at: &mut usize, indent: &str, width: usize) -> String {
        if axis == self.shape.len() {
            *at += 1;
            return self.words[*at - 1].clone();
        }
        let deeper = format!("{indent} ");
        let last = axis + 1 == self.shape.len();
        let length = self.shape[axis];
        let gap = self.cut[axis].then_some(self.edge);
        let mut out = String::new();
        let mut line = indent.to_owned();
        let elements = width - self.separator.trim_end().len().max(1).min(width);
        let rows =
            format!("{}{}", self.separator.trim_end(), "\n".repeat(self.shape.len() - axis - 1));
        for index in 0..length {
            if gap == Some(index) {
                if last {
                    Self::extend(&mut out, &mut line, "...", elements, indent);
                    line.push_str(self.separator);
                } else {
                    out.push_str(&format!("{indent}...{rows}"));
                }
            }
            let word = self.nested(axis + 1, at, &deeper, width.saturating_sub(1));
            let end = index + 1 == length;
            if last {
                Self::extend(&mut out, &mut line, &word, elements, indent);
                if !end {
                    line.push_str(self.separator);
                }
            } else {
                out.push_str(indent);
                out.push_str(&word);
                if !end {
                    out.push_str(&rows);
                }
            }
        }
        if last {
            out.push_str(&line);
        }
        format!("[{}]", &out[indent.len().min(out.len())..])
    }
}

/// The brackets and numbers of an array.
pub(super) fn array2string(
    array: &Array,
    options: &Options,
    separator: &str,
    prefix: usize,
    vm: &VirtualMachine,
) -> PyResult<String> {
    if array.size() == 0 {
        return Ok("[]".to_owned());
    }
    let (shown, cut) = if array.size() > options.threshold {
        corners(array, options.edgeitems)
    } else {
        (array.clone(), vec![false; array.ndim()])
    };
    let words = words(&shown, options, vm)?;
    let layout = Layout {
        words: &words,
        shape: &shown.shape,
        cut: &cut,
        edge: options.edgeitems,
        separator,
    };
    let indent = " ".repeat(prefix + 1);
    Ok(layout.nested(0, &mut 0, &indent, options.linewidth))
}

/// `str(array)`.
pub(super) fn text(array: &Array, vm: &VirtualMachine) -> PyResult<String> {
    if array.ndim() == 0 {
        return Ok(scalar_text(array, vm));
    }
    array2string(array, &options(), " ", 0, vm)
}

/// `repr(array)`.
pub(super) fn repr(array: &Array, vm: &VirtualMachine) -> PyResult<String> {
    let options = options();
    let width = options.linewidth;
    let narrower = Options { linewidth: width.saturating_sub(1), ..options };
    let list = array2string(array, &narrower, ", ", "array(".len(), vm)?;
    let mut extras = Vec::new();
    if (array.size() == 0 && array.shape != [0]) || array.size() > narrower.threshold {
        let shape = shape_text(&array.shape);
        let shape = if array.ndim() == 1 { shape } else { shape.replace(',', ", ") };
        extras.push(format!("shape={shape}"));
    }
    let implied = matches!(array.dtype, INT | FLOAT | COMPLEX | BOOL);
    if !implied || array.size() == 0 {
        extras.push(match array.dtype.kind {
            Kind::Str => format!("dtype='{}'", array.dtype.code()),
            _ => format!("dtype={}", array.dtype.name()),
        });
    }
    if extras.is_empty() {
        return Ok(format!("array({list})"));
    }
    let start = format!("array({list},");
    let extra = format!("{})", extras.join(", "));
    let last = start.rsplit('\n').next().map_or(0, |line| line.chars().count());
    let spacer = if last + extra.len() + 1 > width { "\n      " } else { " " };
    Ok(format!("{start}{spacer}{extra}"))
}

/// `str(scalar)`.
pub(super) fn scalar_text(array: &Array, vm: &VirtualMachine) -> String {
    match array.dtype.kind {
        Kind::Float => decimal::plain(array.to_floats()[0], array.dtype),
        Kind::Complex => complex_text(array.to_complexes()[0], array.dtype),
        _ => convert::plain_objects(array, vm)[0]
            .str(vm)
            .map_or_else(|_| String::new(), |text| text.to_string_lossy().into_owned()),
    }
}

fn complex_text(value: Complex64, dtype: DType) -> String {
    let part = |value: f64| {
        let text = decimal::plain(value, dtype);
        text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
    };
    let imag = part(value.im);
    if value.re == 0.0 && !value.re.is_sign_negative() {
        return format!("{imag}j");
    }
    let plus = if imag.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imag}j)", part(value.re))
}

/// `repr(scalar)`.
pub(super) fn scalar_repr(array: &Array, vm: &VirtualMachine) -> String {
    let text = scalar_text(array, vm);
    let name = scalar::repr_name(array.dtype);
    match array.dtype.kind {
        Kind::Bool => format!("np.{text}_"),
        Kind::Str => {
            let repr = convert::plain_objects(array, vm)[0].repr(vm);
            format!("np.str_({})", repr.map_or_else(|_| text, |r| r.to_string_lossy().into_owned()))
        }
        Kind::Complex => {
            let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(&text);
            format!("np.{name}({inner})")
        }
        _ => format!("np.{name}({text})"),
    }
}
