//! Requests that are carried out one after the other.

use std::collections::VecDeque;
use std::future::{self, Future};
use std::pin::Pin;

use nape_logic::device::link::LinkEvent;

/// One request, on its way to the event that answers it.
pub(super) type Work = Pin<Box<dyn Future<Output = LinkEvent> + Send>>;

/// See the module.
#[derive(Default)]
pub(super) struct Lane(VecDeque<Work>);

impl Lane {
    pub(super) fn put(&mut self, work: Work) {
        self.0.push_back(work);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next answer; never where nothing is asked. Nothing is lost where this is dropped before it is there.
    pub(super) async fn next(&mut self) -> LinkEvent {
        let Some(first) = self.0.front_mut() else { return future::pending().await };
        let event = first.as_mut().await;
        self.0.pop_front();
        event
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use nape_logic::device::link::Characteristic;
    use tokio::sync::oneshot;

    use super::*;

    fn written(number: u128) -> LinkEvent {
        LinkEvent::Written(Characteristic::new(number))
    }

    #[test]
    fn the_second_request_waits_for_the_first() {
        let (answer, answered) = oneshot::channel::<()>();
        let mut lane = Lane::default();
        lane.put(Box::pin(async move {
            let _ = answered.await;
            written(1)
        }));
        lane.put(Box::pin(future::ready(written(2))));
        assert_eq!(lane.next().now_or_never(), None);
        answer.send(()).expect("the lane waits for it");
        assert_eq!(lane.next().now_or_never(), Some(written(1)));
        assert_eq!(lane.next().now_or_never(), Some(written(2)));
        assert!(lane.is_empty());
    }
}
