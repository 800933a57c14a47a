//! What the kernel asks of the world outside.

use ardoise_protocol::Report;

/// The world outside of Python. All calls are synchronous and made on the kernel's thread.
///
/// A run is a function of the interpreter's state, its request and what these methods return; they
/// are never called in an order that depends on anything else.
pub trait Host {
    /// Takes one report of the current run.
    fn report(&mut self, report: Report);

    /// The answer to `input()`, or `None` when there will be none.
    fn answer(&mut self, prompt: &str, secret: bool) -> Option<String>;

    /// The source of a module of [`crate::modules`], or `None` when it cannot be had now.
    fn module_source(&mut self, name: &str) -> Option<Vec<u8>>;

    /// Milliseconds since 1970.
    fn now_ms(&mut self) -> f64;

    /// Milliseconds of a clock that never goes back.
    fn monotonic_ms(&mut self) -> f64;

    /// Local time minus UTC at an instant, in minutes.
    fn zone_minutes(&mut self, at_ms: f64) -> i32;

    /// Fills the array with random bytes.
    fn fill_random(&mut self, bytes: &mut [u8]);

    /// Waits.
    fn sleep_ms(&mut self, millis: f64);
}
