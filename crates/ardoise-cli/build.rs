//! Puts the built site into the program when `ARDOISE_SITE` names its folder, as
//! `cargo xtask program` does: a list of paths and compressed contents in one file.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=ARDOISE_SITE");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("site.bin");
    let Some(site) = env::var_os("ARDOISE_SITE") else {
        return fs::write(out, []);
    };
    let site = PathBuf::from(site);
    println!("cargo:rerun-if-changed={}", site.display());
    let mut paths = Vec::new();
    look(&site, &mut paths)?;
    paths.sort();
    let mut bytes = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let mut twin = path.clone().into_os_string();
        twin.push(".br");
        let squeezed = fs::read(&twin).ok();
        let content = match &squeezed {
            Some(content) => content.clone(),
            None => fs::read(&path)?,
        };
        // The length of the name, the name, whether it is Brotli, the length of the content, that.
        bytes.extend((name.len() as u32).to_le_bytes());
        bytes.extend(name.as_bytes());
        bytes.push(u8::from(squeezed.is_some()));
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes.extend(content);
    }
    fs::write(out, bytes)
}

fn look(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            look(&path, paths)?;
        } else if path.extension().is_none_or(|end| end != "br" && end != "gz" && end != "map") {
            paths.push(path);
        }
    }
    Ok(())
}
