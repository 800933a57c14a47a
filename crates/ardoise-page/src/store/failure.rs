//! Why the database refused, told from what the engine throws.

use ardoise_core::session::StoreFailure;
use wasm_bindgen::prelude::*;
use web_sys::DomException;

use crate::wire::Wire;

/// A refusal, on its way to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) StoreFailure);

impl Failure {
    /// What an exception of this name means once the database is open.
    fn named(name: &str) -> Failure {
        Failure(match name {
            "QuotaExceededError" => StoreFailure::Full,
            "SecurityError" | "NotAllowedError" => StoreFailure::Denied,
            // A transaction on a closed connection, or one cut off by its closing.
            "InvalidStateError" => StoreFailure::Closed,
            "VersionError" => StoreFailure::Outdated,
            _ => StoreFailure::Other,
        })
    }

    pub(crate) fn from_exception(exception: Option<&DomException>) -> Failure {
        exception
            .map_or(Failure(StoreFailure::Other), |exception| Failure::named(&exception.name()))
    }

    pub(crate) fn from_js(thrown: &JsValue) -> Failure {
        Failure::from_exception(thrown.dyn_ref::<DomException>())
    }

    /// While opening, whatever is not explained otherwise means that there is no storage here:
    /// engines name it in many ways in their private modes.
    pub(crate) fn while_opening(self) -> Failure {
        match self.0 {
            StoreFailure::Other | StoreFailure::Closed => Failure(StoreFailure::Denied),
            _ => self,
        }
    }
}

impl From<idb::Error> for Failure {
    fn from(error: idb::Error) -> Failure {
        use idb::Error as E;
        match &error {
            E::DomException(exception) => Failure::from_exception(Some(exception)),
            E::AddFailed(thrown)
            | E::ClearFailed(thrown)
            | E::DeleteFailed(thrown)
            | E::GetAllFailed(thrown)
            | E::GetFailed(thrown)
            | E::IndexNotFound(thrown)
            | E::IndexedDbOpenFailed(thrown)
            | E::IndexedDbNotFound(thrown)
            | E::ObjectStoreNotFound(thrown)
            | E::TransactionOpenFailed(thrown)
            | E::UpdateFailed(thrown) => Failure::from_js(thrown),
            _ => Failure(StoreFailure::Other),
        }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> JsValue {
        let word = failure.0.to_js().as_string().unwrap_or_default();
        js_sys::Error::new(&word).into()
    }
}
