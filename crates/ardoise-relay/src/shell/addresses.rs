//! How many connections one address may open, so that one machine does not take the places of all.
//!
//! It is loose: a school is one address, and each of its browsers opens several connections at once.
//! Addresses are in memory for as long as their connections count, and nowhere else.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};

use crate::brain::{Bucket, Rate};

/// Ten classes open a page in the same moment: six connections for each browser.
const RATE: Rate = Rate { per_second: 100, burst: 2000 };
/// When there are more, those that count nothing any more are forgotten.
const MOST: usize = 10_000;

#[derive(Default)]
pub(super) struct Addresses(HashMap<IpAddr, Bucket>);

impl Addresses {
    /// Whether this address may open one more connection, at this time in milliseconds.
    pub(super) fn admits(&mut self, address: IpAddr, now: u64) -> bool {
        let address = network_of(address);
        // This machine itself: a proxy that speaks for all, or whoever tries it out.
        if address.is_loopback() {
            return true;
        }
        if self.0.len() >= MOST && !self.0.contains_key(&address) {
            self.0.retain(|_, bucket| bucket.level(RATE, now) < RATE.burst);
            if self.0.len() >= MOST {
                self.0.clear();
            }
        }
        let bucket = self.0.entry(address).or_insert_with(|| Bucket::new(RATE, now));
        bucket.take(RATE, now, 1).is_ok()
    }
}

/// One household or school has 2^64 addresses of the sixth version.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(addresses: &mut Addresses, address: &str, now: u64, times: u32) -> u32 {
        let address: IpAddr = address.parse().expect("an address");
        (0..times).filter(|_| addresses.admits(address, now)).count() as u32
    }

    #[test]
    fn one_address_does_not_take_the_places_of_all() {
        let mut addresses = Addresses::default();
        assert_eq!(opened(&mut addresses, "192.0.2.1", 0, 5000), RATE.burst);
        assert_eq!(opened(&mut addresses, "192.0.2.2", 0, 300), 300);
        assert_eq!(opened(&mut addresses, "192.0.2.1", 1000, 5000), RATE.per_second);
        assert_eq!(opened(&mut addresses, "127.0.0.1", 0, 5000), 5000);
        assert_eq!(opened(&mut addresses, "::1", 0, 5000), 5000);
        // The same, written in another way.
        assert_eq!(opened(&mut addresses, "::ffff:192.0.2.1", 1000, 10), 0);
    }

    #[test]
    fn neighbours_in_one_network_of_the_sixth_version_count_together() {
        let mut addresses = Addresses::default();
        assert_eq!(opened(&mut addresses, "2001:db8::1", 0, 1500), 1500);
        assert_eq!(opened(&mut addresses, "2001:db8::2:3", 0, 1500), 500);
        assert_eq!(opened(&mut addresses, "2001:db8:0:1::1", 0, 10), 10);
    }

    #[test]
    fn many_addresses_take_no_more_memory_than_that() {
        let mut addresses = Addresses::default();
        for number in 0..3 * MOST as u32 {
            let address = std::net::Ipv4Addr::from_bits(0x0a00_0000 + number);
            assert!(addresses.admits(address.into(), 0));
            assert!(addresses.0.len() <= MOST);
        }
    }
}
