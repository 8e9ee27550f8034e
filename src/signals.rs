//! What just happened, told to whoever listens: ids only, bounded, and nobody waits for a listener.

use crate::domain::ids::CaseId;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use tokio::sync::broadcast;

/// How many signals a slow listener may be behind. Who is further behind is told that it missed
/// some, and looks at everything anew.
const BACKLOG: usize = 1024;

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Something was written into the timeline of a case.
    Case(CaseId),
    /// Who looks at a case, or writes there, is another now.
    Presence(CaseId),
    /// A counter moved, or what stands in a list did.
    Counts,
    /// A session ended, or a member of staff was changed: who may see what has to be asked again.
    People,
    /// The desk stops: streams end.
    Stopping,
}

/// Where signals are sent and heard.
pub struct Signals {
    sender: broadcast::Sender<Signal>,
    stopping: AtomicBool,
}

impl Default for Signals {
    fn default() -> Signals {
        Signals {
            sender: broadcast::Sender::new(BACKLOG),
            stopping: AtomicBool::new(false),
        }
    }
}

impl Signals {
    pub fn send(&self, signal: Signal) {
        // Nobody listens: nothing is lost.
        let _ = self.sender.send(signal);
    }

    /// Everything from now on; none once the desk stops.
    pub fn listen(&self) -> Option<broadcast::Receiver<Signal>> {
        let receiver = self.sender.subscribe();
        (!self.stopping.load(Ordering::SeqCst)).then_some(receiver)
    }

    /// Ends every stream, so that stopping does not wait for browsers.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.send(Signal::Stopping);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_that_does_not_listen_is_told_so_and_holds_no_memory() {
        let signals = Signals::default();
        let mut slow = signals.listen().expect("the desk runs");
        for n in 0..10_000 {
            signals.send(Signal::Case(CaseId(n)));
        }
        assert!(matches!(
            slow.try_recv(),
            Err(broadcast::error::TryRecvError::Lagged(n)) if n >= 10_000 - 2 * BACKLOG as u64
        ));
        assert!(slow.len() <= BACKLOG);
    }

    #[test]
    fn who_comes_while_the_desk_stops_is_not_let_in() {
        let signals = Signals::default();
        let mut early = signals.listen().expect("the desk runs");
        signals.stop();
        assert_eq!(early.try_recv(), Ok(Signal::Stopping));
        assert!(signals.listen().is_none());
    }
}
