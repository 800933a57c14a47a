//! Says so when memory runs out: Rust traps then, and the page has to know why.

use std::alloc::{GlobalAlloc, Layout, System};

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn died(reason: &str);
}

struct Telling;

#[global_allocator]
static ALLOCATOR: Telling = Telling;

// SAFETY: every call is handed on to the system's allocator; telling the page allocates nothing
// here, since a `&str` crosses as pointer and length.
unsafe impl GlobalAlloc for Telling {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are the system allocator's.
        told(unsafe { System.alloc(layout) })
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        told(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        told(unsafe { System.realloc(pointer, layout, size) })
    }
}

#[inline]
fn told(pointer: *mut u8) -> *mut u8 {
    if pointer.is_null() {
        died("memory");
    }
    pointer
}
