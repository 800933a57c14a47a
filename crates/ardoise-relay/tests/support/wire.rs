//! A relay on a port of this machine, and devices that speak to it over HTTP and WebSockets.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use ardoise_protocol::room::codec::{answers_from_bytes, bytes_from_asks};
use ardoise_protocol::room::{Answer, Ask};
use ardoise_relay::brain::Settings;
use ardoise_relay::shell::{Kept, Options, Server};
use tungstenite::{Message, WebSocket};

use super::Folder;

pub(crate) fn options(folder: &Folder) -> Options {
    Options {
        listen: vec!["127.0.0.1:0".parse().expect("an address")],
        kept: Kept::Folder(folder.0.clone()),
        settings: Settings::default(),
        site: None,
        certificate: None,
    }
}

pub(crate) fn served(folder: &Folder) -> (Server, SocketAddr) {
    let server = Server::start(options(folder)).expect("a relay that starts");
    let address = server.addresses()[0];
    (server, address)
}

/// A device with a socket.
pub(crate) struct Socket(WebSocket<TcpStream>);

impl Socket {
    pub(crate) fn open(address: SocketAddr) -> Option<Socket> {
        let stream = TcpStream::connect(address).ok()?;
        stream.set_nodelay(true).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let (socket, _) = tungstenite::client(format!("ws://{address}/v1/relay"), stream).ok()?;
        Some(Socket(socket))
    }

    pub(crate) fn say(&mut self, asks: &[Ask]) -> Option<()> {
        self.0.send(Message::Binary(bytes_from_asks(asks).into())).ok()
    }

    /// The next message; none when the relay is gone.
    pub(crate) fn hear(&mut self) -> Option<Vec<Answer>> {
        loop {
            match self.0.read().ok()? {
                Message::Binary(bytes) => return answers_from_bytes(&bytes).ok(),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    /// Says this, and waits for the first answer for which this is true.
    pub(crate) fn ask(&mut self, asks: &[Ask], is_it: impl Fn(&Answer) -> bool) -> Option<Answer> {
        self.say(asks)?;
        self.wait_for(is_it)
    }

    pub(crate) fn wait_for(&mut self, is_it: impl Fn(&Answer) -> bool) -> Option<Answer> {
        loop {
            if let Some(answer) = self.hear()?.into_iter().find(&is_it) {
                return Some(answer);
            }
        }
    }
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// One request on a connection of its own.
pub(crate) fn request(address: SocketAddr, head: &str, body: &[u8]) -> Option<Response> {
    request_on(&mut TcpStream::connect(address).ok()?, head, body)
}

/// One of several requests on a connection.
pub(crate) fn request_on(stream: &mut TcpStream, head: &str, body: &[u8]) -> Option<Response> {
    stream.set_nodelay(true).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(40))).ok()?;
    let head = format!("{head}\r\nhost: relay\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let (mut bytes, mut some) = (Vec::new(), [0; 4096]);
    let mut whole = None;
    while whole.as_ref().is_none_or(|(_, _, length)| bytes.len() < *length) {
        let count = stream.read(&mut some).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&some[..count]);
        if whole.is_none()
            && let Some(end) = bytes.windows(4).position(|at| at == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.map_or(Some(0), |length| length.parse().ok())?;
            let status: u16 = head.split(' ').nth(1)?.parse().ok()?;
            whole = Some((head, status, end + 4 + length));
        }
    }
    let (head, status, length) = whole?;
    let body = bytes[bytes.len().min(head.len() + 4)..length].to_vec();
    Some(Response { status, head, body })
}

pub(crate) fn post(address: SocketAddr, asks: &[Ask]) -> Option<Vec<Answer>> {
    let head = "POST /v1/relay HTTP/1.1\r\ncontent-type: application/octet-stream";
    let response = request(address, head, &bytes_from_asks(asks))?;
    answers_from_bytes(&response.body).ok()
}
