//! Where a filled desk lies: a throw-away folder, or one that is kept and measured again.

use super::fill::Filled;
use crate::app::App;
use crate::app::Clock;
use crate::cli::demo::Scratch;
use crate::config::Config;
use crate::store::DATABASE_FILE;
use crate::store::SEARCH_FOLDER;
use crate::store::Store;
use crate::store::View;
use crate::store::backup;
use crate::store::backup::BackupOptions;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

/// What is known of the filled desk, beside its data.
const FILLED: &str = "filled.json";
/// Its name while what lies in the folder is not as it is said to be.
const CHANGING: &str = "filled.changing.json";

/// A folder for a desk and for what the measuring needs.
pub struct Place {
    folder: PathBuf,
    kept: bool,
    /// Gone with this.
    scratch: Scratch,
}

impl Place {
    /// # Errors
    /// When the folder cannot be made, or was left half filled.
    pub fn of(kept: Option<&Path>) -> Result<Place> {
        let scratch = Scratch::make("bench")?;
        let folder = kept.unwrap_or(scratch.folder()).to_owned();
        let place = Place {
            kept: kept.is_some(),
            folder,
            scratch,
        };
        if place.data().exists() && !place.folder.join(FILLED).exists() {
            bail!(
                "{} was left half filled or half measured: remove it",
                place.folder.display()
            );
        }
        Ok(place)
    }

    /// Whether the desk is measured again some other time.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub fn database(&self) -> PathBuf {
        self.data().join(DATABASE_FILE)
    }

    /// What lies beside the desk and is not kept.
    pub fn scratch(&self) -> &Path {
        self.scratch.folder()
    }

    /// The desk, opened by this process.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self) -> Result<App> {
        self.open_at(Clock::System)
    }

    /// The desk at another time.
    ///
    /// # Errors
    /// As [`Place::open`].
    pub fn open_at(&self, clock: Clock) -> Result<App> {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let config = Config::throw_away(&self.data(), listen)?;
        Ok(App::new(Store::open(&self.data())?, config, clock))
    }

    /// How many cases the desk has by its own count.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn cases(&self) -> Result<u64> {
        let app = self.open()?;
        let cases = app.store.read(|view| Ok(view.counter("cases")?));
        let cases = cases.map_err(|failure| anyhow::anyhow!("counting the cases: {failure}"))?;
        Ok(cases.unsigned_abs())
    }

    /// The desk that was filled before; none when there is none.
    ///
    /// # Errors
    /// When what is known of it cannot be read.
    pub fn filled(&self) -> Result<Option<Filled>> {
        let path = self.folder.join(FILLED);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).context("reading what was filled in")?;
        let filled = serde_json::from_slice(&bytes);
        filled.with_context(|| format!("reading {}", path.display()))
    }

    /// Notes what is known of the desk.
    ///
    /// # Errors
    /// When the disk does.
    pub fn keep(&self, filled: &Filled) -> Result<()> {
        let bytes = serde_json::to_vec(filled).context("keeping what was filled in")?;
        fs::write(self.folder.join(FILLED), bytes).context("keeping what was filled in")
    }

    /// While `change` runs the folder is not as its note says: cut off there, it is not used again.
    ///
    /// # Errors
    /// What `change` returns, or a fault of the disk.
    pub fn while_changing<T>(&self, change: impl FnOnce() -> Result<T>) -> Result<T> {
        let (said, silent) = (self.folder.join(FILLED), self.folder.join(CHANGING));
        fs::rename(&said, &silent).context("taking the note away")?;
        let changed = change()?;
        fs::rename(&silent, &said).context("putting the note back")?;
        Ok(changed)
    }

    /// A folder of backups in which today's is made already, of an empty desk: the server makes its
    /// own otherwise, as large as the database and in the midst of what is measured.
    ///
    /// # Errors
    /// When the disk does.
    pub fn with_backup_of_today(&self) -> Result<PathBuf> {
        let backups = self.scratch().join("backups");
        let empty = self.scratch().join("empty");
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let config = Config::throw_away(&empty, listen)?;
        let app = App::new(Store::open(&empty)?, config, Clock::System);
        let options = BackupOptions {
            into: Some(backups.clone()),
            ..BackupOptions::default()
        };
        backup::take(&app.store, app.now(), &options)?;
        Ok(backups)
    }

    /// Bytes of the database and of the search index.
    ///
    /// # Errors
    /// When the disk does.
    pub fn sizes(&self) -> Result<(u64, u64)> {
        let database = fs::metadata(self.database())?.len();
        let mut index = 0;
        let search = self.data().join(SEARCH_FOLDER);
        if search.exists() {
            for file in fs::read_dir(search)? {
                // A merged segment may go while one looks.
                index += file?.metadata().map_or(0, |about| about.len());
            }
        }
        Ok((database, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::bench::fill;

    #[test]
    fn a_kept_folder_is_used_again_and_one_cut_off_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = folder.path().join("kept");
        let place = Place::of(Some(&kept)).expect("a place");
        assert!(place.filled().expect("reads").is_none());
        let app = place.open().expect("opens");
        let mut filled = fill::fill(&app, 3).expect("fills");
        let spare = fill::spare_orders(&app, &mut filled, 2).expect("brings");
        drop(app);
        place.keep(&filled).expect("keeps");

        let again = Place::of(Some(&kept)).expect("a place");
        let mut known = again.filled().expect("reads").expect("was filled");
        assert_eq!(known.case_numbers, filled.case_numbers);
        assert_eq!(again.cases().expect("counts"), 3);
        let app = again.open().expect("opens");
        let more = fill::spare_orders(&app, &mut known, 2).expect("brings");
        assert!(
            more.iter().all(|order| !spare.contains(order)),
            "an order is spare once: {spare:?} {more:?}"
        );
        drop(app);

        let cut_off = again.while_changing(|| -> Result<()> { bail!("the power went out") });
        cut_off.expect_err("was cut off");
        assert!(
            Place::of(Some(&kept)).is_err(),
            "nobody knows what it holds"
        );
    }
}
