//! The store under faults: power cuts, kills, full disks, flipped bits; and back from a backup.

mod backups;
mod bit_rot;
mod chance;
mod disk_faults;
pub mod faulty_backend;
mod indexes;
mod kills;
mod lists;
mod old_records;
mod power_cuts;
mod sample;
mod search_kills;
mod witness;
