//! A disk that fails on purpose: power cuts that drop, cut, reorder or tear what was not synced; a
//! disk that is full; errors on reading, writing or syncing.

use super::chance::Chance;

use redb::StorageBackend;
use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;

/// What a disk writes at once, in bytes.
const SECTOR: usize = 512;

#[derive(Clone)]
enum Op {
    Write(u64, Vec<u8>),
    Length(u64),
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    /// No more room than this many bytes.
    Full(u64),
    SyncFails,
    WriteFails,
    ReadFails,
}

struct Platter {
    /// What a read gives.
    seen: Vec<u8>,
    /// What is there after a power cut, whatever happens.
    synced: Vec<u8>,
    /// What happened since the last sync.
    unsynced: Vec<Op>,
    /// Operations until the power goes.
    power_left: Option<u64>,
    dead: bool,
    fault: Fault,
}

/// The disk itself: outlives every backend on it.
#[derive(Clone)]
pub struct FaultyDisk(Arc<Mutex<Platter>>);

impl FaultyDisk {
    pub fn new() -> FaultyDisk {
        FaultyDisk(Arc::new(Mutex::new(Platter {
            seen: Vec::new(),
            synced: Vec::new(),
            unsynced: Vec::new(),
            power_left: None,
            dead: false,
            fault: Fault::None,
        })))
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.0
            .lock()
            .expect("no test panics while it holds the disk")
    }

    pub fn backend(&self) -> FaultyBackend {
        FaultyBackend(self.clone())
    }

    /// The power goes after so many more operations.
    pub fn cut_after(&self, operations: u64) {
        self.platter().power_left = Some(operations);
    }

    pub fn is_dead(&self) -> bool {
        self.platter().dead
    }

    /// The power comes back; what was not synced is there, or not, or in part.
    pub fn power_on(&self, chance: &mut Chance) {
        let mut platter = self.platter();
        let ops = std::mem::take(&mut platter.unsynced);
        let mut left = std::mem::take(&mut platter.synced);
        match chance.below(4) {
            // All of it was lost.
            0 => {}
            // The disk had got so far.
            1 => {
                let upto = chance.below(ops.len() as u64 + 1) as usize;
                ops.into_iter()
                    .take(upto)
                    .for_each(|op| apply(&mut left, op));
            }
            // In an order of its own, and not all.
            2 => {
                let mut ops: Vec<Op> = ops.into_iter().filter(|_| !chance.one_in(2)).collect();
                for at in (1..ops.len()).rev() {
                    ops.swap(at, chance.below(at as u64 + 1) as usize);
                }
                ops.into_iter().for_each(|op| apply(&mut left, op));
            }
            // Sector by sector.
            _ => {
                for op in ops {
                    tear(&mut left, op, chance);
                }
            }
        }
        *platter = Platter {
            seen: left.clone(),
            synced: left,
            unsynced: Vec::new(),
            power_left: None,
            dead: false,
            fault: Fault::None,
        };
    }

    pub fn fail(&self, fault: Fault) {
        self.platter().fault = fault;
    }

    pub fn size(&self) -> u64 {
        self.platter().seen.len() as u64
    }
}

fn apply(bytes: &mut Vec<u8>, op: Op) {
    match op {
        Op::Length(length) => bytes.resize(length as usize, 0),
        Op::Write(at, data) => {
            let end = at as usize + data.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[at as usize..end].copy_from_slice(&data);
        }
    }
}

fn tear(bytes: &mut Vec<u8>, op: Op, chance: &mut Chance) {
    match op {
        Op::Length(_) if chance.one_in(2) => {}
        Op::Length(_) => apply(bytes, op),
        Op::Write(at, data) => {
            let mut from = 0;
            while from < data.len() {
                let in_sector = SECTOR - (at as usize + from) % SECTOR;
                let to = data.len().min(from + in_sector);
                if chance.one_in(2) {
                    apply(bytes, Op::Write(at + from as u64, data[from..to].to_vec()));
                }
                from = to;
            }
        }
    }
}

/// What redb is given.
pub struct FaultyBackend(FaultyDisk);

impl std::fmt::Debug for FaultyBackend {
    /// redb writes its backend into its log lines; not with every byte of the disk.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a disk that fails on purpose")
    }
}

fn error(kind: io::ErrorKind) -> io::Error {
    io::Error::new(kind, "on purpose")
}

impl FaultyBackend {
    /// Every operation comes by here.
    fn step(&self) -> Result<MutexGuard<'_, Platter>, io::Error> {
        let mut platter = self.0.platter();
        if let Some(left) = platter.power_left.as_mut() {
            if *left == 0 {
                platter.dead = true;
            } else {
                *left -= 1;
            }
        }
        if platter.dead {
            return Err(error(io::ErrorKind::BrokenPipe));
        }
        Ok(platter)
    }
}

impl StorageBackend for FaultyBackend {
    fn len(&self) -> Result<u64, io::Error> {
        Ok(self.step()?.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        let platter = self.step()?;
        if platter.fault == Fault::ReadFails {
            return Err(error(io::ErrorKind::Other));
        }
        let from = offset as usize;
        let found = platter
            .seen
            .get(from..from + out.len())
            .ok_or_else(|| error(io::ErrorKind::UnexpectedEof))?;
        out.copy_from_slice(found);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), io::Error> {
        let mut platter = self.step()?;
        if let Fault::Full(room) = platter.fault
            && len > room
        {
            return Err(error(io::ErrorKind::StorageFull));
        }
        apply(&mut platter.seen, Op::Length(len));
        platter.unsynced.push(Op::Length(len));
        Ok(())
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        let mut platter = self.step()?;
        if platter.fault == Fault::SyncFails {
            return Err(error(io::ErrorKind::Other));
        }
        let ops = std::mem::take(&mut platter.unsynced);
        let platter = &mut *platter;
        ops.into_iter()
            .for_each(|op| apply(&mut platter.synced, op));
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        let mut platter = self.step()?;
        match platter.fault {
            Fault::WriteFails => return Err(error(io::ErrorKind::Other)),
            Fault::Full(room) if offset + data.len() as u64 > room => {
                return Err(error(io::ErrorKind::StorageFull));
            }
            _ => {}
        }
        let op = Op::Write(offset, data.to_vec());
        apply(&mut platter.seen, op.clone());
        platter.unsynced.push(op);
        Ok(())
    }
}
