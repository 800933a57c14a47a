//! The relay alone, without site and notebooks: `relay ADDRESS FOLDER [APPENDS_A_SECOND]`. It is what
//! `measure` looks at; people use `ardoise serve --no-site`.

use ardoise_relay::brain::{Rate, Settings};
use ardoise_relay::shell::{Options, ServeError, Server};

fn main() -> Result<(), ServeError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |at: usize| arguments.get(at).map(String::as_str);
    let mut settings = Settings::default();
    if let Some(rate) = given(2).and_then(|text| text.parse().ok()) {
        settings.appends = Rate { per_second: rate, burst: rate };
        settings.asks = Rate { per_second: 3 * rate, burst: 3 * rate };
    }
    let address = given(0).and_then(|text| text.parse().ok());
    let server = Server::start(Options {
        listen: vec![address.unwrap_or_else(|| ([127, 0, 0, 1], 8081).into())],
        data: given(1).unwrap_or("relay").into(),
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
