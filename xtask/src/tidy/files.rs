//! Rules about single files: where they are, how they begin, how long they are, what they must not name.

use super::{Findings, Source};

/// What may lie at the top of the repository.
const TOP_LEVEL: [&str; 17] = [
    ".cargo",
    ".ci",
    ".github",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "assets",
    "clippy.toml",
    "crates",
    "docs",
    "rustfmt.toml",
    "wasm-tests",
    "web",
    "xtask",
];
const LONG: usize = 500;
const TOO_LONG: usize = 800;

/// What the core must not be able to call; each has its reason in the file itself.
const CORE_BANS: [&str; 14] = [
    "std::time::Instant::now",
    "std::time::SystemTime::now",
    "std::fs::read",
    "std::fs::write",
    "std::fs::File",
    "std::env::var",
    "std::env::args",
    "std::thread::spawn",
    "std::thread::sleep",
    "std::collections::hash_map::RandomState::new",
    "std::println",
    "std::eprintln",
    "std::print",
    "std::dbg",
];

pub(crate) fn check_top_level(paths: &[String], findings: &mut Findings) {
    let mut seen = "";
    for path in paths {
        let first = path.split('/').next().unwrap_or_default();
        if first != seen && !TOP_LEVEL.contains(&first) && !first.starts_with("LICENSE-") {
            findings.error(format!("{first} does not belong at the top of the repository"));
        }
        seen = first;
    }
}

/// Every module says first what it is for.
pub(crate) fn check_headers(sources: &[Source], findings: &mut Findings) {
    for source in sources {
        let path = source.path.as_str();
        if is_generated(path) || path.ends_with(".test.ts") {
            continue;
        }
        let start = source.text.trim_start();
        let start = if start.starts_with("#!/") {
            start.split_once('\n').map_or("", |(_, rest)| rest).trim_start()
        } else {
            start
        };
        let fault = if path.ends_with(".rs") {
            (!start.starts_with("//!")).then_some("a `//!` header")
        } else if [".ts", ".tsx", ".mjs"].iter().any(|end| path.ends_with(end)) {
            (!start.starts_with("/**") && !start.starts_with("/*") && !start.starts_with("//"))
                .then_some("a header comment")
        } else {
            None
        };
        if let Some(what) = fault {
            findings.error(format!(
                "{path} must begin with {what}: what it is for, what it must not know"
            ));
        }
    }
}

pub(crate) fn check_lengths(sources: &[Source], findings: &mut Findings) {
    for source in sources {
        let code =
            [".rs", ".ts", ".tsx", ".mjs", ".css"].iter().any(|end| source.path.ends_with(end));
        if !code || is_generated(&source.path) {
            continue;
        }
        let lines = source.text.lines().count();
        if lines > TOO_LONG {
            findings.error(format!("{} has {lines} lines; {TOO_LONG} is the end", source.path));
        } else if lines > LONG {
            findings.warning(format!("{} has {lines} lines; better below {LONG}", source.path));
        }
    }
}

/// A path of one developer's machine in a committed file works nowhere else.
pub(crate) fn check_machine_paths(sources: &[Source], findings: &mut Findings) {
    // Written in two halves, so that this file does not hold what it looks for.
    let forbidden = [
        ["/ro", "ot/"].concat(),
        ["/work", "/main"].concat(),
        ["/work", "/shared"].concat(),
        ["/Use", "rs/"].concat(),
    ];
    for source in sources {
        for (number, line) in source.text.lines().enumerate() {
            if let Some(path) = forbidden.iter().find(|path| line.contains(path.as_str())) {
                findings.error(format!(
                    "{}:{} names a path of one machine ({path})",
                    source.path,
                    number + 1
                ));
            }
        }
    }
}

/// The core's own clippy.toml is what keeps clocks and files out of it.
pub(crate) fn check_core_bans(sources: &[Source], findings: &mut Findings) {
    let path = "crates/ardoise-core/clippy.toml";
    let Some(file) = sources.iter().find(|source| source.path == path) else {
        findings.error(format!("{path} is missing"));
        return;
    };
    for ban in CORE_BANS {
        if !file.text.contains(&format!("path = \"{ban}\"")) {
            findings.error(format!("{path} no longer bans {ban}"));
        }
    }
}

fn is_generated(path: &str) -> bool {
    path.starts_with("web/src/core/engine/") || path.ends_with("vite-env.d.ts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(rule: fn(&[Source], &mut Findings), path: &str, text: &str) -> Findings {
        let mut findings = Findings::default();
        rule(&[Source { path: path.into(), text: text.into() }], &mut findings);
        findings
    }

    #[test]
    fn every_module_has_a_header() {
        let errors = |path, text| findings(check_headers, path, text).errors.len();
        assert_eq!(errors("crates/a/src/lib.rs", "//! What it is for.\n"), 0);
        assert_eq!(errors("crates/a/src/lib.rs", "use std::fmt;\n"), 1);
        assert_eq!(errors("web/src/a.ts", "/** What it is for. */"), 0);
        assert_eq!(errors("web/src/a.tsx", "import x from 'y';"), 1);
        assert_eq!(errors("web/e2e/run.mjs", "#!/usr/bin/env node\n// What it is for."), 0);
        assert_eq!(errors("web/src/core/engine/door.d.ts", "export {}"), 0);
    }

    #[test]
    fn long_files_warn_and_then_fail() {
        let lines = |count: usize| findings(check_lengths, "xtask/src/a.rs", &"x\n".repeat(count));
        assert_eq!(lines(500), Findings::default());
        assert_eq!((lines(501).errors.len(), lines(501).warnings.len()), (0, 1));
        assert_eq!((lines(801).errors.len(), lines(801).warnings.len()), (1, 0));
    }

    #[test]
    fn the_top_of_the_repository_is_kept_clean() {
        let mut findings = Findings::default();
        let paths = ["LICENSE-MIT", "README.md", "notes.txt", "web/index.html"].map(str::to_owned);
        check_top_level(&paths, &mut findings);
        assert_eq!(findings.errors, ["notes.txt does not belong at the top of the repository"]);
    }

    #[test]
    fn paths_of_one_machine_are_refused() {
        let text = ["see /ro", "ot/notes"].concat();
        assert_eq!(findings(check_machine_paths, "docs/a.md", &text).errors.len(), 1);
        assert_eq!(
            findings(check_machine_paths, "docs/a.md", "the root / of the site").errors.len(),
            0
        );
    }

    #[test]
    fn a_ban_that_disappears_is_noticed() {
        let all: String = CORE_BANS.iter().map(|ban| format!("{{ path = \"{ban}\" }}\n")).collect();
        assert_eq!(
            findings(check_core_bans, "crates/ardoise-core/clippy.toml", &all).errors.len(),
            0
        );
        let fewer = all.replace("std::dbg", "std::other");
        assert_eq!(
            findings(check_core_bans, "crates/ardoise-core/clippy.toml", &fewer).errors.len(),
            1
        );
    }
}
