//! Python for notebooks: rustpython-vm behind one small trait.
//!
//! [`Kernel`] runs cells and reports what they show; [`Host`] is the whole world it sees: answers,
//! clocks, random bytes and the sources of Python's own modules. The interpreter is built without
//! files, environment, network or threads, natively and in the browser alike, so that a notebook
//! does the same in both and code from a stranger reaches nothing.
//!
//! It must not know documents, pages or where modules are kept. Start reading at [`Kernel`].

mod advice;
mod advising;
mod cell;
mod checks;
mod failure;
mod host;
mod kernel;
#[cfg(feature = "library")]
pub mod library;
mod magics;
pub mod modules;
mod native;
mod numpy;
mod running;
mod set_order;
mod wording;

pub use host::Host;
pub use kernel::Kernel;
