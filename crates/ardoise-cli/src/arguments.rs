//! What was typed, taken apart.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Version,
    Run(RunOptions),
    Publish(PublishOptions),
    Check(CheckOptions),
    Serve(ServeOptions),
}

#[derive(Debug, PartialEq)]
pub(crate) struct RunOptions {
    pub(crate) notebook: PathBuf,
    /// Where the executed notebook goes; beside the notebook when not said.
    pub(crate) output: Option<PathBuf>,
    /// A file with one answer to `input()` a line.
    pub(crate) inputs: Option<PathBuf>,
    /// How long one cell may take.
    pub(crate) timeout: Option<Duration>,
    /// Whether errors are part of the notebook.
    pub(crate) allow_errors: bool,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct PublishOptions {
    /// A notebook, or a folder of notebooks.
    pub(crate) source: PathBuf,
    /// The folder of the site, or the one file.
    pub(crate) output: PathBuf,
    /// The author's key; in the user's configuration when not said.
    pub(crate) key: Option<PathBuf>,
    /// The built page, for a program that holds none.
    pub(crate) app: Option<PathBuf>,
    pub(crate) with_solutions: bool,
    pub(crate) single_file: bool,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct CheckOptions {
    /// A notebook, or a folder of notebooks.
    pub(crate) source: PathBuf,
    pub(crate) inputs: Option<PathBuf>,
    pub(crate) timeout: Option<Duration>,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct ServeOptions {
    /// Where to listen; otherwise this machine alone, or all addresses with `lan`.
    pub(crate) listen: Option<SocketAddr>,
    /// The relay's folder; in the user's configuration when not said.
    pub(crate) data: Option<PathBuf>,
    /// The address of a database, in the place of a folder.
    pub(crate) store: Option<String>,
    pub(crate) lan: bool,
    /// A folder to serve in the place of the site inside the program.
    pub(crate) site: Option<PathBuf>,
    pub(crate) no_site: bool,
    /// A certificate and its key.
    pub(crate) certificate: Option<(PathBuf, PathBuf)>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Fault {
    UnknownCommand(String),
    UnknownOption(String),
    MissingValue(String),
    BadTimeout(String),
    BadAddress(String),
    /// A store that is no database's address. It is not said again: there may be a password in it.
    BadStore,
    /// A folder and a database at once.
    TwoStores,
    /// A certificate without its key, or the key alone.
    HalfCertificate,
    /// A word too many.
    Surplus(String),
    NoNotebook,
    NoOutput,
    SecondNotebook(String),
}

pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut arguments = arguments.peekable();
    let Some(first) = arguments.next() else {
        return Ok(Command::Help);
    };
    match first.to_string_lossy().as_ref() {
        "-h" | "--help" | "help" => Ok(Command::Help),
        "-V" | "--version" => Ok(Command::Version),
        "run" => parse_run(arguments),
        "publish" => parse_publish(arguments),
        "check" => parse_check(arguments),
        "serve" => parse_serve(arguments),
        other => Err(Fault::UnknownCommand(other.to_owned())),
    }
}

/// What stands on a line: options with their values, and the one path that is no option.
struct Line<I: Iterator<Item = OsString>> {
    arguments: I,
    /// The value of `--name=value`.
    joined: Option<OsString>,
    name: String,
    path: Option<PathBuf>,
}

impl<I: Iterator<Item = OsString>> Line<I> {
    fn new(arguments: I) -> Line<I> {
        Line { arguments, joined: None, name: String::new(), path: None }
    }

    /// The next option by its name; paths on the way are kept.
    fn option(&mut self) -> Result<Option<String>, Fault> {
        for argument in self.arguments.by_ref() {
            let text = argument.to_string_lossy().into_owned();
            if text.len() > 1 && text.starts_with('-') {
                // `--timeout=5` is `--timeout 5`.
                let (name, joined) = match text.split_once('=') {
                    Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value)),
                    _ => (text.clone(), None),
                };
                self.joined = joined.map(OsString::from);
                self.name = name.clone();
                return Ok(Some(name));
            }
            if self.path.is_some() {
                return Err(Fault::SecondNotebook(text));
            }
            self.path = Some(PathBuf::from(argument));
        }
        Ok(None)
    }

    fn value(&mut self) -> Result<OsString, Fault> {
        self.joined
            .take()
            .or_else(|| self.arguments.next())
            .ok_or_else(|| Fault::MissingValue(self.name.clone()))
    }

    /// `host:port`; a port alone is one of this machine.
    fn address(&mut self) -> Result<SocketAddr, Fault> {
        let given = self.value()?.to_string_lossy().into_owned();
        let local = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let read = given.parse().or_else(|_| given.trim_start_matches(':').parse().map(local));
        read.map_err(|_| Fault::BadAddress(given))
    }

    /// The address of a database.
    fn store(&mut self) -> Result<String, Fault> {
        let given = self.value()?.into_string().map_err(|_| Fault::BadStore)?;
        let is_known =
            ["postgres://", "postgresql://"].iter().any(|start| given.starts_with(start));
        if is_known { Ok(given) } else { Err(Fault::BadStore) }
    }

    fn seconds(&mut self) -> Result<Duration, Fault> {
        let given = self.value()?.to_string_lossy().into_owned();
        let seconds = given.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
        let timeout = seconds.and_then(|it| Duration::try_from_secs_f64(it).ok());
        timeout.ok_or(Fault::BadTimeout(given))
    }
}

fn parse_run(arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut line = Line::new(arguments);
    let mut options = RunOptions {
        notebook: PathBuf::new(),
        output: None,
        inputs: None,
        timeout: None,
        allow_errors: false,
    };
    while let Some(name) = line.option()? {
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "-o" | "--output" => options.output = Some(line.value()?.into()),
            "--inputs" => options.inputs = Some(line.value()?.into()),
            "--timeout" => options.timeout = Some(line.seconds()?),
            "--allow-errors" => options.allow_errors = true,
            _ => return Err(Fault::UnknownOption(name)),
        }
    }
    options.notebook = line.path.ok_or(Fault::NoNotebook)?;
    Ok(Command::Run(options))
}

