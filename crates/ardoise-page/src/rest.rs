//! A published module comes in two halves (docs/architecture.md): the first call of any function of
//! the second half comes through here.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Has the second half there when it returns.
    #[wasm_bindgen(js_name = ardoiseRest)]
    fn rest();
}

#[unsafe(no_mangle)]
extern "C" fn ardoise_rest() {
    rest();
}
