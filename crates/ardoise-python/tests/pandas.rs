//! pandas: each case of `pandas/expected.txt` shows what a real pandas 2 showed for it.
//!
//! `pandas/make_expected.py` wrote that file; `pandas/setup.py` runs before each case.

mod cases;

use cases::{Session, check};

const SETUP: &str = include_str!("pandas/setup.py");
const EXPECTED: &str = include_str!("pandas/expected.txt");

#[test]
fn every_case_shows_what_pandas_shows() {
    let mut session = Session::new("import pandas as pd");
    session.run("pd.set_option('display.max_columns', 20)");
    check(&mut session, EXPECTED, Some(SETUP), 900);
}
