//! What native functions refuse, in the engine's words and in V8's.

/// One phrase of the engine.
pub(super) struct Phrase {
    /// The names of the functions that say it, or nothing for any. `*` stands for the start of a name.
    names: &'static [&'static str],
    /// A part of the engine's message, in small letters.
    said: &'static str,
    /// V8's message. `{0}` is the first argument, `{this}` the receiver, `{typed}` the first argument with its type,
    /// `{name}` the name of the function.
    pub(super) text: &'static str,
}

impl Phrase {
    fn matches(&self, name: &str, message: &str) -> bool {
        let is_named = |pattern: &&str| match pattern.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => name == *pattern,
        };
        (self.names.is_empty() || self.names.iter().any(is_named)) && message.contains(self.said)
    }
}

/// The phrase that a message is.
pub(super) fn find(name: &str, message: &str) -> Option<&'static Phrase> {
    PHRASES.iter().find(|phrase| phrase.matches(name, message))
}

const fn phrase(names: &'static [&'static str], said: &'static str, text: &'static str) -> Phrase {
    Phrase { names, said, text }
}

const ATOMICS: &[&str] =
    &["load", "store", "add", "sub", "and", "or", "xor", "exchange", "compareExchange", "notify", "wait", "waitAsync"];

const OUTSIDE_OF_VIEW: &str = "Offset is outside the bounds of the DataView";

