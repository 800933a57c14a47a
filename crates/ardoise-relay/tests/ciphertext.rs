//! A relay holds nothing that can be read: words that two devices write are looked for in its files,
//! in what it prints, in its whole memory and in all that passes on the line, and are nowhere.
//!
//! The words are made while the test runs, so that no program has them. What would be found is shown
//! by other words, which are let in on purpose.
#![cfg(all(feature = "shell", target_os = "linux"))]

#[path = "support/child.rs"]
mod child;
#[path = "support/person.rs"]
mod person;
#[path = "support/proxy.rs"]
mod proxy;
#[path = "support/search.rs"]
mod search;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::fs::{self, File};

use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::{Answer, Ask};
use ardoise_sync::{Item, Reach};
use child::{OwnProcess, serve_when_started};
use person::{Person, until};
use proxy::Proxy;
use search::Search;
use support::*;
use wire::*;

/// The relay that is watched: only when the other test starts it.
#[test]
fn relay_that_is_watched() {
    serve_when_started();
}

/// The relay on this folder; what it prints goes into the other one.
fn started(data: &Folder, printed: &Folder) -> OwnProcess {
    let file = |name: &str| File::create(printed.0.join(name)).expect("a file").into();
    OwnProcess::start("relay_that_is_watched", &data.0, file("output"), file("errors"))
}

/// A word that was never written before.
fn word(chance: &mut Chance) -> String {
    let letter = |chance: &mut Chance| char::from(b'a' + chance.below(26) as u8);
    (0..24).map(|_| letter(chance)).collect()
}

/// Where to look.
struct Scene<'a> {
    relay: &'a OwnProcess,
    data: &'a Folder,
    printed: &'a Folder,
    proxy: &'a Proxy,
}

/// What was found, by place.
struct Found {
    files: Vec<String>,
    printed: Vec<String>,
    memory: Vec<String>,
    sent: Vec<String>,
    answered: Vec<String>,
}

impl Scene<'_> {
    fn look(&self, search: &Search) -> Found {
        let (memory, bytes) = search.found_in_memory(self.relay.id());
        assert!(bytes > 1 << 20, "only {bytes} bytes of memory could be read");
        let (sent, answered) = self.on_the_line(search);
        Found {
            files: search.found_in_files(&self.data.0),
            printed: search.found_in_files(&self.printed.0),
            memory,
            sent,
            answered,
        }
    }

    /// What was found of what devices sent, and of what the relay answered.
    fn on_the_line(&self, search: &Search) -> (Vec<String>, Vec<String>) {
        let (sent, answered) = self.proxy.carried();
        let in_all = |carried: &[Vec<u8>], way: &str| {
            carried.iter().flat_map(|bytes| search.found_in(bytes, way)).collect()
        };
        (in_all(&sent, "from a device"), in_all(&answered, "from the relay"))
    }
}

impl Found {
    fn all(&self) -> Vec<&String> {
        let places =
            [&self.files, &self.printed, &self.memory, &self.sent, &self.answered].into_iter();
        places.flatten().collect()
    }
}

/// A notebook's title and text, a file and its name, outputs, a name: all that a person writes.
fn written(chance: &mut Chance, search: &mut Search, whose: &str) -> (Vec<Item>, Vec<u8>) {
    let mut canary = |what: &str| {
        let word = word(chance);
        search.word(&format!("{whose} {what}"), &word);
        word
    };
    let update = format!("title: {}, source: {}", canary("title"), canary("text"));
    let wide: Vec<u8> = canary("wide text").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let items = vec![
        Item::Update(update.into_bytes()),
        Item::Update(wide),
        Item::Outputs {
            cell: canary("cell"),
            stamp: 1,
            bytes: Some(canary("output").into_bytes()),
        },
        Item::File {
            path: canary("file name"),
            stamp: 1,
            // Long enough to go in parts.
            content: Some(format!("{} ", canary("file")).repeat(4000).into_bytes()),
        },
    ];
    let said = format!("{{\"key\":\"{whose}\",\"name\":\"{}\"}}", canary("name"));
    (items, said.into_bytes())
}

