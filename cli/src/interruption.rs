//! Signals that ask the program to end. They are heard once; whoever runs a session lets go first.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use crate::failure::Failure;

/// Whether a signal has come. Clones hear the same.
#[derive(Debug, Clone)]
pub(crate) struct Interruption {
    come: watch::Receiver<bool>,
}

impl Interruption {
    /// Listens for INT, TERM, HUP and QUIT from now on; none of them ends the program by itself any more.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let (tell, come) = watch::channel(false);
        for kind in
            [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup(), SignalKind::quit()]
        {
            let listening = signal(kind).map_err(|_| Failure::internal("signals can't be heard"))?;
            tokio::spawn(pass_on(listening, tell.clone()));
        }
        Ok(Self { come })
    }

    /// Waits for the first signal; returns at once where one has come.
    pub(crate) async fn comes(&mut self) {
        if self.come.wait_for(|come| *come).await.is_err() {
            // Nobody can tell any more; the wait never ends.
            std::future::pending::<()>().await;
        }
    }

    /// Waits for a signal that comes from now on, whatever came before.
    pub(crate) async fn comes_anew(&mut self) {
        self.come.borrow_and_update();
        if self.come.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// `Interrupted` where a signal has come.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        if *self.come.borrow() { Err(Failure::Interrupted) } else { Ok(()) }
    }
}

async fn pass_on(mut listening: Signal, tell: watch::Sender<bool>) {
    while listening.recv().await.is_some() {
        tell.send_replace(true);
    }
}
