//! How a value crosses the door: the trait [`Wire`], the plain values that have it, and three
//! macros that describe the core's types once and make of it the conversions both ways and the
//! TypeScript declaration.
//!
//! Why not serde: its tagged choices cost some 30 kB of compressed code and 64-bit imports that
//! old engines refuse. The macros name every field with its type, so a type that changed in the
//! core does not compile here.

use ardoise_core::document::CellId;
use ardoise_protocol::RunId;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Bytes, as their own type so that the declaration says `Uint8Array`.
pub type Bytes = Vec<u8>;

/// TypeScript sent something that is not of the declared shape.
#[derive(Debug, thiserror::Error)]
#[error("the door does not know this: {0}")]
pub struct NotAsDeclared(pub &'static str);

/// A value that crosses the door.
pub trait Wire: Sized {
    fn to_js(&self) -> JsValue;
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared>;
    /// Leaves out what is absent.
    fn put(&self, record: &Record, key: &str) {
        record.set(key, &self.to_js());
    }
    fn take(record: &Record, key: &'static str) -> Result<Self, NotAsDeclared> {
        Self::from_js(&record.get(key)).map_err(|_| NotAsDeclared(key))
    }
}

#[wasm_bindgen]
extern "C" {
    /// A plain object.
    #[wasm_bindgen(js_name = Object)]
    pub type Record;
    #[wasm_bindgen(constructor, js_class = Object)]
    pub fn new() -> Record;
    #[wasm_bindgen(method, structural, indexing_getter)]
    pub fn get(this: &Record, key: &str) -> JsValue;
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub fn set(this: &Record, key: &str, value: &JsValue);
}

impl Record {
    /// The object inside a value; reading a key of anything else would throw.
    pub fn read(value: &JsValue) -> Result<&Record, NotAsDeclared> {
        if value.is_object() { Ok(value.unchecked_ref()) } else { Err(NotAsDeclared("object")) }
    }
}

impl Wire for String {
    fn to_js(&self) -> JsValue {
        JsValue::from_str(self)
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        value.as_string().ok_or(NotAsDeclared("string"))
    }
}

impl Wire for bool {
    fn to_js(&self) -> JsValue {
        JsValue::from_bool(*self)
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        value.as_bool().ok_or(NotAsDeclared("boolean"))
    }
}

impl Wire for f64 {
    fn to_js(&self) -> JsValue {
        JsValue::from_f64(*self)
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        value.as_f64().ok_or(NotAsDeclared("number"))
    }
}

impl Wire for u32 {
    fn to_js(&self) -> JsValue {
        JsValue::from_f64(f64::from(*self))
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        let number = f64::from_js(value)?;
        // The cast saturates, so only whole numbers of 32 bits come back as they were.
        if f64::from(number as u32) == number {
            Ok(number as u32)
        } else {
            Err(NotAsDeclared("whole number"))
        }
    }
}

impl Wire for usize {
    fn to_js(&self) -> JsValue {
        JsValue::from_f64(*self as f64)
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        u32::from_js(value).map(|number| number as usize)
    }
}

impl Wire for RunId {
    fn to_js(&self) -> JsValue {
        self.0.to_js()
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        u32::from_js(value).map(RunId)
    }
}

impl Wire for Bytes {
    fn to_js(&self) -> JsValue {
        Uint8Array::from(self.as_slice()).into()
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).ok_or(NotAsDeclared("Uint8Array"))
    }
}

impl<T: Wire> Wire for Option<T> {
    fn to_js(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, Wire::to_js)
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        T::from_js(value).map(Some)
    }
    fn put(&self, record: &Record, key: &str) {
        if let Some(value) = self {
            value.put(record, key);
        }
    }
}

pub(crate) fn list_to_js<T: Wire>(list: &[T]) -> JsValue {
    list.iter().map(Wire::to_js).collect::<Array>().into()
}

pub(crate) fn list_from_js<T: Wire>(value: &JsValue) -> Result<Vec<T>, NotAsDeclared> {
    let list = value.dyn_ref::<Array>().ok_or(NotAsDeclared("list"))?;
    list.iter().map(|item| T::from_js(&item)).collect()
}

/// Lists of anything but bytes, which are [`Bytes`].
macro_rules! lists {
    ($($ty:ty),* $(,)?) => {$(
        impl Wire for Vec<$ty> {
            fn to_js(&self) -> JsValue {
                list_to_js(self)
            }
            fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
                list_from_js(value)
            }
        }
    )*};
}
pub(crate) use lists;

lists!(String, CellId, Bytes);

/// The TypeScript of a field's type.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(unused_macros, reason = "declarations are for wasm")
)]
macro_rules! ts {
    (String) => { "string" };
    (CellId) => { "string" };
    (bool) => { "boolean" };
    (u32) => { "number" };
    (usize) => { "number" };
    (f64) => { "number" };
    (RunId) => { "number" };
    (Bytes) => { "Uint8Array" };
    (Vec $item:ident) => { concat!(ts!($item), "[]") };
    (Option $($some:ident)+) => { concat!(ts!($($some)+), " | undefined") };
    ($name:ident) => { stringify!($name) };
}
#[cfg_attr(not(target_arch = "wasm32"), expect(unused_imports, reason = "as above"))]
pub(crate) use ts;

