//! The relay alone, without site and notebooks: `relay ADDRESS STORE [APPENDS_A_SECOND]`, where STORE is
//! a folder or `postgres://...`. It is what `measure` looks at; people use `ardoise serve --no-site`.

use ardoise_relay::brain::{Rate, Settings};
use ardoise_relay::shell::{Kept, Options, ServeError, Server};

fn main() -> Result<(), ServeError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |at: usize| arguments.get(at).map(String::as_str);
    let mut settings = Settings::default();
    if let Some(rate) = given(2).and_then(|text| text.parse().ok()) {
        settings.appends = Rate { per_second: rate, burst: rate };
        settings.asks = Rate { per_second: 3 * rate, burst: 3 * rate };
    }
    let store = given(1).unwrap_or("relay");
    let kept = match store.starts_with("postgres://") {
        true => Kept::Postgres(store.into()),
        false => Kept::Folder(store.into()),
    };
    let address = given(0).and_then(|text| text.parse().ok());
    let server = Server::start(Options {
        listen: vec![address.unwrap_or_else(|| ([127, 0, 0, 1], 8081).into())],
        kept,
        settings,
        site: None,
        certificate: None,
    })?;
    for address in server.addresses() {
        println!("{address}");
    }
    server.wait();
    Ok(())
}
