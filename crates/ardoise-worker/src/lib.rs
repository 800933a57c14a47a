//! The kernel door: bytes in, bytes out, and nothing of JavaScript kept in between.
//!
//! One instance of this module holds one Python interpreter in its linear memory. It must not know
//! documents, pages or where modules are stored. Start reading at `door.rs`.
//!
//! # Contract with the script that loads it
//!
//! Built with wasm-bindgen for the target `no-modules`: a classic worker runs the generated
//! script, which defines the global `wasm_bindgen`, then makes an instance with
//! `const wasm = wasm_bindgen.initSync({ module })`; `wasm.memory` is the linear memory.
//!
//! ## Exports
//!
//! | export | type | meaning |
//! |---|---|---|
//! | `wasm_bindgen.boot()` | `() => void` | Starts the interpreter: once, in an instance whose memory was not put back. |
//! | `wasm_bindgen.handle(bytes)` | `(bytes: Uint8Array) => void` | Performs one request of `ardoise-protocol`. Every report is given to `ardoiseHost.report` during the call; the last one is `Done`. Returns when the run has ended, whether the code failed or not. A request that lays a file down reports nothing. |
//!
//! ## Imports
//!
//! The global object `ardoiseHost` (`self.ardoiseHost`) has to exist before `boot`. Its methods are
//! looked up at each call, all are synchronous:
//!
//! | method | type | meaning |
//! |---|---|---|
//! | `report` | `(bytes: Uint8Array) => void` | One report. The array is a view of linear memory: copy it before returning. |
//! | `answer` | `(prompt: string, secret: boolean) => string \| undefined` | The answer to `input()`. `undefined` = there will be none (`EOFError`). Throws to roll back. |
//! | `moduleSource` | `(name: string) => Uint8Array \| undefined` | The bytes of the file `<name>.py` for a dotted module name, only asked for names of the module list. `undefined` = it could not be fetched (`ImportError`, the run goes on). |
//! | `nowMs` | `() => number` | Milliseconds since 1970 (`Date.now()`). |
//! | `monotonicMs` | `() => number` | A clock that never goes back (`performance.now()`). |
//! | `zoneMinutes` | `(ms: number) => number` | Local time minus UTC, in minutes, at that instant (`-new Date(ms).getTimezoneOffset()`). |
//! | `fillRandom` | `(bytes: Uint8Array) => void` | Fills the array, a view of linear memory, with random bytes. |
//! | `sleepMs` | `(ms: number) => void` | Waits. |
//! | `rest` | `() => void` | Only in a module that was split: makes an instance of the second half with `{ first: wasm }` as its imports, before it returns. |
//! | `died` | `(reason: string) => void` | Why the instance is about to trap: `"memory"` when it ran out of memory, else a text for developers. Python turns some of the former into a `MemoryError` and goes on, so it counts only when the call then throws. |
//!
//! A run is a function of the memory it starts from, its request and what these methods return:
//! with the same memory and the same answers, times and random bytes, the same reports come in the
//! same order. That is what makes "roll back, ask, run again and skip the reports already shown"
//! work. `input()` first reports `Question`, then calls `answer`; when `answer` returns, the prompt
//! and the answer are reported as `Text` (`"prompt" + "answer\n"`, dots for a secret), as classic
//! notebooks store them.
//!
//! ## Throwing and trapping
//!
//! Whatever is thrown by a method of `ardoiseHost` passes through Python unseen and leaves `handle`.
//! After `boot` or `handle` has thrown anything (that, a `WebAssembly.RuntimeError`, or the
//! engine's own "call stack exceeded": `RangeError`, in Firefox `InternalError`), **the instance
//! is dead**: drop it and continue in a fresh one. Endless recursion of Python functions, classes,
//! sorting or generators ends in a `RecursionError`. A few native recursions take so much of the
//! engine's stack and so little of ours that the engine's limit comes first (`repr` or `==` of lists
//! nested thousands deep, JSON likewise): then the host rolls back and says that the recursion is
//! too deep.
//!
//! ## Copying and putting back the memory
//!
//! The memory may be copied whenever no export is running: after `boot`, before or after `handle`.
//! To put a copy back: make a **fresh instance of the same module** (which never ran `boot` or
//! `handle`), run the generated script again or call `initSync` again in a scope where nothing of
//! the old instance is cached (a new worker has both), `wasm.memory.grow` by
//! `(copy.byteLength - wasm.memory.buffer.byteLength) / 65536` pages, then
//! `new Uint8Array(wasm.memory.buffer).set(copy)`. Nothing else: wasm globals are at their initial
//! value between calls, and no JavaScript object is referred to. The function table belongs to the
//! instance: whether the second half of a split module was there when the copy was made does not
//! matter, since the fresh instance asks for it again.
//! A copy fits only the very same module bytes; key it by their hash.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod door;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod memory;
