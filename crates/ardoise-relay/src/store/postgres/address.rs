//! Where a database is, as a person writes it, and what every connection to it has.

use std::time::Duration;

use postgres::config::{SslMode, TargetSessionAttrs};
use postgres::{Client, Config, NoTls};

use super::tls::Tls;
use crate::store::OpenError;

/// For a password that does not stand in the address, where other programs of the machine see it.
const PASSWORD: &str = "PGPASSWORD";

/// The address of a database. It is never shown: there may be a password in it.
#[derive(Clone)]
pub(crate) struct Address {
    config: Config,
    tls: Option<Tls>,
}

impl Address {
    pub(crate) fn read(text: &str) -> Result<Address, OpenError> {
        let (text, asked, roots) = split(text);
        // What the parser says could hold a part of a password.
        let is_url = ["postgres://", "postgresql://"].iter().any(|start| text.starts_with(start));
        let read = text.parse::<Config>().ok().filter(|_| is_url);
        let Some(mut config) = read else {
            return Err(OpenError::Database(
                "this is no address of a database; one looks like postgres://USER@HOST/DATABASE, \
                 with special characters as %40"
                    .into(),
            ));
        };
        let tls = match (roots, asked.as_deref()) {
            (Some(roots), None | Some("verify-full")) => {
                let trusting = Tls::trusting(&roots);
                Some(trusting.map_err(OpenError::Database)?)
            }
            (None, None | Some("disable" | "prefer" | "allow")) => None,
            // Whoever could stand in between would be believed.
            _ => {
                return Err(OpenError::Database(
                    "with TLS the database's certificate is checked: \
                     ?sslmode=verify-full&sslrootcert=FILE, with the certificates of those you \
                     trust, or sslrootcert=system"
                        .into(),
                ));
            }
        };
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        if config.get_password().is_none()
            && let Some(password) = std::env::var_os(PASSWORD)
        {
            config.password(password.into_encoded_bytes());
        }
        Ok(Address { config, tls })
    }

    /// Connects, as a client of this name.
    pub(super) fn connect(&self, name: &str) -> Result<Client, postgres::Error> {
        let mut config = self.config.clone();
        config
            .application_name(name)
            .connect_timeout(Duration::from_secs(3))
            .tcp_user_timeout(Duration::from_secs(10))
            .keepalives_idle(Duration::from_secs(10))
            // Of several servers, the one that can write.
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        match &self.tls {
            Some(tls) => config.connect(tls.clone()),
            None => config.connect(NoTls),
        }
    }
}

/// The address without what it says of TLS, in the words of PostgreSQL's own programs: `sslmode` and
/// `sslrootcert`.
fn split(text: &str) -> (String, Option<String>, Option<String>) {
    let Some((address, asked)) = text.split_once('?') else { return (text.into(), None, None) };
    let (mut mode, mut roots, mut others) = (None, None, Vec::new());
    for one in asked.split('&') {
        match one.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value.to_owned()),
            Some(("sslrootcert", value)) => roots = Some(value.replace("%2F", "/")),
            _ => others.push(one),
        }
    }
    let address = match others.is_empty() {
        true => address.to_owned(),
        false => format!("{address}?{}", others.join("&")),
    };
    (address, mode, roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        match Address::read(text) {
            Ok(_) => panic!("this is no address"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_password_is_in_no_message() {
        for text in [
            "postgres://ardoise:geheim@host:geheim/rooms",
            "mysql://ardoise:geheim@host/rooms",
            "postgres://ardoise:x@host/rooms?geheim=1",
            "host=db passwort=geheim",
            "geheim",
        ] {
            let said = refused(text);
            assert!(said.contains("postgres://USER@HOST/DATABASE"), "{said}");
            assert!(!said.contains("geheim"), "{said}");
        }
        // TLS that believes everybody is none.
        for text in [
            "postgres://a:geheim@host/b?sslmode=require",
            "postgres://a:geheim@host/b?sslmode=verify-full",
            "postgres://a:geheim@host/b?sslmode=require&sslrootcert=x.pem",
        ] {
            let said = refused(text);
            assert!(said.contains("sslrootcert=FILE") && !said.contains("geheim"), "{said}");
        }
        let said = refused("postgres://a:geheim@host/b?sslrootcert=%2Fnowhere/x.pem");
        assert!(said.contains("/nowhere/x.pem") && !said.contains("geheim"), "{said}");
        assert!(Address::read("postgres://ardoise:geheim@host/rooms").is_ok());
    }
}
