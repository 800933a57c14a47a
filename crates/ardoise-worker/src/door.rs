//! The exports `boot` and `handle`, and the host behind them: the JavaScript object `ardoiseHost`.

use std::cell::RefCell;

use ardoise_protocol::Report;
use ardoise_protocol::codec::{bytes_from_report, request_from_bytes};
use ardoise_python::{Host, Kernel};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn report(bytes: &[u8]);
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn answer(prompt: &str, secret: bool) -> Option<String>;
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = moduleSource)]
    fn module_source(name: &str) -> Option<Vec<u8>>;
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = nowMs)]
    fn now_ms() -> f64;
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = monotonicMs)]
    fn monotonic_ms() -> f64;
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = zoneMinutes)]
    fn zone_minutes(at_ms: f64) -> i32;
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = fillRandom)]
    fn fill_random(bytes: &mut [u8]);
    #[wasm_bindgen(js_namespace = ardoiseHost, js_name = sleepMs)]
    fn sleep_ms(millis: f64);
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn rest();
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn died(reason: &str);
}

thread_local! {
    static KERNEL: RefCell<Option<Kernel>> = const { RefCell::new(None) };
}

/// Starts the interpreter.
#[wasm_bindgen]
pub fn boot() {
    std::panic::set_hook(Box::new(|panic| died(&panic.to_string())));
    KERNEL.with(|kernel| *kernel.borrow_mut() = Some(Kernel::start(Box::new(Page))));
}

/// Performs one request. Bytes that are none come from a page of another build, which the module's
/// hash rules out; they are reported as a death.
#[wasm_bindgen]
pub fn handle(bytes: &[u8]) {
    let request = match request_from_bytes(bytes) {
        Ok(request) => request,
        Err(error) => return died(&error.to_string()),
    };
    KERNEL.with(|kernel| match kernel.borrow_mut().as_mut() {
        Some(kernel) => kernel.handle(request),
        None => died("the kernel was asked before it was started"),
    });
}

/// In a module that was split: the first call of any function of the second half comes through here.
#[unsafe(no_mangle)]
extern "C" fn ardoise_rest() {
    rest();
}

/// The world of the kernel: the script that loaded it.
struct Page;

impl Host for Page {
    fn report(&mut self, given: Report) {
        report(&bytes_from_report(&given));
    }

    fn answer(&mut self, prompt: &str, secret: bool) -> Option<String> {
        answer(prompt, secret)
    }

    fn module_source(&mut self, name: &str) -> Option<Vec<u8>> {
        module_source(name)
    }

    fn now_ms(&mut self) -> f64 {
        now_ms()
    }

    fn monotonic_ms(&mut self) -> f64 {
        monotonic_ms()
    }

    fn zone_minutes(&mut self, at_ms: f64) -> i32 {
        zone_minutes(at_ms)
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        fill_random(bytes);
    }

    fn sleep_ms(&mut self, millis: f64) {
        sleep_ms(millis);
    }
}

/// Where every random number of the libraries below comes from.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(
    destination: *mut u8,
    length: usize,
) -> Result<(), getrandom::Error> {
    // SAFETY: getrandom hands out a writable array of that length.
    let bytes = unsafe {
        std::ptr::write_bytes(destination, 0, length);
        std::slice::from_raw_parts_mut(destination, length)
    };
    fill_random(bytes);
    Ok(())
}
