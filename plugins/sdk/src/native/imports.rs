//! The imports of the contract, answered by the desk of the test.

pub mod log {
    use crate::bindings::imports::aftercare::plugin::log::Level;
    use crate::native::on_desk;

    pub fn write(level: Level, message: &str, fields: &[(String, String)]) {
        on_desk(|desk| desk.log.push(format!("{level:?} {message} {fields:?}")));
    }
}

pub mod clock {
    use crate::bindings::imports::aftercare::plugin::clock::Instant;
    use crate::native::on_desk;
    use jiff::Timestamp;
    use jiff::civil::DateTime;
    use jiff::tz::TimeZone;

    fn moment() -> Timestamp {
        let now = on_desk(|desk| desk.now.clone());
        match now.is_empty() {
            true => Timestamp::UNIX_EPOCH,
            false => now.parse().expect("the clock of the test is RFC 3339"),
        }
    }

    fn written(moment: Timestamp) -> String {
        format!("{moment:.3}")
    }

    pub fn now() -> Instant {
        let now = moment();
        Instant {
            rfc3339: written(now),
            unix_seconds: now.as_second().to_string(),
            unix_millis: now.as_millisecond().to_string(),
        }
    }

    pub fn format_now(pattern: &str, zone: &str) -> Result<String, String> {
        let zone = TimeZone::get(zone).map_err(|why| why.to_string())?;
        jiff::fmt::strtime::format(pattern, &moment().to_zoned(zone)).map_err(|why| why.to_string())
    }

    pub fn parse(text: &str, pattern: &str, zone: &str) -> Result<String, String> {
        let zone = TimeZone::get(zone).map_err(|why| why.to_string())?;
        let broken = jiff::fmt::strtime::parse(pattern, text).map_err(|why| why.to_string())?;
        if broken.offset().is_some() {
            let at = broken.to_timestamp().map_err(|why| why.to_string())?;
            return Ok(written(at));
        }
        let local: DateTime = broken.to_datetime().map_err(|why| why.to_string())?;
        let at = local.to_zoned(zone).map_err(|why| why.to_string())?;
        Ok(written(at.timestamp()))
    }
}

pub mod random {
    /// As the host of recorded cases: always the same.
    pub fn bytes(len: u32) -> Vec<u8> {
        vec![7; len.min(1024) as usize]
    }

    pub fn uuid() -> String {
        "07070707-0707-4707-8707-070707070707".to_owned()
    }
}

pub mod config {
    use crate::native::on_desk;

    pub fn get(key: &str) -> Option<String> {
        on_desk(|desk| desk.settings.get(key).cloned())
    }
}

pub mod kv {
    use crate::bindings::imports::aftercare::plugin::kv::Entry;
    use crate::bindings::imports::aftercare::plugin::kv::KvError;
    use crate::bindings::imports::aftercare::plugin::kv::Page;
    use crate::native::on_desk;

    pub fn get(key: &str) -> Result<Option<Vec<u8>>, KvError> {
        Ok(on_desk(|desk| desk.kv.get(key).cloned()))
    }

    pub fn set(key: &str, value: &[u8], _ttl_s: Option<u32>) -> Result<(), KvError> {
        on_desk(|desk| desk.kv.insert(key.to_owned(), value.to_vec()));
        Ok(())
    }

    pub fn delete(key: &str) -> Result<(), KvError> {
        on_desk(|desk| desk.kv.remove(key));
        Ok(())
    }

    pub fn scan(prefix: &str, after: Option<&str>, limit: u32) -> Result<Page, KvError> {
        let entries: Vec<Entry> = on_desk(|desk| {
            let fits = |key: &str| key.starts_with(prefix) && after.is_none_or(|after| key > after);
            let rows = desk.kv.iter().filter(|(key, _)| fits(key));
            let rows = rows.map(|(key, value)| Entry {
                key: key.clone(),
                value: value.clone(),
            });
            rows.take(limit as usize).collect()
        });
        let full = entries.len() == limit as usize;
        let next = entries
            .last()
            .filter(|_| full)
            .map(|entry| entry.key.clone());
        Ok(Page { entries, next })
    }
}

pub mod vault {
    pub use crate::native::compute::digest;
    pub use crate::native::compute::hmac;
    pub use crate::native::compute::hmac_chain;

    use crate::bindings::imports::aftercare::plugin::vault::Part;
    use crate::bindings::imports::aftercare::plugin::vault::VaultError;
    use crate::native::on_desk;

    fn absent<T>(what: &str) -> Result<T, VaultError> {
        Err(VaultError::Unsupported(format!("{what} in tests")))
    }

    pub fn sign(alg: &str, _secret: &str, _message: &[u8]) -> Result<Vec<u8>, VaultError> {
        absent(alg)
    }

    pub fn decrypt(
        alg: &str,
        _key: &[Part],
        _iv: &[u8],
        _data: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        absent(alg)
    }

    pub fn put(name: &str, value: &str, _expires: Option<&str>) -> Result<(), VaultError> {
        on_desk(|desk| desk.secrets.insert(name.to_owned(), value.to_owned()));
        Ok(())
    }

    pub fn expires(_name: &str) -> Option<String> {
        None
    }
}

pub mod http {
    pub use crate::native::wire::send;
}
