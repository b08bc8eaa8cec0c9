//! What a host object is to the guest.

use boa_engine::object::internal_methods::BuiltinTag;

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Object(Option<BuiltinTag>),
    Function,
    Constructor,
    ArrayBuffer,
    SharedArrayBuffer,
    TypedArray,
    DataView,
}

impl Nature {
    /// The inverse of `classify` in `lib/membrane/classify.js`.
    pub(super) fn from_host(number: i32) -> Self {
        match number {
            1 => Self::Function,
            3 => Self::Object(Some(BuiltinTag::Array)),
            4 => Self::Object(Some(BuiltinTag::Error)),
            5 => Self::Object(Some(BuiltinTag::Boolean)),
            6 => Self::Object(Some(BuiltinTag::Number)),
            7 => Self::Object(Some(BuiltinTag::String)),
            8 => Self::Object(Some(BuiltinTag::Date)),
            9 => Self::Object(Some(BuiltinTag::RegExp)),
            10 => Self::Object(Some(BuiltinTag::Arguments)),
            11 => Self::ArrayBuffer,
            12 => Self::SharedArrayBuffer,
            13 => Self::TypedArray,
            14 => Self::DataView,
            _ => Self::Object(None),
        }
    }
}
