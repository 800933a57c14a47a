//! What was typed, taken apart.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Version,
    Run(RunOptions),
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

#[derive(Debug, PartialEq)]
pub(crate) enum Fault {
    UnknownCommand(String),
    UnknownOption(String),
    MissingValue(String),
    BadTimeout(String),
    NoNotebook,
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
        other => Err(Fault::UnknownCommand(other.to_owned())),
    }
}

fn parse_run(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, Fault> {
    let mut notebook = None;
    let mut options = RunOptions {
        notebook: PathBuf::new(),
        output: None,
        inputs: None,
        timeout: None,
        allow_errors: false,
    };
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        // `--timeout=5` is `--timeout 5`.
        let (name, joined) = match text.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value)),
            _ => (text.clone(), None),
        };
        let mut value = || {
            joined
                .map(OsString::from)
                .or_else(|| arguments.next())
                .ok_or_else(|| Fault::MissingValue(name.clone()))
        };
        match name.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "-o" | "--output" => options.output = Some(value()?.into()),
            "--inputs" => options.inputs = Some(value()?.into()),
            "--timeout" => {
                let given = value()?.to_string_lossy().into_owned();
                let seconds = given.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
                let timeout = seconds.and_then(|it| Duration::try_from_secs_f64(it).ok());
                options.timeout = Some(timeout.ok_or(Fault::BadTimeout(given))?);
            }
            "--allow-errors" => options.allow_errors = true,
            option if option.len() > 1 && option.starts_with('-') => {
                return Err(Fault::UnknownOption(option.to_owned()));
            }
            _ if notebook.is_some() => return Err(Fault::SecondNotebook(text)),
            _ => notebook = Some(PathBuf::from(argument)),
        }
    }
    options.notebook = notebook.ok_or(Fault::NoNotebook)?;
    Ok(Command::Run(options))
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
    fn what_cannot_be_meant_is_refused() {
        assert_eq!(check("run"), Err(Fault::NoNotebook));
        assert_eq!(check("run a b"), Err(Fault::SecondNotebook("b".into())));
        assert_eq!(check("run a --timeout"), Err(Fault::MissingValue("--timeout".into())));
        assert_eq!(check("run a --timeout soon"), Err(Fault::BadTimeout("soon".into())));
        assert_eq!(check("run a --timeout -1"), Err(Fault::BadTimeout("-1".into())));
        assert_eq!(check("run a --fast"), Err(Fault::UnknownOption("--fast".into())));
        assert_eq!(check("bake"), Err(Fault::UnknownCommand("bake".into())));
        assert_eq!(check(""), Ok(Command::Help));
    }
}
