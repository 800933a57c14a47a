//! The relay's address: a WebSocket where the network lets it through, otherwise one message as the
//! body of a POST and one as its answer. Pages of other sites may use both.

use std::time::Duration;

use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;
use axum::body::{Body, to_bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::{Link, socket};

/// What a device may take to send its message: a megabyte on a line of 64 kbit/s.
const SLOWEST: Duration = Duration::from_secs(150);
/// Beyond the hold, for the commit.
const GRACE: Duration = Duration::from_secs(15);

pub(super) async fn relay(State(link): State<Link>, request: Request) -> Response {
    let is_question = request.method() == Method::OPTIONS;
    let mut response = match *request.method() {
        Method::GET => {
            let (mut parts, _) = request.into_parts();
            match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
                Ok(upgrade) => socket::upgrade(upgrade, link),
                Err(_) => StatusCode::UPGRADE_REQUIRED.into_response(),
            }
        }
        Method::POST => answer(link, request.into_body()).await,
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    let headers = response.headers_mut();
    let mut say = |name, value| headers.insert(name, HeaderValue::from_static(value));
    say(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    say(header::CACHE_CONTROL, "no-store");
    // Only a browser that asks beforehand reads these, and each answer is sent over a thin line.
    if is_question {
        say(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        say(header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
        say(header::ACCESS_CONTROL_MAX_AGE, "86400");
        say(HeaderName::from_static("access-control-allow-private-network"), "true");
    }
    response
}

async fn answer(link: Link, body: Body) -> Response {
    let message = match timeout(SLOWEST, to_bytes(body, MOST_MESSAGE_BYTES)).await {
        Ok(Ok(message)) => message,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let (mut line, answer) = link.request();
    line.say(message.into()).await;
    match timeout(link.hold() + GRACE, answer).await {
        Ok(Ok(answer)) => {
            let kind = [(header::CONTENT_TYPE, "application/octet-stream")];
            (kind, answer).into_response()
        }
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
