//! Running other programs, and telling the person what is going on.

use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One line of progress.
pub(crate) fn say(text: &str) {
    eprintln!("\u{2022} {text}");
}

/// Says what is being done, does it, and says how long it took when that was long enough to notice.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(what);
    let began = Instant::now();
    let done = work()?;
    let seconds = began.elapsed().as_secs_f32();
    if seconds >= 1.0 {
        eprintln!("  {what}: {seconds:.0} s");
    }
    Ok(done)
}

/// Runs with its output shown; an exit other than 0 is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("{} could not be started", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs and returns what it printed; its error stream is part of the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started", shown(command)))?;
    if !done.status.success() {
        bail!(
            "{} ended with {}\n{}",
            shown(command),
            done.status,
            String::from_utf8_lossy(&done.stderr).trim()
        );
    }
    String::from_utf8(done.stdout).context("its output was not text")
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
