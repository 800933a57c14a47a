//! The page that is one file: page, engine and Python's modules, packed with LZMA and written as
//! text of windows-1252, where bytes stand nearly as they are (`docs/formats.md`).
//!
//! Its place for an activity is empty: `ardoise publish --single-file` fills it. What reads it is in
//! `web/src/single`.

use crate::build::Profile;
use crate::fingerprint::{self, Fingerprint, Stamp, files_below};
use crate::page;
use crate::process::{self, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};
use std::fs;
use std::io::Write;
use std::process::Command;

/// In `web/dist`; no part of what a site keeps offline.
pub(crate) const NAME: &str = "single-file.html";

/// Changed when this file starts to make something else out of the same inputs.
const RECIPE: &str = "2";

/// What it carries beside the activity, by the names that `web/src/single` reads.
const PARTS: [&str; 4] = ["page", "first", "rest", "modules"];

/// As in `web/src/single/unpack.ts`.
const NONCE: &str = "ardoise";

/// Nothing but what is in the file. Its own address may be asked once, where a host sends it under a
/// wrong encoding; `web/src/single/policy.ts` forbids that too before a notebook is seen.
const POLICY: &str = "default-src 'none'; connect-src 'self'; script-src 'nonce-ardoise' blob: 'wasm-unsafe-eval' 'unsafe-eval'; worker-src blob:; child-src blob:; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; base-uri 'none'; form-action 'none'";

pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let scripts = workspace.cache().join("single-file");
    let mut command = Command::new("node");
    command.arg("build/single-file.mjs").arg(&scripts).current_dir(workspace.web());
    process::run(&mut command)?;
    let engine = workspace.path("web/public/engine");
    let python = engine.join("python");
    let modules = files_below(&python, &|path| path.extension().is_none_or(|end| end != "py"))?;
    // There is no line to save bytes on, and nothing to fetch a second half from.
    let wasm = page::whole(workspace, Profile::Release)?.module;
    let kept = workspace.cache().join(NAME);
    let mut inputs = Fingerprint::default().text(RECIPE).path(&scripts, &|_| false)?.file(&wasm)?;
    inputs = inputs.path(&engine, &|_| false)?;
    let stamp = Stamp::new(&workspace.cache(), "single-file", inputs.end());
    if !stamp.is_current() || !kept.is_file() {
        let read = |name: &str| fs::read(scripts.join(name)).context("a script was not built");
        let mut page = Vec::new();
        for name in ["page.js", "page.css", "worker.js"] {
            add(&mut page, name, &read(name)?);
        }
        add(&mut page, "page.wasm", &fs::read(&wasm)?);
        let mut sources = Vec::new();
        for file in &modules {
            let name = file.file_stem().context("a module without a name")?.to_string_lossy();
            add(&mut sources, &name, &fs::read(file)?);
        }
        let first = fs::read(engine.join("ardoise_worker_bg.wasm"))?;
        let rest = fs::read(engine.join("ardoise_worker_rest.wasm"))?;
        let all = [&page, &first, &rest, &sources];
        let hash =
            all.iter().fold(Fingerprint::default(), |sum, part| sum.text(&fingerprint::hash(part)));
        let version = &hash.end()[..16];
        let unpack = read("unpack.js")?;
        // With it the page can make files like the one it came in.
        add(
            &mut page,
            "frame.html",
            &file(version, &PARTS.map(|name| (name, Vec::new())), &unpack),
        );
        let packed =
            [packed(&page, 3)?, packed(&first, 3)?, packed(&rest, 3)?, packed(&sources, 4)?];
        let parts: Vec<_> = PARTS.into_iter().zip(packed).collect();
        let sizes: Vec<String> =
            parts.iter().map(|(name, bytes)| format!("{name} {}", bytes.len())).collect();
        say(&format!("one file: {}", sizes.join(", ")));
        fs::write(&kept, file(version, &parts, &unpack))?;
        stamp.keep()?;
    }
    let size = fs::copy(&kept, workspace.dist().join(NAME))?;
    say(&format!("one file: {:.2} MB", size as f64 / 1e6));
    Ok(())
}

/// A file among others: the length of its name, its name, its length, its bytes.
fn add(archive: &mut Vec<u8>, name: &str, content: &[u8]) {
    for part in [name.as_bytes(), content] {
        archive.extend((part.len() as u32).to_le_bytes());
        archive.extend(part);
    }
}

/// `literal_context`: how many bits of the byte before say something about the next one; more for texts.
fn packed(bytes: &[u8], literal_context: u32) -> Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: (bytes.len() as u32).next_power_of_two().max(1 << 16),
        lc: literal_context,
        lp: 0,
        // No unit of two or four bytes counts in wasm or in text.
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: 1000,
        preset_dict: None,
    };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// The page, in ASCII but for the packed parts.
fn file(version: &str, parts: &[(&str, Vec<u8>)], unpack: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"windows-1252\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"theme-color\" content=\"#26333b\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"ardoise-version\" content=\"{version}\">\n<title>Ardoise</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n<div id=\"app\"><p class=\"boot\">Ardoise&#8230;</p></div>\n<noscript><p>Ardoise a besoin de JavaScript, qui est d&#233;sactiv&#233; dans ce navigateur.<br><span lang=\"en\">Ardoise needs JavaScript, which is switched off in this browser.</span></p></noscript>\n"
    )
    .into_bytes();
    let mut part = |name: &str, text: &[u8]| {
        out.extend(format!("<script type=\"text/plain\" id=\"ardoise-{name}\">").bytes());
        out.extend(text);
        out.extend(b"</script>\n");
    };
    part("activity", b"");
    for (name, bytes) in parts {
        part(name, &in_text(bytes));
    }
    out.extend(format!("<script nonce=\"{NONCE}\">").bytes());
    out.extend(unpack);
    out.extend(b"</script>\n</body>\n</html>\n");
    out
}

/// A byte that HTML would change or take for its own is `=` and the letter 64 further.
fn in_text(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 50);
    for byte in bytes {
        if matches!(byte, 0 | b'\r' | b'<' | b'=') {
            out.extend([b'=', byte + 64]);
        } else {
            out.push(*byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_packed_part_ends_its_script() {
        let bytes: Vec<u8> = (0..=255).cycle().take(2000).collect();
        let text = in_text(&bytes);
        assert!(!text.iter().any(|byte| matches!(byte, 0 | b'\r' | b'<')));
        let page = file("0", &[("page", bytes)], b"start()");
        let scripts = page.windows(8).filter(|window| window == b"</script").count();
        assert_eq!(scripts, 3);
    }
}
