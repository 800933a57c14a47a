//! Notebook files in and out: every fixture of `assets/fixtures/ipynb`, then files nobody wrote.

mod fixtures;
mod outputs;
mod properties;
