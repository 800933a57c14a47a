//! Short names between a module and its glue, which call each other by names that hold hashes: bytes
//! that no compressor can take out, once in either file.
//!
//! The optimiser shortens the module's side and prints what it did; this does the same to the script.
//! It knows how the glue writes those names and nothing else of it.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The pass that shortens, and prints a [`Renamed`].
pub(crate) const PASS: &str = "--minify-imports-and-exports-and-modules";

/// The name that the pass gives to the one module from which everything is imported.
const SHORT_MODULE: &str = "a";

#[derive(Deserialize)]
struct Renamed {
    /// Module, name, short name.
    imports: Vec<(String, String, String)>,
    /// Name, short name.
    exports: Vec<(String, String)>,
}

/// The glue with the names that the pass printed.
pub(crate) fn in_glue(glue: &str, printed: &str) -> Result<String> {
    let renamed: Renamed =
        serde_json::from_str(printed).context("the optimiser's list of names")?;
    let imports: BTreeMap<&str, &str> =
        renamed.imports.iter().map(|(_, name, short)| (name.as_str(), short.as_str())).collect();
    let exports: BTreeMap<&str, &str> =
        renamed.exports.iter().map(|(name, short)| (name.as_str(), short.as_str())).collect();
    let mut out = String::with_capacity(glue.len());
    let mut imported = 0;
    let mut rest = glue;
    while let Some(start) = rest.find(is_name) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let (name, after) = rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()));
        // An import is a key of the object that the module is started with.
        if let Some(short) = imports.get(name).filter(|_| after.starts_with(':')) {
            imported += 1;
            out.push_str(short);
        } else if out.ends_with("wasm.") {
            out.push_str(exports.get(name).copied().unwrap_or(name));
        } else {
            out.push_str(name);
        }
        rest = after;
    }
    out.push_str(rest);
    if imported != imports.len() {
        bail!("the glue defines {imported} of the {} functions that are imported", imports.len());
    }
    let Some((module, _, _)) = renamed.imports.first() else { return Ok(out) };
    let key = format!("\"{module}\": ");
    if out.matches(&key).count() != 1 {
        bail!("the glue names the module {module} in another way than we know");
    }
    Ok(out.replace(&key, &format!("\"{SHORT_MODULE}\": ")))
}

/// What the pass made of the name of an export.
pub(crate) fn of_export(printed: &str, name: &str) -> Result<String> {
    let renamed: Renamed =
        serde_json::from_str(printed).context("the optimiser's list of names")?;
    let found = renamed.exports.into_iter().find(|(long, _)| long == name);
    Ok(found.with_context(|| format!("nothing exports {name}"))?.1)
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{"imports": [["./page_bg.js", "__wbg_new_1f", "$"], ["./page_bg.js", "__wbg_now_2e", "a"]],
        "exports": [["memory", "b"], ["store_open", "c"]]}"#;

    #[test]
    fn both_sides_are_renamed_and_nothing_that_only_looks_alike() {
        let glue = "const i = { __wbg_new_1f: function() {}, __wbg_now_2e: () => wasm.memory.buffer };\n\
                    return { \"./page_bg.js\": i }; // wasm.store_open(memory, my.memory, wasm.other)";
        let short = "const i = { $: function() {}, a: () => wasm.b.buffer };\n\
                     return { \"a\": i }; // wasm.c(memory, my.memory, wasm.other)";
        assert_eq!(in_glue(glue, PRINTED).expect("it is renamed"), short);
        assert_eq!(of_export(PRINTED, "store_open").expect("it is exported"), "c");
    }

    #[test]
    fn a_glue_that_lacks_an_import_is_refused() {
        assert!(in_glue("const i = { __wbg_new_1f: 1 }; \"./page_bg.js\": i", PRINTED).is_err());
        assert!(in_glue("{ __wbg_new_1f: 1, __wbg_now_2e: 2 }", PRINTED).is_err());
    }
}
