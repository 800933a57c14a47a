//! Addresses: where a link may lead, and what an image may be.

use super::escape::decoded;

/// What an address is for us.
#[derive(Debug, PartialEq)]
pub(crate) enum Address {
    /// `http:`, `https:` (also written without its scheme).
    Web(String),
    /// `mailto:`.
    Mail(String),
    /// `#name`, without its sign.
    Fragment(String),
    /// `attachment:name`, without its scheme.
    Attachment(String),
    /// A picture inside the address.
    Picture(String),
    /// A name beside the notebook.
    Relative(String),
    /// Everything else: `javascript:`, `data:` of other kinds, `file:`, `blob:`...
    Refused,
}

/// Judges an address as a browser would read it: character references decoded, control characters
/// and spaces around it gone.
pub(crate) fn address(value: &str) -> Address {
    let decoded = decoded(value);
    let clean: String = decoded
        .trim_matches(|letter: char| letter.is_ascii_control() || letter.is_whitespace())
        .chars()
        .filter(|letter| !letter.is_control() && *letter != '\u{ad}')
        .collect();
    if let Some(fragment) = clean.strip_prefix('#') {
        return Address::Fragment(fragment.to_owned());
    }
    if clean.starts_with("//") || clean.starts_with("\\\\") {
        return Address::Web(format!("https://{}", &clean[2..]));
    }
    let Some((scheme, rest)) = split_scheme(&clean) else {
        return if clean.is_empty() { Address::Refused } else { Address::Relative(clean) };
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Address::Web(clean),
        "mailto" => Address::Mail(clean),
        "attachment" => Address::Attachment(rest.to_owned()),
        "data" if is_picture(rest) => Address::Picture(clean),
        _ => Address::Refused,
    }
}

/// Splits at the first colon, unless a path begins before it.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let at = address.find([':', '/', '?', '#', '\\'])?;
    address[at..].strip_prefix(':').map(|rest| (&address[..at], rest))
}

/// Whether the part of a `data:` address after its scheme is a picture that cannot act when it is
/// shown by an `img` element.
fn is_picture(data: &str) -> bool {
    let mime = data.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
    data.contains(',')
        && matches!(
            mime.as_str(),
            "image/png"
                | "image/jpeg"
                | "image/jpg"
                | "image/gif"
                | "image/webp"
                | "image/svg+xml"
                | "image/bmp"
        )
}

/// The page of a video that other sites embed.
pub(crate) fn watch_page(embedded: &str) -> String {
    for player in ["youtube.com/embed/", "youtube-nocookie.com/embed/"] {
        if let Some(at) = embedded.find(player) {
            let id = &embedded[at + player.len()..];
            let end = id
                .bytes()
                .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'))
                .unwrap_or(id.len());
            return format!("https://www.youtube.com/watch?v={}", &id[..end]);
        }
    }
    embedded.to_owned()
}
