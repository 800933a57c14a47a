//! Which crate may use which, and which one owns each heavy library.

use super::Findings;
use anyhow::{Context, Result};
use serde_json::Value;

/// `(crate, the crates of ours that it may depend on)`; a crate that is not listed fails.
const ARROWS: [(&str, &[&str]); 14] = [
    ("ardoise-protocol", &[]),
    ("ardoise-markup", &[]),
    ("ardoise-crypto", &["ardoise-protocol"]),
    ("ardoise-core", &["ardoise-protocol", "ardoise-markup"]),
    ("ardoise-python", &["ardoise-protocol"]),
    ("ardoise-sync", &["ardoise-protocol", "ardoise-crypto"]),
    (
        "ardoise-page",
        &["ardoise-core", "ardoise-crypto", "ardoise-markup", "ardoise-protocol", "ardoise-sync"],
    ),
    ("ardoise-worker", &["ardoise-python", "ardoise-protocol"]),
    ("ardoise-relay", &["ardoise-protocol", "ardoise-crypto"]),
    (
        "ardoise-cli",
        &[
            "ardoise-core",
            "ardoise-python",
            "ardoise-relay",
            "ardoise-crypto",
            "ardoise-markup",
            "ardoise-protocol",
        ],
    ),
    (
        "ardoise-sim",
        &["ardoise-core", "ardoise-protocol", "ardoise-crypto", "ardoise-relay", "ardoise-sync"],
    ),
    // It shows in a browser what page and worker do, and speaks the protocol to both.
    (
        "ardoise-wasm-tests",
        &["ardoise-page", "ardoise-worker", "ardoise-core", "ardoise-sim", "ardoise-protocol"],
    ),
    ("ardoise", &[]),
    ("xtask", &[]),
];

/// `(crate, a crate of ours that its tests alone may depend on)`.
const TEST_ARROWS: [(&str, &str); 1] = [
    // Real devices talk through a relay whose files and memory are looked at.
    ("ardoise-relay", "ardoise-sync"),
];

/// `(start of a library's name, its owners)`. Replacing a library opens its owners' rooms and no other.
const OWNERS: [(&str, &[&str]); 19] = [
    ("yrs", &["ardoise-core"]),
    ("pulldown-", &["ardoise-markup"]),
    ("rustpython", &["ardoise-python"]),
    ("axum", &["ardoise-relay"]),
    ("tokio", &["ardoise-relay"]),
    ("rusqlite", &["ardoise-relay"]),
    ("hyper", &["ardoise-relay"]),
    ("postgres", &["ardoise-relay"]),
    ("ed25519", &["ardoise-crypto"]),
    ("chacha20poly1305", &["ardoise-crypto"]),
    ("hkdf", &["ardoise-crypto"]),
    ("wasm-bindgen-cli-support", &["xtask"]),
    ("wasm-bindgen", &["ardoise-page", "ardoise-worker", "ardoise-wasm-tests"]),
    ("web-sys", &["ardoise-page", "ardoise-worker", "ardoise-wasm-tests"]),
    ("js-sys", &["ardoise-page", "ardoise-worker", "ardoise-wasm-tests"]),
    ("serde-wasm-bindgen", &["ardoise-page", "ardoise-worker", "ardoise-wasm-tests"]),
    ("serde_bytes", &["ardoise-page", "ardoise-worker"]),
    ("idb", &["ardoise-page", "ardoise-wasm-tests"]),
    ("tsify", &["ardoise-page"]),
];

pub(crate) struct Package {
    name: String,
    dependencies: Vec<String>,
    /// What its tests alone need.
    test_dependencies: Vec<String>,
}