/// `name: type`, `name?: type` where it may be absent.
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(unused_macros, reason = "declarations are for wasm")
)]
macro_rules! ts_field {
    ($key:expr, Option $($some:ident)+) => { concat!($key, "?: ", ts!(Option $($some)+)) };
    ($key:expr, $($ty:ident)+) => { concat!($key, ": ", ts!($($ty)+)) };
}
#[cfg_attr(not(target_arch = "wasm32"), expect(unused_imports, reason = "as above"))]
pub(crate) use ts_field;

/// The field's name in TypeScript: the one given, else the Rust one.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use key;

/// Enums without fields: texts.
macro_rules! words {
    ($(#[doc = $doc:literal])* $core:path as $name:ident {
        $($variant:ident = $word:literal),* $(,)?
    }) => {
        const _: () = {
            #[wasm_bindgen(typescript_custom_section)]
            const TYPES: &str = concat!(
                $("/**", $doc, " */\n",)* "export type ", stringify!($name), " =",
                $("\n  | \"", $word, "\"",)* ";\n"
            );
            use $core as Core;
            impl Wire for Core {
                fn to_js(&self) -> JsValue {
                    JsValue::from_str(match self { $(Core::$variant => $word,)* })
                }
                fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
                    match value.as_string().as_deref() {
                        $(Some($word) => Ok(Core::$variant),)*
                        _ => Err(NotAsDeclared(stringify!($name))),
                    }
                }
            }
        };
    };
}
pub(crate) use words;

/// Structs: objects.
macro_rules! records {
    ($(#[doc = $doc:literal])* $core:path as $name:ident {
        $($(#[doc = $about:literal])* $field:ident $(as $key:literal)?:
            $ty:ident $(<$inner:ident $(<$deep:ident>)?>)?),* $(,)?
    }) => {
        const _: () = {
            #[wasm_bindgen(typescript_custom_section)]
            const TYPES: &str = concat!(
                $("/**", $doc, " */\n",)* "export interface ", stringify!($name), " {\n",
                $($("  /**", $about, " */\n",)* "  ",
                ts_field!(key!($field $($key)?), $ty $($inner $($deep)?)?), ";\n",)* "}\n"
            );
            use $core as Core;
            impl Wire for Core {
                fn to_js(&self) -> JsValue {
                    let record = Record::new();
                    let Core { $($field),* } = self;
                    $(<$ty $(<$inner $(<$deep>)?>)? as Wire>::put($field, &record, key!($field $($key)?));)*
                    record.into()
                }
                fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
                    let record = Record::read(value)?;
                    Ok(Core { $($field: Wire::take(record, key!($field $($key)?))?),* })
                }
            }
        };
    };
}
pub(crate) use records;

/// Enums with fields: objects with a `type`.
macro_rules! choices {
    ($(#[doc = $doc:literal])* $core:path as $name:ident {
        $($(#[doc = $about:literal])* $variant:ident = $word:literal $({
            $($field:ident $(as $key:literal)?:
                $ty:ident $(<$inner:ident $(<$deep:ident>)?>)?),* $(,)?
        })?),* $(,)?
    }) => {
        const _: () = {
            #[wasm_bindgen(typescript_custom_section)]
            const TYPES: &str = concat!(
                $("/**", $doc, " */\n",)* "export type ", stringify!($name), " =\n",
                $("  | { type: \"", $word, "\"",
                $($("; ", ts_field!(key!($field $($key)?), $ty $($inner $($deep)?)?),)*)? " }\n",)* ";\n"
            );
            use $core as Core;
            impl Wire for Core {
                fn to_js(&self) -> JsValue {
                    let record = Record::new();
                    match self {
                        $(Core::$variant { $($($field),*)? } => {
                            record.set("type", &JsValue::from_str($word));
                            $($(<$ty $(<$inner $(<$deep>)?>)? as Wire>::put(
                                $field, &record, key!($field $($key)?));)*)?
                        })*
                    }
                    record.into()
                }
                fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
                    let record = Record::read(value)?;
                    match record.get("type").as_string().as_deref() {
                        $(Some($word) => Ok(Core::$variant {
                            $($($field: Wire::take(record, key!($field $($key)?))?),*)?
                        }),)*
                        _ => Err(NotAsDeclared(stringify!($name))),
                    }
                }
            }
        };
    };
}
pub(crate) use choices;

impl Wire for CellId {
    fn to_js(&self) -> JsValue {
        JsValue::from_str(self.as_str())
    }
    fn from_js(value: &JsValue) -> Result<Self, NotAsDeclared> {
        String::from_js(value).map(CellId::from)
    }
}
