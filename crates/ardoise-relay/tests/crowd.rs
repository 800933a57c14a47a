//! Schools that come all at once are let in, also when the relay does not look for a moment: the
//! system kept 128 of them and let the others try again a second later.
#![cfg(all(feature = "shell", target_os = "linux"))]

#[path = "support/child.rs"]
mod child;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::fs;
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;

use ardoise_protocol::room::Answer;
use child::{OwnProcess, serve_when_started};
use support::*;
use wire::*;

/// More than the system kept, and fewer than a test may have open.
const CROWD: usize = 400;
/// The system of a device tries again after one second.
const AT_ONCE: Duration = Duration::from_millis(900);

#[test]
fn relay_that_does_not_look() {
    serve_when_started();
}

#[test]
fn a_crowd_waits_at_the_door_and_is_let_in() {
    let most: usize = fs::read_to_string("/proc/sys/net/core/somaxconn")
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .expect("what the system keeps at most");
    let folder = Folder::new("crowd");
    let relay =
        OwnProcess::start("relay_that_does_not_look", &folder.0, Stdio::null(), Stdio::null());
    relay.signal("STOP");
    let crowd: Vec<TcpStream> = (0..CROWD.min(most))
        .map(|at| {
            TcpStream::connect_timeout(&relay.address, AT_ONCE)
                .unwrap_or_else(|error| panic!("number {at} is not let in: {error}"))
        })
        .collect();
    relay.signal("CONT");
    let keys = keys(1);
    let answers = post(relay.address, &[join(&keys)]).expect("an answer behind all of them");
    assert!(matches!(answers[..], [Answer::State { .. }]));
    drop(crowd);
}
