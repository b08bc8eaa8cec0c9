//! What the host's ICU knows: time zones, locales, and the forms in which V8 reads dates.

use boa_engine::{Context, JsResult, JsString, JsValue, context::LocaleMethod};

use crate::{
    environment::Environment,
    gate,
    membrane::{Few, own_error, to_guest, to_host, values_to_host},
    node::{Scope, Thrown},
};

/// A time value as local time.
pub(super) fn local_time(time: f64) -> f64 {
    ask(f64::NAN, |environment, scope| environment.host().local_time(scope, time))
}

/// A local time as a time value.
pub(super) fn utc_time(time: f64) -> f64 {
    ask(f64::NAN, |environment, scope| environment.host().utc_time(scope, time))
}

/// The name of the time zone at a time value.
pub(super) fn zone_name(time: f64) -> JsString {
    ask(JsString::default(), |environment, scope| environment.host().zone_name(scope, time))
}

/// The time value of a text.
pub(super) fn parse_date(text: &JsString) -> f64 {
    ask(f64::NAN, |environment, scope| environment.host().parse_date(scope, text))
}

/// An answer of the host. It fails only when the run is being unwound, and then nobody sees what there is instead.
fn ask<R>(instead: R, body: impl for<'scope> FnOnce(&Environment, &Scope<'scope>) -> Result<R, Thrown<'scope>>) -> R {
    let environment = Environment::current();
    gate::peek(environment, |scope, _| body(environment, scope).ok()).flatten().unwrap_or(instead)
}

/// Calls the method of the host on the same value.
pub(super) fn call(
    method: LocaleMethod,
    value: &JsValue,
    arguments: &[JsValue],
    engine: &mut Context,
) -> JsResult<JsValue> {
    let environment = Environment::current();
    let answer = gate::leave(environment, engine, |scope, context| {
        let value = to_host(environment, scope, value, context)?;
        let mut hosts = Few::new();
        values_to_host(environment, scope, arguments, context, &mut hosts)?;
        match environment.host().call_locale_method(scope, number_of(method), value, &hosts) {
            Ok(result) => to_guest(environment, scope, result, context).map(Ok),
            Err(Thrown::Value(error)) => match own_error(environment, scope, error)? {
                Some(error) => Ok(Err(error)),
                None => Err(Thrown::Value(error)),
            },
            Err(thrown) => Err(thrown),
        }
    })?;
    answer.map_err(Into::into)
}

/// The number of a method in `lib/membrane/locale.js`.
fn number_of(method: LocaleMethod) -> i32 {
    match method {
        LocaleMethod::NumberToLocaleString => 0,
        LocaleMethod::BigIntToLocaleString => 1,
        LocaleMethod::DateToLocaleString => 2,
        LocaleMethod::DateToLocaleDateString => 3,
        LocaleMethod::DateToLocaleTimeString => 4,
        LocaleMethod::LocaleCompare => 5,
        LocaleMethod::ToLocaleLowerCase => 6,
        LocaleMethod::ToLocaleUpperCase => 7,
        LocaleMethod::Normalize => 8,
    }
}
