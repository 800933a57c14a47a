//! The same clients for Ardoise's relay, y-websocket and Hocuspocus, with the same updates; what
//! `cargo xtask relays` measures with. One line of JSON says what was found:
//!
//! `peers PEER ADDRESS UPDATES idle CLIENTS PROCESS` · `appends WRITERS PROCESS MILLIS` ·
//! `kept WRITERS FOLDER` · `fill ROOMS` · `storm ROOMS EACH BYTES`
//!
//! `appends` kills the process so many milliseconds after the last answer, with everybody still there.
//! UPDATES is a file of updates, each after its length (4 bytes, lowest first). To the peers they go as
//! they are; for a relay they are sealed before the clock runs, as updates are made before it, too.

use std::error::Error;
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use ardoise_crypto::RoomKeys;
use ardoise_crypto::keys::{next_chain, record_id};
use ardoise_protocol::room::codec::{answers_from_bytes, bytes_from_asks};
use ardoise_protocol::room::{Answer, Ask, Given, Header, Kind, Place, Read, Signer};
use tungstenite::{Message, WebSocket};

type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Who waits for one answer waits no longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Nothing more comes of what a peer kept.
const QUIET: Duration = Duration::from_secs(3);
/// Clients that share a room while they wait.
const CLASS: u32 = 30;

#[derive(Clone, Copy, PartialEq)]
enum Peer {
    Ardoise,
    YWebsocket,
    Hocuspocus,
}

/// What a message of a server comes to.
enum Heard {
    /// The room is open.
    Joined,
    /// It has what was sent: on its disk (a relay) or in its memory (the others).
    Acked,
    /// Of a relay, and its head.
    Records(Vec<Given>, u32),
    /// Of the others: the document as it is, or a change of it.
    State(Vec<u8>),
    Update(Vec<u8>),
    Nothing,
}

struct Client {
    socket: WebSocket<TcpStream>,
    peer: Peer,
    name: String,
    keys: RoomKeys,
}

/// One number, seven bits a byte.
fn number(bytes: &mut Vec<u8>, mut value: u64) {
    while value > 127 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn taken(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 127) << shift;
        if byte & 128 == 0 {
            return Some(value);
        }
    }
    None
}

fn counted<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = taken(bytes)?;
    let (content, rest) = bytes.split_at_checked(usize::try_from(length).ok()?)?;
    *bytes = rest;
    Some(content)
}

