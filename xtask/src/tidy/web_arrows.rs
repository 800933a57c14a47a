//! Which room of `web/src` may import which, and who may touch CodeMirror and the page door.

use super::{Findings, Source};

/// Rooms that anyone may import and that import nobody: messages, and what makes old engines equal.
const LEAVES: [&str; 2] = ["i18n", "floor"];
/// Rooms that may import the core and never each other.
const SIDES: [&str; 3] = ["host", "editor", "view"];

/// What stands in for parts of the host in the page that is one file.
const SINGLE: &str = "single";

pub(crate) fn check(sources: &[Source], findings: &mut Findings) {
    for source in sources {
        let Some(name) = source.path.strip_prefix("web/src/") else { continue };
        if !(name.ends_with(".ts") || name.ends_with(".tsx")) || name.starts_with("core/engine/") {
            continue;
        }
        let room = room_of(name);
        for specifier in imports(&source.text) {
            if let Some(fault) = fault(name, room, specifier) {
                findings.error(format!("{}: {fault}", source.path));
            }
        }
    }
}

/// The folder below `web/src`, or the file's own stem at its top (`main`).
fn room_of(name: &str) -> &str {
    name.split_once('/').map_or_else(|| name.split('.').next().unwrap_or(name), |(room, _)| room)
}

fn fault(importer: &str, room: &str, specifier: &str) -> Option<String> {
    let bare = specifier.split('?').next().unwrap_or(specifier);
    if bare.starts_with("@codemirror/") || bare.starts_with("@lezer/") {
        return (room != "editor")
            .then(|| format!("only web/src/editor imports CodeMirror ({bare})"));
    }
    if !bare.starts_with('.') {
        return None;
    }
    let target = resolve(importer, bare);
    if target.starts_with("core/engine/") && room != "core" {
        return Some(format!("only web/src/core imports the page door ({bare})"));
    }
    let other = room_of(&target);
    let allowed = room == "main"
        || room == other
        || LEAVES.contains(&other) && !LEAVES.contains(&room)
        || SIDES.contains(&room) && other == "core"
        || room == SINGLE && ["host", "core"].contains(&other);
    (!allowed).then(|| format!("{room} must not import {other} ({bare})"))
}

/// A relative specifier, from `web/src`.
fn resolve(importer: &str, specifier: &str) -> String {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for step in specifier.split('/') {
        match step {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Every string after `from`, `import`, `import(` or `new URL(`, outside comments.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let code = line.trim_start();
        if code.starts_with("//") || code.starts_with('*') || code.starts_with("/*") {
            continue;
        }
        for word in ["from ", "import ", "import(", "new URL("] {
            let mut rest = line;
            while let Some(at) = rest.find(word) {
                rest = &rest[at + word.len()..];
                let after = rest.trim_start();
                if let Some(quote) =
                    after.chars().next().filter(|first| *first == '"' || *first == '\'')
                    && let Some(end) = after[1..].find(quote)
                {
                    found.push(&after[1..=end]);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(path: &str, text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        check(&[Source { path: format!("web/src/{path}"), text: text.into() }], &mut findings);
        findings.errors
    }

    #[test]
    fn rooms_import_the_core_and_never_each_other() {
        assert_eq!(
            errors("main.ts", "import { a } from './view/app';\nimport './host/kernel';"),
            [""; 0]
        );
        assert_eq!(errors("view/app.tsx", "import type { S } from \"../core/session\";"), [""; 0]);
        assert_eq!(
            errors("view/app.tsx", "import { fr } from '../i18n/fr';\nimport './app.css';"),
            [""; 0]
        );
        assert_eq!(
            errors("view/cell/code.tsx", "import x from '../../editor/cell';"),
            ["web/src/view/cell/code.tsx: view must not import editor (../../editor/cell)"]
        );
        assert_eq!(errors("core/session.ts", "export { b } from '../host/store';").len(), 1);
        assert_eq!(errors("i18n/fr.ts", "import '../core/x';").len(), 1);
        assert_eq!(
            errors("host/a.ts", "const w = new URL('../view/x.ts', import.meta.url);").len(),
            1
        );
        assert_eq!(errors("host/a.ts", "const w = await import('../view/x');").len(), 1);
        assert_eq!(errors("host/a.ts", "// import '../view/x';\n * from '../view/x'"), [""; 0]);
    }

    #[test]
    fn the_door_and_codemirror_have_one_importer_each() {
        assert_eq!(errors("core/door.ts", "import init from './engine/ardoise_page';"), [""; 0]);
        assert_eq!(errors("host/x.ts", "import init from '../core/engine/ardoise_page';").len(), 1);
        assert_eq!(
            errors("editor/x.ts", "import { EditorView } from '@codemirror/view';"),
            [""; 0]
        );
        assert_eq!(errors("view/x.ts", "import { EditorView } from '@codemirror/view';").len(), 1);
    }
}
