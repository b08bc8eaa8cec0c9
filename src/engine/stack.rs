//! Stacks of guest errors, in V8's form.

use std::fmt::Write;

use boa_engine::{
    JsObject, JsString, JsValue,
    builtins::error::Error,
    js_string,
    property::PropertyKey,
    vm::{SourcePath, StackFrame},
};

use crate::environment::Environment;

/// The `stack` of a guest error: its header and the frames that it was made on.
pub(crate) fn stack_text(environment: &Environment, error: &JsObject) -> JsString {
    let mut text = header(error);
    let frames = error.downcast_ref::<Error>().map(|error| error.frames()).unwrap_or_default();
    for frame in &frames {
        text.push_str("\n    at ");
        write_frame(environment, frame, &mut text);
    }
    JsString::from(text.as_str())
}

fn header(error: &JsObject) -> String {
    let name = data_property(error, &js_string!("name")).map_or_else(|| "Error".to_owned(), |name| text_of(&name));
    let message = data_property(error, &js_string!("message")).map(|message| text_of(&message)).unwrap_or_default();
    if message.is_empty() {
        name
    } else if name.is_empty() {
        message
    } else {
        format!("{name}: {message}")
    }
}

fn text_of(value: &JsValue) -> String {
    value.as_string().map_or_else(|| value.display().to_string(), |text| text.to_std_string_lossy())
}

/// A data property of an object or its chain, read without running any code.
fn data_property(object: &JsObject, name: &JsString) -> Option<JsValue> {
    let key = PropertyKey::from(name.clone());
    let mut current = Some(object.clone());
    while let Some(object) = current {
        if let Some(descriptor) = object.borrow().properties().get(&key) {
            return descriptor.value().cloned();
        }
        current = object.prototype();
    }
    None
}

fn write_frame(environment: &Environment, frame: &StackFrame, text: &mut String) {
    let name = frame.function_name.to_std_string_lossy();
    let name = if name == "<main>" { "" } else { name.as_str() };
    let place = place(environment, frame);
    // Writing to a string cannot fail.
    let _ = if name.is_empty() { write!(text, "{place}") } else { write!(text, "{name} ({place})") };
}

fn place(environment: &Environment, frame: &StackFrame) -> String {
    let SourcePath::Path(path) = &frame.path else { return "<anonymous>".to_owned() };
    let Some(source) = environment.scripts.by_path(path) else { return path.display().to_string() };
    let file = if source.filename.is_empty() { "<anonymous>" } else { source.filename.as_str() };
    let Some(position) = frame.position else { return file.to_owned() };
    let physical = position.line_number() as i32 - source.header_lines;
    let line = physical + source.line_offset;
    let column = position.column_number() as i32 + if physical == 1 { source.column_offset } else { 0 };
    if line == 0 { file.to_owned() } else { format!("{file}:{line}:{column}") }
}
