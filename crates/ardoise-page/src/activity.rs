//! An activity as it came by link, folder or file, and making one of an open notebook.

use ardoise_core::activity::{
    self as core, ActivityId, PacketError, Proof, PublishError, Solutions,
};
use ardoise_core::session;
use ardoise_crypto::{AuthorKey, activity_name, is_signed};
use wasm_bindgen::prelude::*;

use crate::wire::{CorrectionView, NewNotebook, PublishAdvice, Wire, list_from_js, list_to_js};
use crate::{JsLanguage, JsNewNotebook, JsVersionView, Notebook, language_from_js};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "ActivityFacts")]
    pub type JsActivityFacts;
    #[wasm_bindgen(typescript_type = "ActivityFile[]")]
    pub type JsActivityFiles;
    #[wasm_bindgen(typescript_type = "CorrectionView")]
    pub type JsCorrectionView;
    #[wasm_bindgen(typescript_type = "PublishAdvice[]")]
    pub type JsPublishAdvice;
    /// Who made the newest version: `author` when it is the first, or signed by who made the first;
    /// `unknown` when nothing says so; `stranger` when the signature is somebody else's.
    #[wasm_bindgen(typescript_type = "\"author\" | \"unknown\" | \"stranger\"")]
    pub type JsOrigin;
}

/// An activity in all its versions.
#[wasm_bindgen]
pub struct Activity {
    inner: core::Activity,
}

#[wasm_bindgen]
impl Activity {
    /// Reads the bytes of a packet. The message of the error is one of `notAnActivity`, `tooNew`,
    /// `damaged`, `tooLarge`.
    pub fn read(bytes: &[u8]) -> Result<Activity, JsError> {
        let inner = core::Activity::from_bytes(bytes).map_err(|error| {
            JsError::new(match error {
                PacketError::NotAnActivity => "notAnActivity",
                PacketError::TooNew => "tooNew",
                PacketError::Damaged => "damaged",
                PacketError::TooLarge => "tooLarge",
            })
        })?;
        Ok(Activity { inner })
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.inner.to_bytes()
    }

    /// 32 hexadecimal digits.
    pub fn id(&self) -> String {
        self.inner.id.to_string()
    }

    pub fn version(&self) -> u32 {
        self.inner.version()
    }

    pub fn title(&self) -> String {
        self.inner.title()
    }

    pub fn facts(&self) -> JsActivityFacts {
        self.inner.facts().to_js().unchecked_into()
    }

    pub fn files(&self) -> JsActivityFiles {
        list_to_js(&self.inner.files).unchecked_into()
    }

    pub fn origin(&self) -> JsOrigin {
        let origin = match &self.inner.proof {
            None if self.inner.version() == 1 => "author",
            None => "unknown",
            Some(Proof { key, salt, signature }) => {
                let named = activity_name(key, salt) == self.inner.id.0;
                let signed = named && is_signed(&self.inner.signed_bytes(), key, signature);
                if signed { "author" } else { "stranger" }
            }
        };
        JsValue::from_str(origin).unchecked_into()
    }

    /// Whether copies of the one take corrections of the other.
    #[wasm_bindgen(js_name = isKinOf)]
    pub fn is_kin_of(&self, other: &Activity) -> bool {
        self.inner.is_kin_of(&other.inner)
    }

    /// A copy that is not stored yet.
    pub fn copy(&self) -> JsNewNotebook {
        let seed = self.inner.state();
        let summary = session::summary_of(&seed);
        let files = self.inner.files.clone();
        NewNotebook { seed, outputs: Vec::new(), summary, files }.to_js().unchecked_into()
    }

    /// Its cells, to be looked at.
    pub fn preview(&self, language: JsLanguage) -> Result<JsVersionView, JsError> {
        let view = session::preview(&self.inner.state(), language_from_js(&language))?;
        Ok(view.to_js().unchecked_into())
    }
}

#[wasm_bindgen]
impl Notebook {
    /// What is known of the activity.
    pub fn facts(&self) -> JsActivityFacts {
        self.session.facts().to_js().unchecked_into()
    }

    /// What to look at before the notebook is given away.
    #[wasm_bindgen(js_name = publishAdvice)]
    pub fn publish_advice(&self) -> JsPublishAdvice {
        let cells = self.session.order();
        let advice = js_sys::Array::new();
        for one in self.session.publish_advice() {
            let cell = one.cell.and_then(|at| cells.get(at).cloned());
            advice.push(&PublishAdvice { kind: one.kind, cell, name: one.name }.to_js());
        }
        advice.unchecked_into()
    }

    /// What a later version of the activity brings to this copy; nothing when it is none.
    pub fn correction(&self, activity: &Activity) -> Option<JsCorrectionView> {
        let found = self.session.correction(&activity.inner).ok()?;
        let view = CorrectionView { from: found.from, to: found.to, news: found.news };
        Some(view.to_js().unchecked_into())
    }

    /// Makes an activity of the notebook, or one more version of the one it was before; that one
    /// itself when nothing is new. The secret is the author's, 32 bytes; `about` tells their
    /// activities apart. The message of the error is one of `noCells`, `badFile`, `tooLarge`,
    /// `damaged`.
    pub fn publish(
        &self,
        before: Option<Activity>,
        #[wasm_bindgen(js_name = withSolutions)] with_solutions: bool,
        files: JsActivityFiles,
        secret: &[u8],
        about: &str,
    ) -> Result<Activity, JsError> {
        let solutions = if with_solutions { Solutions::Folded } else { Solutions::LeftOut };
        let mut publication = self.session.publication(solutions);
        publication.files = list_from_js(&files)?;
        let secret = secret.try_into().map_err(|_| JsError::new("damaged"))?;
        let key = AuthorKey::from_secret(secret);
        let salt = key.salt(about);
        let id = ActivityId(activity_name(&key.public(), &salt));
        let refused = |error| {
            JsError::new(match error {
                PublishError::NoCells => "noCells",
                PublishError::BadFile { .. } => "badFile",
                PublishError::TooLarge => "tooLarge",
            })
        };
        let Some(Activity { inner: before }) = before else {
            let inner = core::Activity::first(id, publication).map_err(refused)?;
            return Ok(Activity { inner });
        };
        let Some(mut next) = before.next(publication).map_err(refused)? else {
            return Ok(Activity { inner: before });
        };
        // A notebook that came from another device has an activity whose author's key stayed there.
        if next.id == id {
            let signature = key.sign(&next.signed_bytes());
            next.proof = Some(Proof { key: key.public(), salt, signature });
        }
        Ok(Activity { inner: next })
    }
}
