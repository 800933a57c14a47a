//! Hand-ins on their way: sealed when they were made, and kept until every relay has them. A notebook
//! that is removed takes them along.

use idb::Query;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::rows::{all_of, key_of};
use super::transaction::{Durability, one};
use super::{GIVEN, NOTEBOOKS, Store};
use crate::wire::{GivenRow, Wire};
use ardoise_core::session::StoreFailure;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "GivenRow")]
    pub type JsGivenRow;
}

#[wasm_bindgen]
impl Store {
    /// Keeps a hand-in. A notebook that another tab has purged gives nothing.
    pub async fn give(&self, given: JsGivenRow) -> Result<(), JsValue> {
        let given = GivenRow::from_js(&given).map_err(JsError::from)?;
        Ok(self.try_give(&given).await?)
    }

    /// What was handed in, of one notebook or of all, the oldest first.
    pub async fn given(&self, id: Option<String>) -> Result<Vec<JsGivenRow>, JsValue> {
        let range = id.map(|id| all_of(&id)).transpose()?.map(Query::KeyRange);
        let rows = self.get_all(GIVEN, range).await?;
        Ok(rows.into_iter().map(JsCast::unchecked_into).collect())
    }

    /// A relay has what was handed in then, or will never take it; once it has nowhere to go, its bytes
    /// go.
    #[wasm_bindgen(js_name = noteGiven)]
    pub async fn note_given(
        &self,
        id: String,
        time: f64,
        relay: String,
        problem: Option<String>,
        done: bool,
    ) -> Result<(), JsValue> {
        Ok(self.try_note_given((&id, time), &relay, problem, done).await?)
    }
}

impl Store {
    async fn try_give(&self, given: &GivenRow) -> Result<(), Failure> {
        let writing = self.connection.write(&[NOTEBOOKS, GIVEN], Durability::Strict)?;
        let id: &str = &given.notebook;
        if one(writing.store(NOTEBOOKS)?.get(Query::Key(id.into()))?).await?.is_none() {
            writing.abandon();
            return Err(Failure(StoreFailure::Closed));
        }
        writing.store(GIVEN)?.put(&given.to_js(), None)?;
        writing.complete().await
    }

    async fn try_note_given(
        &self,
        (id, time): (&str, f64),
        relay: &str,
        problem: Option<String>,
        done: bool,
    ) -> Result<(), Failure> {
        let writing = self.connection.write(&[GIVEN], Durability::Strict)?;
        let given = writing.store(GIVEN)?;
        let row = one(given.get(key_of(id, &time.into()))?).await?;
        if let Some(mut row) = row.and_then(|row| GivenRow::from_js(&row).ok()) {
            match problem {
                Some(problem) => row.problem = Some(problem),
                None if row.sent.iter().any(|sent| sent == relay) => {}
                None => row.sent.push(relay.to_owned()),
            }
            row.bytes.take_if(|_| done);
            given.put(&row.to_js(), None)?;
        }
        writing.complete().await
    }
}
