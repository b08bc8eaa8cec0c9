//! What the engine asks of its host. Hooks, queue and loader are those of the *running* context,
//! so all contexts of a thread share the same ones, which find the owner by realm.

use std::{any::Any, cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue,
    builtins::promise::{OperationType, Promise, PromiseState, ResolvingFunctions},
    context::{BuiltinMade, ErrorSite, HostHooks, LocaleMethod, RefusedSource, intrinsics::Intrinsics},
    job::JobCallback,
    module::{ImportAttribute, Referrer},
    object::builtins::{JsFunction, JsPromise},
    realm::Realm,
    vm::Backtrace,
};

use super::{
    async_context,
    builtins::Builtins,
    global,
    jobs::Jobs,
    loader::{self, Loader},
    locale, refusal, stack, wording,
};
use crate::{
    environment::Environment,
    gate,
    membrane::{keep_with_host, reject_bare, settle, to_host},
};

/// What all contexts of a thread share.
pub(crate) struct Shared {
    pub(super) hooks: Rc<Hooks>,
    pub(super) jobs: Rc<Jobs>,
    pub(super) loader: Rc<Loader>,
    pub(super) builtins: Builtins,
}

impl Shared {
    pub(crate) fn new() -> Self {
        Self {
            hooks: Rc::new(Hooks::default()),
            jobs: Rc::new(Jobs),
            loader: Rc::new(Loader),
            builtins: Builtins::new(),
        }
    }
}

/// See the module.
#[derive(Default)]
pub(super) struct Hooks {
    /// The identifier of the context that is being made, for a contextified global.
    making: RefCell<Option<u32>>,
}

impl Hooks {
    /// Builds a context whose global object stands for the sandbox of context `id`, or an ordinary one.
    pub(super) fn making<R>(&self, id: Option<u32>, build: impl FnOnce() -> R) -> R {
        *self.making.borrow_mut() = id;
        let result = build();
        *self.making.borrow_mut() = None;
        result
    }
}

impl Shared {
    /// Runs the callback that waits for its async context; inside an entry that the host made for it.
    pub(crate) fn run_pending_callback(&self, engine: &mut Context) {
        async_context::run_pending(engine);
    }
}

impl HostHooks for Hooks {
    fn make_job_callback(&self, callback: JsFunction, engine: &mut Context) -> JobCallback {
        match async_context::capture(engine) {
            Some(context) => JobCallback::new(callback, context),
            None => JobCallback::new(callback, ()),
        }
    }

