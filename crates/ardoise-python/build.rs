//! With the feature `library`: writes the table of module sources that `src/library.rs` includes.

fn main() {
    println!("cargo:rerun-if-changed=modules.txt");
    println!("cargo:rerun-if-changed=modules");
    #[cfg(feature = "library")]
    library::write();
}

#[cfg(feature = "library")]
mod library {
    use std::fmt::Write as _;
    use std::path::{Path, PathBuf};
    use std::{env, fs};

    pub(crate) fn write() {
        let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
        let list = fs::read_to_string(own.join("modules.txt")).expect("modules.txt is there");
        let mut table = String::from("&[\n");
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let Some(name) = words.next() else { continue };
            let file = source_file(&own, name, words.next() == Some("package"));
            assert!(file.is_file(), "no source for the module {name}");
            writeln!(table, "({name:?}, include_bytes!({file:?})),").expect("a String takes all");
        }
        table.push(']');
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
        fs::write(out.join("library.rs"), table).expect("OUT_DIR can be written");
    }

    /// A module of ours, else Python's own.
    fn source_file(own: &Path, name: &str, package: bool) -> PathBuf {
        let ours = own.join("modules").join(format!("{name}.py"));
        if ours.is_file() {
            return ours;
        }
        let path = name.replace('.', "/");
        let end = if package { "/__init__.py" } else { ".py" };
        Path::new(rustpython_pylib::LIB_PATH).join(format!("{path}{end}"))
    }
}
