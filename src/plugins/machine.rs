//! Machine code: made of a component by a child process at install, kept under the hash of all that
//! it depends on, and never taken from outside.
//!
//! Compiling a component may panic or eat the machine, and the engine's authors count neither as a
//! fault of theirs; so a child does it, with bounds of its own, and the desk goes on.

use super::engine::Engine;
use super::fault::Fault;
use super::fault::FaultKind;
use super::loaded::Loaded;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;
use wasmtime::component::Component;

/// The hidden command of this program that compiles: `plugin-compile IN OUT`.
pub const COMPILE: &str = "plugin-compile";
/// How long it may take. A component of 19 MB took 21 s.
const PATIENCE: Duration = Duration::from_secs(180);
const GLANCE: Duration = Duration::from_millis(20);
/// How much of what it says is passed on.
const SAID: u64 = 8 << 10;

/// The name of the machine code of a component: of this engine, these settings, this processor.
pub fn key(engine: &Engine, component: &[u8]) -> String {
    key_of(engine, &blake3::hash(component).to_hex())
}

/// The same of a component whose BLAKE3, hex, is known: its bytes need not be read.
pub fn key_of(engine: &Engine, hash: &str) -> String {
    let hash = hash.get(..32).unwrap_or(hash);
    format!("{hash}-{:016x}", engine.fingerprint())
}

/// The sum that machine code must have when it is loaded.
pub fn sum(code: &[u8]) -> String {
    blake3::hash(code).to_hex().to_string()
}

/// Compiles, in this process: what the child does, and an author's test.
///
/// # Errors
/// When the bytes are no component, or machine code that someone compiled elsewhere.
pub fn compile_here(engine: &Engine, component: &[u8]) -> Result<Vec<u8>, Fault> {
    if wasmtime::Engine::detect_precompiled(component).is_some() {
        let text = "this is machine code; a package holds a WebAssembly component";
        return Err(Fault::new(FaultKind::Invalid, text));
    }
    let compiled = engine.inner().precompile_component(component);
    compiled.map_err(|error| {
        Fault::new(
            FaultKind::Invalid,
            format!("it does not compile: {error:#}"),
        )
    })
}

/// Compiles in a child of `program`, which is this program.
///
/// # Errors
/// As [`compile_here`]; when the child dies or takes too long.
pub fn compile(program: &Path, component: &Path, code: &Path) -> Result<(), Fault> {
    let failed = |text: String| Fault::new(FaultKind::Invalid, text);
    let mut child = Command::new(program)
        .arg(COMPILE)
        .arg(component)
        .arg(code)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(format!("the compiler could not be started: {error}")))?;
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                let mut said = String::new();
                if let Some(stderr) = child.stderr.take() {
                    // What it could not say is not needed.
                    let _ = stderr.take(SAID).read_to_string(&mut said);
                }
                return Err(failed(match said.trim() {
                    "" => format!("the compiler ended with {status}"),
                    said => said.to_owned(),
                }));
            }
            Ok(None) if began.elapsed() < PATIENCE => std::thread::sleep(GLANCE),
            Ok(None) | Err(_) => {
                // It may just have ended by itself.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(format!(
                    "it was not compiled after {} s",
                    PATIENCE.as_secs()
                )));
            }
        }
    }
}

impl Loaded {
    /// Loads machine code that [`compile`] made and whose sum was kept where only the desk writes.
    ///
    /// # Errors
    /// When the bytes are not those, or of another engine: it must be compiled again.
    pub fn of_machine_code(engine: &Engine, code: &[u8], sum_kept: &str) -> Result<Loaded, Fault> {
        if sum(code) != sum_kept {
            let text = "the machine code was changed; it is compiled again";
            return Err(Fault::new(FaultKind::Invalid, text));
        }
        #[expect(
            unsafe_code,
            reason = "these very bytes were made by this program's own compiler: their sum is in the database"
        )]
        // SAFETY: the bytes are the output of `precompile_component`, unchanged: their sum was kept
        // in the database when they were made, and was compared just now, in memory.
        let component = unsafe { Component::deserialize(engine.inner(), code) };
        let component = component.map_err(|error| {
            Fault::new(
                FaultKind::Invalid,
                format!("it must be compiled again: {error:#}"),
            )
        })?;
        Loaded::link(engine, &component)
    }

    /// Compiles and loads in this process: for an author's commands and for tests.
    ///
    /// # Errors
    /// As [`compile_here`].
    pub fn of_component(engine: &Engine, component: &[u8]) -> Result<Loaded, Fault> {
        let code = compile_here(engine, component)?;
        Loaded::of_machine_code(engine, &code, &sum(&code))
    }
}
