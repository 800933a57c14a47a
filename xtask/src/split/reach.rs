//! What functions can come to: by calls, and by what they refer to.
//!
//! A function calls others by number, or through the table by their place there. A place must be known
//! to someone: the linker's notes say which places each function names, and which data, where places
//! and references to other data may stand. From one function to another a place can come as an
//! argument, which is a call, or by a variable. So whoever is given nothing but numbers stays within
//! what is found here. It must not know why anyone asks.

use super::module::Module;
use super::notes::Notes;
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{FunctionBody, Operator};

pub(super) struct Reach<'a> {
    /// By function: those it calls, and those whose places in the table it can know.
    to: Vec<BTreeSet<u32>>,
    /// By function: the variables it can know, by name.
    variables: Vec<BTreeSet<&'a str>>,
    /// By name of a variable: the functions that can know it.
    knowing: BTreeMap<&'a str, BTreeSet<u32>>,
}

/// What one function of the linker's module can know by its own references and by data these lead to.
#[derive(Clone, Default)]
struct Known<'a> {
    slots: BTreeSet<u32>,
    variables: BTreeSet<&'a str>,
}

impl<'a> Reach<'a> {
    /// `notes` are the linker's, on the module that `module` was made from.
    pub(super) fn read(notes: &Notes<'a>, module: &Module<'_>) -> Result<Self> {
        let known = known(notes)?;
        let mut reach = Self { to: Vec::new(), variables: Vec::new(), knowing: BTreeMap::new() };
        for function in 0..module.function_count() {
            let mut to = module.calls(function)?.into_iter().collect::<BTreeSet<_>>();
            let mut variables = BTreeSet::new();
            if let Some(body) = module.body(function) {
                let sources = notes.sources(module, function);
                if sources.is_empty() && names_a_number(body)? {
                    bail!("the linker does not know function {function}");
                }
                for source in sources {
                    to.extend(
                        known[*source].slots.iter().filter_map(|slot| module.slots.get(slot)),
                    );
                    variables.extend(known[*source].variables.iter().copied());
                }
            }
            for variable in &variables {
                reach.knowing.entry(variable).or_default().insert(function);
            }
            reach.to.push(to);
            reach.variables.push(variables);
        }
        Ok(reach)
    }

    /// The functions that one calls, or whose places it can know.
    pub(super) fn next(&self, function: u32) -> &BTreeSet<u32> {
        &self.to[function as usize]
    }

    /// The functions that can be reached from these, and these; and since a place of the table can
    /// come by a variable, all that know a variable that one of them knows.
    pub(super) fn from(&self, roots: impl IntoIterator<Item = u32>) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let mut open = roots.into_iter().collect::<Vec<_>>();
        let mut seen = BTreeSet::new();
        while let Some(function) = open.pop() {
            if !found.insert(function) {
                continue;
            }
            open.extend(&self.to[function as usize]);
            for variable in &self.variables[function as usize] {
                if seen.insert(*variable) {
                    open.extend(self.knowing.get(variable).into_iter().flatten());
                }
            }
        }
        found
    }
}

/// Whether a body has a number in it that could be an address or a place of the table.
fn names_a_number(body: &FunctionBody<'_>) -> Result<bool> {
    for operator in body.get_operators_reader()? {
        if matches!(operator?, Operator::I32Const { value } if value != 0) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// By function of the linker's module, without imports.
fn known<'a>(notes: &Notes<'a>) -> Result<Vec<Known<'a>>> {
    let mut slots_in = BTreeMap::<u32, Vec<u32>>::new();
    for (address, slot) in &notes.places_from_data {
        let owners = notes.symbols_at(*address);
        if owners.is_empty() {
            bail!("a place of the table in data that is no symbol's");
        }
        for owner in owners {
            slots_in.entry(owner).or_default().push(*slot);
        }
    }
    let mut data_in = BTreeMap::<u32, Vec<u32>>::new();
    for (owners, _, target) in notes.owned_references() {
        if owners.is_empty() {
            bail!("a reference in data that is no symbol's");
        }
        for owner in owners {
            data_in.entry(owner).or_default().push(target);
        }
    }
    let mut known = vec![Known::default(); notes.names.len()];
    for (place, slot) in &notes.places_from_code {
        if let Some(function) = notes.function_at(*place) {
            known[function].slots.insert(*slot);
        }
    }
    let mut data_of = vec![Vec::new(); notes.names.len()];
    for (place, symbol) in &notes.from_code {
        if let Some(function) = notes.function_at(*place) {
            data_of[function].push(*symbol);
        }
    }
    for (known, mut open) in known.iter_mut().zip(data_of) {
        let mut seen = BTreeSet::new();
        while let Some(symbol) = open.pop() {
            if !seen.insert(symbol) {
                continue;
            }
            known.slots.extend(slots_in.get(&symbol).into_iter().flatten());
            open.extend(data_in.get(&symbol).into_iter().flatten());
            if let Some(name) = notes.variable(symbol) {
                known.variables.insert(name);
            }
        }
    }
    Ok(known)
}
