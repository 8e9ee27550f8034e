//! The machine code of a plugin: made by a child when it is not there or of another engine, kept
//! among the files, its sum in the database.

use super::Host;
use super::given::Given;
use crate::actions::plugins::standing;
use crate::domain::plugin::installed::Machine;
use crate::failure::Failure;
use crate::plugins::fault::Fault;
use crate::plugins::loaded::Loaded;
use crate::plugins::machine;
use anyhow::Context;
use anyhow::anyhow;
use std::path::Path;

/// Loads what was made; makes it first where it must.
///
/// # Errors
/// `Invalid` with the compiler's words when the component cannot be compiled; faults of the disk.
pub async fn load(host: &Host, given: &Given) -> Result<Loaded, Failure> {
    let files = host.app.store.files();
    let engine = host.guests.engine.clone();
    // Files are named by their BLAKE3: the component itself is read only to compile it.
    let named = &given.release.packed.component;
    let key = machine::key_of(&engine, named);
    if let Some(made) = given
        .release
        .machine
        .as_ref()
        .filter(|made| made.key == key)
        && let Ok(code) = files.get_unverified(&made.sum)
        && let Ok(loaded) = Loaded::of_machine_code(&engine, &code, &made.sum)
    {
        return Ok(loaded);
    }
    let component = files.get(named)?;
    let program = host.program.clone();
    let folder = host.app.config.data.join("compiling");
    let made = tokio::task::spawn_blocking(move || compile(&program, &folder, &component))
        .await
        .context("compiling")??;
    let sum = machine::sum(&made);
    let named = files.put(&made)?;
    if named != sum {
        return Err(Failure::Fault(anyhow!(
            "machine code lies under another name than its sum"
        )));
    }
    let loaded = Loaded::of_machine_code(&engine, &made, &sum).map_err(refused)?;
    let (plugin, version) = (given.plugin.clone(), given.version.clone());
    let machine = Some(Machine { sum, key });
    host.app
        .write(None, move |plan| {
            standing::compiled(plan, &plugin, &version, machine)
        })
        .await?;
    Ok(loaded)
}

fn compile(program: &Path, folder: &Path, component: &[u8]) -> Result<Vec<u8>, Failure> {
    std::fs::create_dir_all(folder).context("making a folder to compile in")?;
    let name = blake3::hash(component).to_hex();
    let (from, to) = (
        folder.join(format!("{name}.wasm")),
        folder.join(format!("{name}.code")),
    );
    std::fs::write(&from, component).context("writing the component to compile")?;
    let compiled = machine::compile(program, &from, &to).map_err(refused);
    let made = compiled.and_then(|()| Ok(std::fs::read(&to).context("reading machine code")?));
    // What is left there is written over the next time.
    let _ = std::fs::remove_file(&from).and(std::fs::remove_file(&to));
    made
}

fn refused(fault: Fault) -> Failure {
    Failure::Invalid(vec![("component".to_owned(), fault.text)])
}
