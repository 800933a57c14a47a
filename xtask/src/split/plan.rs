//! Which function goes to which half, and the numbers all have there.

use super::Door;
use super::module::Module;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::ExternalKind;

pub(crate) struct Plan {
    /// In the order of their numbers in the first half.
    pub(crate) early: Vec<u32>,
    pub(crate) late: Vec<u32>,
    /// One for each function of the second half that the first can reach, in the order of places.
    pub(crate) stubs: Vec<Stub>,
    /// Functions that the second half takes from the first, imported ones among them.
    pub(crate) called_back: Vec<u32>,
    /// What the glue and the host use.
    pub(crate) exports: Vec<(String, u32)>,
    /// The function that asks the host for the second half.
    pub(crate) loader: u32,
    /// How many places the table has.
    pub(crate) table: u32,
    /// How many functions nobody can call.
    pub(crate) dropped: usize,
    first_numbers: BTreeMap<u32, u32>,
    second_numbers: BTreeMap<u32, u32>,
    stub_numbers: BTreeMap<u32, usize>,
    first_of_stubs: u32,
}

pub(crate) struct Stub {
    pub(crate) function: u32,
    /// Its place in the table.
    pub(crate) slot: u32,
}

/// A function that is not longer than this weighs no more than its stub would.
const STUB_BYTES: usize = 16;

impl Plan {
    pub(crate) fn make(
        module: &Module<'_>,
        called: &BTreeSet<u32>,
        door: &Door<'_>,
    ) -> Result<Self> {
        let loader = module
            .exported(door.loader)
            .with_context(|| format!("nothing exports {}", door.loader))?;
        let exports = module
            .exports
            .iter()
            .filter(|export| export.kind == ExternalKind::Func && (door.uses)(export.name))
            .map(|export| (export.name.to_owned(), export.index))
            .collect::<Vec<_>>();
        let mut roots = exports.iter().map(|(_, function)| *function).collect::<Vec<_>>();
        roots.push(loader);
        let calls = (0..module.function_count())
            .map(|function| module.calls(function))
            .collect::<Result<Vec<_>>>()?;
        let alive = reachable(&calls, roots.iter().chain(module.slots.values()).copied());
        let is_early = |function: &u32| {
            let short =
                module.body(*function).is_some_and(|body| body.as_bytes().len() <= STUB_BYTES);
            called.contains(function) || *function == loader || short
        };
        let defined = alive.iter().copied().filter(|function| *function >= module.imported());
        let (early, late): (Vec<u32>, Vec<u32>) = defined.partition(is_early);
        let lates = late.iter().copied().collect::<BTreeSet<_>>();

        let mut wanted = early
            .iter()
            .flat_map(|function| calls[*function as usize].iter())
            .chain(&roots)
            .copied()
            .collect::<BTreeSet<_>>();
        wanted.retain(|function| lates.contains(function));
        let mut slot_of = BTreeMap::new();
        for (slot, function) in &module.slots {
            if lates.contains(function) {
                slot_of.entry(*function).or_insert(*slot);
            }
        }
        let mut table = module.table;
        for function in wanted {
            slot_of.entry(function).or_insert_with(|| {
                table += 1;
                table - 1
            });
        }
        let mut stubs =
            slot_of.into_iter().map(|(function, slot)| Stub { function, slot }).collect::<Vec<_>>();
        stubs.sort_by_key(|stub| stub.slot);

        let late_calls = late
            .iter()
            .flat_map(|function| calls[*function as usize].iter())
            .copied()
            .collect::<BTreeSet<_>>();
        let called_back =
            late_calls.into_iter().filter(|function| !lates.contains(function)).collect::<Vec<_>>();

        let first_of_stubs = module.imported() + early.len() as u32;
        // The function that has the second half loaded comes before the stubs.
        let first_numbers = (module.imported()..)
            .zip(early.iter().copied())
            .chain((first_of_stubs + 1..).zip(stubs.iter().map(|stub| stub.function)))
            .map(|(number, function)| (function, number))
            .collect();
        // Behind the functions of the first half come those for reading and setting the stack.
        let second_numbers = (0..)
            .zip(called_back.iter().copied())
            .chain((called_back.len() as u32 + 2..).zip(late.iter().copied()))
            .map(|(number, function)| (function, number))
            .collect();
        Ok(Self {
            stub_numbers: stubs.iter().enumerate().map(|(at, stub)| (stub.function, at)).collect(),
            dropped: module.function_count() as usize - alive.len(),
            early,
            late,
            stubs,
            called_back,
            exports,
            loader,
            table,
            first_numbers,
            second_numbers,
            first_of_stubs,
        })
    }

    pub(crate) fn in_first(&self, function: u32) -> Option<u32> {
        self.first_numbers.get(&function).copied()
    }

    pub(crate) fn in_second(&self, function: u32) -> Option<u32> {
        self.second_numbers.get(&function).copied()
    }

    pub(crate) fn stub_of(&self, function: u32) -> Option<&Stub> {
        self.stub_numbers.get(&function).and_then(|at| self.stubs.get(*at))
    }

    pub(crate) fn first_of_stubs(&self) -> u32 {
        self.first_of_stubs
    }
}

fn reachable(calls: &[Vec<u32>], roots: impl Iterator<Item = u32>) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut open = roots.collect::<Vec<_>>();
    while let Some(function) = open.pop() {
        if found.insert(function) {
            open.extend(calls.get(function as usize).into_iter().flatten());
        }
    }
    found
}
