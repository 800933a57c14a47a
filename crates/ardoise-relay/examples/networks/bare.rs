//! What any way of two devices to each other takes at least: the same bytes at the same moments, over
//! nothing but TCP, through a machine that passes them on.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::spawn;
use std::time::Duration;

/// Passes on what one of two connections brings to the other, in the network of the caller.
pub(crate) fn pass_on(port: u16) {
    let listener = TcpListener::bind(("0.0.0.0", port)).expect("a port");
    spawn(move || {
        let mut streams = listener.incoming().filter_map(Result::ok);
        while let (Some(one), Some(two)) = (streams.next(), streams.next()) {
            for (mut from, mut to) in [(copy(&one), copy(&two)), (two, one)] {
                spawn(move || {
                    let _ = (to.set_nodelay(true), std::io::copy(&mut from, &mut to));
                });
            }
        }
    });
}

fn copy(stream: &TcpStream) -> TcpStream {
    stream.try_clone().expect("a stream")
}

/// One of the two devices.
pub(crate) struct Bare {
    stream: TcpStream,
    pub(crate) read: usize,
}

impl Bare {
    pub(crate) fn connect(address: SocketAddr) -> Bare {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a stream");
        stream.set_read_timeout(Some(Duration::from_millis(5))).expect("a stream");
        Bare { stream, read: 0 }
    }

    pub(crate) fn write(&mut self, bytes: usize) {
        self.stream.write_all(&vec![7; bytes]).expect("it is taken");
    }

    /// Looks once for what has come.
    pub(crate) fn look(&mut self) {
        match self.stream.read(&mut [0; 4096]) {
            Ok(count) => self.read += count,
            Err(error) => assert!(
                matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
                "{error}"
            ),
        }
    }
}