/// Members and what they name, from `cargo metadata --no-deps`.
pub(crate) fn packages(metadata: &Value) -> Result<Vec<Package>> {
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    Ok(packages
        .iter()
        .map(|package| {
            let (tests, others) = package["dependencies"]
                .as_array()
                .into_iter()
                .flatten()
                .partition::<Vec<&Value>, _>(|dependency| dependency["kind"] == "dev");
            let names = |dependencies: Vec<&Value>| {
                let name = |dependency: &Value| Some(dependency["name"].as_str()?.to_owned());
                dependencies.into_iter().filter_map(name).collect()
            };
            Package {
                name: package["name"].as_str().unwrap_or_default().to_owned(),
                dependencies: names(others),
                test_dependencies: names(tests),
            }
        })
        .collect())
}

pub(crate) fn check(packages: &[Package], findings: &mut Findings) {
    for package in packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
            findings.error(format!(
                "the crate {} has no line in xtask's table of arrows",
                package.name
            ));
            continue;
        };
        let for_tests = package.test_dependencies.iter().filter(|dependency| {
            !TEST_ARROWS.contains(&(package.name.as_str(), dependency.as_str()))
        });
        for dependency in package.dependencies.iter().chain(for_tests) {
            let ours = ARROWS.iter().any(|(name, _)| name == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                findings.error(format!("{} must not depend on {dependency}", package.name));
            }
            if let Some((_, owners)) =
                OWNERS.iter().find(|(start, _)| dependency.starts_with(start))
                && !owners.contains(&package.name.as_str())
            {
                findings.error(format!(
                    "{} must not depend on {dependency}, which belongs to {}",
                    package.name,
                    owners.join(" and ")
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(name: &str, dependencies: &[&str]) -> Vec<String> {
        errors_with_tests(name, dependencies, &[])
    }

    fn errors_with_tests(name: &str, dependencies: &[&str], tests: &[&str]) -> Vec<String> {
        let names = |names: &[&str]| names.iter().map(|one| (*one).to_owned()).collect();
        let package = Package {
            name: name.into(),
            dependencies: names(dependencies),
            test_dependencies: names(tests),
        };
        let mut findings = Findings::default();
        check(&[package], &mut findings);
        findings.errors
    }

    #[test]
    fn arrows_point_the_allowed_way_only() {
        assert_eq!(errors("ardoise-core", &["ardoise-markup", "serde_json"]), [""; 0]);
        assert_eq!(
            errors("ardoise-markup", &["ardoise-core"]),
            ["ardoise-markup must not depend on ardoise-core"]
        );
        assert_eq!(errors("ardoise-new", &[]).len(), 1);
        assert_eq!(errors_with_tests("ardoise-relay", &[], &["ardoise-sync"]), [""; 0]);
        assert_eq!(errors("ardoise-relay", &["ardoise-sync"]).len(), 1);
        assert_eq!(errors_with_tests("ardoise-relay", &[], &["ardoise-core"]).len(), 1);
    }

    #[test]
    fn a_heavy_library_stays_with_its_owner() {
        assert_eq!(errors("ardoise-core", &["yrs"]), [""; 0]);
        assert_eq!(
            errors("ardoise-page", &["yrs"]),
            ["ardoise-page must not depend on yrs, which belongs to ardoise-core"]
        );
        assert_eq!(errors("ardoise-cli", &["rustpython-vm"]).len(), 1);
        assert_eq!(errors("xtask", &["wasm-bindgen-cli-support"]), [""; 0]);
        assert_eq!(errors("xtask", &["wasm-bindgen"]).len(), 1);
    }

    #[test]
    fn metadata_is_read() {
        let metadata = serde_json::json!({"packages": [{"name": "xtask", "dependencies": [
            {"name": "yrs", "kind": null}, {"name": "proptest", "kind": "dev"}
        ]}]});
        let packages = packages(&metadata).expect("packages");
        assert_eq!(
            (packages[0].name.as_str(), &packages[0].dependencies, &packages[0].test_dependencies),
            ("xtask", &vec!["yrs".to_owned()], &vec!["proptest".to_owned()])
        );
    }
}
