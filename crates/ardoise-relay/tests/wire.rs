//! Over a port of this machine: sockets and requests, what is beside them, and how they end.
#![cfg(feature = "shell")]

mod support;
#[path = "support/wire.rs"]
mod wire;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use ardoise_protocol::room::{Answer, Ask, Place, Refusal};
use ardoise_relay::brain::Settings;
use ardoise_relay::shell::{Accepts, Content, Found, ServeError, Server, Site};
use support::*;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use wire::*;

fn is_acked(answer: &Answer) -> bool {
    matches!(answer, Answer::Acked { .. })
}

#[test]
fn a_socket_and_a_request_meet_in_a_room() {
    let folder = Folder::new("meet");
    let (server, address) = served(&folder);
    let keys = keys(1);
    let mut home = Socket::open(address).expect("a socket");
    home.say(&[Ask::Hello, join(&keys), read(&keys, Place::START)]).expect("said");
    let one = record(&keys, 1);
    let asks = [Ask::Hello, join(&keys), append(&keys, 7, std::slice::from_ref(&one))];
    let answers = post(address, &asks).expect("an answer");
    assert!(matches!(answers[..], [Answer::Hello { .. }, Answer::Acked { .. }]));
    let read_it = home.wait_for(|answer| matches!(answer, Answer::Records { .. }));
    let Some(Answer::Records { records, .. }) = read_it else { panic!() };
    assert_eq!(records, given(std::slice::from_ref(&one)));
    // And the other way.
    let two = record(&keys, 2);
    home.ask(&[append(&keys, 8, std::slice::from_ref(&two))], is_acked).expect("acknowledged");
    let asks = [join(&keys), read(&keys, place(&[one]))];
    let answers = post(address, &asks).expect("an answer");
    let [Answer::Records { records, .. }] = &answers[..] else { panic!() };
    assert_eq!(*records, given(&[two]));
    server.stop();
}

#[test]
fn a_request_waits_for_something_to_read() {
    let folder = Folder::new("hold");
    let mut options = options(&folder);
    options.settings = Settings { hold_millis: 300, ..Settings::default() };
    let server = Server::start(options).expect("a relay that starts");
    let address = server.addresses()[0];
    let keys = keys(1);
    let answers = post(address, &[join(&keys), read(&keys, Place::START)]).expect("an answer");
    let [Answer::Records { records, .. }] = &answers[..] else { panic!() };
    assert!(records.is_empty());
    let head = "POST /v1/relay HTTP/1.1";
    let response = request(address, head, b"nothing we know").expect("an answer");
    assert_eq!(response.status, 200);
    assert!(response.head.contains("cache-control: no-store"));
    assert!(response.head.contains("access-control-allow-origin: *"));
    server.stop();
}

#[test]
fn what_no_relay_takes_is_refused_before_it_is_in_memory() {
    let folder = Folder::new("bounds");
    let (server, address) = served(&folder);
    let status = |head: &str, body: &[u8]| request(address, head, body).map(|it| it.status);
    assert_eq!(status("POST /v1/relay HTTP/1.1", &vec![1; (1 << 20) + 1]), Some(413));
    assert_eq!(status("GET /v1/relay HTTP/1.1", b""), Some(426));
    assert_eq!(status("PUT /v1/relay HTTP/1.1", b""), Some(405));
    assert_eq!(status("GET /nothing HTTP/1.1", b""), Some(404));
    let long = format!("GET /{} HTTP/1.1", "a".repeat(40_000));
    assert!(matches!(status(&long, b""), None | Some(400..=499)));
    let preflight = request(address, "OPTIONS /v1/relay HTTP/1.1", b"").expect("an answer");
    assert_eq!(preflight.status, 204);
    assert!(preflight.head.contains("access-control-allow-headers: content-type"));
    // A frame longer than any message ends its socket, and no other.
    let mut other = Socket::open(address).expect("a socket");
    let mut raw = TcpStream::connect(address).expect("connected");
    raw.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    raw.write_all(
        b"GET /v1/relay HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
        sec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n\r\n",
    )
    .expect("asked");
    raw.write_all(&[0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]).expect("said");
    let mut rest = Vec::new();
    // It may be closed or reset; it ends.
    let _ = raw.read_to_end(&mut rest);
    let pong =
        other.ask(&[Ask::Ping { number: 3 }], |answer| matches!(answer, Answer::Pong { .. }));
    assert_eq!(pong, Some(Answer::Pong { number: 3 }));
    server.stop();
}

