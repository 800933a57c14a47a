//! The wasm modules of the site: compiled for the oldest engine of the floor, given their
//! JavaScript glue, optimised for release, and proved to hold nothing that the floor lacks.
//!
//! Everything is built for WebAssembly 1.0 (`mvp`), std included: Rust's prebuilt std uses newer
//! features whatever flags a crate has, so std itself is compiled here.

use crate::build::Profile;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::patches;
use crate::process::{self, say};
use crate::short_names;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Changed when this file starts to make something else out of the same inputs.
const RECIPE: &str = "7";

/// What the floor's engines lack (Chromium 64; Safari 12): a module that needs any of it is refused.
const BEYOND_THE_FLOOR: [&str; 7] = [
    "--disable-simd",
    "--disable-multi-value",
    "--disable-reference-types",
    "--disable-bulk-memory",
    "--disable-sign-extension",
    "--disable-saturating-float-to-int",
    "--disable-mutable-globals",
];

/// How a module's glue is loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glue {
    /// An ES module, with types; bundled by Vite.
    Module,
    /// A classic script for workers, which defines `wasm_bindgen`.
    Classic,
}

/// Tells the crate `getrandom` that the kernel door has a function for it.
pub(crate) const HOST_RANDOM: &str = "--cfg=getrandom_backend=\"custom\"";

/// Who refers to what, which is read when a module is split.
const LINKER_NOTES: &str = "-Clink-arg=--emit-relocs";

/// Without this the compiler takes each of Python's instructions, one branch of hundreds, for rare, and
/// lets it call functions of two lines.
const NOTHING_IS_RARE: &str = "-Cllvm-args=-cold-callsite-rel-freq=0";

/// What copies, allocates and hashes for Python. Cargo.toml cannot name them beside the profile's other
/// crates: cargo would warn of them wherever std is not compiled.
const QUICK_PARTS_OF_STD: [&str; 4] = ["alloc", "compiler_builtins", "core", "dlmalloc"];

/// Where the crate `getrandom`, deep below many others, takes its bytes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Random {
    /// The browser's generator.
    Browser,
    /// A function of the kernel door's, so that a run can be repeated with the same bytes.
    Host,
}

/// Compiles one crate; cargo itself knows what has changed.
///
/// Flags belong to everything that is compiled, std included, so each set of flags has its own
/// target folder: in a common one, each build would undo the other's work.
pub(crate) fn compile(
    workspace: &Workspace,
    profile: Profile,
    package: &str,
    random: Random,
) -> Result<PathBuf> {
    let is_kernel_release = (random, profile) == (Random::Host, Profile::Release);
    let cargo_profile = match (random, profile) {
        (_, Profile::Quick) => "wasm-quick",
        (Random::Browser, Profile::Release) => "wasm-release",
        (Random::Host, Profile::Release) => "kernel-release",
    };
    let panic = match profile {
        Profile::Quick => "",
        // Panic texts and places in Rust's sources are bytes no pupil reads, and the places name folders
        // of the machine that built; working builds keep both.
        Profile::Release => " -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none",
    };
    let (kind, random) = match (random, profile) {
        (Random::Browser, Profile::Quick) => ("page", String::new()),
        // Nothing that the page shows is written by `Debug`; what Python shows sometimes is.
        (Random::Browser, Profile::Release) => ("page", format!("-Zfmt-debug=none {LINKER_NOTES}")),
        (Random::Host, Profile::Quick) => ("kernel", HOST_RANDOM.to_owned()),
        (Random::Host, Profile::Release) => {
            ("kernel", format!("{HOST_RANDOM} {LINKER_NOTES} {NOTHING_IS_RARE}"))
        }
    };
    let target = workspace.path(&format!("target/wasm-{kind}-{}", profile.name()));
    let mut command = patches::cargo(workspace, "build")?;
    command
        .args(["--locked", "--lib", "--package", package, "--profile", cargo_profile])
        .args(["--target", "wasm32-unknown-unknown", "-Zbuild-std=std,panic_abort"])
        .arg("-Zbuild-std-features=optimize_for_size")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", format!("-Ctarget-cpu=mvp{panic} {random}"))
        .env("CARGO_TARGET_DIR", &target);
    if is_kernel_release {
        for part in QUICK_PARTS_OF_STD {
            command
                .args(["--config", &format!("profile.{cargo_profile}.package.{part}.opt-level=3")]);
        }
    }
    process::run(&mut command)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    Ok(target.join("wasm32-unknown-unknown").join(cargo_profile).join(file))
}

