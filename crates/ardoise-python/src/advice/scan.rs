//! Looking at a line of Python that may not be Python: texts and comments told apart, words found.

/// The line with the inside of texts and every comment blanked out, as many characters as before.
/// A text that does not end is blanked to the end of the line.
pub(super) fn code_of(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    for character in line.chars() {
        if comment {
            out.push(' ');
            continue;
        }
        match quote {
            Some(open) => {
                let ends = character == open && !escaped;
                escaped = character == '\\' && !escaped;
                out.push(if ends { character } else { ' ' });
                if ends {
                    quote = None;
                }
            }
            None if character == '#' => {
                comment = true;
                out.push(' ');
            }
            None => {
                if character == '"' || character == '\'' {
                    quote = Some(character);
                }
                out.push(character);
            }
        }
    }
    out
}

pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether a text is one name of Python.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().all(is_word) && text.chars().next().is_some_and(|first| !first.is_numeric())
}

/// Words and signs of a line of code, in order; a text is its two quotes.
pub(super) fn tokens(code: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = if is_word(first) {
            rest.find(|other| !is_word(other)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        out.push(token);
        rest = after.trim_start();
    }
    out
}

/// The names in an expression that may be variables: what is not called, no attribute, no argument's
/// name.
pub(crate) fn variables(expression: &str) -> Vec<String> {
    let code = code_of(expression);
    let tokens = tokens(&code);
    let mut names: Vec<String> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| tokens[at]);
        let after = tokens.get(at + 1).copied().unwrap_or_default();
        let named = after == "=" && tokens.get(at + 2) != Some(&"=");
        let known = names.iter().any(|name| name == token);
        if is_name(token) && before != "." && after != "(" && !named && !known {
            names.push((*token).to_owned());
        }
    }
    names
}

/// The first word of a line, empty when it begins with something else.
pub(super) fn first_word(code: &str) -> &str {
    let code = code.trim_start();
    &code[..code.find(|other| !is_word(other)).unwrap_or(code.len())]
}

/// What a message says between single or double quotes, in order.
pub(super) fn quoted(message: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = message;
    while let Some(start) = rest.find(['\'', '"']) {
        let quote = rest.as_bytes()[start] as char;
        let inside = &rest[start + 1..];
        let Some(end) = inside.find(quote) else { break };
        out.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    out
}

/// The text between two others.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let end = text[start..].find(after)?;
    Some(&text[start..start + end])
}

/// Where `word` stands as a whole word.
pub(super) fn word_at(code: &str, word: &str) -> Option<usize> {
    code.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = code[..*at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// Whether a line gives `name` a value: `name =`, `name, b =`, `for name in`, `def name`,
/// `class name`, `import name`, `as name`.
pub(super) fn assigns(line: &str, name: &str) -> bool {
    let code = code_of(line);
    let tokens = tokens(&code);
    let follows =
        |words: &[&str]| tokens.windows(2).any(|pair| words.contains(&pair[0]) && pair[1] == name);
    if follows(&["def", "class", "for", "as", "import", "global"]) {
        return true;
    }
    let equals = tokens.iter().enumerate().position(|(at, token)| {
        let before = at.checked_sub(1).map(|at| tokens[at]);
        *token == "="
            && tokens.get(at + 1) != Some(&"=")
            && !matches!(before, Some("=" | "!" | "<" | ">"))
    });
    let Some(equals) = equals else { return false };
    let left = &tokens[..equals];
    let plain = left.iter().all(|token| *token == "," || is_name(token));
    plain && left.contains(&name)
}

/// Whether a name got its value from `input()` and nothing turned it into a number.
pub(super) fn typed_in(cells: &[String], code: &str) -> Option<String> {
    if code.contains("input(") {
        return Some("input()".to_owned());
    }
    let names = tokens(code);
    let lines = cells.iter().flat_map(|cell| cell.split('\n'));
    lines
        .filter_map(|line| {
            let (name, value) = line.split_once('=')?;
            let name = name.trim();
            (value.trim_start().starts_with("input(") && names.contains(&name)).then_some(name)
        })
        .next_back()
        .map(str::to_owned)
}

/// The name that ends just before a byte of the code: what is called or indexed there.
pub(super) fn name_before(code: &str, at: usize) -> &str {
    let before = code[..at].trim_end();
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, character)| is_word(*character))
        .last()
        .map_or(before.len(), |(at, _)| at);
    &before[start..]
}
