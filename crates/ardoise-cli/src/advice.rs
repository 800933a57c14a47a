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
    let row = table.get(&advice.code)?.as_array()?;
    let lines: Vec<String> =
        row.iter().filter_map(Value::as_str).map(|line| filled(line, &advice.values)).collect();
    Some(lines.join(" "))
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
}