/// Glue, optimiser and gate, all kept by the hash of the compiled module; returns the folder they are in.
pub(crate) fn finish(
    workspace: &Workspace,
    profile: Profile,
    compiled: &Path,
    glue: Glue,
) -> Result<PathBuf> {
    let stem =
        compiled.file_stem().and_then(|stem| stem.to_str()).context("a module without a name")?;
    let folder = workspace.cache().join(format!("{stem}-{}", profile.name()));
    let inputs =
        Fingerprint::default().text(RECIPE).text(&glue_tools(workspace)).file(compiled)?.end();
    let stamp = Stamp::new(&workspace.cache(), &format!("{stem}-{}", profile.name()), inputs);
    if stamp.is_current() && folder.is_dir() {
        return Ok(folder);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(stem)
        .typescript(glue == Glue::Module)
        .keep_debug(false)
        // A release is split, for which names have to be the linker's; no name is left in it then.
        .demangle(profile == Profile::Quick && glue == Glue::Module)
        .remove_producers_section(true);
    match glue {
        Glue::Module => bindgen.web(true)?,
        Glue::Classic => bindgen.no_modules(true)?,
    };
    bindgen.generate(&folder).with_context(|| format!("no glue for {stem}"))?;
    follow_memory(&folder.join(format!("{stem}.js")))?;
    let module = folder.join(format!("{stem}_bg.wasm"));
    // The kernel is left as the compiler made it: it takes minutes.
    if profile == Profile::Release && glue == Glue::Module {
        let names = optimise(workspace, &module, &folder.join(format!("{stem}.js")))?;
        fs::write(folder.join(SHORT_NAMES), names)?;
    }
    if glue == Glue::Classic {
        // Vite copies this script untouched, so it is brought down to the floor's syntax here.
        lower_script(workspace, &folder.join(format!("{stem}.js")))?;
    }
    // A release is looked at when it has been split.
    if profile == Profile::Quick
        && let Err(error) = gate(workspace, &module)
    {
        // Without whole-program optimisation, code that is never reached stays in (zlib's SIMD).
        say(&format!("only for recent browsers: {error:#}"));
    }
    stamp.keep()?;
    Ok(folder)
}

/// Makes the glue look at the memory there is now. It keeps a view until that says it is detached,
/// but when wasm grows its memory, Chromium 64 leaves the old bytes behind as if nothing had happened.
fn follow_memory(script: &Path) -> Result<()> {
    const TRUSTING: &str = "cachedUint8ArrayMemory0.byteLength === 0";
    const LOOKING: &str = "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer";
    let text = fs::read_to_string(script)?;
    if !text.contains(TRUSTING) {
        bail!("the glue keeps its view of memory in another way than we know");
    }
    fs::write(script, text.replace(TRUSTING, LOOKING))?;
    Ok(())
}

/// The versions of npm's tools, which are part of what `finish` makes.
pub(crate) fn glue_tools(workspace: &Workspace) -> String {
    ["binaryen", "wabt", "vite"]
        .iter()
        .map(|tool| {
            fs::read_to_string(workspace.web().join("node_modules").join(tool).join("package.json"))
                .unwrap_or_default()
        })
        .collect()
}

/// Only what Brotli cannot do: `-Oz` makes a shorter module that weighs 6 % more once it is squeezed,
/// because code that was alike no longer is.
const PASSES: [&str; 11] = [
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--duplicate-function-elimination",
    "--simplify-locals-nostructure",
    "--rse",
    "--vacuum",
    "--optimize-instructions",
    "--vacuum",
    "--duplicate-function-elimination",
    "--remove-unused-module-elements",
    "--duplicate-function-elimination",
];

pub(crate) const ORDER: &str = "web/build/order-functions.mjs";

/// The list of the names that were shortened, in the folder of a module that was optimised.
pub(crate) const SHORT_NAMES: &str = "short-names.json";

/// Functions keep their names. Returns the list of the names that were shortened.
fn optimise(workspace: &Workspace, module: &Path, script: &Path) -> Result<String> {
    let out = module.with_extension("optimised");
    let began = std::time::Instant::now();
    let mut command = optimiser(workspace, module, &out);
    command.args(PASSES).arg("--debuginfo");
    command.args(["--strip-producers", "--strip-target-features"]);
    command.arg(short_names::PASS);
    let names = process::output(&mut command).context("wasm-opt")?;
    fs::write(script, short_names::in_glue(&fs::read_to_string(script)?, &names)?)?;
    fs::rename(&out, module)?;
    say(&format!("wasm-opt {}: {:.0} s", workspace.shown(module), began.elapsed().as_secs_f32()));
    Ok(names)
}

/// Puts functions that are alike together. The module must have no names.
pub(crate) fn order(workspace: &Workspace, module: &Path) -> Result<()> {
    let named = module.with_extension("named");
    fs::copy(module, &named)?;
    let mut command = Command::new("node");
    command.arg(workspace.path(ORDER)).arg(&named).current_dir(workspace.web());
    process::run(&mut command)?;
    let mut command = optimiser(workspace, &named, module);
    process::run(command.args(["--reorder-functions-by-name", "--strip-debug"]))
        .context("wasm-opt")?;
    fs::remove_file(&named)?;
    Ok(())
}

fn optimiser(workspace: &Workspace, from: &Path, to: &Path) -> Command {
    let mut command = npm_tool(workspace, "binaryen/bin/wasm-opt");
    // Rust's own use of mutable globals is internal, which every engine has; the gate sees to the border.
    command.arg(from).arg("-o").arg(to).args(["--mvp-features", "--enable-mutable-globals"]);
    command
}

fn lower_script(workspace: &Workspace, script: &Path) -> Result<()> {
    let mut command = Command::new("node");
    command
        .arg(workspace.path("web/build/lower-script.mjs"))
        .arg(script)
        .current_dir(workspace.web());
    process::run(&mut command)
}

/// Fails when the module needs something the oldest engine does not have.
pub(crate) fn gate(workspace: &Workspace, module: &Path) -> Result<()> {
    let mut command = npm_tool(workspace, "wabt/bin/wasm-validate");
    command.args(BEYOND_THE_FLOOR).arg(module);
    if let Err(error) = process::output(&mut command) {
        let text = format!("{error:#}");
        let reason = text.lines().find(|line| line.contains("error")).unwrap_or(&text);
        bail!(
            "{} does not load on the oldest engines of the floor ({})",
            workspace.shown(module),
            plain(reason)
        );
    }
    Ok(())
}

/// Without the colours that wabt's tools put in.
fn plain(text: &str) -> String {
    text.split('\u{1b}')
        .enumerate()
        .map(
            |(at, part)| {
                if at == 0 { part } else { part.split_once('m').map_or(part, |(_, rest)| rest) }
            },
        )
        .collect()
}

fn npm_tool(workspace: &Workspace, bin: &str) -> Command {
    let mut command = Command::new("node");
    command.arg("--max-old-space-size=6000").arg(workspace.web().join("node_modules").join(bin));
    command
}

/// Vite and the browser's cache look at dates and contents: an equal file is left alone.
pub(crate) fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).with_context(|| format!("{} is missing", from.display()))?;
    if fs::read(to).ok().as_ref() == Some(&bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, bytes).with_context(|| format!("{} cannot be written", to.display()))
}
