//! How the relay is: as JSON for whoever watches it, and as a page a person can read. Numbers only.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Link;
use crate::brain::{Counters, DiskState};
use crate::store::Totals;

/// Of a hundred: from here on no new rooms, and no new records.
const LOW: u64 = 80;
const FULL: u64 = 95;

pub(super) struct Health {
    pub(super) counters: Counters,
    /// None when the store does not answer.
    pub(super) totals: Option<Totals>,
    pub(super) disk: DiskState,
    pub(super) is_draining: bool,
    pub(super) uptime: Duration,
}

/// Each number with its name, in JSON, in French and in English.
type Line = (&'static str, &'static str, &'static str, u64);

impl Health {
    fn is_well(&self) -> bool {
        self.totals.is_some() && !self.is_draining && self.disk != DiskState::Full
    }

    fn lines(&self) -> Vec<Line> {
        let Counters { connections, joined_rooms, messages, bytes_in, bytes_out, .. } =
            self.counters;
        let Counters { records, commits, refused, damaged, failed_commits, .. } = self.counters;
        let totals = self.totals.unwrap_or_default();
        let mut lines = vec![
            ("rooms", "salles", "rooms", totals.rooms),
            ("bytes", "octets gardés", "bytes kept", totals.bytes),
            ("connections", "connexions", "connections", connections),
            ("joined_rooms", "salles ouvertes", "rooms in use", joined_rooms),
            ("messages", "messages reçus", "messages received", messages),
            ("records", "enregistrements confirmés", "records acknowledged", records),
            ("commits", "écritures", "commits", commits),
            ("bytes_in", "octets reçus", "bytes received", bytes_in),
            ("bytes_out", "octets envoyés", "bytes sent", bytes_out),
            ("refused", "refus", "refusals", refused),
            ("damaged", "enregistrements abîmés", "damaged records", damaged),
            ("failed_commits", "écritures manquées", "failed commits", failed_commits),
            ("uptime_seconds", "secondes de marche", "seconds running", self.uptime.as_secs()),
        ];
        if let Some((cpu, memory)) = of_process() {
            lines.push(("cpu_millis", "ms de processeur", "ms of processor", cpu));
            lines.push(("memory_bytes", "octets de mémoire", "bytes of memory", memory));
        }
        lines
    }

    fn disk(&self) -> &'static str {
        match self.disk {
            DiskState::Fine => "fine",
            DiskState::Low => "low",
            DiskState::Full => "full",
        }
    }
}

pub(super) async fn json(State(link): State<Link>) -> Response {
    let Some(health) = link.health().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut text = format!(
        "{{\"well\": {}, \"version\": \"{}\", \"disk\": \"{}\", \"draining\": {}",
        health.is_well(),
        env!("CARGO_PKG_VERSION"),
        health.disk(),
        health.is_draining
    );
    for (name, _, _, value) in health.lines() {
        let _ = write!(text, ", \"{name}\": {value}");
    }
    text.push_str("}\n");
    answer(&health, "application/json", text)
}

pub(super) async fn page(State(link): State<Link>) -> Response {
    let Some(health) = link.health().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let state = match (health.is_well(), health.is_draining) {
        (true, _) => "Tout va bien. <span lang=\"en\">All is well.</span>",
        (_, true) => "Le relais s'arrête. <span lang=\"en\">The relay is stopping.</span>",
        _ => "Le relais a un problème. <span lang=\"en\">The relay has a problem.</span>",
    };
    let mut rows = String::new();
    for (_, french, english, value) in health.lines() {
        let value = grouped(value);
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{french} <span lang=\"en\">{english}</span></th><td>{value}</td></tr>"
        );
    }
    let text = format!(
        "<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width\">\
        <meta http-equiv=\"refresh\" content=\"10\"><title>Relais Ardoise</title>\
        <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;\
        color:#222;background:#fff}}th{{text-align:left;font-weight:400}}td{{text-align:right;\
        font-variant-numeric:tabular-nums}}table{{width:100%;border-collapse:collapse}}\
        tr{{border-top:1px solid #ccc}}span{{color:#595959}}\
        @media (prefers-color-scheme:dark){{body{{color:#eee;background:#1b1b1b}}span{{color:#aaa}}}}</style>\
        </head><body><main><h1>Relais Ardoise</h1><p>{state}</p><table>{rows}</table>\
        <p>Le relais ne peut pas lire ce qu'il garde, et ne note ni nom ni adresse. \
        <span lang=\"en\">The relay cannot read what it keeps, and notes no name and no address.</span></p>\
        </main></body></html>\n"
    );
    answer(&health, "text/html; charset=utf-8", text)
}

fn answer(health: &Health, kind: &'static str, text: String) -> Response {
    let status = match health.is_well() {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
    ];
    (status, headers, text).into_response()
}

/// In groups of three digits.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// How full the disk is on which this folder lies.
#[cfg(unix)]
pub(super) fn disk_state(folder: &Path) -> DiskState {
    let Ok(disk) = rustix::fs::statvfs(folder) else { return DiskState::Fine };
    let used = disk.f_blocks.saturating_sub(disk.f_bfree);
    let all = used.saturating_add(disk.f_bavail);
    state_at(used, all)
}

/// Elsewhere the store itself says when it is full.
#[cfg(not(unix))]
pub(super) fn disk_state(_: &Path) -> DiskState {
    DiskState::Fine
}

#[cfg_attr(not(unix), allow(dead_code, reason = "nobody says how full a disk is"))]
fn state_at(used: u64, all: u64) -> DiskState {
    let hundredths = used.saturating_mul(100).checked_div(all).unwrap_or_default();
    match hundredths {
        FULL.. => DiskState::Full,
        LOW.. => DiskState::Low,
        _ => DiskState::Fine,
    }
}

/// The process's milliseconds of processor and bytes of memory, where the system says.
fn of_process() -> Option<(u64, u64)> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, in brackets, may have spaces.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    // A tick is a hundredth of a second on every Linux there is.
    Some((ticks * 10, kilobytes * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_low_and_then_full() {
        let states = [0, 79, 80, 94, 95, 100].map(|used| state_at(used, 100));
        let expected = [
            DiskState::Fine,
            DiskState::Fine,
            DiskState::Low,
            DiskState::Low,
            DiskState::Full,
            DiskState::Full,
        ];
        assert_eq!(states, expected);
        assert_eq!(state_at(0, 0), DiskState::Fine);
    }

    #[test]
    fn numbers_are_read_in_groups() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
