//! Names that are almost another: letters wrong, missing, doubled or swapped; capitals; accents.

/// The most candidates that are compared, so that a notebook full of names costs nothing.
const MOST_CANDIDATES: usize = 5_000;

/// The name among `candidates` that was most probably meant by `wrong`.
pub(super) fn nearest<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = plain(wrong);
    // One slip in a short name, two in a long one; a name of one letter is near to nothing.
    let allowed = match letters.len() {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().take(MOST_CANDIDATES) {
        if candidate == wrong || candidate.starts_with('_') && !wrong.starts_with('_') {
            continue;
        }
        let other = plain(candidate);
        if other.len().abs_diff(letters.len()) > allowed {
            continue;
        }
        let slips = distance(&letters, &other);
        // Two slips must leave more than half of the name.
        if slips > allowed || slips * 2 >= other.len().max(letters.len()) {
            continue;
        }
        if best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// The name that differs in capitals or accents only.
pub(super) fn same_letters<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = plain(wrong);
    candidates.into_iter().find(|other| *other != wrong && plain(other) == letters)
}

/// Small letters without accents.
fn plain(name: &str) -> Vec<char> {
    name.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

pub(super) fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        other => other,
    }
}

/// How many letters must be changed, added, left out or swapped with the next one.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![0; (a.len() + 1) * width];
    for (at, steps) in rows.iter_mut().enumerate().take(width) {
        *steps = at;
    }
    for i in 1..=a.len() {
        rows[i * width] = i;
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[(i - 1) * width + j] + 1)
                .min(rows[i * width + j - 1] + 1)
                .min(rows[(i - 1) * width + j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[(i - 2) * width + j - 2] + 1);
            }
            rows[i * width + j] = least;
        }
    }
    rows[a.len() * width + b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_near() {
        let names = ["print", "range", "nombre", "append", "len", "id", "x", "somme"];
        for (wrong, meant) in [
            ("prnt", Some("print")),
            ("pritn", Some("print")),
            ("rnage", Some("range")),
            ("nombr", Some("nombre")),
            ("nomrbe", Some("nombre")),
            ("apend", Some("append")),
            ("Len", Some("len")),
            ("y", None),
            ("is", None),
            ("bonjour", None),
            ("total", None),
        ] {
            assert_eq!(nearest(wrong, names), meant, "{wrong}");
        }
    }

    #[test]
    fn capitals_and_accents_are_the_same_letters() {
        assert_eq!(same_letters("Prenom", ["nom", "prénom"]), Some("prénom"));
        assert_eq!(same_letters("nom", ["nom"]), None);
    }
}
