//! What touches the world: one port with the relay, what is beside it, and the threads behind.
//!
//! One thread owns brain and store ([`worker`]); connections speak to it through a channel. Nothing
//! is written down about who connects: no address and no name is in any log, there is none.
//! Start at [`Server::start`].

mod addresses;
mod certificate;
mod health;
mod listen;
mod post;
mod reserve;
mod site;
mod socket;
mod worker;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::Router;
use axum::routing::{any, get};
use tokio::sync::watch;

use crate::brain::Settings;
#[cfg(feature = "postgres")]
use crate::store::PostgresStore;
#[cfg(feature = "postgres")]
use crate::store::postgres::Address;
use crate::store::{OpenError, SqliteStore, StoreError};

pub use site::{Accepts, Content, Found, Site};
pub use worker::Link;

/// Enough for all connections that the brain allows, and for what is beside them.
#[cfg(unix)]
const MOST_FILES: u64 = 1 << 16;

/// Where rooms are kept.
#[derive(Clone)]
pub enum Kept {
    /// In a folder of this relay alone.
    Folder(PathBuf),
    /// In a PostgreSQL that several relays may share, by its address. It is shown nowhere: there may
    /// be a password in it.
    #[cfg(feature = "postgres")]
    Postgres(String),
}

/// Connections that nobody has looked at yet.
#[cfg(unix)]
const MOST_WAITING: i32 = 4096;

/// What is served, and where.
pub struct Options {
    pub listen: Vec<SocketAddr>,
    pub kept: Kept,
    pub settings: Settings,
    /// What there is beside the relay.
    pub site: Option<Arc<dyn Site>>,
    /// A certificate and its key, as PEM: then it is https and nothing else.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

/// Why a relay does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Store(#[from] OpenError),
    #[error(transparent)]
    Broken(#[from] StoreError),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error("this certificate cannot be used: {0}")]
    Certificate(String),
    #[error(transparent)]
    Threads(#[from] io::Error),
}

/// A relay that runs.
pub struct Server {
    addresses: Vec<SocketAddr>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Opens store and ports, and serves from then on.
    pub fn start(options: Options) -> Result<Server, ServeError> {
        let certificate = match &options.certificate {
            Some((certificate, key)) => Some(certificate::acceptor(certificate, key)?),
            None => None,
        };
        allow_many_files();
        let mut listeners = Vec::new();
        for address in &options.listen {
            let listener = TcpListener::bind(address).and_then(|listener| {
                let_many_wait(&listener)?;
                listener.set_nonblocking(true)?;
                Ok(listener)
            });
            listeners.push(listener.map_err(|error| ServeError::Listen(*address, error))?);
        }
        let addresses = listeners.iter().map(TcpListener::local_addr).collect::<io::Result<_>>()?;
        let (link, brain) = match options.kept {
            Kept::Folder(folder) => {
                let store = Box::new(SqliteStore::open(&folder)?);
                worker::start(store, options.settings, Some(folder))?
            }
            #[cfg(feature = "postgres")]
            Kept::Postgres(address) => {
                let address = Address::read(&address)?;
                let store = Box::new(PostgresStore::at(&address)?);
                let (link, brain) = worker::start(store, options.settings, None)?;
                link.hint(&address)?;
                (link, brain)
            }
        };
        let router = router(link.clone(), options.site);
        let (stop, stopped) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(std::thread::available_parallelism().map_or(1, |n| n.get().min(4)))
            .thread_name("relay-io")
            .enable_all()
            .build()?;
        let thread = std::thread::Builder::new().name("relay-listen".into()).spawn(move || {
            runtime.block_on(listen::listen(listeners, router, certificate, link, stopped));
            // With the last link to it the brain's thread ends, and closes the store.
            drop(runtime);
            let _ = brain.join();
        })?;
        Ok(Server { addresses, stop, thread: Some(thread) })
    }

    /// Where it listens; ports that were 0 are those that were found.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Sends everybody away for a while, writes what waits, and ends.
    pub fn stop(mut self) {
        self.stop.send_replace(true);
        self.joined();
    }

    /// Serves until the process is asked to end, and then as [`Server::stop`].
    pub fn wait(mut self) {
        self.joined();
    }

    fn joined(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Each connection is a file for the system, which often allows a thousand where nobody asks for more.
#[cfg(unix)]
fn allow_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let wanted = Some(maximum.unwrap_or(MOST_FILES).min(MOST_FILES));
    // Without it, those beyond wait until others have gone.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: wanted, maximum });
}

#[cfg(not(unix))]
fn allow_many_files() {}

/// Schools that come all at once wait to be let in; those beyond would try again a second later.
#[cfg(unix)]
fn let_many_wait(listener: &TcpListener) -> io::Result<()> {
    Ok(rustix::net::listen(listener, MOST_WAITING)?)
}

#[cfg(not(unix))]
fn let_many_wait(_: &TcpListener) -> io::Result<()> {
    Ok(())
}

/// The relay's addresses, and whatever else is served on the same port.
fn router(link: Link, site: Option<Arc<dyn Site>>) -> Router {
    Router::new()
        .route("/v1/relay", any(post::relay))
        .route("/health", get(health::json))
        .route("/relay", get(health::page))
        .with_state(link)
        .fallback(move |request| site::answer(site.clone(), request))
}
