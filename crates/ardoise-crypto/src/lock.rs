//! What is kept of the code that opens a profile on a shared computer, in the place of the code.
//!
//! A code of four digits is soon found by trying all of them: this is so that nobody reads in the
//! database a code that its owner uses elsewhere too. It protects nothing else.

use crate::keys::digest;

const CODE: &[u8] = b"ardoise code 1\0";
const ROUNDS: usize = 20_000;

/// A code's digest: SHA-256 over the salt and the code, and then many times over what came out, the
/// salt and the code.
pub fn code_digest(salt: &[u8], code: &str) -> [u8; 32] {
    let again = |last: [u8; 32], _| digest(&[CODE, &last, salt, code.as_bytes()]);
    (0..ROUNDS).fold([0; 32], again)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_changes_with_the_code_and_with_the_salt() {
        let one = code_digest(&[1; 16], "1234");
        assert_eq!(one, code_digest(&[1; 16], "1234"));
        assert_ne!(one, code_digest(&[1; 16], "1235"));
        assert_ne!(one, code_digest(&[2; 16], "1234"));
        assert_eq!(one[..4], [0xfc, 0x56, 0xc0, 0xa6], "what is kept on devices stays readable");
    }
}
