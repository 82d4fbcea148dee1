//! What waits to be polled, and how whoever polls it is woken.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// A queue from whoever hears of something to the one that polls. It has no bound, since nothing in it may be lost; what went
/// through it is counted.
pub(in crate::link) struct Outbox<T>(Mutex<Inner<T>>);

struct Inner<T> {
    waiting: VecDeque<T>,
    wake: Option<Arc<Notify>>,
    count: Count,
}

/// What went through an outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::link) struct Count {
    /// How many in all.
    pub(in crate::link) all: u64,
    /// How many waited at most at one time.
    pub(in crate::link) most_waiting: usize,
}

impl<T> Outbox<T> {
    pub(in crate::link) fn new() -> Arc<Self> {
        Arc::new(Self(Mutex::new(Inner { waiting: VecDeque::new(), wake: None, count: Count::default() })))
    }

    /// Who is to be woken; at once where something waits already.
    pub(in crate::link) fn attach(&self, wake: Arc<Notify>) {
        let mut inner = self.lock();
        if !inner.waiting.is_empty() {
            wake.notify_one();
        }
        inner.wake = Some(wake);
    }

    pub(in crate::link) fn push(&self, item: T) {
        let mut inner = self.lock();
        inner.waiting.push_back(item);
        inner.count.all += 1;
        inner.count.most_waiting = inner.count.most_waiting.max(inner.waiting.len());
        if let Some(wake) = &inner.wake {
            wake.notify_one();
        }
    }

    pub(in crate::link) fn pop(&self) -> Option<T> {
        self.lock().waiting.pop_front()
    }

    /// Wakes without a thing to poll: something else about it changed.
    pub(in crate::link) fn wake(&self) {
        if let Some(wake) = &self.lock().wake {
            wake.notify_one();
        }
    }

    pub(in crate::link) fn count(&self) -> Count {
        self.lock().count
    }

    fn lock(&self) -> MutexGuard<'_, Inner<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn things_come_out_in_their_order_and_are_counted() {
        let outbox = Outbox::new();
        outbox.push(1);
        outbox.push(2);
        assert_eq!(outbox.pop(), Some(1));
        outbox.push(3);
        assert_eq!((outbox.pop(), outbox.pop(), outbox.pop()), (Some(2), Some(3), None));
        assert_eq!(outbox.count(), Count { all: 3, most_waiting: 2 });
    }

    #[test]
    fn whoever_polls_is_woken_by_what_comes_and_by_what_was_there() {
        let outbox = Outbox::new();
        outbox.push(1);
        let wake = Arc::new(Notify::new());
        outbox.attach(Arc::clone(&wake));
        assert!(wake.notified().now_or_never().is_some(), "something was there");
        assert!(wake.notified().now_or_never().is_none());
        outbox.push(2);
        assert!(wake.notified().now_or_never().is_some(), "something came");
    }
}
