//! `kv`: the plugin's own memory. Written down only when the whole call succeeds.

use crate::plugins::contract::aftercare::plugin::kv::Entry;
use crate::plugins::contract::aftercare::plugin::kv::Host;
use crate::plugins::contract::aftercare::plugin::kv::KvError;
use crate::plugins::contract::aftercare::plugin::kv::Page;
use crate::plugins::state::State;
use crate::plugins::surroundings::Kept;

const KEY: usize = 256;
const VALUE: usize = 64 << 10;
const KEYS: usize = 10_000;
const PAGE: usize = 1_000;

impl Host for State {
    async fn get(&mut self, key: String) -> Result<Option<Vec<u8>>, KvError> {
        check(&key)?;
        Ok(self.kept(&key).map(|kept| kept.value.clone()))
    }

    async fn set(
        &mut self,
        key: String,
        value: Vec<u8>,
        ttl_s: Option<u32>,
    ) -> Result<(), KvError> {
        check(&key)?;
        if value.len() > VALUE {
            let text = format!(
                "a value has at most {VALUE} bytes, this one {}",
                value.len()
            );
            return Err(KvError::Quota(text));
        }
        let known = self
            .kept(&key)
            .map_or(0, |kept| key.len() + kept.value.len());
        let (keys, bytes) = self.in_use();
        if bytes - known + key.len() + value.len() > self.around.quota {
            let text = format!("the memory of this account is {} bytes", self.around.quota);
            return Err(KvError::Quota(text));
        }
        if known == 0 && keys >= KEYS {
            return Err(KvError::Quota(format!("there are at most {KEYS} keys")));
        }
        let expires = ttl_s.map(|s| self.unix_ms() + i64::from(s) * 1_000);
        self.staged.kept.insert(key, Some(Kept { value, expires }));
        Ok(())
    }

    async fn delete(&mut self, key: String) -> Result<(), KvError> {
        check(&key)?;
        self.staged.kept.insert(key, None);
        Ok(())
    }

    async fn scan(
        &mut self,
        prefix: String,
        after: Option<String>,
        limit: u32,
    ) -> Result<Page, KvError> {
        let limit = (limit as usize).clamp(1, PAGE);
        let mut keys: Vec<&String> = self.around.kept.keys().collect();
        keys.extend(self.staged.kept.keys());
        keys.retain(|key| key.starts_with(&prefix));
        if let Some(after) = &after {
            keys.retain(|key| *key > after);
        }
        keys.sort();
        keys.dedup();
        let mut entries = Vec::new();
        let mut next = None;
        for key in keys {
            let Some(kept) = self.kept(key) else {
                continue;
            };
            if entries.len() == limit {
                next = entries.last().map(|entry: &Entry| entry.key.clone());
                break;
            }
            entries.push(Entry {
                key: key.clone(),
                value: kept.value.clone(),
            });
        }
        Ok(Page { entries, next })
    }
}

impl State {
    /// As this call sees it: its own writes first.
    fn kept(&self, key: &str) -> Option<&Kept> {
        let kept = match self.staged.kept.get(key) {
            Some(staged) => staged.as_ref(),
            None => self.around.kept.get(key),
        }?;
        let over = kept.expires.is_some_and(|at| at <= self.unix_ms());
        (!over).then_some(kept)
    }

    /// Keys, and bytes of keys and values.
    fn in_use(&self) -> (usize, usize) {
        let old = self.around.kept.iter();
        let old = old.filter(|(key, _)| !self.staged.kept.contains_key(*key));
        let new = self.staged.kept.iter();
        let new = new.filter_map(|(key, kept)| kept.as_ref().map(|kept| (key, kept)));
        old.chain(new).fold((0, 0), |(keys, bytes), (key, kept)| {
            (keys + 1, bytes + key.len() + kept.value.len())
        })
    }
}

fn check(key: &str) -> Result<(), KvError> {
    match key.is_empty() || key.len() > KEY {
        true => Err(KvError::InvalidKey(format!(
            "a key has 1 to {KEY} bytes, this one {}",
            key.len()
        ))),
        false => Ok(()),
    }
}
