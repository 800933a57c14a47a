//! Element types: their names, sizes, promotion and the rounding each one does.
//!
//! Integers of every width live in `i64` and floats in `f64`; a narrow type is that storage plus
//! a rounding after each operation. It must not know arrays or Python objects.

/// The families that promotion climbs, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Kind {
    Bool,
    Uint,
    Int,
    Float,
    Complex,
    Str,
    Object,
}

/// A family and its width in bytes (characters for text).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DType {
    pub(super) kind: Kind,
    pub(super) size: u32,
}

const fn of(kind: Kind, size: u32) -> DType {
    DType { kind, size }
}

pub(super) const BOOL: DType = of(Kind::Bool, 1);
pub(super) const INT: DType = of(Kind::Int, 8);
pub(super) const UINT64: DType = of(Kind::Uint, 8);
pub(super) const FLOAT: DType = of(Kind::Float, 8);
pub(super) const COMPLEX: DType = of(Kind::Complex, 16);
pub(super) const OBJECT: DType = of(Kind::Object, 8);

/// Every type but text, with its name.
pub(super) const NAMED: [(&str, DType); 15] = [
    ("bool", BOOL),
    ("int8", of(Kind::Int, 1)),
    ("int16", of(Kind::Int, 2)),
    ("int32", of(Kind::Int, 4)),
    ("int64", INT),
    ("uint8", of(Kind::Uint, 1)),
    ("uint16", of(Kind::Uint, 2)),
    ("uint32", of(Kind::Uint, 4)),
    ("uint64", UINT64),
    ("float16", of(Kind::Float, 2)),
    ("float32", of(Kind::Float, 4)),
    ("float64", FLOAT),
    ("complex64", of(Kind::Complex, 8)),
    ("complex128", COMPLEX),
    ("object", OBJECT),
];

const ALIASES: [(&str, &str); 24] = [
    ("bool_", "bool"),
    ("?", "bool"),
    ("int", "int64"),
    ("int_", "int64"),
    ("i", "int32"),
    ("l", "int64"),
    ("q", "int64"),
    ("p", "int64"),
    ("intc", "int32"),
    ("intp", "int64"),
    ("uint", "uint64"),
    ("b", "int8"),
    ("B", "uint8"),
    ("h", "int16"),
    ("H", "uint16"),
    ("I", "uint32"),
    ("L", "uint64"),
    ("e", "float16"),
    ("f", "float32"),
    ("d", "float64"),
    ("float", "float64"),
    ("double", "float64"),
    ("complex", "complex128"),
    ("O", "object"),
];

impl DType {
    pub(super) const fn text(characters: u32) -> Self {
        of(Kind::Str, characters)
    }

    /// The type a string such as `float32`, `f4`, `<U5` or `int` names.
    pub(super) fn named(name: &str) -> Option<Self> {
        if let Some((_, dtype)) = NAMED.iter().find(|(known, _)| *known == name) {
            return Some(*dtype);
        }
        if let Some((_, full)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
            return Self::named(full);
        }
        if name == "str" || name == "str_" {
            return Some(Self::text(0));
        }
        let code = name.trim_start_matches(['<', '=', '|', '>']);
        let mut letters = code.chars();
        let letter = letters.next()?;
        let size = letters.as_str();
        let size: u32 = if size.is_empty() && letter == 'U' { 0 } else { size.parse().ok()? };
        let kind = match letter {
            'b' | '?' => Kind::Bool,
            'i' => Kind::Int,
            'u' => Kind::Uint,
            'f' => Kind::Float,
            'c' => Kind::Complex,
            'U' | 'S' => return Some(Self::text(size)),
            'O' => Kind::Object,
            _ => return None,
        };
        let found = of(kind, size);
        NAMED.iter().any(|(_, dtype)| *dtype == found).then_some(found)
    }

    pub(super) fn name(self) -> String {
        match NAMED.iter().find(|(_, dtype)| *dtype == self) {
            Some((name, _)) => (*name).to_owned(),
            None if self.size == 0 => "str".to_owned(),
            None => format!("str{}", self.size * 32),
        }
    }

    /// The code `<f8` of the type.
    pub(super) fn code(self) -> String {
        match self.kind {
            Kind::Object => "|O".to_owned(),
            Kind::Str => format!("<U{}", self.size),
            _ if self.size == 1 => format!("|{}1", self.letter()),
            _ => format!("<{}{}", self.letter(), self.size),
        }
    }

    pub(super) fn letter(self) -> char {
        match self.kind {
            Kind::Bool => 'b',
            Kind::Int => 'i',
            Kind::Uint => 'u',
            Kind::Float => 'f',
            Kind::Complex => 'c',
            Kind::Str => 'U',
            Kind::Object => 'O',
        }
    }

    pub(super) fn bytes(self) -> usize {
        let size = self.size as usize;
        if self.kind == Kind::Str { 4 * size } else { size }
    }

