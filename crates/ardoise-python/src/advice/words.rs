//! Words of other languages, spoken or programmed, and the Python that is meant.

/// What begins a line in pseudo-code or another language.
const FIRST_WORDS: [(&str, &str); 34] = [
    ("si", "if"),
    ("sinon", "else"),
    ("sinonsi", "elif"),
    ("sinon_si", "elif"),
    ("pour", "for"),
    ("tantque", "while"),
    ("tant", "while"),
    ("repeter", "for"),
    ("répéter", "for"),
    ("repeat", "for"),
    ("jusqu", "while"),
    ("until", "while"),
    ("fonction", "def"),
    ("function", "def"),
    ("func", "def"),
    ("procedure", "def"),
    ("définir", "def"),
    ("retourner", "return"),
    ("retourne", "return"),
    ("renvoyer", "return"),
    ("renvoie", "return"),
    ("afficher", "print"),
    ("affiche", "print"),
    ("imprimer", "print"),
    ("ecrire", "print"),
    ("écrire", "print"),
    ("echo", "print"),
    ("importer", "import"),
    ("importe", "import"),
    ("depuis", "from"),
    ("classe", "class"),
    ("switch", "match"),
    ("foreach", "for"),
    ("elseif", "elif"),
];

/// Words that declare a variable elsewhere; Python has none.
const DECLARATIONS: [&str; 10] =
    ["var", "let", "const", "int", "float", "string", "str", "double", "bool", "char"];

/// Names of values and functions of other languages.
const NAMES: [(&str, &str); 26] = [
    ("true", "True"),
    ("TRUE", "True"),
    ("vrai", "True"),
    ("Vrai", "True"),
    ("false", "False"),
    ("FALSE", "False"),
    ("faux", "False"),
    ("Faux", "False"),
    ("none", "None"),
    ("null", "None"),
    ("nul", "None"),
    ("rien", "None"),
    ("undefined", "None"),
    ("afficher", "print"),
    ("affiche", "print"),
    ("imprimer", "print"),
    ("ecrire", "print"),
    ("écrire", "print"),
    ("println", "print"),
    ("printf", "print"),
    ("saisir", "input"),
    ("lire", "input"),
    ("longueur", "len"),
    ("taille", "len"),
    ("entier", "int"),
    ("raw_input", "input"),
];

fn look_up(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(other, _)| *other == word).map(|(_, python)| *python)
}

/// Python for the first word of a line.
pub(super) fn first_word(word: &str) -> Option<&'static str> {
    look_up(&FIRST_WORDS, word).or_else(|| {
        // `Si`, `POUR`: the same words with capitals, and Python's own.
        let small = word.to_lowercase();
        let keyword = KEYWORDS.iter().find(|keyword| **keyword == small && small != word);
        keyword.copied().or_else(|| look_up(&FIRST_WORDS, &small))
    })
}

pub(super) fn declares(word: &str) -> bool {
    DECLARATIONS.contains(&word)
}

/// Python for a name.
pub(super) fn name(word: &str) -> Option<&'static str> {
    look_up(&NAMES, word)
}

/// Words that a program may not use as names.
pub(super) const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Names that beginners use without the import that brings them.
pub(super) const NEEDS_IMPORT: [(&str, &str); 40] = [
    ("sqrt", "math"),
    ("pi", "math"),
    ("sin", "math"),
    ("cos", "math"),
    ("tan", "math"),
    ("floor", "math"),
    ("ceil", "math"),
    ("log", "math"),
    ("log10", "math"),
    ("exp", "math"),
    ("factorial", "math"),
    ("gcd", "math"),
    ("radians", "math"),
    ("degrees", "math"),
    ("atan", "math"),
    ("acos", "math"),
    ("asin", "math"),
    ("fabs", "math"),
    ("randint", "random"),
    ("choice", "random"),
    ("shuffle", "random"),
    ("uniform", "random"),
    ("randrange", "random"),
    ("sample", "random"),
    ("sleep", "time"),
    ("perf_counter", "time"),
    ("forward", "turtle"),
    ("backward", "turtle"),
    ("left", "turtle"),
    ("right", "turtle"),
    ("penup", "turtle"),
    ("pendown", "turtle"),
    ("goto", "turtle"),
    ("plot", "matplotlib.pyplot"),
    ("deepcopy", "copy"),
    ("Fraction", "fractions"),
    ("Decimal", "decimal"),
    ("Counter", "collections"),
    ("deque", "collections"),
    ("defaultdict", "collections"),
];

/// Short names under which modules are imported.
pub(super) const MODULE_ALIASES: [(&str, &str); 5] = [
    ("plt", "import matplotlib.pyplot as plt"),
    ("np", "import numpy as np"),
    ("pd", "import pandas as pd"),
    ("rd", "import random as rd"),
    ("widgets", "import ipywidgets as widgets"),
];
