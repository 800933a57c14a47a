//! `bench`: speed and memory of the built page in a slowed browser; `speed`: Python programs beside
//! Pyodide and MicroPython; `class`: many pupils on one thin line; they write into docs/bench.md.
//! `relays`: our relay beside y-websocket and Hocuspocus; `networks`: devices on bad networks; both
//! write into docs/relay.md.
//!
//! The measuring itself is `web/e2e/bench.mjs`, `speed.mjs` and so on, which print one Markdown table each;
//! here it is put between two markers of the page, so that the text around it stays a person's.

use crate::build::{self, Profile};
use crate::patches;
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    measure(workspace, "bench")
}

pub(crate) fn speed(workspace: &Workspace) -> Result<()> {
    measure(workspace, "speed")
}

pub(crate) fn class(workspace: &Workspace) -> Result<()> {
    measure(workspace, "class")
}

pub(crate) fn relays(workspace: &Workspace) -> Result<()> {
    build_examples(workspace)?;
    write_script_table(workspace, "relays", "docs/relay.md")
}

/// Needs root, and says so: it makes networks.
pub(crate) fn networks(workspace: &Workspace) -> Result<()> {
    build_examples(workspace)?;
    let programs = workspace.path("target/release/examples");
    let data = workspace.path("target/networks");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let mut command = Command::new(programs.join("networks"));
    command.arg(programs.join("relay")).arg(&data);
    write_table(workspace, &mut command, "networks", "docs/relay.md")
}

fn build_examples(workspace: &Workspace) -> Result<()> {
    let mut command = patches::cargo(workspace, "build")?;
    command.args(["--locked", "--release", "--package", "ardoise-relay", "--examples"]);
    process::run(&mut command)
}

/// On the site as it is published.
fn measure(workspace: &Workspace, name: &str) -> Result<()> {
    build::build(workspace, Profile::Release)?;
    write_script_table(workspace, name, "docs/bench.md")
}

/// `name` is that of the script and of the markers.
fn write_script_table(workspace: &Workspace, name: &str, page: &str) -> Result<()> {
    let mut command = Command::new("node");
    command.arg(format!("web/e2e/{name}.mjs")).current_dir(&workspace.root);
    write_table(workspace, &mut command, name, page)
}

/// Puts what the command prints between the markers of this name.
fn write_table(workspace: &Workspace, command: &mut Command, name: &str, page: &str) -> Result<()> {
    let table = process::output(command.stderr(std::process::Stdio::inherit()))?;
    print!("{table}");
    let path = workspace.path(page);
    let text = fs::read_to_string(&path).context(page.to_owned())?;
    let text = replaced(&text, name, &table)
        .with_context(|| format!("{page} has lost its {name} markers"))?;
    fs::write(&path, text)?;
    Ok(())
}

fn replaced(text: &str, name: &str, table: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name}: begin -->"), format!("<!-- {name}: end -->"));
    let (before, rest) = text.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n\n{}\n\n{end}{after}", table.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let page =
            |table| format!("# Title\n\n<!-- a: begin -->\n{table}\n<!-- a: end -->\n\nAfter.\n");
        assert_eq!(replaced(&page("old"), "a", "new\n"), Some(page("\nnew\n")));
        assert_eq!(replaced(&page("old"), "b", "new"), None);
    }
}
