//! The notebook's files as a view lists them and as the store names them.

use ardoise_core::session::FileView;
use wasm_bindgen::prelude::*;

use super::shape::*;

records! {
    /// One file beside the cells.
    ardoise_core::session::FileView as FileView {
        /// Below the notebook's folder, parts between `/`.
        path: String,
        /// In bytes.
        size: u32,
        /// Milliseconds since 1970.
        modified: f64,
    }
}
lists!(FileView);

words! {
    /// Why a file cannot be added.
    ardoise_core::session::FileRefusal as FileRefusal {
        TooLarge = "tooLarge",
        NoRoom = "noRoom",
        TooMany = "tooMany",
        BadName = "badName",
    }
}
