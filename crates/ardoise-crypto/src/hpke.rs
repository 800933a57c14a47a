//! HPKE in base mode (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305, one message for each
//! encapsulated key: sealed with a public key, opened with the other half, and nothing said of the sender.
//!
//! The `hpke` crate does the same, and is what the tests compare this with; of it, the page would get a
//! second curve beside the one that signs. It must not know what is sealed.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use ed25519_compact::x25519::{PublicKey, SecretKey};
use hkdf::Hkdf;
use sha2::Sha256;

/// DHKEM(X25519, HKDF-SHA256).
const KEM: &[u8] = b"KEM\x00\x20";
/// The same, HKDF-SHA256, ChaCha20-Poly1305.
const SUITE: &[u8] = b"HPKE\x00\x20\x00\x01\x00\x03";
const VERSION: &[u8] = b"HPKE-v1";
const BASE: u8 = 0;

/// The two halves of a key, from 32 bytes that nobody can guess (`DeriveKeyPair`).
pub(crate) fn key_pair(from: &[u8; 32]) -> Option<(SecretKey, [u8; 32])> {
    let (_, derived) = extract(KEM, b"", b"dkp_prk", from);
    let secret = SecretKey::new(expand(&derived, KEM, b"sk", b""));
    let public = secret.recover_public_key().ok()?;
    Some((secret, *public))
}

/// Seals a text for whoever has the other half of this key; the encapsulated key and the sealed text.
/// `once` was never used before. Nothing when the key is none that can be sealed for.
pub(crate) fn seal(
    receiver: &[u8; 32],
    info: &[u8],
    associated: &[u8],
    mut text: Vec<u8>,
    once: &[u8; 32],
) -> Option<([u8; 32], Vec<u8>)> {
    let (secret, encapsulated) = key_pair(once)?;
    let (cipher, nonce) = cipher_of(&secret, receiver, (&encapsulated, receiver), info)?;
    cipher.encrypt_in_place(&nonce, associated, &mut text).ok()?;
    Some((encapsulated, text))
}

/// Opens what was sealed for this key.
pub(crate) fn open(
    (own, own_public): &(SecretKey, [u8; 32]),
    encapsulated: &[u8; 32],
    info: &[u8],
    associated: &[u8],
    mut text: Vec<u8>,
) -> Option<Vec<u8>> {
    let (cipher, nonce) = cipher_of(own, encapsulated, (encapsulated, own_public), info)?;
    cipher.decrypt_in_place(&nonce, associated, &mut text).ok()?;
    Some(text)
}

/// What one half makes with the other of another: the same on both sides.
fn cipher_of(
    own: &SecretKey,
    other: &[u8; 32],
    (encapsulated, receiver): (&[u8; 32], &[u8; 32]),
    info: &[u8],
) -> Option<(ChaCha20Poly1305, Nonce)> {
    // Nothing for a point of small order: everybody could make what comes of it.
    let agreed = PublicKey::new(*other).dh(own).ok()?;
    let (_, extracted) = extract(KEM, b"", b"eae_prk", &*agreed);
    let context = [encapsulated.as_slice(), receiver].concat();
    let shared: [u8; 32] = expand(&extracted, KEM, b"shared_secret", &context);

    let (no_key, _) = extract(SUITE, b"", b"psk_id_hash", b"");
    let (about, _) = extract(SUITE, b"", b"info_hash", info);
    let context = [&[BASE], no_key.as_slice(), &about].concat();
    let (_, secret) = extract(SUITE, &shared, b"secret", b"");
    let key: [u8; 32] = expand(&secret, SUITE, b"key", &context);
    let nonce: [u8; 12] = expand(&secret, SUITE, b"base_nonce", &context);
    Some((ChaCha20Poly1305::new(&Key::from(key)), Nonce::from(nonce)))
}

/// `LabeledExtract`, also as what can be expanded.
fn extract(suite: &[u8], salt: &[u8], label: &[u8], from: &[u8]) -> ([u8; 32], Hkdf<Sha256>) {
    let (bytes, expandable) =
        Hkdf::<Sha256>::extract(Some(salt), &[VERSION, suite, label, from].concat());
    (bytes.into(), expandable)
}