impl Client {
    fn open(peer: Peer, address: &str, room: u32) -> Done<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let name = format!("room-{room}");
        let path = match peer {
            Peer::Ardoise => "v1/relay",
            Peer::YWebsocket => &name,
            Peer::Hocuspocus => "",
        };
        let (socket, _) = tungstenite::client(format!("ws://{address}/{path}"), stream)
            .map_err(|error| error.to_string())?;
        let mut secret = [1; 32];
        secret[..4].copy_from_slice(&room.to_le_bytes());
        let keys = RoomKeys::make(secret, [2; 32]);
        let mut client = Client { socket, peer, name, keys };
        match peer {
            Peer::Ardoise => {
                let (card, token) = (*client.keys.card(), client.keys.token());
                client.ask(&[Ask::Hello, Ask::Join { card, token, device: [0; 8] }])?;
            }
            Peer::YWebsocket => client.say(&[0, 0, 1, 0])?,
            Peer::Hocuspocus => {
                client.say(&[2, 0, 0])?;
                client.say(&[0, 0, 1, 0])?;
            }
        }
        Ok(client)
    }

    /// Opens, and waits until the server has answered.
    fn join(peer: Peer, address: &str, room: u32) -> Done<Client> {
        let mut client = Client::open(peer, address, room)?;
        client.wait_for(|heard| matches!(heard, Heard::Joined | Heard::State(_)))?;
        Ok(client)
    }

    fn ask(&mut self, asks: &[Ask]) -> Done<()> {
        Ok(self.socket.send(Message::Binary(bytes_from_asks(asks).into()))?)
    }

    /// A message of the peers' language; Hocuspocus wants the document's name before it.
    fn say(&mut self, message: &[u8]) -> Done<()> {
        let mut bytes = Vec::new();
        if self.peer == Peer::Hocuspocus {
            number(&mut bytes, self.name.len() as u64);
            bytes.extend(self.name.as_bytes());
        }
        bytes.extend(message);
        Ok(self.socket.send(Message::Binary(bytes.into()))?)
    }

    fn hear(&mut self) -> Done<Heard> {
        loop {
            if let Message::Binary(bytes) = self.socket.read()? {
                return match self.peer {
                    Peer::Ardoise => heard_of_relay(&bytes),
                    Peer::YWebsocket => Ok(heard_of_peer(&bytes)),
                    Peer::Hocuspocus => {
                        let mut rest: &[u8] = &bytes;
                        counted(&mut rest).ok_or("no name")?;
                        Ok(heard_of_peer(rest))
                    }
                };
            }
        }
    }

    fn wait_for(&mut self, is_it: impl Fn(&Heard) -> bool) -> Done<Heard> {
        loop {
            let heard = self.hear()?;
            if is_it(&heard) {
                return Ok(heard);
            }
        }
    }

    /// What is sent for each update.
    fn prepared(&self, updates: &[Vec<u8>]) -> Done<Vec<Vec<u8>>> {
        if self.peer != Peer::Ardoise {
            return Ok(updates.to_vec());
        }
        let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
        let sealed = |(at, update): (usize, &Vec<u8>)| {
            let mut nonce = [0; 24];
            nonce[..8].copy_from_slice(&at.to_le_bytes());
            Ok(self.keys.seal(&header, update, nonce).map_err(|_| "not sealed")?)
        };
        updates.iter().enumerate().map(sealed).collect()
    }

    /// Sends one, and waits until the server says that it has it.
    fn append(&mut self, prepared: Vec<u8>) -> Done<()> {
        if self.peer == Peer::Ardoise {
            let room = self.keys.room();
            self.ask(&[Ask::Append { room, reference: 1, records: vec![prepared] }])?;
            return self.wait_for(|heard| matches!(heard, Heard::Acked)).map(|_| ());
        }
        let mut message = vec![0, 2];
        number(&mut message, prepared.len() as u64);
        message.extend(prepared);
        self.say(&message)?;
        if self.peer == Peer::Hocuspocus {
            return self.wait_for(|heard| matches!(heard, Heard::Acked)).map(|_| ());
        }
        // It acknowledges nothing, but answers in order: asked for what follows all there is, it
        // says so after it has taken the update.
        let mut all = vec![1, 1];
        number(&mut all, 1 << 30);
        let mut question = vec![0, 0];
        number(&mut question, all.len() as u64);
        question.extend(all);
        self.say(&question)?;
        self.wait_for(|heard| matches!(heard, Heard::State(_))).map(|_| ())
    }

    /// Reads the room of a relay from its beginning; how many records, and their bytes.
    fn read(&mut self) -> Done<(usize, usize)> {
        let (room, mut after) = (self.keys.room(), Place::START);
        let (mut records, mut bytes) = (0, 0);
        loop {
            let read = Read { reference: 0, after, most_bytes: 512 << 10, names: false };
            self.ask(&[Ask::Read { room, read }])?;
            let heard = self.wait_for(|heard| matches!(heard, Heard::Records(..)))?;
            let Heard::Records(found, head) = heard else { continue };
            for given in found {
                let Given::Record(record) = given else { return Err("a name".into()) };
                let chain = next_chain(&after.chain, &record_id(&record));
                after = Place { sequence: after.sequence + 1, chain };
                records += 1;
                bytes += record.len();
            }
            if after.sequence >= head {
                return Ok((records, bytes));
            }
        }
    }
}

fn heard_of_relay(bytes: &[u8]) -> Done<Heard> {
    for answer in answers_from_bytes(bytes)? {
        match answer {
            Answer::State { .. } => return Ok(Heard::Joined),
            Answer::Acked { .. } => return Ok(Heard::Acked),
            Answer::Records { records, head, .. } => return Ok(Heard::Records(records, head)),
            Answer::Refused { .. } => return Err(format!("{answer:?}").into()),
            _ => {}
        }
    }
    Ok(Heard::Nothing)
}

fn heard_of_peer(bytes: &[u8]) -> Heard {
    let mut rest = bytes;
    let kind = taken(&mut rest);
    match (kind, taken(&mut rest)) {
        (Some(0 | 4), Some(1)) => Heard::State(counted(&mut rest).unwrap_or_default().to_vec()),
        (Some(0 | 4), Some(2)) => Heard::Update(counted(&mut rest).unwrap_or_default().to_vec()),
        (Some(8), Some(1)) => Heard::Acked,
        _ => Heard::Nothing,
    }
}

fn updates(file: &str) -> Done<Vec<Vec<u8>>> {
    let bytes = fs::read(file)?;
    let (mut rest, mut found) = (bytes.as_slice(), Vec::new());
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = u32::from_le_bytes(*length) as usize;
        let (update, after) = after.split_at_checked(length).ok_or("a broken file")?;
        found.push(update.to_vec());
        rest = after;
    }
    Ok(found)
}

fn memory(process: &str) -> Done<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// Each does this in a thread of its own, all at once.
fn in_threads<T: Send + 'static>(
    count: u32,
    work: impl Fn(u32) -> Done<T> + Clone + Send + 'static,
) -> Done<Vec<T>> {
    let threads: Vec<_> = (0..count)
        .map(|at| {
            let work = work.clone();
            thread::spawn(move || work(at))
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().map_err(|_| "a client ended")?).collect()
}

/// Milliseconds below which a half and 99 of 100 are, and the last.
fn quantiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    format!("\"p50\": {:.2}, \"p99\": {:.2}, \"last\": {:.2}", at(50), at(99), at(100))
}