#[test]
fn health_is_a_page_and_numbers_and_no_name() {
    let folder = Folder::new("health");
    let (server, address) = served(&folder);
    let keys = keys(1);
    post(address, &[join(&keys), append(&keys, 1, &[record(&keys, 1)])]).expect("an answer");
    let json = request(address, "GET /health HTTP/1.1", b"").expect("an answer");
    let text = String::from_utf8(json.body).expect("text");
    assert_eq!(json.status, 200);
    assert!(text.contains("\"well\": true") && text.contains("\"rooms\": 1, "), "{text}");
    assert!(!text.contains("127.0.0.1"));
    let page = request(address, "GET /relay HTTP/1.1", b"").expect("an answer");
    let text = String::from_utf8(page.body).expect("text");
    assert!(text.contains("Tout va bien.") && text.contains("enregistrements confirmés"), "{text}");
    server.stop();
}

#[test]
fn a_relay_that_stops_says_so_and_keeps_what_it_acknowledged() {
    let folder = Folder::new("stop");
    let (server, address) = served(&folder);
    let keys = keys(1);
    let mut device = Socket::open(address).expect("a socket");
    let one = record(&keys, 1);
    let asks = [join(&keys), append(&keys, 1, std::slice::from_ref(&one))];
    device.ask(&asks, is_acked).expect("acknowledged");
    device.say(&[read(&keys, place(std::slice::from_ref(&one)))]).expect("said");
    // It is answered, so the read before it has come.
    device.ask(&[Ask::Ping { number: 1 }], |it| matches!(it, Answer::Pong { .. })).expect("there");
    let waiting = std::thread::spawn(move || {
        let refused = device.wait_for(|answer| matches!(answer, Answer::Refused { .. }));
        (refused, device.hear())
    });
    server.stop();
    let (refused, after) = waiting.join().expect("heard");
    let Some(Answer::Refused { reason: Refusal::Draining, retry_millis: 1.., .. }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(after, None);
    let mut relay = Relay::new(folder.store());
    assert_eq!(relay.log(&keys).1, [one]);
}

struct OnePage;

impl Site for OnePage {
    fn find(&self, path: &str, accepts: Accepts) -> Option<Found> {
        let (content, encoding) = if accepts.brotli {
            (Content::Inside(b"small"), Some("br"))
        } else {
            (Content::Made(Arc::new(b"<p>plain".to_vec())), None)
        };
        (path.is_empty()).then(|| Found {
            content,
            encoding,
            media_type: "text/html; charset=utf-8",
            tag: "abc".into(),
            is_immutable: false,
        })
    }
}

#[test]
fn a_site_is_served_on_the_same_port() {
    let folder = Folder::new("site");
    let mut options = options(&folder);
    options.site = Some(Arc::new(OnePage));
    let server = Server::start(options).expect("a relay that starts");
    let address = server.addresses()[0];
    let get = |more: &str| {
        let head = format!("GET / HTTP/1.1{more}");
        request(address, &head, b"").expect("an answer")
    };
    let plain = get("");
    assert_eq!((plain.status, plain.body.as_slice()), (200, b"<p>plain".as_slice()));
    let small = get("\r\naccept-encoding: gzip, br");
    assert_eq!(small.body, b"small");
    assert!(small.head.contains("content-encoding: br") && small.head.contains("no-cache"));
    assert_eq!(get("\r\nif-none-match: \"abc\"").status, 304);
    server.stop();
}

/// For this machine alone, and for a hundred years; it protects nothing.
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/certificate/certificate.pem");
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/certificate/key.pem");

#[test]
fn with_a_certificate_it_is_https_and_nothing_else() {
    let folder = Folder::new("https");
    let mut options = options(&folder);
    options.certificate = Some((CERTIFICATE.into(), KEY.into()));
    let server = Server::start(options).expect("a relay that starts");
    let address = server.addresses()[0];
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(CERTIFICATE).expect("a certificate")).expect("known");
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let name = "localhost".try_into().expect("a name");
    let session = ClientConnection::new(Arc::new(config), name).expect("a client");
    let stream = TcpStream::connect(address).expect("connected");
    let mut stream = StreamOwned::new(session, stream);
    stream
        .write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .expect("asked");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("answered");
    assert!(text.starts_with("HTTP/1.1 200") && text.contains("\"well\": true"), "{text}");
    assert!(request(address, "GET /health HTTP/1.1", b"").is_none());
    server.stop();
}

#[test]
fn a_certificate_that_is_none_is_said_at_once() {
    let folder = Folder::new("no-certificate");
    let mut options = options(&folder);
    options.certificate = Some((KEY.into(), CERTIFICATE.into()));
    assert!(matches!(Server::start(options), Err(ServeError::Certificate(_))));
}
