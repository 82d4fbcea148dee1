//! Which records are kept, over restarts too, and which number comes next.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::options::Options;
use crate::random::number_at;
use crate::record::Record;

/// Bytes of a content's digest.
const DIGEST: usize = 4;

/// A record as it lies in the memory: its content may have been spoilt there.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(super) record: Record,
    pub(super) content: Vec<u8>,
}

impl Kept {
    /// The digest as it lies in the memory, right or not.
    pub(super) fn digest(&self) -> Option<u32> {
        self.content.last_chunk().map(|digest| u32::from_le_bytes(*digest))
    }
}

/// Memory that keeps what it holds without power. Shared where it is only read: to look ahead the whole unit is
/// cloned, often.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    seed: u64,
    capacity: usize,
    last_number: u32,
    records: Arc<BTreeMap<u32, Arc<Kept>>>,
}

impl Memory {
    pub(crate) fn new(options: &Options) -> Self {
        let mut memory = Self {
            seed: options.seed,
            capacity: options.features.records.into(),
            last_number: 0,
            records: Arc::default(),
        };
        for record in &options.records {
            memory.keep(record.clone());
        }
        memory
    }

    pub(crate) fn is_full(&self) -> bool {
        self.records.len() >= self.capacity
    }

    /// The number of a record that begins now; `None` where there is no room for it.
    pub(super) fn next_number(&self) -> Option<u32> {
        if self.is_full() { None } else { self.last_number.checked_add(1) }
    }

    pub(super) fn keep(&mut self, record: Record) {
        self.last_number = self.last_number.max(record.number);
        let content = record.content();
        Arc::make_mut(&mut self.records).insert(record.number, Arc::new(Kept { record, content }));
    }

    pub(super) fn delete(&mut self, number: u32) {
        Arc::make_mut(&mut self.records).remove(&number);
    }

    pub(super) fn get(&self, number: u32) -> Option<&Arc<Kept>> {
        self.records.get(&number)
    }

    /// The first record with this number or one above it.
    pub(super) fn first_from(&self, number: u32) -> Option<&Arc<Kept>> {
        self.records.range(number..).next().map(|(_, kept)| kept)
    }

    pub(crate) fn numbers(&self) -> Vec<u32> {
        self.records.keys().copied().collect()
    }

    pub(crate) fn content(&self, number: u32) -> Option<&[u8]> {
        self.get(number).map(|kept| kept.content.as_slice())
    }

    pub(super) fn count(&self) -> u16 {
        u16::try_from(self.records.len()).unwrap_or(u16::MAX)
    }

    /// A bit in the content of the lowest record flips, so that its digest is wrong; the seed says which.
    pub(crate) fn spoil(&mut self) {
        let Some(mut first) = Arc::make_mut(&mut self.records).first_entry() else { return };
        let content = &mut Arc::make_mut(first.get_mut()).content;
        let bits = u64::try_from(content.len().saturating_sub(DIGEST) * 8).unwrap_or(1).max(1);
        let bit = number_at(self.seed, u64::from(self.last_number)) % bits;
        let place = usize::try_from(bit / 8).ok().and_then(|index| content.get_mut(index));
        if let Some(byte) = place {
            *byte ^= 1 << (bit % 8);
        }
    }
}