/// `LabeledExpand`.
fn expand<const N: usize>(from: &Hkdf<Sha256>, suite: &[u8], label: &[u8], info: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    let length = (N as u16).to_be_bytes();
    // It fails for 8160 bytes and more.
    let made = from.expand_multi_info(&[&length, VERSION, suite, label, info], &mut out);
    debug_assert!(made.is_ok());
    out
}

#[cfg(test)]
mod tests {
    use ::hpke::aead::ChaCha20Poly1305 as Aead;
    use ::hpke::kdf::HkdfSha256 as Kdf;
    use ::hpke::kem::X25519HkdfSha256 as Kem;
    use ::hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
    use proptest::prelude::*;

    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits = (0..hex.len()).step_by(2);
        digits.map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("digits")).collect()
    }

    /// RFC 9180, A.2.1: the keys, and the first of the encryptions.
    #[test]
    fn it_is_the_standards() {
        let array = |hex| <[u8; 32]>::try_from(bytes(hex)).expect("32 bytes");
        let once = array("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
        let receiver = array("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df");
        let (_, public) = key_pair(&receiver).expect("a pair");
        assert_eq!(
            public.to_vec(),
            bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
        );
        let info = bytes("4f6465206f6e2061204772656369616e2055726e");
        let text = bytes("4265617574792069732074727574682c20747275746820626561757479");
        let associated = bytes("436f756e742d30");
        let (encapsulated, sealed) =
            seal(&public, &info, &associated, text.clone(), &once).expect("sealed");
        assert_eq!(
            encapsulated.to_vec(),
            bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
        );
        assert_eq!(
            sealed,
            bytes(
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
            )
        );
        let pair = key_pair(&receiver).expect("a pair");
        assert_eq!(open(&pair, &encapsulated, &info, &associated, sealed), Some(text));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 50,
            rng_seed: proptest::test_runner::RngSeed::Fixed(9),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn another_implementation_opens_it_and_seals_for_it(
            receiver in any::<[u8; 32]>(),
            once in any::<[u8; 32]>(),
            info in prop::collection::vec(any::<u8>(), 0..40),
            associated in prop::collection::vec(any::<u8>(), 0..40),
            text in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let pair = key_pair(&receiver).expect("a pair");
            let (their_secret, their_public) = Kem::derive_keypair(&receiver);
            let written: [u8; 32] = their_public.to_bytes().into();
            prop_assert_eq!(pair.1, written);

            let (key, sealed) =
                seal(&pair.1, &info, &associated, text.clone(), &once).expect("sealed");
            let key = <Kem as ::hpke::Kem>::EncappedKey::from_bytes(&key).expect("a key");
            let opened = ::hpke::single_shot_open::<Aead, Kdf, Kem>(
                &OpModeR::Base, &their_secret, &key, &info, &sealed, &associated,
            );
            prop_assert_eq!(opened.expect("opens"), text.clone());

            let (key, sealed) = theirs(&their_public, &info, &text, &associated, once);
            prop_assert_eq!(open(&pair, &key, &info, &associated, sealed), Some(text));
        }
    }

    /// Sealed by the other implementation.
    fn theirs(
        public: &<Kem as ::hpke::Kem>::PublicKey,
        info: &[u8],
        text: &[u8],
        associated: &[u8],
        seed: [u8; 32],
    ) -> ([u8; 32], Vec<u8>) {
        let (key, sealed) = ::hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(
            &OpModeS::Base,
            public,
            info,
            text,
            associated,
            &mut Seeded(seed),
        )
        .expect("sealed");
        (key.to_bytes().into(), sealed)
    }

    struct Seeded([u8; 32]);

    impl ::hpke::rand_core::TryRng for Seeded {
        type Error = core::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            ::hpke::rand_core::utils::next_word_via_fill(self)
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            ::hpke::rand_core::utils::next_word_via_fill(self)
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
            for byte in bytes {
                self.0.rotate_left(1);
                self.0[0] = self.0[0].wrapping_mul(5).wrapping_add(self.0[7]);
                *byte = self.0[0];
            }
            Ok(())
        }
    }

    impl ::hpke::rand_core::TryCryptoRng for Seeded {}
}