fn idle(peer: Peer, address: &str, clients: u32, process: &str) -> Done<String> {
    let before = memory(process)?;
    let mut all = Vec::new();
    for at in 0..clients {
        let mut client = Client::join(peer, address, 5_000_000 + at / CLASS)?;
        if peer == Peer::Ardoise {
            let room = client.keys.room();
            let read = Read { reference: 0, after: Place::START, most_bytes: 65536, names: true };
            client.ask(&[Ask::Read { room, read }])?;
        }
        all.push(client);
    }
    let after = memory(process)?;
    Ok(format!("\"before\": {before}, \"after\": {after}"))
}

fn appends(
    peer: Peer,
    address: &str,
    file: &str,
    writers: u32,
    (process, millis): (&str, u64),
) -> Done<String> {
    let (address, updates) = (address.to_owned(), updates(file)?);
    let begin = Instant::now() + Duration::from_secs(5);
    let count = updates.len() * writers as usize;
    let done = in_threads(writers, move |at| {
        let mut client = Client::join(peer, &address, 1_000_000 + at)?;
        let prepared = client.prepared(&updates)?;
        thread::sleep(begin.saturating_duration_since(Instant::now()));
        let mut times = Vec::new();
        for one in prepared {
            let asked = Instant::now();
            client.append(one)?;
            times.push(asked.elapsed());
        }
        Ok((times, client))
    })?;
    let took = begin.elapsed().as_secs_f64();
    thread::sleep(Duration::from_millis(millis));
    Command::new("kill").args(["-9", process]).status()?;
    let (times, _clients): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    let times = quantiles(times.into_iter().flatten().collect());
    Ok(format!("\"count\": {count}, \"a_second\": {:.0}, {times}", count as f64 / took))
}

/// How many records a relay kept; of the others, what they kept goes into files to be looked at.
fn kept(peer: Peer, address: &str, writers: u32, folder: &str) -> Done<String> {
    let (address, folder) = (address.to_owned(), folder.to_owned());
    let found = in_threads(writers, move |at| {
        if peer == Peer::Ardoise {
            let mut client = Client::join(peer, &address, 1_000_000 + at)?;
            return Ok(client.read()?.0);
        }
        let mut client = Client::open(peer, &address, 1_000_000 + at)?;
        client.socket.get_ref().set_read_timeout(Some(QUIET))?;
        let mut file = fs::File::create(Path::new(&folder).join(format!("kept-{at}")))?;
        while let Ok(heard) = client.hear() {
            if let Heard::State(update) | Heard::Update(update) = heard {
                file.write_all(&(update.len() as u32).to_le_bytes())?;
                file.write_all(&update)?;
            }
        }
        Ok(0)
    })?;
    Ok(format!("\"records\": {}", found.into_iter().sum::<usize>()))
}

fn fill(peer: Peer, address: &str, file: &str, rooms: u32) -> Done<String> {
    let updates = updates(file)?;
    for room in 0..rooms {
        let mut client = Client::join(peer, address, room)?;
        for one in client.prepared(&updates)? {
            client.append(one)?;
        }
    }
    Ok(format!("\"rooms\": {rooms}"))
}

/// All come at once, and each needs the whole room.
fn storm(peer: Peer, address: &str, rooms: u32, each: u32, bytes: usize) -> Done<String> {
    let address = address.to_owned();
    let begin = Instant::now() + Duration::from_secs(1);
    let times = in_threads(rooms * each, move |at| {
        thread::sleep(begin.saturating_duration_since(Instant::now()));
        let mut client = Client::open(peer, &address, at % rooms)?;
        let mut read = 0;
        if peer == Peer::Ardoise {
            client.wait_for(|heard| matches!(heard, Heard::Joined))?;
            read = client.read()?.1;
        }
        while read < bytes {
            if let Heard::State(update) | Heard::Update(update) = client.hear()? {
                read += update.len();
            }
        }
        Ok(begin.elapsed())
    })?;
    Ok(quantiles(times))
}

fn main() -> Done<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let peer = |name: &str| match name {
        "ardoise" => Ok(Peer::Ardoise),
        "y-websocket" => Ok(Peer::YWebsocket),
        "hocuspocus" => Ok(Peer::Hocuspocus),
        other => Err(format!("{other} is none of them")),
    };
    let found = match words[..] {
        [name, address, _, "idle", clients, process] => {
            idle(peer(name)?, address, clients.parse()?, process)?
        }
        [name, address, file, "appends", writers, process, millis] => {
            appends(peer(name)?, address, file, writers.parse()?, (process, millis.parse()?))?
        }
        [name, address, _, "kept", writers, folder] => {
            kept(peer(name)?, address, writers.parse()?, folder)?
        }
        [name, address, file, "fill", rooms] => fill(peer(name)?, address, file, rooms.parse()?)?,
        [name, address, _, "storm", rooms, each, bytes] => {
            storm(peer(name)?, address, rooms.parse()?, each.parse()?, bytes.parse()?)?
        }
        _ => return Err("see the first lines of this file".into()),
    };
    println!("{{{found}}}");
    Ok(())
}
