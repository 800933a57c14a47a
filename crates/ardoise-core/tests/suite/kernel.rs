//! What a kernel says to a desk, a line each.

use ardoise_core::session::{Effect, Event, KernelChange};
use ardoise_protocol::{Report, RunId, Stream, codec};

use crate::desk::Desk;

pub(crate) fn report(desk: &mut Desk, report: Report) -> Vec<Effect> {
    desk.handle(Event::KernelReported { bytes: codec::bytes_from_report(&report) })
}

pub(crate) fn ready(desk: &mut Desk) -> Vec<Effect> {
    desk.handle(Event::KernelChanged { change: KernelChange::Ready })
}

pub(crate) fn text(run: u32, text: &str) -> Report {
    Report::Text { run: RunId(run), stream: Stream::Out, text: text.to_owned() }
}

pub(crate) fn started(run: u32) -> Report {
    Report::Started { run: RunId(run) }
}

pub(crate) fn done(run: u32) -> Report {
    Report::Done { run: RunId(run), millis: 5 }
}
