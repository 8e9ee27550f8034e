//! What the disk under the data folder is: how much room it has, and whether it is a network one.

use anyhow::Context;
use anyhow::Result;
use std::path::Path;

/// Room on a disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub free: u64,
    pub total: u64,
}

/// Less than this free, in bytes or in parts of a hundred, and the store does not resume writing
/// (reliability 1.4). A desk fills a large disk no faster than a small one, so that above some
/// bytes the part does not matter.
const LEAST_FREE: u64 = 500_000_000;
const LEAST_PERCENT: u64 = 5;
const ALWAYS_ENOUGH: u64 = 2_000_000_000;

impl Room {
    /// Whether there is room enough to go on writing for a while.
    pub fn is_enough(self) -> bool {
        let part = (self.total / 100).saturating_mul(LEAST_PERCENT);
        self.free >= part.clamp(LEAST_FREE, ALWAYS_ENOUGH)
    }
}

/// The room on the disk that holds `path`.
///
/// # Errors
/// When the system does not say.
pub fn room(path: &Path) -> Result<Room> {
    let told = rustix::fs::statvfs(path)
        .with_context(|| format!("asking for the room on the disk of {}", path.display()))?;
    Ok(Room {
        free: told.f_bavail.saturating_mul(told.f_frsize),
        total: told.f_blocks.saturating_mul(told.f_frsize),
    })
}

/// The name of the network file system that holds `path`, if it is one. Their locks and syncs do
/// not keep what a database needs.
///
/// # Errors
/// When the system does not say.
#[cfg(target_os = "linux")]
pub fn network_file_system(path: &Path) -> Result<Option<&'static str>> {
    let told = rustix::fs::statfs(path)
        .with_context(|| format!("asking for the file system of {}", path.display()))?;
    // The magic numbers are 32 bits wide; the field's width and sign differ by machine.
    Ok(network_name((told.f_type as u64 & 0xFFFF_FFFF) as u32))
}

/// Only Linux tells in a way that we read.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn network_file_system(_path: &Path) -> Result<Option<&'static str>> {
    Ok(None)
}

#[cfg(target_os = "linux")]
fn network_name(magic: u32) -> Option<&'static str> {
    match magic {
        0x6969 => Some("NFS"),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some("SMB"),
        0x6573_5546 => Some("FUSE"),
        0x5346_414F => Some("AFS"),
        0x00C3_6400 => Some("Ceph"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nearly_full_disk_is_not_enough() {
        let gigabyte = 1_000_000_000;
        let room = |free, total| Room { free, total };
        assert!(room(10 * gigabyte, 100 * gigabyte).is_enough());
        assert!(!room(gigabyte, 100 * gigabyte).is_enough(), "1 %");
        assert!(room(3 * gigabyte, 1_000 * gigabyte).is_enough(), "3 GB");
        assert!(!room(gigabyte / 4, gigabyte).is_enough(), "250 MB");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn network_file_systems_are_known_by_their_numbers() {
        assert_eq!(network_name(0x6969), Some("NFS"));
        assert_eq!(network_name(0xFF53_4D42), Some("SMB"));
        assert_eq!(network_name(0x6573_5546), Some("FUSE"));
        assert_eq!(network_name(0xEF53), None, "ext4");
    }
}
