//! Takes the place of the crate of this name, with only those names in it that follow a rule.
//!
//! rustpython needs it for `unicodedata.name()` and `lookup()`, and its tables weigh more than all
//! of Python's parser. Its build script asks for the first character of each range with a rule.

const HANGUL: std::ops::RangeInclusive<u32> = 0xAC00..=0xD7A3;

const FIRST: [&str; 19] = [
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H",
];
const MIDDLE: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI",
    "YU", "EU", "YI", "I",
];
const LAST: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B",
    "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];

/// The character of a name: none is known.
pub fn character(_name: &str) -> Option<char> {
    None
}

/// The name of a character, when it follows a rule.
pub fn name(character: char) -> Option<String> {
    let code = character as u32;
    if HANGUL.contains(&code) {
        let at = (code - HANGUL.start()) as usize;
        let (first, middle, last) = (at / (21 * 28), at / 28 % 21, at % 28);
        return Some(format!("HANGUL SYLLABLE {}{}{}", FIRST[first], MIDDLE[middle], LAST[last]));
    }
    let ideograph = matches!(code, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x3FFFD);
    ideograph.then(|| format!("CJK UNIFIED IDEOGRAPH-{code:X}"))
}
