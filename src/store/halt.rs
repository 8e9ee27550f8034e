//! Asks work that takes minutes to end: whoever stops the program is not kept waiting for it.

use anyhow::Result;
use anyhow::bail;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// Handed to long work, which looks at it between two rows and leaves nothing half-made behind.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// Work that looks from now on ends.
    pub fn call(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// When the work is to end.
    pub fn look(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            bail!("ended before it was done, because the program stops");
        }
        Ok(())
    }
}
