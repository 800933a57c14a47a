//! Whole numbers out of JSON's numbers, which keep the digits of their file.
//!
//! It reads digits itself: the general way goes through `f64`, whose parser is a tenth of the page's
//! tables, for version numbers and the widths of pictures. It must not know what a number is for.

use serde_json::Number;

/// The part before the decimal point, and whether nothing but zeros came after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    pub(crate) value: u32,
    pub(crate) exact: bool,
}

/// Nothing for what is negative or does not fit.
pub(crate) fn whole(number: &Number) -> Option<Whole> {
    whole_of_text(number.as_str())
}

fn whole_of_text(text: &str) -> Option<Whole> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = before.bytes().chain(after.bytes());
    if !digits.clone().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // Where the decimal point stands once the exponent has moved it, counted in digits.
    let point = i64::try_from(before.len()).ok()? + i64::from(exponent);
    let mut whole = Whole { value: 0, exact: true };
    let mut at = 0;
    for digit in digits.map(|digit| u32::from(digit - b'0')) {
        if at < point {
            whole.value = whole.value.checked_mul(10)?.checked_add(digit)?;
        } else {
            whole.exact &= digit == 0;
        }
        at += 1;
    }
    while at < point && whole.value > 0 {
        whole.value = whole.value.checked_mul(10)?;
        at += 1;
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_programs_write_them() {
        let exact = |value| Some(Whole { value, exact: true });
        let cut = |value| Some(Whole { value, exact: false });
        for (text, expected) in [
            ("4", exact(4)),
            ("4.0", exact(4)),
            ("0", exact(0)),
            ("640.7", cut(640)),
            ("1.5e3", exact(1500)),
            ("15e-1", cut(1)),
            ("40E-1", exact(4)),
            ("0.05e+1", cut(0)),
            ("5e-9", cut(0)),
            ("0e999999999", exact(0)),
            ("1e999999999", None),
            ("4294967295", exact(u32::MAX)),
            ("4294967296", None),
            ("-3", None),
            ("-0.5", None),
            ("1e99999999999", None),
        ] {
            assert_eq!(whole_of_text(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_general_parser(
            digits in "(0|[1-9][0-9]{0,6})", fraction in "(\\.[0-9]{1,5})?", exponent in "(e-?[0-2])?",
        ) {
            let text = format!("{digits}{fraction}{exponent}");
            let general: f64 = text.parse().expect("a number");
            let whole = whole_of_text(&text).expect("it fits");
            prop_assert_eq!(whole.value, general as u32);
            prop_assert_eq!(whole.exact, general.fract() == 0.0);
        }
    }
}
