//! An address as a QR code made of letters, two rows of squares in one line.

use qrcodegen::{QrCode, QrCodeEcc};

/// White around the code, in squares.
const QUIET: i32 = 2;

/// The light squares are drawn, for a dark terminal; telephones read it the other way round, too.
pub(super) fn drawn(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let is_light = |x: i32, y: i32| !code.get_module(x, y);
    let mut lines = String::new();
    for y in (-QUIET..code.size() + QUIET).step_by(2) {
        for x in -QUIET..code.size() + QUIET {
            let lower = y + 1 < code.size() + QUIET && is_light(x, y + 1);
            lines.push(match (is_light(x, y), lower) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        lines.push('\n');
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three corners by which a code is found: a light frame in a dark one.
    #[test]
    fn a_code_has_its_corners_and_its_margin() {
        let drawn = drawn("http://192.168.1.20:8081/").expect("short enough");
        let lines: Vec<Vec<char>> = drawn.lines().map(|line| line.chars().collect()).collect();
        let width = lines[0].len();
        assert!(lines.iter().all(|line| line.len() == width));
        assert!(lines[0].iter().all(|square| *square == '█'));
        let corner = |from: usize| lines[1][from..from + 7].iter().collect::<String>();
        assert_eq!(corner(2), " ▄▄▄▄▄ ");
        assert_eq!(corner(width - 9), " ▄▄▄▄▄ ");
        assert_eq!(super::drawn(&"x".repeat(4000)), None);
    }
}
