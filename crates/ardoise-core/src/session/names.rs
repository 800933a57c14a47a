//! The names that Python code defines, found without understanding it: good enough to complete
//! what a pupil types, also in code that does not parse yet.

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Adds the names that this source defines, in their order and as often as they are defined.
pub(super) fn collect(source: &str, found: &mut Vec<String>) {
    let mut quote: Option<&str> = None;
    for line in source.lines() {
        let line = without_strings(line, &mut quote);
        let line = line.trim_start();
        for statement in line.split(';') {
            statement_names(statement.trim(), found);
        }
    }
}

fn statement_names(statement: &str, found: &mut Vec<String>) {
    let statement = statement.strip_prefix("async ").map_or(statement, str::trim_start);
    let after = |keyword: &str| {
        statement.strip_prefix(keyword).filter(|rest| rest.starts_with(char::is_whitespace))
    };
    if let Some(rest) = after("def") {
        let (name, rest) = rest.split_once('(').unwrap_or((rest, ""));
        add(name, found);
        for parameter in rest.rsplit_once(')').map_or(rest, |(list, _)| list).split(',') {
            let name = parameter.split(['=', ':']).next().unwrap_or_default();
            add(name.trim().trim_start_matches('*'), found);
        }
    } else if let Some(rest) = after("class") {
        add(rest.split(['(', ':']).next().unwrap_or_default(), found);
    } else if let Some(rest) = after("from") {
        let imported = rest.split_once(" import ").map_or("", |(_, names)| names);
        for name in imported.trim_matches(['(', ')']).split(',') {
            add(name.rsplit(" as ").next().unwrap_or_default(), found);
        }
    } else if let Some(rest) = after("import") {
        for name in rest.split(',') {
            let name = name.rsplit(" as ").next().unwrap_or_default();
            add(name.split('.').next().unwrap_or_default(), found);
        }
    } else if let Some(rest) = after("for") {
        targets(rest.split(" in ").next().unwrap_or_default(), found);
    } else if let Some(rest) = after("with") {
        for part in rest.split(" as ").skip(1) {
            targets(part.split([':', ',']).next().unwrap_or_default(), found);
        }
    } else if let Some(rest) = after("global").or_else(|| after("nonlocal")) {
        targets(rest, found);
    } else {
        assignment(statement, found);
    }
}

/// The names before each single `=`, and the one of an annotated or augmented assignment.
fn assignment(statement: &str, found: &mut Vec<String>) {
    let bytes = statement.as_bytes();
    let (mut start, mut depth) = (0, 0u32);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'=' if depth == 0 => {
                let before = at.checked_sub(1).map(|at| bytes[at]);
                if bytes.get(at + 1) == Some(&b'=')
                    || matches!(before, Some(b'=' | b'!' | b'<' | b'>'))
                {
                    return;
                }
                let target = statement[start..at]
                    .trim_end_matches(['+', '-', '*', '/', '%', '&', '|', '^', ':', '@']);
                targets(target.split(':').next().unwrap_or_default(), found);
                start = at + 1;
            }
            _ => {}
        }
    }
}

fn targets(list: &str, found: &mut Vec<String>) {
    for name in list.split([',', '(', ')', '[', ']']) {
        add(name.trim().trim_start_matches('*'), found);
    }
}

fn add(name: &str, found: &mut Vec<String>) {
    let name = name.trim();
    // As in the editor: beyond ASCII everything counts as a letter, and no table of letters is needed.
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    if name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit())
        && name.bytes().all(may_stand)
        && !KEYWORDS.contains(&name)
    {
        found.push(name.to_owned());
    }
}

/// The line without what stands in strings and comments. `quote` is the sign that ends a string
/// over several lines.
fn without_strings(line: &str, quote: &mut Option<&'static str>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while !rest.is_empty() {
        if let Some(end) = *quote {
            let Some(at) = rest.find(end) else { return out };
            rest = &rest[at + end.len()..];
            *quote = None;
            continue;
        }
        let Some(at) = rest.find(['"', '\'', '#']) else {
            out.push_str(rest);
            return out;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('#') {
            return out;
        }
        if let Some(triple) = ["\"\"\"", "'''"].into_iter().find(|sign| rest.starts_with(sign)) {
            *quote = Some(triple);
            rest = &rest[3..];
        } else {
            rest = after_string(rest);
        }
    }
    out
}

/// What follows a string that ends on its line.
fn after_string(text: &str) -> &str {
    let mut letters = text.char_indices();
    let sign = letters.next().map(|(_, sign)| sign);
    let mut escaped = false;
    for (at, letter) in letters {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if Some(letter) == sign {
            return &text[at + letter.len_utf8()..];
        }
    }
    ""
}
