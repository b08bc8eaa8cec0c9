//! The engine without rvm around it, for `npm run bench`: `bare-boa FILE` runs a script twice and
//! prints the nanoseconds of the second run.
#![expect(clippy::print_stdout, reason = "prints what it measured")]

use std::{env, error::Error, fs, time::Instant};

use boa_engine::{Context, Script, Source};

/// The allocator of rvm: what it brings is not to be credited to the engine or to rvm.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: bare-boa FILE")?;
    let source = fs::read_to_string(path)?;
    let mut context = Context::default();
    let script = Script::parse(Source::from_bytes(&source), None, &mut context).map_err(|error| error.to_string())?;
    script.evaluate(&mut context).map_err(|error| error.to_string())?;
    let start = Instant::now();
    script.evaluate(&mut context).map_err(|error| error.to_string())?;
    println!("{}", start.elapsed().as_nanos());
    Ok(())
}
