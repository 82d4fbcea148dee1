//! Keys, one at a time or a line at a time.
//!
//! One thread owns standard input, because a wait for input can't be called off: it passes bytes on, and
//! whoever reads them decides whether they are keys or lines.

use std::io::{Read, stdin};

use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// The person's keyboard.
pub(crate) struct Keyboard {
    bytes: UnboundedReceiver<u8>,
}

/// While this lives keys come at once and are not shown. Ctrl-C stays a signal; Ctrl-Z does nothing, because
/// a suspended program can't watch over a pull.
pub(crate) struct SingleKeys {
    before: Termios,
}

impl Keyboard {
    /// Listens from now on.
    pub(crate) fn listen() -> Self {
        let (tell, bytes) = unbounded_channel();
        std::thread::spawn(move || {
            for byte in stdin().lock().bytes() {
                let Ok(byte) = byte else { return };
                if tell.send(byte).is_err() {
                    return;
                }
            }
        });
        Self { bytes }
    }

    /// The next key; waits for ever where there is no more input.
    pub(crate) async fn key(&mut self) -> u8 {
        match self.bytes.recv().await {
            Some(byte) => byte,
            None => std::future::pending().await,
        }
    }

    /// The next line, without its end; empty at the end of input.
    pub(crate) async fn line(&mut self) -> String {
        let mut line = Vec::new();
        while let Some(byte) = self.bytes.recv().await {
            if byte == b'\n' {
                break;
            }
            line.push(byte);
        }
        String::from_utf8_lossy(&line).trim().to_owned()
    }
}

impl SingleKeys {
    /// Nothing where the terminal can't be set; keys then need Enter.
    pub(crate) fn begin() -> Option<Self> {
        let before = tcgetattr(stdin()).ok()?;
        let mut single = before.clone();
        single.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        single.special_codes[SpecialCodeIndex::VSUSP] = 0;
        tcsetattr(stdin(), OptionalActions::Now, &single).ok()?;
        Some(Self { before })
    }
}

impl Drop for SingleKeys {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that is gone.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
    }
}
