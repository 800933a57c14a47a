//! What a relay takes and does: `measure RELAY FOLDER [CLIENTS] [WRITERS] [APPENDS]`, where RELAY is
//! the built example `relay`. It prints memory when idle, clients for each megabyte, and durable
//! appends a second with the times they took.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ardoise_crypto::RoomKeys;
use ardoise_protocol::room::codec::{answers_from_bytes, bytes_from_asks};
use ardoise_protocol::room::{Answer, Ask, Header, Kind, Place, Read, Signer};
use tungstenite::{Message, WebSocket};

type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

struct Device {
    socket: WebSocket<TcpStream>,
    keys: RoomKeys,
}

impl Device {
    fn join(address: &str, room: u32) -> Done<Device> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let (socket, _) = tungstenite::client(format!("ws://{address}/v1/relay"), stream)
            .map_err(|error| error.to_string())?;
        let mut secret = [1; 32];
        secret[..4].copy_from_slice(&room.to_le_bytes());
        let mut device = Device { socket, keys: RoomKeys::make(secret, [2; 32]) };
        let card = *device.keys.card();
        let token = device.keys.token();
        device.ask(&[Ask::Hello, Ask::Join { card, token, device: [0; 8] }], |answer| {
            matches!(answer, Answer::State { .. })
        })?;
        Ok(device)
    }

    fn say(&mut self, asks: &[Ask]) -> Done<()> {
        Ok(self.socket.send(Message::Binary(bytes_from_asks(asks).into()))?)
    }

    fn ask(&mut self, asks: &[Ask], is_it: impl Fn(&Answer) -> bool) -> Done<()> {
        self.say(asks)?;
        loop {
            if let Message::Binary(bytes) = self.socket.read()? {
                let answers = answers_from_bytes(&bytes)?;
                if answers.iter().any(&is_it) {
                    return Ok(());
                }
                if let Some(refused) =
                    answers.iter().find(|answer| matches!(answer, Answer::Refused { .. }))
                {
                    return Err(format!("{refused:?}").into());
                }
            }
        }
    }

    fn records(&self, count: u32) -> Vec<Vec<u8>> {
        let header = Header { kind: Kind::Changes, signer: Signer::Writer, epoch: 0, part: None };
        let sealed = |number: u32| {
            let mut nonce = [0; 24];
            nonce[..4].copy_from_slice(&number.to_le_bytes());
            self.keys.seal(&header, &[7; 100], nonce).unwrap_or_default()
        };
        (0..count).map(sealed).collect()
    }
}

/// A relay that ends with this program.
struct Relay(Child);

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Relay {
    fn memory(&self) -> Done<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

fn main() -> Done<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u32| {
        arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let (clients, writers, appends) = (number(2, 2000), number(3, 64), number(4, 200));
    let mut child = Command::new(&arguments[0])
        .args(["127.0.0.1:0", &arguments[1], "100000"])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut address = String::new();
    let output = child.stdout.take().ok_or("no output")?;
    let relay = Relay(child);
    BufReader::new(output).read_line(&mut address)?;
    let address = address.trim().to_owned();

    let idle = relay.memory()?;
    println!("idle: {idle} kB");

    let mut devices = Vec::new();
    for at in 0..clients {
        let mut device = Device::join(&address, at / 30)?;
        let room = device.keys.room();
        let read = Read { reference: 0, after: Place::START, most_bytes: 65536, names: true };
        device.say(&[Ask::Read { room, read }])?;
        devices.push(device);
    }
    // The last has been heard when it is answered.
    let last = devices.last_mut().ok_or("no clients")?;
    last.ask(&[Ask::Ping { number: 1 }], |answer| matches!(answer, Answer::Pong { .. }))?;
    let full = relay.memory()?;
    let each = (full - idle) as f64 / f64::from(clients);
    println!(
        "{clients} clients that have joined and wait: {full} kB, {each:.1} kB each, {:.0} a megabyte",
        1024.0 / each
    );
    drop(devices);

    let begin = Instant::now() + Duration::from_secs(u64::from(appends * writers / 4000) + 3);
    let mut threads = Vec::new();
    for at in 0..writers {
        let address = address.clone();
        threads.push(std::thread::spawn(move || -> Done<Vec<Duration>> {
            let mut device = Device::join(&address, 1_000_000 + at)?;
            let records = device.records(appends);
            let room = device.keys.room();
            std::thread::sleep(begin.saturating_duration_since(Instant::now()));
            let mut times = Vec::new();
            for (reference, record) in records.into_iter().enumerate() {
                let asked = Instant::now();
                let asks =
                    [Ask::Append { room, reference: reference as u32, records: vec![record] }];
                device.ask(&asks, |answer| matches!(answer, Answer::Acked { .. }))?;
                times.push(asked.elapsed());
            }
            Ok(times)
        }));
    }
    let mut times = Vec::new();
    for thread in threads {
        times.extend(thread.join().map_err(|_| "a writer ended")??);
    }
    let took = begin.elapsed().as_secs_f64();
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!(
        "{} durable appends by {writers} writers: {:.0} a second, p50 {:.1} ms, p99 {:.1} ms",
        times.len(),
        times.len() as f64 / took,
        at(50),
        at(99)
    );
    println!("after it: {} kB", relay.memory()?);
    Ok(())
}
