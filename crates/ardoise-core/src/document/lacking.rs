//! What somebody else's log lacks of a document. State vectors alone do not tell: a deletion does not
//! move them.

use yrs::updates::decoder::Decode;
use yrs::{ReadTxn, Transact, Update};

use super::{Document, SEED_CLIENT};

/// What a log with these updates lacks of what the others make, as updates; none when it has it all.
/// Updates that cannot be read count as not there.
pub fn lacking(log: &[impl AsRef<[u8]>], mine: &[impl AsRef<[u8]>]) -> Vec<Vec<u8>> {
    let mut theirs = Document::new(SEED_CLIENT);
    theirs.receive(log);
    let mut ours = Document::new(SEED_CLIENT);
    ours.receive(mine);
    let known = theirs.doc.transact().state_vector();
    let difference = ours.doc.transact().encode_state_as_update_v2(&known);
    let mut lacking = Vec::new();
    if theirs.is_changed_by(&difference) {
        lacking.push(difference);
    }
    // What still waits for others here may be what somebody waits for there.
    let waiting = ours.waiting.into_iter().filter(|update| !theirs.waiting.contains(update));
    lacking.extend(waiting);
    lacking
}

impl Document {
    /// Whether an update of our own making adds or deletes anything here. It is applied.
    fn is_changed_by(&mut self, update: &[u8]) -> bool {
        let Ok(update) = Update::decode_v2(update) else { return false };
        let mut txn = self.doc.transact_mut_with("compare");
        let before = txn.state_vector();
        let applied = txn.apply_update(update);
        applied.is_ok() && (txn.state_vector() != before || !txn.delete_set().is_empty())
    }
}
