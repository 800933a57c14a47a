//! Where a database is, as a person writes it, and what every connection to it has.

use std::time::Duration;

use postgres::Config;
use postgres::config::{SslMode, TargetSessionAttrs};

use crate::store::OpenError;

/// For a password that does not stand in the address, where other programs of the machine see it.
const PASSWORD: &str = "PGPASSWORD";

/// The address of a database. It is never shown: there may be a password in it.
#[derive(Clone)]
pub(crate) struct Address(Config);

impl Address {
    pub(crate) fn read(text: &str) -> Result<Address, OpenError> {
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
        if config.get_ssl_mode() == SslMode::Require {
            return Err(OpenError::Database(
                "the relay speaks to its database without TLS: over a socket of this machine, a \
                 private network or a tunnel; leave sslmode out"
                    .into(),
            ));
        }
        config.ssl_mode(SslMode::Disable);
        if config.get_password().is_none()
            && let Some(password) = std::env::var_os(PASSWORD)
        {
            config.password(password.into_encoded_bytes());
        }
        Ok(Address(config))
    }

    /// A connection of this name.
    pub(super) fn config(&self, name: &str) -> Config {
        let mut config = self.0.clone();
        config
            .application_name(name)
            .connect_timeout(Duration::from_secs(3))
            .tcp_user_timeout(Duration::from_secs(10))
            .keepalives_idle(Duration::from_secs(10))
            // Of several servers, the one that can write.
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        config
    }
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
        assert!(refused("postgres://a:geheim@host/b?sslmode=require").contains("without TLS"));
        assert!(Address::read("postgres://ardoise:geheim@host/rooms").is_ok());
    }
}
