//! The `ardoise` command: what is done with notebooks without a browser.
//!
//! It knows files, clocks and the terminal, and hands everything else on: notebook files to
//! `ardoise-core`, Python to `ardoise-python`, signatures to `ardoise-crypto`, rooms to `ardoise-relay`. Start reading at
//! [`run::run`], [`publish::publish`] and [`serve::serve`].

mod advice;
mod arguments;
mod beside;
mod check;
mod embedded;
mod kernel;
mod outputs;
mod publish;
mod publishing_words;
mod run;
mod serve;
mod words;

use std::process::ExitCode;

use arguments::Command;
use words::Words;

fn main() -> ExitCode {
    let words = Words::of_environment();
    match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{}", words.help());
            ExitCode::SUCCESS
        }
        Ok(Command::Version) => {
            println!("ardoise {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Ok(Command::Run(options)) => ended(run::run(&options, words)),
        Ok(Command::Publish(options)) => ended(publish::publish(&options, words)),
        Ok(Command::Check(options)) => ended(check::check(&options, words)),
        Ok(Command::Serve(options)) => ended(serve::serve(&options, words)),
        Err(fault) => {
            eprintln!("ardoise: {}\n\n{}", words.argument_fault(&fault), words.help());
            ExitCode::from(2)
        }
    }
}

/// True when all went well; an error when nothing could be done.
fn ended(result: anyhow::Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("ardoise: {error:#}");
            ExitCode::from(2)
        }
    }
}
