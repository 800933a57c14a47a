//! Connections as they come, within bounds, and the end of all of them.

use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::Link;
use super::addresses::Addresses;

/// Connections that speak HTTP at one time; WebSockets are counted by the brain.
const MOST: usize = 4096;
/// What somebody may take to send the head of a request, or to agree on a key.
const SLOWEST: Duration = Duration::from_secs(20);
/// How much a head may be.
const HEAD_BYTES: usize = 16 << 10;
/// What is left to those who are being sent their last message.
const LAST: Duration = Duration::from_secs(5);

pub(super) async fn listen(
    listeners: Vec<TcpListener>,
    router: Router,
    certificate: Option<TlsAcceptor>,
    link: Link,
    mut stopped: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(MOST));
    let addresses = Arc::default();
    let (closing, closed) = watch::channel(false);
    let mut accepting = Vec::new();
    for listener in listeners {
        let one = Accepting {
            router: router.clone(),
            certificate: certificate.clone(),
            places: Arc::clone(&places),
            addresses: Arc::clone(&addresses),
            closed: closed.clone(),
        };
        accepting.push(tokio::spawn(one.run(listener)));
    }
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => {}
        () = asked_to_end() => {}
    }
    accepting.iter().for_each(|one| one.abort());
    link.drain().await;
    closing.send_replace(true);
    drop(closed);
    // Until those who are here have sent what they had: requests hold a receiver, sockets a line.
    let gone = async {
        closing.closed().await;
        while link.is_in_use() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    let _ = timeout(LAST, gone).await;
}

struct Accepting {
    router: Router,
    certificate: Option<TlsAcceptor>,
    places: Arc<Semaphore>,
    addresses: Arc<Mutex<Addresses>>,
    closed: watch::Receiver<bool>,
}

impl Accepting {
    async fn run(self, listener: TcpListener) {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
        let begun = Instant::now();
        loop {
            let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return };
            let Ok((stream, peer)) = listener.accept().await else {
                // No file is left, for instance; others will close.
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let now = begun.elapsed().as_millis() as u64;
            // It is closed without a word; what speaks to us comes again a little later.
            let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
            if !addresses.admits(peer.ip(), now) {
                continue;
            }
            drop(addresses);
            let _ = stream.set_nodelay(true);
            let (router, closed) = (self.router.clone(), self.closed.clone());
            let certificate = self.certificate.clone();
            tokio::spawn(async move {
                match certificate {
                    Some(certificate) => secured(certificate, stream, router, closed).await,
                    None => converse(stream, router, closed).await,
                }
                drop(place);
            });
        }
    }
}

async fn secured(
    certificate: TlsAcceptor,
    stream: TcpStream,
    router: Router,
    closed: watch::Receiver<bool>,
) {
    if let Ok(Ok(stream)) = timeout(SLOWEST, certificate.accept(stream)).await {
        converse(stream, router, closed).await;
    }
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    router: Router,
    mut closed: watch::Receiver<bool>,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SLOWEST)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = closed.wait_for(|closed| *closed) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(LAST, connection).await;
}

/// Returns when the system asks the process to end.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = ended.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
