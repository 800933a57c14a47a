//! What the catalogue says of each activity, the words it is found by, and a picture for those that
//! have none.

use ardoise_core::activity::{ActivityFacts, CellRole, is_note_in_file, role_in_file};
use ardoise_core::interchange::{CellKind, NotebookFile};
use serde_json::{Value, json};

use super::page::escaped;

/// More words of one activity are not looked for.
const MOST_WORDS: usize = 800;

/// One line of `catalogue.json`.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Card {
    pub(crate) slug: String,
    /// The activity, as 32 digits.
    pub(crate) id: String,
    pub(crate) version: u32,
    /// Of the packet.
    pub(crate) sha256: String,
    pub(crate) size: u64,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) authors: Vec<String>,
    pub(crate) levels: Vec<String>,
    pub(crate) subject: String,
    pub(crate) licence: String,
    pub(crate) language: String,
    pub(crate) minutes: u32,
    pub(crate) unit: String,
    pub(crate) session: u32,
    /// From the activity's folder.
    pub(crate) cover: String,
    /// What its page shows, likewise.
    pub(crate) pictures: Vec<String>,
}

impl Card {
    pub(crate) fn new(slug: &str, title: &str, facts: &ActivityFacts) -> Card {
        let facts = facts.clone();
        Card {
            slug: slug.to_owned(),
            title: title.to_owned(),
            summary: facts.summary,
            authors: facts.authors,
            levels: facts.levels,
            subject: facts.subject,
            licence: facts.licence,
            language: facts.language,
            minutes: facts.minutes,
            unit: facts.unit,
            session: facts.session,
            ..Card::default()
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "slug": self.slug,
            "id": self.id,
            "version": self.version,
            "sha256": self.sha256,
            "size": self.size,
            "title": self.title,
            "summary": self.summary,
            "authors": self.authors,
            "levels": self.levels,
            "subject": self.subject,
            "licence": self.licence,
            "language": self.language,
            "minutes": self.minutes,
            "unit": self.unit,
            "session": self.session,
            "cover": self.cover,
            "pictures": self.pictures,
        })
    }

    /// A line that an earlier publication wrote.
    pub(crate) fn from_json(value: &Value) -> Option<Card> {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| value[key].as_u64().unwrap_or_default();
        let texts = |key: &str| -> Vec<String> {
            let list = value[key].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
        };
        Some(Card {
            slug: value["slug"].as_str()?.to_owned(),
            id: value["id"].as_str()?.to_owned(),
            version: number("version").try_into().ok()?,
            sha256: text("sha256"),
            size: number("size"),
            title: text("title"),
            summary: text("summary"),
            authors: texts("authors"),
            levels: texts("levels"),
            subject: text("subject"),
            licence: text("licence"),
            language: text("language"),
            minutes: number("minutes").try_into().unwrap_or(0),
            unit: text("unit"),
            session: number("session").try_into().unwrap_or(0),
            cover: text("cover"),
            pictures: texts("pictures"),
        })
    }
}

/// Sessions of a unit stand together and in order, all else by title.
pub(crate) fn in_order(cards: &mut [Card]) {
    cards.sort_by(|a, b| {
        let key = |card: &Card| (card.unit.is_empty(), folded(&card.unit), card.session);
        key(a).cmp(&key(b)).then_with(|| folded(&a.title).cmp(&folded(&b.title)))
    });
}

/// Small letters without accents: how a search compares.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' => out.push('i'),
            'ñ' => out.push('n'),
            'ô' | 'ö' | 'ó' | 'õ' => out.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => out.push('u'),
            'ÿ' => out.push('y'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            // Accents that stand alone.
            '\u{300}'..='\u{36f}' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// The words of a notebook, each once: what the search finds beyond titles and summaries.
pub(crate) fn words(notebook: &NotebookFile) -> String {
    let mut seen = std::collections::BTreeSet::new();
    for cell in &notebook.cells {
        let shown = cell.kind != CellKind::Raw && !is_note_in_file(cell);
        if !shown || role_in_file(cell) == CellRole::Solution {
            continue;
        }
        for word in folded(&cell.source).split(|letter: char| !letter.is_alphanumeric()) {
            let length = word.chars().count();
            let number = word.bytes().all(|byte| byte.is_ascii_digit());
            if (3..=24).contains(&length) && !number && seen.len() < MOST_WORDS {
                seen.insert(word.to_owned());
            }
        }
    }
    seen.into_iter().collect::<Vec<_>>().join(" ")
}

/// A slate with the title on it.
pub(crate) fn drawn_cover(title: &str, subject: &str) -> String {
    const COLOURS: [&str; 6] = ["#2f5d50", "#26343c", "#3b4a75", "#5b3f5e", "#6a4a2d", "#2d5a73"];
    let at = subject.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
    let colour = COLOURS[at % COLOURS.len()];
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 20 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.chars().take(22).collect()),
        }
    }
    if lines.len() > 4 {
        lines.truncate(4);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    let first = 92.0 - (lines.len().saturating_sub(1) as f32) * 15.0;
    let text: String = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let y = first + at as f32 * 30.0;
            format!("<text x=\"160\" y=\"{y}\">{}</text>", escaped(line))
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\"><rect width=\"320\" height=\"180\" fill=\"#c08a4f\"/><rect x=\"8\" y=\"8\" width=\"304\" height=\"164\" rx=\"3\" fill=\"{colour}\"/><g fill=\"#f5f3ec\" font-family=\"system-ui,sans-serif\" font-size=\"24\" font-weight=\"600\" text-anchor=\"middle\">{text}</g></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_read_back_as_it_was_written() {
        let card = Card {
            slug: "carre".into(),
            id: "0".repeat(32),
            version: 3,
            levels: vec!["cm2".into()],
            minutes: 45,
            unit: "Le robot".into(),
            session: 2,
            ..Card::default()
        };
        assert_eq!(Card::from_json(&card.to_json()), Some(card));
    }

    #[test]
    fn sessions_stand_in_order_and_single_activities_after_them() {
        let card = |title: &str, unit: &str, session| Card {
            title: title.into(),
            unit: unit.into(),
            session,
            ..Card::default()
        };
        let mut cards = vec![
            card("Zèbre", "", 0),
            card("Deux", "Robot", 2),
            card("École", "", 0),
            card("Un", "Robot", 1),
        ];
        in_order(&mut cards);
        let titles: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles, ["Un", "Deux", "École", "Zèbre"]);
    }

    #[test]
    fn a_cover_holds_no_markup_of_a_title() {
        let cover =
            drawn_cover("<script>alert(1)</script> & un titre assez long pour des lignes", "x");
        assert!(!cover.contains("<script"), "{cover}");
        assert!(cover.contains("&amp;"));
    }
}
