//! Who published an activity: keys, names made from them, signatures.
//!
//! An activity's name is made from its author's public key and a salt, so whoever has the name can
//! tell whether a later version was signed by the same author, without any list of authors.
//! Signatures are Ed25519 (RFC 8032), names are SHA-256 cut to 16 bytes. It must not know what an
//! activity is. Start with [`AuthorKey`].

use ed25519_compact::{KeyPair, Seed};
use sha2::{Digest, Sha256};

/// What stands before a key and a salt when a name is made of them.
const NAME: &[u8] = b"ardoise activity 1\0";
/// What stands before a secret and a text when a salt is made of them.
const SALT: &[u8] = b"ardoise salt 1\0";

/// The key with which a teacher signs. It never leaves their device but for a copy of their own.
pub struct AuthorKey {
    pair: KeyPair,
    secret: [u8; 32],
}

impl AuthorKey {
    /// The key of a secret: 32 random bytes.
    pub fn from_secret(secret: [u8; 32]) -> AuthorKey {
        AuthorKey { pair: KeyPair::from_seed(Seed::new(secret)), secret }
    }

    pub fn public(&self) -> [u8; 32] {
        *self.pair.pk
    }

    /// The salt for what this author calls so: the same each time, and of no use to others.
    pub fn salt(&self, about: &str) -> [u8; 16] {
        digest(&[SALT, &self.secret, about.as_bytes()])
    }

    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        *self.pair.sk.sign(bytes, None)
    }
}

/// The name of an activity whose author has this key.
pub fn activity_name(key: &[u8; 32], salt: &[u8; 16]) -> [u8; 16] {
    digest(&[NAME, key, salt])
}

/// The first half of a SHA-256.
fn digest(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    let whole = hash.finalize();
    let mut half = [0; 16];
    half.iter_mut().zip(&whole).for_each(|(to, from)| *to = *from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::is_signed;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        let digit = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("digits");
        std::array::from_fn(digit)
    }

    const SECRET: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    /// The second test of RFC 8032, section 7.1.
    #[test]
    fn keys_and_signatures_are_those_of_the_standard() {
        let key = AuthorKey::from_secret(bytes(SECRET));
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        assert_eq!(key.public(), bytes(public));
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(key.sign(&[0x72]), bytes(signature));
    }

    #[test]
    fn only_the_author_signs_and_every_byte_counts() {
        let key = AuthorKey::from_secret([7; 32]);
        let signature = key.sign(b"version 2");
        assert!(is_signed(b"version 2", &key.public(), &signature));
        assert!(!is_signed(b"version 3", &key.public(), &signature));
        let other = AuthorKey::from_secret([8; 32]);
        assert!(!is_signed(b"version 2", &other.public(), &signature));
        for at in 0..64 {
            let mut changed = signature;
            changed[at] ^= 1;
            assert!(!is_signed(b"version 2", &key.public(), &changed), "byte {at}");
        }
        // Keys that are no point or of small order sign nothing.
        for weak in [[0; 32], [0xff; 32], bytes::<32>(&format!("01{}", "00".repeat(31)))] {
            assert!(!is_signed(b"version 2", &weak, &[0; 64]));
        }
    }

    #[test]
    fn names_hold_on_to_key_and_salt() {
        let key = AuthorKey::from_secret(bytes(SECRET));
        let salt = key.salt("carres.ipynb");
        assert_eq!(salt, key.salt("carres.ipynb"));
        assert_ne!(salt, key.salt("cubes.ipynb"));
        let name = activity_name(&key.public(), &salt);
        assert_eq!(name, bytes("95412bbc2117bf369fcf1b9eb6983ec7"));
        assert_ne!(name, activity_name(&key.public(), &key.salt("cubes.ipynb")));
        assert_ne!(name, activity_name(&AuthorKey::from_secret([8; 32]).public(), &salt));
    }
}
