//! A relay in a process of its own, which is this test program once more.
#![allow(dead_code, reason = "each test file uses its part")]

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use ardoise_relay::shell::Server;

use super::Folder;
use super::wire::options;

const FOLDER: &str = "ARDOISE_CHILD_FOLDER";
/// Where it writes that it listens.
const SHOWN: &str = "address";

/// To be called by a test of its own: it is the relay when another test has started it, and nothing
/// otherwise.
pub(crate) fn serve_when_started() {
    let Some(path) = std::env::var_os(FOLDER) else { return };
    let folder = Folder(path.into());
    let server = Server::start(options(&folder)).expect("a relay that starts");
    let address = server.addresses()[0].to_string();
    let shown = folder.0.join(SHOWN);
    // It is the other's to remove.
    std::mem::forget(folder);
    fs::write(shown.with_extension("new"), address).expect("written");
    fs::rename(shown.with_extension("new"), shown).expect("named");
    server.wait();
}

/// A relay that ends with the test.
pub(crate) struct OwnProcess {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl OwnProcess {
    /// `test` is the one that serves; what it prints goes where it is told.
    pub(crate) fn start(test: &str, data: &Path, output: Stdio, errors: Stdio) -> OwnProcess {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", test, "--nocapture"])
            .env(FOLDER, data)
            .env("RUST_BACKTRACE", "1")
            .stdout(output)
            .stderr(errors)
            .spawn()
            .expect("started");
        loop {
            if let Ok(text) = fs::read_to_string(data.join(SHOWN)) {
                return OwnProcess { child, address: text.parse().expect("an address") };
            }
            assert!(child.try_wait().expect("asked").is_none(), "the relay did not start");
            std::thread::yield_now();
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.id().to_string()).status();
        assert!(sent.expect("sent").success());
    }
}

impl Drop for OwnProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
