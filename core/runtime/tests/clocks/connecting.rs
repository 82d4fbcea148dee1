//! A start that waits for its device, on clocks that stand: it never comes to say what it is.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use nape::api::{DeviceChoice, NapeError};

use super::person::request;
use super::phone::Phone;

/// E1: a Stop is never refused, whatever the session is doing: here it has not begun.
#[tokio::test]
async fn e01_a_stop_while_the_device_connects_ends_the_start() {
    let phone = Phone::before_a_device().await;
    let before = phone.nape.snapshot().expect("a snapshot").session;
    let with_device = || request(false, DeviceChoice::Simulated { seed: 1 });
    let mut starting = pin!(phone.nape.start_session(with_device()));
    asked(starting.as_mut()).await;
    let second = phone.nape.start_session(with_device()).await;
    assert_eq!(second, Err(NapeError::SessionRunning), "one connects already (E6)");
    phone.nape.stop(None).await.expect("stops");
    assert_eq!(starting.await, Err(NapeError::StoppedFirst));
    assert_eq!(phone.nape.snapshot().expect("a snapshot").session, before, "nothing of it was ever shown");
    phone.nape.start_session(request(false, DeviceChoice::None)).await.expect("and another may begin");
}

/// E3: closing ends all waiters.
#[tokio::test]
async fn e03_closing_while_the_device_connects_ends_the_wait() {
    let phone = Phone::before_a_device().await;
    let mut starting = pin!(phone.nape.start_session(request(false, DeviceChoice::Simulated { seed: 1 })));
    asked(starting.as_mut()).await;
    phone.nape.close().await.expect("closes");
    assert_eq!(starting.await, Err(NapeError::Closed));
}

/// Sends the call on its way without waiting for its answer.
async fn asked(mut call: std::pin::Pin<&mut impl Future>) {
    poll_fn(|context| {
        let answered = call.as_mut().poll(context).is_ready();
        assert!(!answered, "answered at once");
        Poll::Ready(())
    })
    .await;
}
