//! The allocator: keeps some freed pieces of each small size at hand, and says so when memory runs
//! out, for Rust traps then, and the page has to know why.
//!
//! Python makes and drops small objects all the time. The system's allocator joins each freed piece
//! with its neighbours and cuts it off again for the next object; a piece that waits in a list is
//! there at once. The lists are bounded, so that what a large program leaves behind is joined again.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ardoiseHost)]
    fn died(reason: &str);
}

/// Small sizes are multiples of this, which is also their alignment.
const STEP: usize = 8;
const SMALL: usize = 128;
/// How many pieces of one size wait at most.
const WAITING: u32 = 1024;

/// Freed pieces of one size: each holds the address of the next.
struct Waiting {
    first: Cell<*mut u8>,
    count: Cell<u32>,
}

struct Allocator {
    /// By size in steps.
    waiting: [Waiting; SMALL / STEP + 1],
}

#[global_allocator]
static ALLOCATOR: Allocator = Allocator {
    waiting: [const { Waiting { first: Cell::new(ptr::null_mut()), count: Cell::new(0) } };
        SMALL / STEP + 1],
};

// SAFETY: the module has one thread.
unsafe impl Sync for Allocator {}

/// The size in steps, when it is small.
#[inline(always)]
fn steps(layout: Layout) -> Option<usize> {
    (layout.size() <= SMALL && layout.align() <= STEP).then(|| layout.size().div_ceil(STEP))
}

/// What the system's allocator knows a small piece by.
#[inline(always)]
fn whole(steps: usize) -> Layout {
    // SAFETY: a power of two, and far from the end of all sizes.
    unsafe { Layout::from_size_align_unchecked(steps * STEP, STEP) }
}

// SAFETY: a piece is handed out again only after it was given back, for the size it was made for;
// all else is the system's allocator. Telling the page allocates nothing here, since a `&str`
// crosses as pointer and length.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(steps) = steps(layout) else {
            // SAFETY: the caller's promises are the system allocator's.
            return told(unsafe { System.alloc(layout) });
        };
        let waiting = &self.waiting[steps];
        let piece = waiting.first.get();
        if piece.is_null() {
            // SAFETY: as above.
            return told(unsafe { System.alloc(whole(steps)) });
        }
        // SAFETY: `dealloc` wrote the next one's address there.
        waiting.first.set(unsafe { piece.cast::<*mut u8>().read() });
        waiting.count.set(waiting.count.get() - 1);
        piece
    }

    #[inline]
    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        let Some(steps) = steps(layout) else {
            // SAFETY: as above.
            return unsafe { System.dealloc(piece, layout) };
        };
        let waiting = &self.waiting[steps];
        if waiting.count.get() == WAITING {
            // SAFETY: as above; `alloc` asked for it by this layout.
            return unsafe { System.dealloc(piece, whole(steps)) };
        }
        // SAFETY: nobody else uses it any more, and a step has room for an address.
        unsafe { piece.cast::<*mut u8>().write(waiting.first.get()) };
        waiting.first.set(piece);
        waiting.count.set(waiting.count.get() + 1);
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if steps(layout).is_none() {
            // SAFETY: as above.
            return told(unsafe { System.alloc_zeroed(layout) });
        }
        // SAFETY: as above.
        let piece = unsafe { self.alloc(layout) };
        if !piece.is_null() {
            // SAFETY: it is that large.
            unsafe { piece.write_bytes(0, layout.size()) };
        }
        piece
    }

    unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller says that it is a size.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (steps(layout), steps(wanted)) {
            // SAFETY: as above.
            (None, None) => told(unsafe { System.realloc(piece, layout, size) }),
            (Some(before), Some(after)) if before == after => piece,
            _ => {
                // SAFETY: as above.
                let moved = unsafe { self.alloc(wanted) };
                if !moved.is_null() {
                    // SAFETY: both hold as much, and are different pieces.
                    unsafe {
                        moved.copy_from_nonoverlapping(piece, layout.size().min(size));
                        self.dealloc(piece, layout);
                    }
                }
                moved
            }
        }
    }
}

#[inline]
fn told(piece: *mut u8) -> *mut u8 {
    if piece.is_null() {
        died("memory");
    }
    piece
}
