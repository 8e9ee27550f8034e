//! What `plugin.wasm` is, by its first bytes: a component, and never machine code that someone
//! else compiled.

use super::COMPONENT_MOST;
use super::container::mib;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Why;
use crate::domain::plugin::manifest::COMPONENT;

/// `\0asm`, then the version and layer of a component.
const COMPONENT_HEAD: [u8; 8] = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00];
const MODULE_HEAD: [u8; 8] = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/// What programs begin with: ELF, Mach-O, PE, archives, and what wasmtime keeps (which is ELF).
const MACHINE_HEADS: &[&[u8]] = &[
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"MZ",
    b"!<arch>\n",
];

/// Whether bytes are a component of a size that is run here.
///
/// # Errors
/// What they are instead.
pub fn check(bytes: &[u8]) -> Result<(), Fault> {
    let fault = |why| Fault::of_file(COMPONENT, why);
    if bytes.len() > COMPONENT_MOST {
        let found = format!("{} B", bytes.len());
        return Err(fault(Why::PackedTooLarge)
            .found(&found)
            .write(mib(COMPONENT_MOST)));
    }
    if is_machine_code(bytes) {
        return Err(fault(Why::MachineCode));
    }
    if bytes.starts_with(&MODULE_HEAD) {
        return Err(fault(Why::CoreModule));
    }
    match bytes.starts_with(&COMPONENT_HEAD) {
        true => Ok(()),
        false => Err(fault(Why::NotComponent)),
    }
}

/// Whether bytes are a program, or part of one.
pub fn is_machine_code(bytes: &[u8]) -> bool {
    MACHINE_HEADS.iter().any(|head| bytes.starts_with(head))
}
