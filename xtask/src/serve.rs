//! `serve`: builds what is missing and shows the app to this machine alone.

use crate::build::{self, Profile};
use crate::process::say;
use crate::server::Server;
use crate::workspace::Workspace;
use anyhow::Result;

pub(crate) fn serve(workspace: &Workspace, profile: Profile, port: u16) -> Result<()> {
    // Taken first: a port that is not free should not be learnt after minutes of building.
    let server = Server::bind(&workspace.dist(), port)?;
    build::build(workspace, profile)?;
    say(&format!("Ardoise: {}  (Ctrl-C ends it)", server.url()?));
    server.run();
    Ok(())
}