    pub(super) fn is_integer(self) -> bool {
        matches!(self.kind, Kind::Int | Kind::Uint)
    }

    pub(super) fn is_number(self) -> bool {
        self.kind <= Kind::Complex
    }

    /// The float type that a function such as `sqrt` works in.
    pub(super) fn to_float(self) -> Self {
        match (self.kind, self.size) {
            (Kind::Bool, _) | (Kind::Int | Kind::Uint, 1) => of(Kind::Float, 2),
            (Kind::Int | Kind::Uint, 2) => of(Kind::Float, 4),
            (Kind::Int | Kind::Uint, _) => FLOAT,
            _ => self,
        }
    }

    /// The real type of one part of a complex number.
    pub(super) fn part(self) -> Self {
        if self.kind == Kind::Complex { of(Kind::Float, self.size / 2) } else { self }
    }

    /// The smallest type that holds the values of both.
    pub(super) fn promote(self, other: Self) -> Self {
        let (low, high) = if self.kind <= other.kind { (self, other) } else { (other, self) };
        match (low.kind, high.kind) {
            (a, b) if a == b => of(a, low.size.max(high.size)),
            (_, Kind::Object) => OBJECT,
            (_, Kind::Str) => Self::text(high.size.max(low.characters())),
            (Kind::Bool, _) => high,
            (Kind::Uint, Kind::Int) if low.size < high.size => high,
            (Kind::Uint, Kind::Int) if low.size == 8 => FLOAT,
            (Kind::Uint, Kind::Int) => of(Kind::Int, low.size * 2),
            (Kind::Uint | Kind::Int, Kind::Float) => {
                of(Kind::Float, high.size.max(low.to_float().size))
            }
            (Kind::Uint | Kind::Int, _) => {
                of(Kind::Complex, high.size.max(low.to_float().size.max(4) * 2))
            }
            _ => of(Kind::Complex, high.size.max(low.size.max(4) * 2)),
        }
    }

    /// The promotion with a plain Python number, which has a family and no width of its own.
    pub(super) fn promote_weak(self, other: Self) -> Self {
        if self.kind >= other.kind || (self.kind == Kind::Uint && other.kind == Kind::Int) {
            return self;
        }
        match other.kind {
            Kind::Float if self.is_integer() => FLOAT,
            Kind::Complex if self.kind == Kind::Float => of(Kind::Complex, self.size.max(4) * 2),
            _ => other,
        }
    }

    /// How wide a text must be to hold any value of this type.
    pub(super) fn characters(self) -> u32 {
        match (self.kind, self.size) {
            (Kind::Bool, _) => 5,
            (Kind::Int, 1) => 4,
            (Kind::Int, 2) => 6,
            (Kind::Int, 4) => 11,
            (Kind::Int, _) => 21,
            (Kind::Uint, 1) => 3,
            (Kind::Uint, 2) => 5,
            (Kind::Uint, 4) => 10,
            (Kind::Uint, _) => 20,
            (Kind::Float, _) => 32,
            (Kind::Complex, _) => 64,
            (Kind::Str, size) => size,
            (Kind::Object, _) => 0,
        }
    }

    /// An integer as this type holds it: narrow types wrap around.
    pub(super) fn wrap(self, value: i64) -> i64 {
        match (self.kind, self.size) {
            (Kind::Int, 1) => i64::from(value as i8),
            (Kind::Int, 2) => i64::from(value as i16),
            (Kind::Int, 4) => i64::from(value as i32),
            (Kind::Uint, 1) => i64::from(value as u8),
            (Kind::Uint, 2) => i64::from(value as u16),
            (Kind::Uint, 4) => i64::from(value as u32),
            _ => value,
        }
    }

    /// A float as this type holds it.
    pub(super) fn round(self, value: f64) -> f64 {
        match self.size {
            2 => half(value),
            4 if self.kind == Kind::Float => f64::from(value as f32),
            8 if self.kind == Kind::Complex => f64::from(value as f32),
            _ => value,
        }
    }

    /// Whether storage alone is not the whole truth.
    pub(super) fn is_narrow(self) -> bool {
        match self.kind {
            Kind::Int | Kind::Uint | Kind::Float => self.size < 8,
            Kind::Complex => self.size < 16,
            _ => false,
        }
    }

    /// The least and greatest integer.
    pub(super) fn limits(self) -> (i128, i128) {
        let bits = 8 * self.size;
        if self.kind == Kind::Uint {
            (0, (1_i128 << bits) - 1)
        } else {
            (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
        }
    }
}

/// Rounds to the nearest number of half precision, ties to even.
fn half(value: f64) -> f64 {
    if !value.is_finite() || value == 0.0 {
        return value;
    }
    let exponent = (value.abs().log2().floor() as i32).max(-14);
    let step = 2_f64.powi(exponent - 10);
    let rounded = (value / step).round_ties_even() * step;
    if rounded.abs() > 65504.0 { f64::INFINITY.copysign(value) } else { rounded }
}
