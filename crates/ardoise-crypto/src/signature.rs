//! Whether a signature is genuine (Ed25519, RFC 8032). In a page by the library with the fewest bytes,
//! elsewhere by the fastest: a relay checks thousands a second.

/// Whether these bytes were signed with the secret of this key.
#[cfg(target_arch = "wasm32")]
pub fn is_signed(bytes: &[u8], key: &[u8; 32], signature: &[u8; 64]) -> bool {
    use ed25519_compact::{PublicKey, Signature};
    PublicKey::new(*key).verify(bytes, &Signature::new(*signature)).is_ok()
}

/// Whether these bytes were signed with the secret of this key.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_signed(bytes: &[u8], key: &[u8; 32], signature: &[u8; 64]) -> bool {
    use ed25519_dalek::{Signature, Verifier, VerifyingKey};
    let signature = Signature::from_bytes(signature);
    // With a weak key anything is signed.
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| !key.is_weak() && key.verify(bytes, &signature).is_ok())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use ed25519_compact::{KeyPair, PublicKey, Seed, Signature};
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn in_a_page(bytes: &[u8], key: &[u8; 32], signature: &[u8; 64]) -> bool {
        PublicKey::new(*key).verify(bytes, &Signature::new(*signature)).is_ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 300, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default()
        })]

        /// What a relay takes, every page takes too, and the other way round.
        #[test]
        fn both_libraries_say_the_same(
            seed in any::<[u8; 32]>(),
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            turned in prop::option::of((0usize..3, any::<prop::sample::Index>(), 0u8..8)),
        ) {
            let pair = KeyPair::from_seed(Seed::new(seed));
            let (mut key, mut signature, mut said) = (*pair.pk, *pair.sk.sign(&bytes, None), bytes);
            let genuine = super::is_signed(&said, &key, &signature);
            prop_assert!(genuine && in_a_page(&said, &key, &signature));
            if let Some((what, at, bit)) = turned {
                let turned: &mut [u8] = match what {
                    0 => &mut key,
                    1 => &mut signature,
                    _ => &mut said,
                };
                if !turned.is_empty() {
                    let at = at.index(turned.len());
                    turned[at] ^= 1 << bit;
                    prop_assert!(!super::is_signed(&said, &key, &signature));
                    prop_assert!(!in_a_page(&said, &key, &signature));
                }
            }
        }
    }

    /// Keys that anything seems to be signed with, and numbers beyond the group's order.
    #[test]
    fn keys_and_signatures_that_nobody_can_have_are_refused_by_both() {
        let pair = KeyPair::from_seed(Seed::new([1; 32]));
        let mut beyond = *pair.sk.sign(b"texte", None);
        beyond[63] |= 0x80;
        let identity: [u8; 32] = std::array::from_fn(|at| u8::from(at == 0));
        let zero: [u8; 64] = std::array::from_fn(|at| u8::from(at == 0));
        for (key, signature) in [(*pair.pk, beyond), (identity, zero), ([0; 32], [0; 64])] {
            assert!(!super::is_signed(b"texte", &key, &signature));
            assert!(!in_a_page(b"texte", &key, &signature));
        }
    }
}
