//! What is served beside the relay. Whoever starts the relay has the files.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Files by their path.
pub trait Site: Send + Sync {
    /// The file with this path, without a slash before it; none when there is no such file.
    fn find(&self, path: &str, accepts: Accepts) -> Option<Found>;
}

/// In which packings a browser takes a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepts {
    pub brotli: bool,
    pub gzip: bool,
}

/// A file.
pub struct Found {
    pub content: Content,
    /// `br` or `gzip`; none as it is.
    pub encoding: Option<&'static str>,
    pub media_type: &'static str,
    /// The same for the same content.
    pub tag: String,
    /// Whether a file of that name never changes.
    pub is_immutable: bool,
}

/// What is in a file: part of the program, or made just now.
pub enum Content {
    Inside(&'static [u8]),
    Made(Arc<Vec<u8>>),
}

/// Bytes that the site keeps, too.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

pub(super) async fn answer(site: Option<Arc<dyn Site>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = percent_decoded(request.uri().path().trim_start_matches('/'));
    let accepts = accepted(request.headers());
    match site.and_then(|site| site.find(&path?, accepts)) {
        Some(found) => given(found, request.headers(), *request.method() == Method::HEAD),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn given(found: Found, asked: &HeaderMap, head_only: bool) -> Response {
    let tag = format!("\"{}\"", found.tag);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let body = match found.content {
        _ if is_known || head_only => Body::empty(),
        Content::Inside(bytes) => Body::from(bytes),
        Content::Made(bytes) => Body::from(Bytes::from_owner(Shared(bytes))),
    };
    let mut response = Response::new(body);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let keep = if found.is_immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(encoding) = found.encoding.filter(|_| !is_known) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn accepted(headers: &HeaderMap) -> Accepts {
    let said = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |name: &str| {
        said.unwrap_or_default().split(',').any(|one| {
            let (named, weight) = one.split_once(';').unwrap_or((one, ""));
            let refused = ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains(&weight.trim());
            named.trim().eq_ignore_ascii_case(name) && !refused
        })
    };
    Accepts { brotli: takes("br"), gzip: takes("gzip") }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_takes_is_read() {
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            accepted(&headers)
        };
        assert_eq!(of("gzip, deflate, br;q=0.5"), Accepts { brotli: true, gzip: true });
        assert_eq!(of("gzip;q=0, BR"), Accepts { brotli: true, gzip: false });
        assert_eq!(of("identity"), Accepts::default());
        assert_eq!(accepted(&HeaderMap::new()), Accepts::default());
    }

    #[test]
    fn names_are_unpacked_or_refused() {
        assert_eq!(percent_decoded("a%20b.wasm").as_deref(), Some("a b.wasm"));
        assert_eq!(percent_decoded("%"), None);
        assert_eq!(percent_decoded("%ff"), None);
    }
}
