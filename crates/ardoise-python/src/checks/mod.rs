//! Why an `assert` failed, from the values that were compared.
//!
//! [`rewrite`] changes the asserts of a cell when it is compiled, so that what they compare passes
//! through the functions of [`witness`], which keep the values of the one that fails. Nothing is
//! evaluated twice, the exception and its traceback are Python's, and an assert that holds costs a
//! call. [`explain`] looks at the kept values once the exception has left the cell.
//!
//! It writes no sentence: a case is a code with values, as in [`crate::advice`].

mod cases;
mod code;
mod explain;
mod rewrite;
mod shown;
mod statements;
mod unit_tests;
mod witness;

pub(crate) use explain::explain;
pub(crate) use rewrite::rewritten;
pub(crate) use witness::{forget, install};