/// The first that matches counts.
const PHRASES: &[Phrase] = &[
    // Functions
    phrase(&["bind"], "cannot bind", "Bind must be called on a function"),
    phrase(&["call"], "is not a function", "Function.prototype.call.call is not a function"),
    phrase(&["toString"], "not a function", "Function.prototype.toString requires that 'this' be a Function"),
    phrase(&["construct"], "newtarget must be a constructor", "{2} is not a constructor"),
    phrase(&["construct"], "must be a constructor", "{0} is not a constructor"),
    // Objects
    phrase(&["create"], "expected 'proto'", "Object prototype may only be an Object or null: {0}"),
    phrase(&["setPrototypeOf"], "expected 'proto'", "Object prototype may only be an Object or null: {1}"),
    phrase(&["setPrototypeOf"], "proto must be", "Object prototype may only be an Object or null: {1}"),
    phrase(&["setPrototypeOf"], "at least 2 arguments", "Object prototype may only be an Object or null: {1}"),
    phrase(&["setPrototypeOf"], "null or undefined", "Object.setPrototypeOf called on null or undefined"),
    phrase(&["defineProperty", "defineProperties"], "expected 'this'", "Object.{name} called on non-object"),
    phrase(&["__defineGetter__"], "expected 'getter'", "Object.prototype.__defineGetter__: Expecting function"),
    phrase(&["__defineSetter__"], "expected 'setter'", "Object.prototype.__defineSetter__: Expecting function"),
    phrase(&["fromEntries"], "null or undefined", "{0} is not iterable"),
    phrase(&[], "target must be an object", "Reflect.{name} called on non-object"),
    // Buffers
    phrase(
        &[],
        "typed array is outside the bounds of its inner buffer",
        "Cannot perform %TypedArray%.prototype.{name} on a detached ArrayBuffer",
    ),
    phrase(
        &["get byteLength"],
        "view out of bounds for its inner buffer",
        "Cannot perform DataView.prototype.byteLength on a detached ArrayBuffer",
    ),
    phrase(
        &[],
        "view out of bounds for its inner buffer",
        "Cannot perform DataView.prototype.{name} on a detached ArrayBuffer",
    ),
    // Arrays
    phrase(&[], "species must be a constructor", "object.constructor[Symbol.species] is not a constructor"),
    phrase(&[], "'constructor' is not a constructor", "object.constructor[Symbol.species] is not a constructor"),
    phrase(&["flatMap"], "is not callable", "flatMap mapper function is not callable"),
    phrase(&["reduce", "reduceRight"], "empty array", "Reduce of empty array with no initial value"),
    phrase(&["reduce", "reduceRight"], "length is 0", "Reduce of empty array with no initial value"),
    phrase(&["sort", "toSorted"], "callable", "The comparison function must be either a function or undefined"),
    phrase(&["sort", "toSorted"], "compar", "The comparison function must be either a function or undefined"),
    // Strings and numbers
    phrase(&["fromCodePoint"], "", "Invalid code point {quoted}"),
    phrase(&["repeat"], "count must", "Invalid count value: {0}"),
    phrase(&["toPrecision"], "precision", "toPrecision() argument must be between 1 and 100"),
    phrase(&["toString", "toLocaleString"], "radix", "toString() radix argument must be between 2 and 36"),
    phrase(&["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent"], "", "URI malformed"),
    phrase(&["asIntN", "asUintN"], "index must be", "Invalid value: not (convertible to) a safe integer"),
    phrase(&["keyFor"], "", "{0} is not a symbol"),
    phrase(&["[Symbol.toPrimitive]"], "invalid hint", "Invalid hint: {0}"),
    phrase(
        &["[Symbol.toPrimitive]"],
        "called on non object",
        "Method Date.prototype [ @@toPrimitive ] called on incompatible receiver {this}",
    ),
    phrase(
        &["[Symbol.toPrimitive]"],
        "not a symbol",
        "Symbol.prototype [ @@toPrimitive ] requires that 'this' be a Symbol",
    ),
    phrase(&["get description"], "not a symbol", "Symbol.prototype.description requires that 'this' be a Symbol"),
    phrase(&[], "'this' is not a symbol", "Symbol.prototype.{name} requires that 'this' be a Symbol"),
    phrase(&[], "'this' is not a bigint", "BigInt.prototype.{name} requires that 'this' be a BigInt"),
    phrase(&[], "'this' is not a number", "Number.prototype.{name} requires that 'this' be a Number"),
    phrase(&[], "'this' is not a boolean", "Boolean.prototype.{name} requires that 'this' be a Boolean"),
    phrase(&[], "'this' is not a string", "String.prototype.{name} requires that 'this' be a String"),
    phrase(
        &["toString"],
        "'this' is not an object",
        "Method Error.prototype.toString called on incompatible receiver {this}",
    ),
    phrase(&["toJSON"], "callable", "toISOString is not a function"),
    phrase(&[], "is not a date", "this is not a Date object."),
    // Collections
    phrase(&["forEach"], "non-callable callback function", "{typed} is not a function"),
    phrase(&["set"], "weakmap.set", "Invalid value used as weak map key"),
    phrase(&["add"], "weakset.add", "Invalid value used in weak set"),
    phrase(&[], "to be a weakmap", "Method WeakMap.prototype.{name} called on incompatible receiver {this}"),
    phrase(&[], "to be a weakset", "Method WeakSet.prototype.{name} called on incompatible receiver {this}"),
    phrase(&[], "to be a `weakref`", "Method WeakRef.prototype.{name} called on incompatible receiver {this}"),
    phrase(&["WeakRef"], "expected target", "WeakRef: invalid target"),
    phrase(&["FinalizationRegistry"], "callable", "FinalizationRegistry: cleanup must be callable"),
    phrase(
        &["register"],
        "cannot be the same",
        "FinalizationRegistry.prototype.register: target and holdings must not be same",
    ),
    phrase(&["register"], "`unregistertoken`", "Invalid unregisterToken ('{2}')"),
    phrase(&["register"], "`target` must be", "FinalizationRegistry.prototype.register: invalid target"),
    phrase(&["unregister"], "`unregistertoken`", "Invalid unregisterToken ('{0}')"),
    // Iterators and generators
    phrase(
        &["next"],
        "not an arrayiterator",
        "Method Array Iterator.prototype.next called on incompatible receiver {this}",
    ),
    phrase(&["next"], "not a mapiterator", "Method Map Iterator.prototype.next called on incompatible receiver {this}"),
    phrase(
        &["next"],
        "not an setiterator",
        "Method Set Iterator.prototype.next called on incompatible receiver {this}",
    ),
    phrase(
        &["next"],
        "not a stringiterator",
        "Method String Iterator.prototype.next called on incompatible receiver {this}",
    ),
    phrase(
        &["next"],
        "not a regexpstringiterator",
        "Method %RegExpStringIterator%.prototype.next called on incompatible receiver {this}",
    ),
    phrase(
        &["next", "return", "throw"],
        "non generator",
        "Method [Generator].prototype.{name} called on incompatible receiver {this}",
    ),
    // Promises
    phrase(&["Promise"], "executor is not callable", "Promise resolver {0} is not a function"),
    phrase(&["resolve", "reject"], "called on a non-object", "PromiseResolve called on non-object"),
    phrase(&["all", "allSettled", "any", "race"], "called on a non-object", "Promise.{name} called on non-object"),
    phrase(&[], "this is not a promise", "Method Promise.prototype.{name} called on incompatible receiver {this}"),
    phrase(&[], "promisecapability.[[", "Promise resolve or reject function is not callable"),
    // Proxies
    phrase(&["Proxy"], "non-object", "Cannot create proxy with a non-object as target or handler"),
    // Regular expressions
    phrase(&["get source"], "incompatible value", "RegExp.prototype.source getter called on non-RegExp object"),
    phrase(&["get flags"], "non-object", "RegExp.prototype.flags getter called on non-object {this}"),
    phrase(&[], "regexp exec returned neither", "RegExp exec method returned something other than an Object or null"),
    phrase(
        &["toString"],
        "incompatible value",
        "Method RegExp.prototype.toString called on incompatible receiver {this}",
    ),
    phrase(&["compile"], "new flags", "Cannot supply flags when constructing one RegExp from another"),
    phrase(
        &["[Symbol.match]"],
        "incompatible",
        "Method RegExp.prototype.@@match called on incompatible receiver {this}",
    ),
    phrase(
        &["[Symbol.matchAll]"],
        "incompatible",
        "Method RegExp.prototype.@@matchAll called on incompatible receiver {this}",
    ),
    phrase(
        &["[Symbol.replace]"],
        "incompatible",
        "Method RegExp.prototype.@@replace called on incompatible receiver {this}",
    ),
    phrase(
        &["[Symbol.search]"],
        "incompatible",
        "Method RegExp.prototype.@@search called on incompatible receiver {this}",
    ),
    phrase(
        &["[Symbol.split]"],
        "incompatible",
        "Method RegExp.prototype.@@split called on incompatible receiver {this}",
    ),
    phrase(
        &[],
        "regexpexec called with invalid",
        "Method RegExp.prototype.exec called on incompatible receiver {this}",
    ),
    // Buffers
    phrase(
        &["slice"],
        "sharedarraybuffer.slice called with invalid",
        "Method SharedArrayBuffer.prototype.slice called on incompatible receiver {this}",
    ),
    phrase(
        &["slice"],
        "arraybuffer.slice called with invalid",
        "Method ArrayBuffer.prototype.slice called on incompatible receiver {this}",
    ),
    phrase(
        &["get byteLength"],
        "sharedarraybuffer.bytelength called with invalid",
        "Method get SharedArrayBuffer.prototype.byteLength called on incompatible receiver {this}",
    ),
    phrase(&["slice"], "length too small", "Derived ArrayBuffer constructor created a buffer which was too small"),
    phrase(&["slice"], "is the same as this", "ArrayBuffer subclass returned this from species constructor"),
    phrase(&["resize"], "fixed-length", "Method ArrayBuffer.prototype.resize called on incompatible receiver {this}"),
    phrase(&["resize"], "maximum byte length", "ArrayBuffer.prototype.resize: Invalid length parameter"),
    phrase(&["resize"], "index must be", "ArrayBuffer.prototype.resize: Invalid length parameter"),
    phrase(&["grow"], "fixed-length", "Method SharedArrayBuffer.prototype.grow called on incompatible receiver {this}"),
    phrase(&["grow"], "cannot be bigger", "SharedArrayBuffer.prototype.grow: Invalid length parameter"),
    phrase(&["grow"], "failed to grow", "SharedArrayBuffer.prototype.grow: Invalid length parameter"),
    phrase(&["*ArrayBuffer"], "cannot be bigger than `maxbytelength`", "Invalid array buffer max length"),
    phrase(&["*ArrayBuffer"], "index must be", "Invalid array buffer length"),
    // Views of buffers
    phrase(&["DataView"], "must be an arraybuffer", "First argument to DataView constructor must be an ArrayBuffer"),
    phrase(&["DataView"], "start offset is outside", "Start offset {1} is outside the bounds of the buffer"),
    phrase(&["DataView"], "index must be", "Start offset {1} is outside the bounds of the buffer"),
    phrase(&["DataView"], "invalid data view length", "Invalid DataView length {2}"),
    phrase(
        &["get buffer"],
        "not a dataview",
        "Method get DataView.prototype.buffer called on incompatible receiver undefined",
    ),
    phrase(
        &["get byteLength"],
        "not a dataview",
        "Method get DataView.prototype.byte_length called on incompatible receiver undefined",
    ),
    phrase(
        &["get byteOffset"],
        "not a dataview",
        "Method get DataView.prototype.byte_offset called on incompatible receiver undefined",
    ),
    phrase(&[], "not a dataview", "Method DataView.prototype.{name} called on incompatible receiver undefined"),
    phrase(&[], "outside the bounds of dataview", OUTSIDE_OF_VIEW),
    phrase(
        &[
            "getInt8",
            "getUint8",
            "getInt16",
            "getUint16",
            "getInt32",
            "getUint32",
            "getFloat32",
            "getFloat64",
            "getBigInt64",
            "getBigUint64",
            "setInt8",
            "setUint8",
            "setInt16",
            "setUint16",
            "setInt32",
            "setUint32",
            "setFloat32",
            "setFloat64",
            "setBigInt64",
            "setBigUint64",
        ],
        "index must be",
        OUTSIDE_OF_VIEW,
    ),
    phrase(&[], "should never be called directly", "Abstract class TypedArray not directly constructable"),
    phrase(&["*Array"], "unaligned", "byte length of {name} should be a multiple of {size}"),
    phrase(&["*Array"], "must be aligned", "start offset of {name} should be a multiple of {size}"),
    phrase(&["*Array"], "exceeds buffer size", "Start offset {1} is outside the bounds of the buffer"),
    phrase(&["*Array"], "outside of its buffer", "Invalid typed array length: {2}"),
    phrase(&[], "different content type", "Cannot mix BigInt and other types, use explicit conversions"),
    phrase(ATOMICS, "not a typed array", "{0} is not an integer typed array."),
    phrase(
        &["get length", "get byteLength", "get byteOffset", "get buffer"],
        "not a typed array object",
        "Method get TypedArray.prototype.{getter} called on incompatible receiver {this}",
    ),
    phrase(&[], "not a typed array object", "this is not a typed array."),
    phrase(
        &[],
        "length is smaller than expected",
        "Derived TypedArray constructor created an array which was too small",
    ),
    phrase(&["set"], "offset longer than target", "offset is out of bounds"),
    phrase(&["set"], "negative offset", "offset is out of bounds"),
    phrase(&["set"], "offset cannot be", "offset is out of bounds"),
    // Atomics
    phrase(ATOMICS, "atomic wait", "{0} is not a shared typed array."),
    phrase(ATOMICS, "atomically wait", "{0} is not an int32 or BigInt64 typed array."),
    phrase(ATOMICS, "outside", "Invalid atomic access index"),
    phrase(ATOMICS, "index must be", "Invalid atomic access index"),
    phrase(ATOMICS, "atomic operations", "{0} is not an integer typed array."),
];
