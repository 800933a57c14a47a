//! Messages that this Python words otherwise than CPython, whose words are in every textbook and
//! search engine. Only where an error is shown: a program that reads `str(error)` sees the
//! interpreter's own.

/// CPython's words for a message of ours, when they differ.
pub(crate) fn as_python(name: &str, message: &str) -> Option<String> {
    match name {
        "UnboundLocalError" => {
            let variable = message
                .strip_prefix("local variable '")?
                .strip_suffix("' referenced before assignment")?;
            Some(format!(
                "cannot access local variable '{variable}' where it is not associated with a value"
            ))
        }
        "TypeError" => type_error(message),
        "ValueError" => {
            // Python quotes a text once, ours quotes what is quoted already.
            let value = message.strip_prefix('\'')?.strip_suffix("' is not in list")?;
            Some(format!("{value} is not in list"))
        }
        _ => None,
    }
}

fn type_error(message: &str) -> Option<String> {
    if let Some(kinds) = message.strip_prefix("Cannot add list and ") {
        return Some(format!("can only concatenate list (not \"{kinds}\") to list"));
    }
    if let Some(rest) = message.strip_prefix("can only concatenate tuple (not '") {
        let kind = rest.strip_suffix("') to tuple")?;
        return Some(format!("can only concatenate tuple (not \"{kind}\") to tuple"));
    }
    let (function, given) = message.split_once(" expected 1 argument, got ")?;
    let builtin = matches!(
        function,
        "abs" | "len" | "ord" | "chr" | "bin" | "hex" | "oct" | "hash" | "id" | "callable"
    );
    builtin.then(|| format!("{function}() takes exactly one argument ({given} given)"))
}

#[cfg(test)]
mod tests {
    use super::as_python;

    #[test]
    fn python_words() {
        for (name, ours, python) in [
            (
                "UnboundLocalError",
                "local variable 'n' referenced before assignment",
                Some("cannot access local variable 'n' where it is not associated with a value"),
            ),
            (
                "TypeError",
                "Cannot add list and int",
                Some("can only concatenate list (not \"int\") to list"),
            ),
            (
                "TypeError",
                "can only concatenate tuple (not 'int') to tuple",
                Some("can only concatenate tuple (not \"int\") to tuple"),
            ),
            (
                "TypeError",
                "abs expected 1 argument, got 2",
                Some("abs() takes exactly one argument (2 given)"),
            ),
            ("ValueError", "'3' is not in list", Some("3 is not in list")),
            ("ValueError", "'a' is not in list!", None),
            ("TypeError", "mine expected 1 argument, got 2", None),
        ] {
            assert_eq!(as_python(name, ours).as_deref(), python, "{ours}");
        }
    }
}
