//! Kernel messages as bytes, and back.
//!
//! A message is one version byte ([`VERSION`]), one tag byte, then its fields in the order of the
//! type's definition. Numbers are LEB128 of 32 bits, text is UTF-8 after its length in bytes, an
//! optional field is a byte 0 or 1 and then the field, a list is its length and then its elements,
//! bytes are their length and then themselves. Tags from 20 on are about files.
//! The page and its kernel are always of one build, so there is nothing to negotiate: an unknown
//! version is an error.

use crate::bytes::{Reader, Writer};
use crate::{Advice, Failure, Frame, MimeBundle, Place, Report, Request, RunId, Stream};

/// The first byte of every message.
pub const VERSION: u8 = 1;

/// Why bytes are not a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes end inside a field.
    #[error("the message ends too early")]
    TooShort,
    /// Bytes are left over.
    #[error("the message has bytes left over")]
    TooLong,
    /// The first byte is not [`VERSION`].
    #[error("message version {0} is not known")]
    UnknownVersion(u8),
    /// A tag or a flag has an impossible value.
    #[error("message tag {0} is not known")]
    UnknownTag(u8),
    /// A number does not fit 32 bits.
    #[error("a number is too large")]
    NumberTooLarge,
    /// A text is not UTF-8.
    #[error("a text is not UTF-8")]
    NotText,
}

/// Writes a request.
pub fn bytes_from_request(request: &Request) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    match request {
        Request::Run { run, count, cell, source } => {
            w.byte(0);
            w.number(run.0);
            w.number(*count);
            w.text(cell);
            w.text(source);
        }
        Request::File { path, content } => {
            file_head_to(&mut w, path, content.as_ref().map(Vec::len));
            w.out.extend_from_slice(content.as_deref().unwrap_or_default());
        }
        Request::Interact { run, control, values } => {
            w.byte(1);
            w.number(run.0);
            w.text(control);
            w.list(values, |w, value| w.text(value));
        }
    }
    w.out
}

/// What stands before the content in the bytes of a [`Request::File`], for whoever has the content
/// elsewhere: these bytes and then the content are the request. Without a length they are all of it.
pub fn head_of_file_request(path: &str, length: Option<usize>) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    file_head_to(&mut w, path, length);
    w.out
}

fn file_head_to(w: &mut Writer, path: &str, length: Option<usize>) {
    w.byte(20);
    w.text(path);
    w.optional(length, |w, length| w.number(length as u32));
}

/// Reads a request.
pub fn request_from_bytes(bytes: &[u8]) -> Result<Request, DecodeError> {
    let mut r = open(bytes)?;
    let request = match r.byte()? {
        0 => Request::Run {
            run: RunId(r.number()?),
            count: r.number()?,
            cell: r.text()?,
            source: r.text()?,
        },
        20 => Request::File { path: r.text()?, content: r.optional(Reader::bytes)? },
        1 => Request::Interact {
            run: RunId(r.number()?),
            control: r.text()?,
            values: r.list(Reader::text)?,
        },
        other => return Err(DecodeError::UnknownTag(other)),
    };
    r.end()?;
    Ok(request)
}

/// Writes a report.
pub fn bytes_from_report(report: &Report) -> Vec<u8> {
    let mut w = Writer::default();
    w.byte(VERSION);
    match report {
        Report::Started { run } => {
            w.byte(0);
            w.number(run.0);
        }
        Report::Text { run, stream, text } => {
            w.byte(1);
            w.number(run.0);
            w.flag(*stream == Stream::Err);
            w.text(text);
        }
        Report::Display { run, data, display_id, replaces } => {
            w.byte(2);
            w.number(run.0);
            bundle_to(&mut w, data);
            w.optional(display_id.as_deref(), |w, id| w.text(id));
            w.flag(*replaces);
        }
        Report::Value { run, count, data } => {
            w.byte(3);
            w.number(run.0);
            w.number(*count);
            bundle_to(&mut w, data);
        }
        Report::Clear { run, wait } => {
            w.byte(4);
            w.number(run.0);
            w.flag(*wait);
        }
        Report::Question { run, prompt, secret } => {
            w.byte(5);
            w.number(run.0);
            w.text(prompt);
            w.flag(*secret);
        }
        Report::Failed { run, failure } => {
            w.byte(6);
            w.number(run.0);
            failure_to(&mut w, failure);
        }
        Report::Truncated { run, dropped } => {
            w.byte(7);
            w.number(run.0);
            w.number(*dropped);
        }
        Report::FileWritten { run, path, content } => {
            w.byte(20);
            w.number(run.0);
            w.text(path);
            w.bytes(content);
        }
        Report::FileRemoved { run, path } => {
            w.byte(21);
            w.number(run.0);
            w.text(path);
        }
        Report::Done { run, millis } => {
            w.byte(8);
            w.number(run.0);
            w.number(*millis);
        }
    }
    w.out
}

