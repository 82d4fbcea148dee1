//! Follows a session to its end. Keys, signals and a closed output go to the core at once; the wait goes on
//! until the core says that the session is over.

use std::time::Duration;

use nape::api::{End, EventBody, Nape, NapeError, Phase, Reason, Release, SegmentKind};
use tokio::time::{MissedTickBehavior, interval};

use super::keyboard::{Keyboard, SingleKeys};
use super::view::View;
use crate::failure::Failure;
use crate::interruption::Interruption;
use crate::output;
use crate::status::Status;

/// As many events as are asked for at once.
const PAGE: u32 = 64;
/// A drawing is renewed this often.
const FRAME: Duration = Duration::from_millis(100);

/// A drawing takes this many measurements a second.
const DRAWN_RATE: f64 = 5.0;

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) session: String,
    pub(crate) end: End,
    pub(crate) reason: Option<Reason>,
    pub(crate) release: Release,
    /// The holds that were begun.
    pub(crate) holds: u32,
}

impl Ending {
    /// What it is to a script.
    pub(crate) fn status(&self) -> Status {
        Status::of_session(self.end, self.reason, self.release)
    }
}

/// Follows the session from the event after number `after` to its end.
pub(crate) async fn follow(
    nape: &Nape,
    mut after: u64,
    view: &mut View,
    interruption: &mut Interruption,
    mut keyboard: Option<&mut Keyboard>,
) -> Result<Ending, Failure> {
    let _single_keys = keyboard.as_ref().and_then(|_| SingleKeys::begin());
    if view.is_drawn() {
        nape.set_telemetry_rate(DRAWN_RATE)?;
    }
    let mut frames = interval(FRAME);
    frames.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut interrupted = false;
    let mut holds = 0;
    let mut closed = std::pin::pin!(output::closed());
    loop {
        tokio::select! {
            page = nape.events(after, PAGE) => {
                let page = page?;
                after = page.next;
                for event in &page.events {
                    if view.show(event).is_err() && !interrupted {
                        interrupted = true;
                        nape.interrupt().await?;
                    }
                    if let EventBody::Segment { kind: SegmentKind::Hold, cycle, .. } = event.body {
                        holds = holds.max(cycle.unwrap_or(1));
                    }
                    if let Some(ending) = ending(&event.body, holds) {
                        view.frame(&nape.snapshot()?);
                        view.close();
                        return Ok(ending);
                    }
                }
                if page.closed {
                    return Err(NapeError::Closed.into());
                }
            }
            () = interruption.comes(), if !interrupted => {
                interrupted = true;
                nape.interrupt().await?;
            }
            () = &mut closed, if !interrupted => {
                interrupted = true;
                nape.interrupt().await?;
            }
            key = next_key(keyboard.as_deref_mut()) => press(nape, key, view).await?,
            _ = frames.tick(), if view.is_drawn() => view.frame(&nape.snapshot()?),
        }
    }
}

fn ending(body: &EventBody, holds: u32) -> Option<Ending> {
    match body {
        EventBody::Finished { end, reason, release, session, .. } => {
            Some(Ending { session: session.clone(), end: *end, reason: *reason, release: *release, holds })
        }
        _ => None,
    }
}

async fn next_key(keyboard: Option<&mut Keyboard>) -> u8 {
    match keyboard {
        Some(keyboard) => keyboard.key().await,
        None => std::future::pending().await,
    }
}

/// A key that comes too late or too early does nothing; Stop is never refused.
async fn press(nape: &Nape, key: u8, view: &mut View) -> Result<(), Failure> {
    let session = nape.snapshot()?.session;
    let phase = session.as_ref().map(|session| session.phase);
    let release_asked = session.is_some_and(|session| session.release_asked);
    let result = match key {
        b'r' => nape.released().await,
        b'\n' | b'\r' if release_asked => nape.released().await,
        b's' | b'q' | b'\n' | b'\r' => nape.stop(None).await,
        b' ' if phase == Some(Phase::Paused) => nape.resume().await,
        b' ' => nape.pause().await,
        b'e' => nape.ease_off().await,
        b'a' => nape.acknowledge().await,
        _ => Ok(()),
    };
    match result {
        Ok(()) => Ok(()),
        Err(NapeError::Refused { detail, .. } | NapeError::NotFound { detail }) => {
            view.remark(&detail);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
