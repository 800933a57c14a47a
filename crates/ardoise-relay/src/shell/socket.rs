//! A WebSocket: binary messages to the brain and back. Small buffers, since there are many.

use std::time::Duration;

use ardoise_protocol::room::frame::MOST_MESSAGE_BYTES;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use tokio::time::{Instant, sleep_until, timeout};

use super::Link;

/// A device that says nothing for so long is asked whether it is there; then it is taken for gone.
const QUIET: Duration = Duration::from_secs(45);
/// What a device may take to receive one message.
const SLOWEST: Duration = Duration::from_secs(60);

pub(super) fn upgrade(upgrade: WebSocketUpgrade, link: Link) -> Response {
    upgrade
        .read_buffer_size(4096)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * MOST_MESSAGE_BYTES)
        .max_message_size(MOST_MESSAGE_BYTES)
        .max_frame_size(MOST_MESSAGE_BYTES)
        .on_upgrade(move |socket| converse(socket, link))
}

async fn converse(mut socket: WebSocket, link: Link) {
    let (mut line, mut inbox) = link.socket();
    let (mut heard, mut was_asked) = (Instant::now(), false);
    loop {
        tokio::select! {
            message = socket.recv() => {
                (heard, was_asked) = (Instant::now(), false);
                match message {
                    Some(Ok(Message::Binary(bytes))) => line.say(bytes.into()).await,
                    // Texts are none of ours; pings are answered below us.
                    Some(Ok(Message::Text(_))) | Some(Ok(Message::Close(_))) | Some(Err(_)) | None => break,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                }
            }
            message = inbox.next() => {
                let Some(message) = message else {
                    let _ = timeout(SLOWEST, socket.send(Message::Close(None))).await;
                    break;
                };
                let sent = timeout(SLOWEST, socket.send(Message::Binary(message.into()))).await;
                if !matches!(sent, Ok(Ok(()))) {
                    break;
                }
            }
            () = sleep_until(heard + QUIET) => {
                let asked = timeout(SLOWEST, socket.send(Message::Ping(Default::default()))).await;
                if was_asked || !matches!(asked, Ok(Ok(()))) {
                    break;
                }
                (heard, was_asked) = (Instant::now(), true);
            }
        }
    }
}
