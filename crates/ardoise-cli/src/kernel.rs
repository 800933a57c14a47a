//! The kernel on a thread of its own, so that a cell that never ends can be left behind.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use ardoise_protocol::{Report, Request};
use ardoise_python::{Host, Kernel, library};

/// Python measures its native recursion against this.
const STACK_BYTES: usize = 64 << 20;

/// The two ends of a kernel's thread: requests in, reports out.
pub(crate) struct KernelThread {
    pub(crate) requests: Sender<Request>,
    pub(crate) reports: Receiver<Report>,
}

/// Starts a kernel that answers `input()` with `answers`.
pub(crate) fn start(answers: VecDeque<String>) -> Result<KernelThread> {
    let (requests, asked) = channel::<Request>();
    let (told, reports) = channel();
    thread::Builder::new().name("python".to_owned()).stack_size(STACK_BYTES).spawn(move || {
        let mut kernel =
            Kernel::start(Box::new(Terminal { told, answers, started: Instant::now() }));
        while let Ok(request) = asked.recv() {
            kernel.handle(request);
        }
        // The process ends; taking the interpreter down would only cost time.
        std::mem::forget(kernel);
    })?;
    Ok(KernelThread { requests, reports })
}

/// The world of the kernel: this process.
struct Terminal {
    told: Sender<Report>,
    answers: VecDeque<String>,
    started: Instant,
}

impl Host for Terminal {
    fn report(&mut self, report: Report) {
        // When nobody listens any more, the run was given up.
        let _ = self.told.send(report);
    }

    fn answer(&mut self, _prompt: &str, _secret: bool) -> Option<String> {
        self.answers.pop_front()
    }

    fn module_source(&mut self, name: &str) -> Option<Vec<u8>> {
        library::source(name).map(<[u8]>::to_vec)
    }

    fn now_ms(&mut self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0
    }

    fn monotonic_ms(&mut self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }

    fn zone_minutes(&mut self, at_ms: f64) -> i32 {
        jiff::Timestamp::from_millisecond(at_ms as i64)
            .map(|at| jiff::tz::TimeZone::system().to_offset(at).seconds() / 60)
            .unwrap_or(0)
    }

    fn fill_random(&mut self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            eprintln!("ardoise: no random bytes");
            std::process::abort();
        }
    }

    fn sleep_ms(&mut self, millis: f64) {
        thread::sleep(Duration::try_from_secs_f64(millis / 1000.0).unwrap_or(Duration::MAX));
    }
}
