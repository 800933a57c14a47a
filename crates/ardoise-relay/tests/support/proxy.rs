//! A proxy on this machine that passes everything on and remembers it, both directions apart.
//!
//! What a browser sends over a WebSocket is masked; it is unmasked before anybody looks.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What one connection carried one way.
type Carried = Arc<Mutex<Vec<u8>>>;

pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    connections: Arc<Mutex<Vec<(Carried, Carried)>>>,
}

impl Proxy {
    pub(crate) fn to(relay: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let connections: Arc<Mutex<Vec<(Carried, Carried)>>> = Arc::default();
        let known = Arc::clone(&connections);
        // It goes with the test's process.
        std::thread::spawn(move || {
            for device in listener.incoming().flatten() {
                let Ok(relay) = TcpStream::connect(relay) else { continue };
                let (up, down) = (Carried::default(), Carried::default());
                known.lock().expect("known").push((Arc::clone(&up), Arc::clone(&down)));
                pass_on(&device, &relay, up);
                pass_on(&relay, &device, down);
            }
        });
        Proxy { address, connections }
    }

    /// What devices said, what the relay said, each connection by itself.
    pub(crate) fn carried(&self) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let connections = self.connections.lock().expect("known");
        let taken = |carried: &Carried| carried.lock().expect("carried").clone();
        connections.iter().map(|(up, down)| (unmasked(&taken(up)), taken(down))).unzip()
    }
}

fn pass_on(from: &TcpStream, to: &TcpStream, carried: Carried) {
    let mut from = from.try_clone().expect("a stream");
    let mut to = to.try_clone().expect("a stream");
    std::thread::spawn(move || {
        let mut piece = vec![0; 64 << 10];
        while let Ok(length @ 1..) = from.read(&mut piece) {
            carried.lock().expect("carried").extend(&piece[..length]);
            if to.write_all(&piece[..length]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}

/// Plain HTTP as it is; of a WebSocket, the head and then what its frames hold.
fn unmasked(bytes: &[u8]) -> Vec<u8> {
    let end = bytes.windows(4).position(|at| at == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
    let (head, mut rest) = bytes.split_at(end);
    if !String::from_utf8_lossy(head).to_lowercase().contains("upgrade: websocket") {
        return bytes.to_vec();
    }
    let mut plain = head.to_vec();
    while let Some((frame, after)) = frame(rest) {
        plain.extend(frame);
        rest = after;
    }
    plain
}

/// The content of the first frame, and what follows it.
fn frame(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let (head, rest) = bytes.split_at_checked(2)?;
    let (length, rest) = match head[1] & 127 {
        126 => {
            let (length, rest) = rest.split_first_chunk()?;
            (u64::from(u16::from_be_bytes(*length)), rest)
        }
        127 => {
            let (length, rest) = rest.split_first_chunk()?;
            (u64::from_be_bytes(*length), rest)
        }
        short => (u64::from(short), rest),
    };
    let (mask, rest) =
        if head[1] & 128 != 0 { rest.split_at_checked(4)? } else { (&[0; 4][..], rest) };
    let (content, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    let unmasked = content.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask);
    Some((unmasked.collect(), rest))
}
