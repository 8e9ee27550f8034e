//! The running desk: store, settings, clock, chance and search, and the one bridge from async to
//! the store. Nothing else in the program touches the clock or the system's randomness.

use crate::actions::Moment;
use crate::config::Config;
use crate::domain::ids::StaffId;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::search::Search;
use crate::signals::Signal;
use crate::signals::Signals;
use crate::store::Committed;
use crate::store::Plan;
use crate::store::ReadTx;
use crate::store::Store;
use anyhow::Context;
use anyhow::anyhow;
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use tokio::sync::Notify;
use tokio::sync::Semaphore;
use tokio::sync::oneshot;

/// Readings that wait at the same time for a database that is being reopened.
const READERS: usize = 8;
/// Password hashes at the same time: each takes 19 MiB.
const HASHERS: usize = 2;

/// Where `now` comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Milliseconds since 1970, moved by hand: tests and the demo's history.
    Hand(Arc<AtomicI64>),
}

/// The running desk.
pub struct App {
    pub store: Arc<Store>,
    pub config: Config,
    /// Full-text search; a job keeps its index at the heels of the store.
    pub search: Search,
    clock: Clock,
    readers: Arc<Semaphore>,
    hashers: Arc<Semaphore>,
    /// Rung after every change, so that jobs look at once.
    pub changed: Notify,
    /// What happened, for the streams of open pages.
    pub signals: Arc<Signals>,
    /// Who is signed in by which link. Only a throw-away desk has any (`aftercare demo`).
    pub doors: Vec<(String, StaffId)>,
}

impl App {
    pub fn new(store: Store, config: Config, clock: Clock) -> App {
        let signals = Arc::new(Signals::default());
        let told = Arc::clone(&signals);
        store.on_commit(move |committed| tell(&told, committed));
        App {
            search: Search::of(&store),
            store: Arc::new(store),
            config,
            clock,
            readers: Arc::new(Semaphore::new(READERS)),
            hashers: Arc::new(Semaphore::new(HASHERS)),
            changed: Notify::new(),
            signals,
            doors: Vec::new(),
        }
    }

    pub fn now(&self) -> Timestamp {
        match &self.clock {
            Clock::System => system_now(),
            Clock::Hand(at) => Timestamp(at.load(Ordering::SeqCst)),
        }
    }

    /// 128 random bits, hex: what a stranger must not guess.
    ///
    /// # Panics
    /// When the system has no randomness: nothing safe can be done then.
    pub fn token(&self) -> String {
        random_hex()
    }

    /// Fills the bytes by chance: nonces of plugins.
    ///
    /// # Panics
    /// When the system has no randomness: nothing safe can be done then.
    pub fn fill_by_chance(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system has randomness");
    }

    /// In [0, 1): spreads waits.
    ///
    /// # Panics
    /// As [`App::fill_by_chance`].
    pub fn chance(&self) -> f64 {
        let mut bytes = [0; 4];
        self.fill_by_chance(&mut bytes);
        f64::from(u32::from_be_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
    }

    /// Now, with its chance.
    pub fn moment(&self) -> Moment {
        Moment {
            now: self.now(),
            salt: self.token(),
        }
    }

    /// Looks at a snapshot, here and now: a page reads a few dozen rows, which takes less than
    /// handing it to another thread and back. Readers never wait for the writer; only while the
    /// database is being reopened or compacted they do, and then off the web workers.
    ///
    /// # Errors
    /// What `look` returns, or a fault of the disk.
    pub async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&ReadTx) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let store = Arc::clone(&self.store);
        if store.is_at_hand() {
            // A damaged page makes redb panic; that is this page's end, not the worker's.
            return catch_unwind(AssertUnwindSafe(|| store.read(look)))
                .unwrap_or_else(|_| Err(Failure::Fault(anyhow!("a page's reading panicked"))));
        }
        let _turn = self.readers.acquire().await.context("waiting to read")?;
        tokio::task::spawn_blocking(move || store.read(look))
            .await
            .context("a page's reading panicked")?
    }

    /// Runs a command at the writer; answers when it is on disk. `key` makes it idempotent.
    ///
    /// # Errors
    /// What the command returns; `Busy` or `ReadOnly`.
    pub async fn write<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        key: Option<String>,
        command: impl FnOnce(&mut Plan<'_, '_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, receiver) = oneshot::channel();
        self.store.submit(key, self.now(), command, move |answer| {
            // A browser that went away does not undo what it asked for.
            let _ = sender.send(answer);
        });
        let answer = receiver
            .await
            .unwrap_or_else(|_| Err(Failure::Fault(anyhow!("the writer is gone"))));
        if answer.is_ok() {
            self.changed.notify_one();
        }
        answer
    }

    /// argon2id of a password, in PHC form. At most two at a time.
    ///
    /// # Errors
    /// When hashing fails.
    pub async fn hash_password(&self, password: String) -> Result<String, Failure> {
        let _turn = self.hashers.acquire().await.context("waiting to hash")?;
        tokio::task::spawn_blocking(move || hash_password(&password))
            .await
            .context("hashing panicked")?
            .map_err(Failure::Fault)
    }

    /// Whether a password fits a PHC hash. An empty hash never fits but takes as long.
    ///
    /// # Errors
    /// When the work cannot be done.
    pub async fn check_password(&self, password: String, hash: String) -> Result<bool, Failure> {
        let _turn = self.hashers.acquire().await.context("waiting to hash")?;
        tokio::task::spawn_blocking(move || check_password(&password, &hash))
            .await
            .context("hashing panicked")
            .map_err(Failure::Fault)
    }
}

/// Passes on what a commit changed.
fn tell(signals: &Signals, committed: &Committed) {
    for case in &committed.cases {
        signals.send(Signal::Case(*case));
    }
    if committed.counts {
        signals.send(Signal::Counts);
    }
    if committed.people {
        signals.send(Signal::People);
    }
}

/// The system's clock.
pub fn system_now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// 128 random bits, hex.
///
/// # Panics
/// When the system has no randomness: nothing safe can be done then.
pub fn random_hex() -> String {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is a digit");
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// argon2id with the library's defaults (19 MiB, 2 passes), in PHC form.
///
/// # Errors
/// When the system has no randomness or hashing fails.
pub fn hash_password(password: &str) -> anyhow::Result<String> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).context("asking the system for randomness")?;
    let hash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| anyhow!("hashing a password: {error}"))?;
    Ok(hash.to_string())
}

fn check_password(password: &str, hash: &str) -> bool {
    match PasswordHash::new(hash) {
        Ok(hash) => Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok(),
        Err(_) => {
            // The same work as for a real account, so that the time tells nothing.
            let _ = Argon2::default().hash_password_with_salt(password.as_bytes(), &[0; 16]);
            false
        }
    }
}
