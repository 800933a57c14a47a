//! The modules written in Python: which there are, and which there are on purpose not.
//!
//! `modules.txt` is the list that everything else reads (what is published beside the page, what
//! the command line tool embeds): one dotted name per line, `package` after it where the module
//! has others below. A file of ours in `modules/` comes before Python's own of that name.

const LIST: &str = include_str!("../modules.txt");

/// One module of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// The dotted name.
    pub name: &'static str,
    /// Whether other modules lie below it.
    pub package: bool,
}

/// Every module of the list.
pub fn all() -> impl Iterator<Item = Module> {
    LIST.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let name = words.next().filter(|word| !word.starts_with('#'))?;
        Some(Module { name, package: words.next() == Some("package") })
    })
}

/// The module of this name.
pub fn find(name: &str) -> Option<Module> {
    all().find(|module| module.name == name)
}

/// Why a module that Python normally has is not here, in one sentence.
pub(crate) fn absence(name: &str) -> Option<&'static str> {
    if matches!(name, "urllib.request" | "urllib.error" | "urllib.response") {
        return Some("a notebook has no network here");
    }
    let top = name.split('.').next().unwrap_or(name);
    Some(match top {
        "socket" | "ssl" | "select" | "selectors" | "socketserver" | "http" | "ftplib"
        | "smtplib" | "poplib" | "imaplib" | "xmlrpc" | "webbrowser" | "requests" | "urllib3" => {
            "a notebook has no network here"
        }
        "subprocess" | "multiprocessing" | "pty" | "_posixsubprocess" => {
            "a notebook cannot start other programs here"
        }
        "tkinter" | "_tkinter" | "pygame" | "curses" => "a notebook cannot open windows here",
        "ctypes" | "mmap" | "resource" | "fcntl" | "termios" | "winreg" | "msvcrt" => {
            "a notebook does not run on the operating system here"
        }
        "sqlite3" | "_sqlite3" => "databases are not available here",
        "mpl_toolkits" => "plots in three dimensions are not available here",
        "scipy" | "sympy" | "PIL" | "networkx" | "sklearn" | "seaborn" | "plotly" | "bokeh"
        | "folium" | "cv2" | "torch" | "tensorflow" => "this library is not part of Ardoise",
        "pip" | "ensurepip" | "venv" => "packages cannot be installed here",
        _ => return None,
    })
}
