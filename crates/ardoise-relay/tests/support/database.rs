//! A PostgreSQL of the test's own: a private folder, a socket in it, nothing on the network. It goes
//! with the test, also when the test is killed.
#![allow(dead_code, reason = "each test file uses its part")]

use std::fs::Permissions;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

use ardoise_relay::store::PostgresStore;

use super::Folder;

/// Nothing that anybody else would know; it must be in no message.
pub(crate) const PASSWORD: &str = "kreide-und-schwamm";

/// Makes a cluster and starts it, does what it is told line by line, and takes all away when nobody
/// tells it anything any more. It needs the folder of the programs and its own.
const KEEPER: &str = r#"
trap '' INT TERM HUP
programs=$1 folder=$2 more=$3
cd "$folder" || exit 1
server() { "$programs/pg_ctl" -D data -l log -w "$@" >>said 2>&1; }
options="-k $folder -c listen_addresses= -c shared_buffers=16MB -c max_connections=60 $more"
"$programs/initdb" -D data -U ardoise -A scram-sha-256 --pwfile=password --no-sync -E UTF8 \
    --locale=C >said 2>&1 && server -o "$options" start && echo done || { cat said log; exit 1; }
while read -r word; do
    case $word in
        stop) server -m immediate stop ;;
        start) server -o "$options" start ;;
    esac
    echo done
done
server -m immediate stop
cd / && rm -rf "$folder"
"#;

pub(crate) struct Database {
    folder: PathBuf,
    port: u16,
    keeper: Child,
    told: Option<ChildStdin>,
    says: BufReader<ChildStdout>,
}

impl Database {
    pub(crate) fn start() -> Database {
        Database::with(&[], 5432, "")
    }

    /// One that speaks TLS on this port of this machine, with the tests' certificate.
    pub(crate) fn with_tls(port: u16) -> Database {
        let certificate = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/certificate");
        let files = ["certificate.pem", "key.pem"].map(|name| (certificate.join(name), name));
        let more = format!(
            "-c listen_addresses=127.0.0.1,127.0.0.2 -c port={port} -c ssl=on \
             -c ssl_cert_file=../certificate.pem -c ssl_key_file=../key.pem"
        );
        Database::with(&files, port, &more)
    }

    /// With copies of these files in its folder, and these options more.
    fn with(files: &[(PathBuf, &str)], port: u16, more: &str) -> Database {
        let programs = programs();
        let folder = Folder::new("database");
        fs::write(folder.0.join("password"), PASSWORD).expect("written");
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(programs).arg(&folder.0).arg(more);
        let mut own = vec![folder.0.clone(), folder.0.join("password")];
        for (file, name) in files {
            let copy = folder.0.join(name);
            fs::copy(file, &copy).expect("copied");
            // The server refuses a key that others may read.
            fs::set_permissions(&copy, Permissions::from_mode(0o600)).expect("closed");
            own.push(copy);
        }
        if let Some(other) = other_user() {
            for path in own {
                chown(path, Some(other), Some(other)).expect("given away");
            }
            command.uid(other).gid(other);
        }
        let mut keeper =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell");
        let told = keeper.stdin.take();
        let says = BufReader::new(keeper.stdout.take().expect("its output"));
        // From here on the keeper takes it away.
        let path = folder.0.clone();
        std::mem::forget(folder);
        let mut database = Database { folder: path, port, keeper, told, says };
        database.is_done();
        database
    }

    /// An address for tables of this name.
    pub(crate) fn address(&self, name: &str) -> String {
        let (host, port) = (self.folder.to_string_lossy().replace('/', "%2F"), self.port);
        format!(
            "postgres://ardoise:{PASSWORD}@{host}:{port}/postgres?options=-csearch_path%3D{name}"
        )
    }

    /// An empty place for tables; its address.
    pub(crate) fn empty(&self, name: &str) -> String {
        self.ask(&format!("CREATE SCHEMA {name}"));
        self.address(name)
    }

    /// A new store.
    pub(crate) fn store(&self, name: &str) -> PostgresStore {
        PostgresStore::open(&self.empty(name)).expect("a store that opens")
    }

    pub(crate) fn ask(&self, what: &str) {
        self.client().batch_execute(what).expect("done");
    }

    /// How many rows there are.
    pub(crate) fn count(&self, query: &str) -> usize {
        self.client().query(query, &[]).expect("rows").len()
    }

    fn client(&self) -> postgres::Client {
        let address = self.address("public");
        postgres::Client::connect(&address, postgres::NoTls).expect("a server that runs")
    }

    /// The server is gone, as after a power cut.
    pub(crate) fn stop(&mut self) {
        self.tell("stop");
    }

    pub(crate) fn start_again(&mut self) {
        self.tell("start");
    }

    fn tell(&mut self, word: &str) {
        writeln!(self.told.as_mut().expect("a keeper"), "{word}").expect("told");
        self.is_done();
    }

    fn is_done(&mut self) {
        let mut line = String::new();
        self.says.read_line(&mut line).expect("an answer");
        assert_eq!(line.trim(), "done", "PostgreSQL does not start or stop");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.told.take());
        let _ = self.keeper.wait();
    }
}

/// The folder of the newest server's programs.
fn programs() -> PathBuf {
    let debian = Path::new("/usr/lib/postgresql");
    let versions = fs::read_dir(debian).into_iter().flatten().flatten();
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    folders.sort();
    let path = env::var_os("PATH").unwrap_or_default();
    let newest_first = folders.into_iter().rev().map(|(_, folder)| folder);
    newest_first
        .chain(env::split_paths(&path))
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
        .unwrap_or_else(|| {
            panic!(
                "PostgreSQL is missing, and this test starts one of its own: as root, apt-get \
                 install postgresql (`cargo xtask test` does it)"
            )
        })
}

/// PostgreSQL refuses to run as root: then the user that its package makes, or nobody.
fn other_user() -> Option<u32> {
    let own = fs::metadata("/proc/self").map(|it| std::os::unix::fs::MetadataExt::uid(&it));
    if own.ok() != Some(0) {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        line.split(':').nth(2)?.parse().ok()
    };
    user("postgres").or(Some(65534))
}