    fn call_job_callback(
        &self,
        job: &JobCallback,
        this: &JsValue,
        arguments: &[JsValue],
        engine: &mut Context,
    ) -> JsResult<JsValue> {
        async_context::call(job, this, arguments, engine)
    }

    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        match *self.making.borrow() {
            Some(id) => global::make(id, intrinsics),
            None => JsObject::with_object_proto(intrinsics),
        }
    }

    fn builtin_made(&self) -> Option<BuiltinMade> {
        Some(|realm, class, objects| {
            if class == "Error" {
                stack::install(realm);
            }
            Environment::current().shared().builtins.arrange_class(class, objects);
        })
    }

    fn ensure_can_add_private_element(&self, object: &JsObject, engine: &mut Context) -> JsResult<()> {
        keep_with_host(object, engine)
    }

    fn note_weak_reference(&self, target: &JsObject, engine: &mut Context) -> JsResult<()> {
        keep_with_host(target, engine)
    }

    fn ensure_can_compile_strings(
        &self,
        realm: Realm,
        _parameters: &[JsString],
        _body: &JsString,
        _direct: bool,
        _context: &mut Context,
    ) -> JsResult<()> {
        ensure_strings(&realm)
    }

    /// Where strings may not be compiled, V8 refuses whatever `eval` is called with.
    fn code_for_eval(&self, realm: Realm, argument: &JsValue, _: &mut Context) -> JsResult<Option<JsString>> {
        ensure_strings(&realm)?;
        Ok(argument.as_string())
    }

    fn local_time(&self, time: f64) -> f64 {
        locale::local_time(time)
    }

    fn utc_time(&self, time: f64) -> f64 {
        locale::utc_time(time)
    }

    fn time_zone_name(&self, time: f64) -> Option<JsString> {
        Some(locale::zone_name(time))
    }

    fn parse_date(&self, text: &JsString) -> Option<f64> {
        Some(locale::parse_date(text))
    }

    fn call_locale_method(
        &self,
        method: LocaleMethod,
        value: &JsValue,
        arguments: &[JsValue],
        engine: &mut Context,
    ) -> JsResult<Option<JsValue>> {
        locale::call(method, value, arguments, engine).map(Some)
    }

    fn interrupted(&self) -> bool {
        let environment = Environment::current();
        environment.gate.end_look();
        gate::is_terminating(environment) || environment.gate.end_if_exhausted(environment)
    }

    fn max_buffer_size(&self, _: &mut Context) -> u64 {
        /// What V8 allows.
        const MAX: usize = 1 << 33;
        Environment::current().gate.memory.left().min(MAX) as u64
    }

    fn import_module_dynamically(
        &self,
        referrer: &Referrer,
        specifier: &JsString,
        attributes: &[ImportAttribute],
        promise: &ResolvingFunctions,
        engine: &mut Context,
    ) -> bool {
        // Importers do not throw; an interruption is that of the run, which ends of itself.
        let _ = loader::import(referrer, specifier, attributes, promise, engine);
        true
    }

    fn takes_import_assertions(&self) -> bool {
        Environment::current().has_import_assertions.get()
    }

    fn promise_settled(&self, promise: &JsObject<Promise>, engine: &mut Context) {
        let environment = Environment::current();
        let is_handled = promise.borrow().data().is_handled();
        let promise = promise.clone().upcast();
        if !environment.exports.has(&promise) {
            return;
        }
        let state = JsPromise::from_object(promise.clone()).map(|promise| promise.state());
        if !is_handled && matches!(state, Ok(PromiseState::Rejected(_))) {
            // The tracker below hears of it.
            return;
        }
        // An interruption in between is that of the run, which ends of itself.
        let _ = gate::leave(environment, engine, |scope, context| settle(environment, scope, &promise, context));
    }

    fn syntax_error_message(&self, source: RefusedSource<'_>, message: String) -> String {
        let refusal = refusal::of_guest(source, &message);
        let message =
            refusal.as_ref().map_or_else(|| refusal::plain(&message).to_owned(), |refusal| refusal.message.clone());
        Environment::current().scripts.note_refusal(refusal);
        message
    }

    fn error_message(&self, message: &str, site: ErrorSite<'_>, _: &Context) -> Option<String> {
        wording::message(message, site)
    }

    fn backtrace_limit(&self, engine: &Context) -> usize {
        stack::limit(engine).unwrap_or(0)
    }

    fn host_stack(&self, engine: &Context) -> Option<Rc<dyn Any>> {
        Some(stack::capture(engine))
    }

    fn has_own_error_stack(&self) -> bool {
        true
    }

    fn error_stack(&self, error: &JsObject, backtrace: &Backtrace, engine: &mut Context) -> JsResult<JsValue> {
        stack::make(error, backtrace, engine)
    }

    fn promise_rejection_tracker(&self, promise: &JsObject<Promise>, operation: OperationType, engine: &mut Context) {
        let environment = Environment::current();
        let promise = promise.clone().upcast();
        let reason = match JsPromise::from_object(promise.clone()).map(|p| p.state()) {
            Ok(PromiseState::Rejected(reason)) => reason,
            _ => return,
        };
        // An interruption in between is that of the run, which ends of itself.
        let _ = gate::leave(environment, engine, |scope, context| match operation {
            OperationType::Reject => reject_bare(environment, scope, &promise, &reason, context),
            OperationType::Handle => {
                let twin = to_host(environment, scope, &promise.into(), context)?;
                environment.host().handle_rejection(scope, twin)
            }
        });
    }
}

/// Throws an `EvalError` in a context in which `codeGeneration.strings` is false.
fn ensure_strings(realm: &Realm) -> JsResult<()> {
    let allowed = realm
        .host_defined()
        .get::<super::context::RealmOwner>()
        .and_then(|owner| Environment::current().context(owner.id))
        .is_none_or(|context| context.allows_strings());
    if allowed {
        return Ok(());
    }
    Err(JsNativeError::eval().with_message("Code generation from strings disallowed for this context").into())
}
