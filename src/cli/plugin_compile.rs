//! The child that compiles a component: started by the desk itself, bounded, and gone afterwards.

use super::problem::Exit;
use super::problem::Problem;
use crate::plugins::engine::Engine;
use crate::plugins::machine;
use anyhow::Context;
use rustix::process::Resource;
use rustix::process::Rlimit;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Address space, which counts what is only reserved, and processor time of one compilation.
const ADDRESSES: u64 = 4 << 30;
const PROCESSOR_S: u64 = 120;
/// How far behind everybody else it stands in the queue for the processor.
const NICE: i32 = 10;

#[derive(clap::Args)]
pub struct Wish {
    component: PathBuf,
    code: PathBuf,
}

/// Compiles, and writes what only its owner may read.
///
/// # Errors
/// When it is no component; the parent reads the words.
pub fn run(wish: &Wish) -> Result<Exit, Problem> {
    bound(Resource::As, ADDRESSES);
    bound(Resource::Cpu, PROCESSOR_S);
    // Where it may not, it stands in the queue like everybody.
    let _ = rustix::process::nice(NICE);
    let component = std::fs::read(&wish.component).context("reading the component")?;
    let engine = Engine::compiling().map_err(anyhow::Error::from)?;
    let code = match machine::compile_here(&engine, &component) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("{}", fault.text);
            return Ok(Exit::Attention);
        }
    };
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&wish.code)
        .context("writing the machine code")?;
    file.write_all(&code)
        .and_then(|()| file.sync_all())
        .context("writing the machine code")?;
    Ok(Exit::Done)
}

fn bound(resource: Resource, most: u64) {
    let limit = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    // A machine that bounds it lower already is bounded enough.
    let _ = rustix::process::setrlimit(resource, limit);
}
