//! `ardoise serve`: the site and the relay on one port.
//!
//! What a person is told is here and in `words`; the relay itself is `ardoise-relay`.

mod files;
mod qr;
mod words;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, Result};
use ardoise_relay::shell::{Kept, Options, Server, Site};

use crate::arguments::ServeOptions;
use crate::embedded;
use crate::publish::author::configuration;
use crate::words::Words;
use files::{FolderSite, InsideSite, ShortPage};

/// Where it listens when nothing else is said.
const PORT: u16 = 8081;

/// Serves until the process is asked to end.
pub(crate) fn serve(options: &ServeOptions, words: Words) -> Result<bool> {
    let kept = kept(options, words)?;
    let local = options.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], PORT)));
    let everywhere = SocketAddr::from(([0, 0, 0, 0], local.port()));
    let server = Server::start(Options {
        listen: vec![if options.lan { everywhere } else { local }],
        kept: kept.clone(),
        settings: Default::default(),
        site: Some(site(options)),
        certificate: options.certificate.clone(),
    })
    .with_context(|| words.cannot_serve())?;
    let scheme = if options.certificate.is_some() { "https" } else { "http" };
    let port = server.addresses().first().map_or(PORT, SocketAddr::port);
    if options.lan {
        let addresses: Vec<String> =
            own_addresses().iter().map(|ip| format!("{scheme}://{ip}:{port}/")).collect();
        println!("{}", words.serves_all(&addresses));
        if let Some(code) = addresses.first().and_then(|address| qr::drawn(address)) {
            println!("\n{code}");
        }
        if options.certificate.is_none() {
            println!("{}", words.not_private());
        }
    } else {
        for address in server.addresses() {
            println!("{}", words.serves(&format!("{scheme}://{address}/")));
        }
    }
    match &kept {
        Kept::Folder(folder) => println!("{}", words.kept_in(folder)),
        Kept::Postgres(_) => println!("{}", words.kept_in_database()),
    }
    server.wait();
    println!("{}", words.stopped());
    Ok(true)
}

fn kept(options: &ServeOptions, words: Words) -> Result<Kept> {
    Ok(match (&options.store, &options.data) {
        (Some(address), _) => Kept::Postgres(address.clone()),
        (None, Some(folder)) => Kept::Folder(folder.clone()),
        (None, None) => {
            Kept::Folder(configuration().context(words.no_place_for_data())?.join("relay"))
        }
    })
}

fn site(options: &ServeOptions) -> Arc<dyn Site> {
    match &options.site {
        _ if options.no_site => Arc::new(ShortPage),
        Some(folder) => Arc::new(FolderSite::new(folder)),
        None if embedded::has_site() => Arc::new(InsideSite::new()),
        None => Arc::new(ShortPage),
    }
}

/// The addresses by which others in the same network reach this machine, those of schools first.
fn own_addresses() -> Vec<IpAddr> {
    let all = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<IpAddr> = all
        .into_iter()
        .filter(|interface| !interface.is_loopback())
        .map(|interface| interface.ip())
        .filter(|ip| matches!(ip, IpAddr::V4(ip) if !ip.is_link_local()))
        .collect();
    found.sort_by_key(|ip| matches!(ip, IpAddr::V4(ip) if !ip.is_private()));
    found.dedup();
    found
}
