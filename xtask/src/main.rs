//! Every command a person or CI types: `cargo xtask help` lists them.
//!
//! This crate builds with an older stable cargo than the rest and must stay quick to compile: few
//! dependencies, and other tools (npm's, rustup's) are called, not linked.
//! It knows the layout of the whole repository and nothing of what the crates do.
//! Start reading here; `build.rs` is the pipeline, `test.rs` the order of the checks.

mod bench;
mod build;
mod conformance;
mod cpython;
mod debian;
mod fingerprint;
mod kernel;
mod page;
mod patches;
mod process;
mod profile;
mod program;
mod python_modules;
mod serve;
mod server;
mod short_names;
mod single_file;
mod site;
mod size;
mod split;
mod test;
mod tidy;
mod toolchain;
mod wasm;
mod wasm_tests;
mod workspace;

use anyhow::{Result, bail};
use build::Profile;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--release]   builds what is missing, then shows the app on http://127.0.0.1:8080
  build [--release]              builds the site into web/dist; --release makes what is published
  program                        builds target/release/ardoise with the site inside, for teachers
  test [--engines LIST|all] [--long]
                                 runs every test and check; installs the browsers and the
                                 PostgreSQL that it needs
  wasm-tests                     only the tests that need a browser's storage and workers
  journeys [--engines LIST|all] [--only TEXT] [--long]
                                 only the journeys, on the site that was built last
  profile                        the functions that start-up and the lessons of assets/lessons call
  size [--files]                 what a visit costs in bytes, against xtask/budgets.toml; each file of it
  bench                          measures speed and memory in a slowed browser, writes docs/bench.md
  speed                          runs programs in our Python, Pyodide and MicroPython, writes docs/bench.md
  class                          many pupils open an activity through one thin line, writes docs/bench.md
  relays                         our relay, y-websocket and Hocuspocus under one load, writes docs/relay.md
  networks                       devices and a relay on bad networks (as root), writes docs/relay.md
  conformance [--samples DIR] [--record]
                                 runs notebooks and compares each cell with what CPython shows;
                                 --record lets a python3 fill in what our own lessons show
  cpython-tests [--only TEXT]    runs CPython's own tests of our modules (Debian's package of them),
                                 writes docs/python.md
  tidy                           the rules of the house: arrows, owners, headers, lengths
  fmt                            formats Rust and TypeScript
  help                           this text

Everything that is missing (compiler, npm packages, browsers) is fetched by the command that needs it.
";

fn main() -> std::process::ExitCode {
    match run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() || words.iter().any(|word| word == "--help" || word == "-h") {
        print!("{HELP}");
        return Ok(());
    }
    let command = words.remove(0);
    let mut options = Options(words);
    let workspace = Workspace::find()?;
    match command.as_str() {
        "serve" => {
            let port = options.value("--port")?.map_or(Ok(8080), |text| text.parse())?;
            let profile = options.profile();
            options.end()?;
            serve::serve(&workspace, profile, port)
        }
        "build" => {
            let profile = options.profile();
            options.end()?;
            build::build(&workspace, profile).map(|_| ())
        }
        "program" => {
            options.end()?;
            program::build(&workspace)
        }
        "test" => {
            let engines = options.value("--engines")?;
            let long = options.flag("--long");
            options.end()?;
            test::test(&workspace, engines.as_deref(), long)
        }
        "wasm-tests" => {
            options.end()?;
            wasm_tests::run(&workspace).map(|_| ())
        }
        "journeys" => {
            let engines = options.value("--engines")?;
            let only = options.value("--only")?;
            let long = options.flag("--long");
            options.end()?;
            site::install_packages(&workspace)?;
            test::journeys(&workspace, engines.as_deref(), only.as_deref(), long).map(|_| ())
        }
        "size" => {
            let files = options.flag("--files");
            options.end()?;
            size::check(&workspace, files)
        }
        "profile" => {
            options.end()?;
            profile::show(&workspace)
        }
        "bench" => {
            options.end()?;
            bench::bench(&workspace)
        }
        "speed" => {
            options.end()?;
            bench::speed(&workspace)
        }
        "class" => {
            options.end()?;
            bench::class(&workspace)
        }
        "relays" => {
            options.end()?;
            bench::relays(&workspace)
        }
        "networks" => {
            options.end()?;
            bench::networks(&workspace)
        }
        "conformance" => {
            let samples = options.value("--samples")?;
            let record = options.flag("--record");
            options.end()?;
            conformance::conformance(&workspace, samples.as_deref(), record)
        }
        "cpython-tests" => {
            let only = options.value("--only")?;
            options.end()?;
            cpython::tests(&workspace, only.as_deref())
        }
        "tidy" => {
            options.end()?;
            tidy::tidy(&workspace)
        }
        "fmt" => {
            options.end()?;
            test::format(&workspace)
        }
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command {other}\n\n{HELP}"),
    }
}

/// What follows the command's name; each option is taken out once and nothing may remain.
struct Options(Vec<String>);

impl Options {
    fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() != before
    }

    fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 >= self.0.len() {
            bail!("{name} needs a value");
        }
        self.0.remove(at);
        Ok(Some(self.0.remove(at)))
    }

    fn profile(&mut self) -> Profile {
        if self.flag("--release") { Profile::Release } else { Profile::Quick }
    }

    fn end(&self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => bail!("{word} is not understood here\n\n{HELP}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Options {
        Options(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn options_are_taken_once_and_the_rest_is_refused() {
        let mut given = options(&["--port", "9000", "--release"]);
        assert_eq!(given.value("--port").ok().flatten().as_deref(), Some("9000"));
        assert_eq!(given.profile(), Profile::Release);
        assert!(given.end().is_ok());
        assert!(options(&["--prot", "9000"]).end().is_err());
        assert!(options(&["--port"]).value("--port").is_err());
    }
}
