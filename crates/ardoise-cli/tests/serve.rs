//! `ardoise serve`: what it says, what it serves, how it ends.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// The command while it serves; it does not outlive its test.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended as it was asked to.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The command, and what it said up to the line with this word.
fn started(arguments: &[&str], word: &str) -> (Served, Vec<String>) {
    let child = Command::new(env!("CARGO_BIN_EXE_ardoise"))
        .arg("serve")
        .args(arguments)
        .env("LC_ALL", "fr_FR.UTF-8")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut served = Served(child);
    let mut output = BufReader::new(served.0.stdout.take().expect("its output"));
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).expect("readable") > 0, "it ended: {lines:?}");
        let found = line.contains(word);
        lines.push(line.trim_end().to_owned());
        if found {
            served.0.stdout = Some(output.into_inner());
            return (served, lines);
        }
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connected");
    let asked = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).expect("asked");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("answered");
    text
}

/// Asks it to end; true when it ended well.
fn ended(mut served: Served) -> bool {
    let asked = Command::new("kill").args(["-TERM", &served.0.id().to_string()]).status();
    assert!(asked.expect("kill is there").success());
    served.0.wait().expect("it ends").success()
}

fn address_in(line: &str) -> String {
    let (_, after) = line.split_once("http://").expect("an address");
    after.split('/').next().expect("an address").to_owned()
}

#[test]
fn a_site_and_a_relay_on_one_port_until_it_is_asked_to_end() {
    let folder = folder("site");
    let site = folder.join("site");
    fs::create_dir_all(&site).expect("a folder");
    fs::write(site.join("index.html"), "<p>Bonjour").expect("a file");
    let (data, site) = (folder.join("data"), site.display().to_string());
    let data = data.display().to_string();
    let arguments = ["--listen", "127.0.0.1:0", "--data", &data, "--site", &site];
    let (child, lines) = started(&arguments, "gardées dans");
    let address = address_in(&lines[0]);
    assert!(get(&address, "/").ends_with("<p>Bonjour"));
    assert!(get(&address, "/health").contains("\"well\": true"));
    assert!(get(&address, "/relay").contains("Tout va bien."));
    assert!(get(&address, "/data/relay.db").starts_with("HTTP/1.1 404"));
    assert!(ended(child));
    assert!(Path::new(&data).join("relay.db").exists());
}

#[test]
fn for_a_class_it_shows_a_code_and_says_what_http_is() {
    let folder = folder("lan");
    let data = folder.display().to_string();
    let arguments = ["--lan", "--listen", "127.0.0.1:0", "--data", &data, "--no-site"];
    let (child, lines) = started(&arguments, "gardées dans");
    let said = lines.join("\n");
    assert!(said.contains("rien n'est confidentiel"), "{said}");
    // Where tests run there may be no network.
    let alone = said.contains("aucun réseau");
    assert!(alone || said.contains("█▀") && said.contains("http://"), "{said}");
    if !alone {
        let line = lines.iter().find(|line| line.contains("http://")).expect("an address");
        let (_, port) = address_in(line)
            .rsplit_once(':')
            .map(|(ip, port)| (ip.to_owned(), port.to_owned()))
            .expect("a port");
        assert!(get(&format!("127.0.0.1:{port}"), "/").contains("Relais Ardoise"));
    }
    assert!(ended(child));
}