/// Reads a report.
pub fn report_from_bytes(bytes: &[u8]) -> Result<Report, DecodeError> {
    let mut r = open(bytes)?;
    let tag = r.byte()?;
    let run = RunId(r.number()?);
    let report = match tag {
        0 => Report::Started { run },
        1 => Report::Text {
            run,
            stream: if r.flag()? { Stream::Err } else { Stream::Out },
            text: r.text()?,
        },
        2 => Report::Display {
            run,
            data: bundle_from(&mut r)?,
            display_id: r.optional(Reader::text)?,
            replaces: r.flag()?,
        },
        3 => Report::Value { run, count: r.number()?, data: bundle_from(&mut r)? },
        4 => Report::Clear { run, wait: r.flag()? },
        5 => Report::Question { run, prompt: r.text()?, secret: r.flag()? },
        6 => Report::Failed { run, failure: failure_from(&mut r)? },
        7 => Report::Truncated { run, dropped: r.number()? },
        8 => Report::Done { run, millis: r.number()? },
        20 => Report::FileWritten { run, path: r.text()?, content: r.bytes()? },
        21 => Report::FileRemoved { run, path: r.text()? },
        other => return Err(DecodeError::UnknownTag(other)),
    };
    r.end()?;
    Ok(report)
}

fn open(bytes: &[u8]) -> Result<Reader<'_>, DecodeError> {
    let mut r = Reader::new(bytes);
    match r.byte()? {
        VERSION => Ok(r),
        other => Err(DecodeError::UnknownVersion(other)),
    }
}

fn bundle_to(w: &mut Writer, data: &MimeBundle) {
    w.list(data, |w, (mime, content)| {
        w.text(mime);
        w.text(content);
    });
}

fn bundle_from(r: &mut Reader<'_>) -> Result<MimeBundle, DecodeError> {
    r.list(|r| Ok((r.text()?, r.text()?)))
}

fn failure_to(w: &mut Writer, failure: &Failure) {
    w.text(&failure.name);
    w.text(&failure.message);
    w.list(&failure.traceback, |w, line| w.text(line));
    w.list(&failure.frames, |w, frame| {
        w.text(&frame.file);
        w.optional(frame.cell.as_deref(), |w, cell| w.text(cell));
        w.number(frame.line);
        w.text(&frame.function);
    });
    w.optional(failure.place.as_ref(), |w, place| {
        w.text(&place.cell);
        w.number(place.line);
        w.optional(place.column, |w, column| w.number(column));
    });
    w.optional(failure.advice.as_ref(), |w, advice| {
        w.text(&advice.code);
        w.list(&advice.values, |w, value| w.text(value));
        w.optional(advice.line, |w, line| w.number(line));
        w.optional(advice.column, |w, column| w.number(column));
    });
}

fn failure_from(r: &mut Reader<'_>) -> Result<Failure, DecodeError> {
    Ok(Failure {
        name: r.text()?,
        message: r.text()?,
        traceback: r.list(Reader::text)?,
        frames: r.list(|r| {
            Ok(Frame {
                file: r.text()?,
                cell: r.optional(Reader::text)?,
                line: r.number()?,
                function: r.text()?,
            })
        })?,
        place: r.optional(|r| {
            Ok(Place { cell: r.text()?, line: r.number()?, column: r.optional(Reader::number)? })
        })?,
        advice: r.optional(|r| {
            Ok(Advice {
                code: r.text()?,
                values: r.list(Reader::text)?,
                line: r.optional(Reader::number)?,
                column: r.optional(Reader::number)?,
            })
        })?,
    })
}
