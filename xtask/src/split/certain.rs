//! What may be called where nobody can wait, and so must not meet a function that is missing.

use super::Door;
use super::module::Module;
use super::notes::Notes;
use super::plan::Plan;
use super::reach::Reach;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use wasmparser::ExternalKind;

pub(super) struct Certain<'a> {
    pub(super) functions: BTreeSet<u32>,
    reach: Reach<'a>,
}

impl<'a> Certain<'a> {
    /// All that can be reached from exports whose callers cannot wait.
    pub(super) fn find(
        notes: &Notes<'a>,
        module: &Module<'_>,
        door: &Door<'_>,
    ) -> Result<Option<Self>> {
        let roots = module
            .exports
            .iter()
            .filter(|export| export.kind == ExternalKind::Func && !(door.can_wait)(export.name))
            .map(|export| export.index)
            .collect::<Vec<_>>();
        if roots.is_empty() {
            return Ok(None);
        }
        let reach = Reach::read(notes, module)?;
        Ok(Some(Self { functions: reach.from(roots), reach }))
    }

    /// Fails when the plan lets one of them come to a stub.
    pub(super) fn hold(&self, module: &Module<'_>, plan: &Plan) -> Result<()> {
        let late = plan.late.iter().copied().collect::<BTreeSet<_>>();
        for function in &self.functions {
            let name = |function| module.names.get(function).copied().unwrap_or("?");
            if let Some(missing) = self.reach.next(*function).intersection(&late).next() {
                bail!("{} cannot wait, and {} may be missing", name(function), name(missing));
            }
        }
        Ok(())
    }
}