fn parse_publish(arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut line = Line::new(arguments);
    let mut options = PublishOptions::default();
    let mut output = None;
    while let Some(name) = line.option()? {
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "-o" | "--output" => output = Some(line.value()?),
            "--key" => options.key = Some(line.value()?.into()),
            "--app" => options.app = Some(line.value()?.into()),
            "--with-solutions" => options.with_solutions = true,
            "--single-file" => options.single_file = true,
            _ => return Err(Fault::UnknownOption(name)),
        }
    }
    options.source = line.path.ok_or(Fault::NoNotebook)?;
    options.output = output.ok_or(Fault::NoOutput)?.into();
    Ok(Command::Publish(options))
}

fn parse_check(arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut line = Line::new(arguments);
    let mut options = CheckOptions::default();
    while let Some(name) = line.option()? {
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "--inputs" => options.inputs = Some(line.value()?.into()),
            "--timeout" => options.timeout = Some(line.seconds()?),
            _ => return Err(Fault::UnknownOption(name)),
        }
    }
    options.source = line.path.ok_or(Fault::NoNotebook)?;
    Ok(Command::Check(options))
}

fn parse_serve(arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut line = Line::new(arguments);
    let mut options = ServeOptions::default();
    let (mut certificate, mut key) = (None, None);
    while let Some(name) = line.option()? {
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "--listen" => options.listen = Some(line.address()?),
            "--data" => options.data = Some(line.value()?.into()),
            "--store" => options.store = Some(line.store()?),
            "--lan" => options.lan = true,
            "--site" => options.site = Some(line.value()?.into()),
            "--no-site" => options.no_site = true,
            "--cert" => certificate = Some(line.value()?.into()),
            "--key" => key = Some(line.value()?.into()),
            _ => return Err(Fault::UnknownOption(name)),
        }
    }
    if let Some(path) = line.path {
        return Err(Fault::Surplus(path.display().to_string()));
    }
    if options.data.is_some() && options.store.is_some() {
        return Err(Fault::TwoStores);
    }
    options.certificate = match (certificate, key) {
        (Some(certificate), Some(key)) => Some((certificate, key)),
        (None, None) => None,
        _ => return Err(Fault::HalfCertificate),
    };
    Ok(Command::Serve(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Result<Command, Fault> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn options_may_stand_anywhere() {
        let Ok(Command::Run(options)) =
            check("run --allow-errors a.ipynb -o b.ipynb --timeout=2.5 --inputs answers.txt")
        else {
            panic!("this is a run");
        };
        assert_eq!(options.notebook, PathBuf::from("a.ipynb"));
        assert_eq!(options.output, Some(PathBuf::from("b.ipynb")));
        assert_eq!(options.timeout, Some(Duration::from_millis(2500)));
        assert_eq!(options.inputs, Some(PathBuf::from("answers.txt")));
        assert!(options.allow_errors);
    }

    #[test]
    fn a_site_and_a_single_file_are_published_alike() {
        let site = PublishOptions {
            source: PathBuf::from("lessons"),
            output: PathBuf::from("site"),
            key: Some(PathBuf::from("me.key")),
            with_solutions: true,
            ..PublishOptions::default()
        };
        let line = "publish lessons --key=me.key -o site --with-solutions";
        assert_eq!(check(line), Ok(Command::Publish(site)));
        let Ok(Command::Publish(one)) = check("publish --single-file a.ipynb -o a.html") else {
            panic!("this is a publication");
        };
        assert!(one.single_file);
        assert_eq!(one.output, PathBuf::from("a.html"));
    }

    #[test]
    fn a_relay_listens_where_it_is_told() {
        let Ok(Command::Serve(options)) =
            check("serve --listen 0.0.0.0:80 --data d --no-site --cert c.pem --key k.pem")
        else {
            panic!("this serves");
        };
        assert_eq!(options.listen, Some(SocketAddr::from(([0, 0, 0, 0], 80))));
        assert_eq!(options.certificate, Some(("c.pem".into(), "k.pem".into())));
        let port = ServeOptions {
            listen: Some(SocketAddr::from(([127, 0, 0, 1], 9000))),
            lan: true,
            ..ServeOptions::default()
        };
        assert_eq!(check("serve --lan --listen=9000"), Ok(Command::Serve(port)));
        assert_eq!(check("serve"), Ok(Command::Serve(ServeOptions::default())));
        assert_eq!(check("serve --cert c.pem"), Err(Fault::HalfCertificate));
        let shared = ServeOptions {
            store: Some("postgres://ardoise@host/rooms".into()),
            ..ServeOptions::default()
        };
        let line = "serve --store postgres://ardoise@host/rooms";
        assert_eq!(check(line), Ok(Command::Serve(shared)));
        assert_eq!(check("serve --store mysql://host"), Err(Fault::BadStore));
        let line = "serve --data d --store=postgres://host/rooms";
        assert_eq!(check(line), Err(Fault::TwoStores));
        assert_eq!(check("serve --listen here"), Err(Fault::BadAddress("here".into())));
        assert_eq!(check("serve lessons"), Err(Fault::Surplus("lessons".into())));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        assert_eq!(check("run"), Err(Fault::NoNotebook));
        assert_eq!(check("run a b"), Err(Fault::SecondNotebook("b".into())));
        assert_eq!(check("run a --timeout"), Err(Fault::MissingValue("--timeout".into())));
        assert_eq!(check("run a --timeout soon"), Err(Fault::BadTimeout("soon".into())));
        assert_eq!(check("run a --timeout -1"), Err(Fault::BadTimeout("-1".into())));
        assert_eq!(check("run a --fast"), Err(Fault::UnknownOption("--fast".into())));
        assert_eq!(check("publish a.ipynb"), Err(Fault::NoOutput));
        assert_eq!(check("publish -o site"), Err(Fault::NoNotebook));
        assert_eq!(check("check"), Err(Fault::NoNotebook));
        assert_eq!(check("bake"), Err(Fault::UnknownCommand("bake".into())));
        assert_eq!(check(""), Ok(Command::Help));
    }
}
