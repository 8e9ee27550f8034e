//! A server as a process of its own: what it costs is then its own figure and not the client's.

use super::load;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// A running server. Dropping it ends the process.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to the first answer.
    pub started_in: Duration,
}

/// Memory of a process.
#[derive(Clone, Copy, serde::Serialize)]
pub struct Memory {
    /// Everything it has in memory, pages of mapped files included.
    pub bytes: u64,
    /// What is its own: without files, of which the system takes pages back at will.
    pub own_bytes: u64,
}

/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long a server may be busy with itself after its start, and how often it is looked at. In a
/// folder kept for a day thousands of deadlines have run out, and it works them off for hours: that is its ordinary work.
const REST: Duration = Duration::from_secs(5 * 60);
const GLANCE: Duration = Duration::from_secs(2);
/// So many glances must find it idle: what it holds only for a while is let go by then.
const GLANCES: u32 = 8;
/// What `/proc` counts processor time in: hundredths of a second, on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

impl Server {
    /// Starts this program with these arguments, on a free port, and waits for `path` to answer.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start(arguments: &[&str], path: &str) -> Result<Server> {
        let address = free_address()?;
        let program = std::env::current_exe().context("finding this program")?;
        let began = Instant::now();
        let child = Command::new(program)
            .args(arguments)
            .arg(format!("--listen={address}"))
            .arg("--log=error")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("starting the server")?;
        let mut server = Server {
            child,
            address,
            started_in: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if let Ok((200, _)) = load::once(address, &load::get(path, "")) {
                server.started_in = began.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait().context("watching the server")? {
                bail!("the server ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("the server does not answer")
    }

    /// Processor time it has used so far.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn processor_time(&self) -> Result<Duration> {
        let stat = self.proc("stat")?;
        // The second field may hold spaces; it ends with the last bracket.
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let ticks = |at: usize| {
            fields
                .get(at)
                .and_then(|field| field.parse::<f64>().ok())
                .context("reading the processor time")
        };
        let seconds = (ticks(11)? + ticks(12)?) / TICKS_PER_SECOND;
        Ok(Duration::from_secs_f64(seconds))
    }

    /// Waits until the server has nothing to do any more of its own accord: it may have to index
    /// for its search what was filled in behind its back. Whether it came to rest in time.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn come_to_rest(&self) -> Result<bool> {
        let began = Instant::now();
        let mut idle = 0;
        while began.elapsed() < REST && idle < GLANCES {
            let before = self.processor_time()?;
            std::thread::sleep(GLANCE);
            let used = self.processor_time()?.saturating_sub(before);
            // Deadlines that run out in a folder kept for long are worked off at leave: that is rest.
            idle = if used < GLANCE / 4 { idle + 1 } else { 0 };
        }
        Ok(idle >= GLANCES)
    }

    /// Memory it has.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> Result<Memory> {
        let status = self.proc("status")?;
        let bytes = |name: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .and_then(|rest| rest.split_whitespace().next())
                .and_then(|number| number.parse::<u64>().ok())
                .map(|kilobytes| kilobytes * 1024)
                .context("reading the memory")
        };
        Ok(Memory {
            bytes: bytes("VmRSS:")?,
            own_bytes: bytes("RssAnon:")?,
        })
    }

    /// Ends it as a system does, so that it closes what it has open.
    ///
    /// # Errors
    /// When it does not end.
    pub fn end(mut self) -> Result<()> {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM)
            .context("ending the server")?;
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if self
                .child
                .try_wait()
                .context("ending the server")?
                .is_some()
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        bail!("the server does not end")
    }

    fn proc(&self, what: &str) -> Result<String> {
        let path = format!("/proc/{}/{what}", self.child.id());
        std::fs::read_to_string(&path).with_context(|| format!("reading {path}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; nothing of it is needed any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").context("finding a free port")?;
    listener.local_addr().context("finding a free port")
}
