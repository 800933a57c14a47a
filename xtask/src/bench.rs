//! `bench`: speed and memory of the built page in a slowed browser, written into docs/bench.md.
//!
//! The measuring itself is `web/e2e/bench.mjs`, which prints one Markdown table; here it is put
//! between the two markers of the page, so that the text around it stays a person's.

use crate::build::{self, Profile};
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

const BEGIN: &str = "<!-- bench: begin -->";
const END: &str = "<!-- bench: end -->";

pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    build::build(workspace, Profile::Release)?;
    let mut command = Command::new("node");
    command
        .arg("web/e2e/bench.mjs")
        .current_dir(&workspace.root)
        .stderr(std::process::Stdio::inherit());
    let table = process::output(&mut command)?;
    print!("{table}");
    let page = workspace.path("docs/bench.md");
    let text = fs::read_to_string(&page).context("docs/bench.md")?;
    let text = replaced(&text, &table).context("docs/bench.md has lost its bench markers")?;
    fs::write(&page, text)?;
    Ok(())
}

fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", table.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let text = format!("# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n");
        assert_eq!(
            replaced(&text, "new\n"),
            Some(format!("# Title\n\n{BEGIN}\n\nnew\n\n{END}\n\nAfter.\n"))
        );
        assert_eq!(replaced("no markers", "new"), None);
    }
}
