//! The shape of the kernel's linear memory, told to the linker.

/// Python measures its recursion against this stack. It has to run out before the engine's own
/// stack does: Chromium has 984 kB, of which Python then takes about 740 at its deepest.
const STACK_BYTES: u32 = 512 * 1024;

/// Old Safari refuses modules that may grow without bound, and a notebook that needs more than
/// this would take a school tablet down with it.
const MAX_MEMORY_BYTES: u32 = 512 * 1024 * 1024;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo:rustc-link-arg-cdylib=-zstack-size={STACK_BYTES}");
        println!("cargo:rustc-link-arg-cdylib=--max-memory={MAX_MEMORY_BYTES}");
    }
}
