//! Parses the command line, runs it, and turns the result into an exit code.

use std::process::ExitCode;

/// Pages are built of many small texts on several threads, and the system's allocator keeps what
/// they leave: a fifth of a page's time, and hundreds of MB.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    aftercare::cli::run()
}
