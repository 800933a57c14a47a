//! The sentences for a beginner's error, from the same tables as the page's.

use ardoise_protocol::Advice;
use serde_json::Value;

use crate::words::Words;

const FRENCH: &str = include_str!("../../../web/src/i18n/advice/fr.json");
const ENGLISH: &str = include_str!("../../../web/src/i18n/advice/en.json");

/// What happened and what to try; nothing when the code has no row.
pub(crate) fn sentences(advice: &Advice, words: Words) -> Option<String> {
    let table = match words {
        Words::French => FRENCH,
        Words::English => ENGLISH,
    };
    let table: Value = serde_json::from_str(table).ok()?;
    let row = |code: &str| table.get(code)?.as_array();
    let mut lines = Vec::new();
    for line in row(&advice.code)?.iter().filter_map(Value::as_str) {
        match line.strip_prefix('@') {
            // Another row: what it says of values that are all empty is left out.
            Some(code) => {
                let others = row(code)?.iter().filter_map(Value::as_str);
                lines.extend(others.filter(|line| says(line, &advice.values)));
            }
            None => lines.push(line),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| filled(line, &advice.values)).collect();
    Some(lines.join(" "))
}

fn says(line: &str, values: &[String]) -> bool {
    let mut filled = values.iter().enumerate().filter(|(_, value)| !value.is_empty());
    filled.any(|(at, _)| line.contains(&format!("{{{at}}}")))
}

/// The sentence with its values; marks of code stay as they are typed in a terminal.
fn filled(line: &str, values: &[String]) -> String {
    let mut out = line.to_owned();
    for (at, value) in values.iter().enumerate() {
        out = out.replace(&format!("{{{at}}}"), value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_their_sentences() {
        let advice = Advice {
            code: "name-near".to_owned(),
            values: vec!["nombr".to_owned(), "nombre".to_owned()],
            line: Some(2),
            column: None,
        };
        let english = sentences(&advice, Words::English).unwrap_or_default();
        assert!(english.contains("Did you mean `nombre`?"), "{english}");
        let french = sentences(&advice, Words::French).unwrap_or_default();
        assert!(french.starts_with("`nombr` n’existe pas."), "{french}");
        assert_eq!(
            sentences(&Advice { code: "no-such".to_owned(), ..advice }, Words::French),
            None
        );
    }

    #[test]
    fn a_check_tells_its_rule_where_it_has_one() {
        let advice = |rule: &str| Advice {
            code: "check-equal".to_owned(),
            values: [rule, "", "", "", "aire(3)", "9", "6"].map(str::to_owned).to_vec(),
            line: Some(1),
            column: None,
        };
        let french = |rule| sentences(&advice(rule), Words::French).unwrap_or_default();
        let told = french("côté fois côté.").replace('\u{a0}', " ");
        let start = "`aire(3)` devrait donner `9`, mais donne `6`. ";
        assert!(told.starts_with(&format!("{start}Règle : côté fois côté. Refaites")), "{told}");
        assert!(french("").starts_with(&format!("{start}Refaites")), "{}", french(""));
    }
}