#[test]
fn nothing_that_devices_write_can_be_read_on_a_relay() {
    let (data, printed) = (Folder::new("watched"), Folder::new("watched-printed"));
    let relay = started(&data, &printed);
    let proxy = Proxy::to(relay.address);
    let mut chance = Chance(0xa2d0_15e5);
    let mut search = Search::new();
    let mut secret = || -> [u8; 32] { std::array::from_fn(|_| chance.below(256) as u8) };
    let (write_secret, admin_secret) = (secret(), secret());
    let keys = RoomKeys::make(write_secret, admin_secret);
    search.bytes("the write secret", &write_secret);
    search.bytes("the admin secret", &admin_secret);
    search.bytes("the read secret", &keys.read_secret());

    let writer = RoomKeys::of_writer(write_secret, keys.card().admin_key);
    let maker = RoomKeys::make(write_secret, admin_secret);
    let mut people =
        [Person::new(maker, proxy.address, true, 1), Person::new(writer, proxy.address, false, 2)];
    let (at_school, school_says) = written(&mut chance, &mut search, "school");
    let (at_home, home_says) = written(&mut chance, &mut search, "home");
    people[0].say(&school_says);
    people[1].say(&home_says);
    people[0].write(at_school.clone());
    people[1].write(at_home.clone());
    let has = |person: &Person, items: &[Item]| items.iter().all(|it| person.arrived.contains(it));
    until(&mut people, "each has what the other wrote, and one saw who was there", |people| {
        has(&people[0], &at_home)
            && has(&people[1], &at_school)
            && people[1].met.contains(&school_says)
            && people.iter().all(|it| it.device.status().reach >= Reach::OnRelay)
    });

    let scene = Scene { relay: &relay, data: &data, printed: &printed, proxy: &proxy };
    let found = scene.look(&search);
    assert!(found.all().is_empty(), "{:#?}", found.all());

    // A device that does not seal what it says: the relay cannot tell, and the same look finds it.
    let mut control = Search::new();
    let clear = word(&mut chance);
    control.word("a control word", &clear);
    let mut careless = Socket::open(proxy.address).expect("a socket");
    let asks = [
        join(&keys),
        Ask::Presence { room: keys.room(), sealed: clear.clone().into_bytes() },
        Ask::Ping { number: 1 },
    ];
    careless.ask(&asks, |answer| matches!(answer, Answer::Pong { .. })).expect("heard");
    let heard = careless.ask(&[Ask::Ping { number: 2 }], |it| matches!(it, Answer::Pong { .. }));
    assert!(heard.is_some());
    until(&mut people[..1], "the first is told of the third", |_| {
        !scene.on_the_line(&control).1.is_empty()
    });
    let found = scene.look(&control);
    assert!(!found.memory.is_empty(), "memory is looked at");
    assert!(!found.sent.is_empty(), "what devices send is looked at");
    assert!(found.files.is_empty(), "what is said of who is here is never stored");
    // And words in files, as they are or in base64.
    fs::write(data.0.join("planted"), format!("<{clear}>")).expect("written");
    fs::write(printed.0.join(format!("planted-{clear}")), "").expect("written");
    let found = scene.look(&control);
    assert!(!found.files.is_empty() && !found.printed.is_empty(), "files are looked at");
}

#[test]
fn a_word_is_found_in_every_form() {
    let mut search = Search::new();
    search.word("word", "ardoise et craie");
    let found = |bytes: &[u8]| search.found_in(bytes, "here").len();
    assert_eq!(found(b"an ardoise et craies"), 1);
    let wide: Vec<u8> = "une ardoise et craie".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&wide), 1);
    // `base64` of coreutils, of the word behind nothing, one letter, two letters.
    for text in
        ["YXJkb2lzZSBldCBjcmFpZS4K", "PmFyZG9pc2UgZXQgY3JhaWU8Cg==", "PDxhcmRvaXNlIGV0IGNyYWllPgo="]
    {
        assert_eq!(found(text.as_bytes()), 1, "{text}");
    }
    assert_eq!(found(b"ardoise et crai"), 0);
}
