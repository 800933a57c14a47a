//! What an assert tells a witness of itself: one number, since it is a constant in the cell's code.
//! The place is enough to find the part again in the cell's text.

use ruff_python_ast::CmpOp;
use ruff_text_size::TextSize;

/// How a part of an assert is evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A value as it is.
    Truth,
    /// A call whose arguments matter: `isinstance(x, int)`, `all(...)`.
    Call,
    Compare(CmpOp),
    /// An operand of a comparison of several: `0 < x < 10`.
    Link,
}

const OPERATORS: [CmpOp; 10] = [
    CmpOp::Eq,
    CmpOp::NotEq,
    CmpOp::Lt,
    CmpOp::LtE,
    CmpOp::Gt,
    CmpOp::GtE,
    CmpOp::Is,
    CmpOp::IsNot,
    CmpOp::In,
    CmpOp::NotIn,
];

/// A part of an assert.
#[derive(Clone, Copy)]
pub(super) struct Code {
    pub(super) kind: Kind,
    /// The truth value that it is to have.
    pub(super) wanted: bool,
    /// Whether it is what `all` or `any` asks of each element.
    pub(super) element: bool,
    /// Where it begins in the text.
    pub(super) start: TextSize,
}

impl Code {
    pub(super) fn number(self) -> u64 {
        let kind = match self.kind {
            Kind::Truth => 0,
            Kind::Call => 1,
            Kind::Link => 2,
            Kind::Compare(operator) => {
                3 + OPERATORS.iter().position(|known| *known == operator).unwrap_or(0) as u64
            }
        };
        u64::from(self.start.to_u32()) << 6
            | kind << 2
            | u64::from(self.wanted) << 1
            | u64::from(self.element)
    }

    pub(super) fn from_number(number: u64) -> Self {
        let kind = match (number >> 2 & 15) as usize {
            0 => Kind::Truth,
            1 => Kind::Call,
            2 => Kind::Link,
            at => Kind::Compare(OPERATORS[(at - 3).min(OPERATORS.len() - 1)]),
        };
        Self {
            kind,
            wanted: number >> 1 & 1 == 1,
            element: number & 1 == 1,
            start: TextSize::new((number >> 6) as u32),
        }
    }
}
