//! Snapshots of others are checked: one in which nothing is missing needs what it covers beside it for
//! a day only, so a second device says so.

use ardoise_protocol::room::{Header, Kind, Place, RecordId, Signer};

use super::{Device, Effect, Write, below};
use crate::link::Link;
use crate::payload::Item;

/// So long the devices that could say it wait for one of them that does.
const SPREAD_MILLIS: u64 = 120_000;

/// What is known of the newest snapshot of somebody else.
#[derive(Default)]
pub(crate) enum Check {
    #[default]
    None,
    /// It is compared at this time with what this device holds then. What has come since belongs to what
    /// was read.
    Waiting { snapshot: RecordId, read: Vec<Item>, due: u64 },
    /// The host was asked; nothing is said of it any more without a snapshot.
    Asked(Option<RecordId>),
}

impl Check {
    /// What need not be in the snapshot.
    pub(crate) fn add(&mut self, items: &[Item]) {
        if let Check::Waiting { read, .. } = self {
            read.extend_from_slice(items);
        }
    }

    /// What is asked now is of another log.
    pub(crate) fn void(&mut self) {
        *self = match self {
            Check::Asked(_) => Check::Asked(None),
            _ => Check::None,
        };
    }

    fn drop_if(&mut self, attested: RecordId) {
        match self {
            Check::Waiting { snapshot, .. } if *snapshot == attested => *self = Check::None,
            Check::Asked(Some(snapshot)) if *snapshot == attested => self.void(),
            _ => {}
        }
    }
}

impl Device {
    /// A record of somebody else was read, with all that its parts hold together.
    pub(super) fn look_at(&mut self, at: usize, id: RecordId, header: &Header, items: &[Item]) {
        let link = &mut self.links[at];
        match header.kind {
            Kind::Changes | Kind::HandIn => link.check.add(items),
            Kind::Attest { snapshot } => link.check.drop_if(snapshot),
            Kind::Snapshot { covers } => {
                link.check.add(items);
                let asked = matches!(link.check, Check::Asked(_));
                if asked || !self.keys.may_write() || !link.can_check(header, &covers) {
                    return;
                }
                let due = self.now + below(&mut *self.entropy, SPREAD_MILLIS);
                let read = items.to_vec();
                link.check = Check::Waiting { snapshot: id, read, due };
            }
        }
    }

    pub(super) fn drive_check(&mut self, at: usize, idle: bool, out: &mut Vec<Effect>) {
        let link = &mut self.links[at];
        let Check::Waiting { snapshot, read, due } = &mut link.check else { return };
        if self.now >= *due && idle && link.settled && !link.comparing {
            let (snapshot, read) = (*snapshot, std::mem::take(read));
            link.check = Check::Asked(Some(snapshot));
            out.push(Effect::GiveLacking { link: at, read });
        }
    }

    /// What the snapshot lacks of what this device holds. False when this was asked for something else.
    pub(super) fn checked(&mut self, at: usize, items: &[Item], out: &mut Vec<Effect>) -> bool {
        let Some(link) = self.links.get_mut(at) else { return false };
        let Check::Asked(snapshot) = link.check else { return false };
        link.check = Check::None;
        if let Some(snapshot) = snapshot.filter(|_| items.is_empty()) {
            let only = Some(link.address.clone());
            let records = self.seal_payload(Kind::Attest { snapshot }, Vec::new(), &only);
            records.iter().for_each(|record| self.take_on(record, false, None));
            self.keep(Write::Sealed { records, mark: None, link: None }, out);
        }
        true
    }
}

impl Link {
    /// Whether this device has read all that a snapshot covers by itself, and then nothing but it.
    fn can_check(&self, header: &Header, covers: &Place) -> bool {
        let count = header.part.map_or(1, |part| part.count);
        header.signer == Signer::Admin
            && self.settled
            && self.jumped.is_none()
            && covers.sequence.checked_add(count) == Some(self.place.sequence)
            && self.has_read(covers)
    }
}
