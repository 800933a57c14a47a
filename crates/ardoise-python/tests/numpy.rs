//! numpy: each case of `numpy/expected.txt` shows what a real numpy 2 showed for it.
//!
//! `numpy/make_expected.py` wrote that file.

mod cases;

use cases::{Session, check};

const EXPECTED: &str = include_str!("numpy/expected.txt");

#[test]
fn every_case_shows_what_numpy_shows() {
    check(&mut Session::new("import numpy as np"), EXPECTED, None, 900);
}

/// A million elements are a loop in Rust: the whole takes far less than Python loops would.
#[test]
fn large_arrays_are_computed_and_too_large_ones_refused() {
    let mut session = Session::new("import numpy as np");
    let sum = "a = np.arange(1_000_000.0); float(np.sqrt(a * a + 2 * a + 1).sum())";
    assert_eq!(session.run(sum), "500000500000.0");
    assert_eq!(session.run("int((a > 10).sum())"), "999989");
    let refused = session.run("np.ones(10**12)");
    assert!(
        refused.starts_with("!MemoryError: Unable to allocate 7.28 TiB for an array"),
        "{refused}"
    );
    assert_eq!(session.run("a.size"), "1000000");
}
