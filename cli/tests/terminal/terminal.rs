//! The program in a terminal: a pair of pseudo-terminals whose other end the test holds.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::Home;

/// What has not come by then does not come, however slow the machine is.
const A_GENEROUS_WHILE: Timespec = Timespec { tv_sec: 120, tv_nsec: 0 };

/// A program that believes a person sits there.
pub(crate) struct Terminal {
    child: Child,
    held: File,
    /// What was written and not yet asked for.
    written: String,
}

impl Terminal {
    /// Starts the program on a screen of 100 columns.
    pub(crate) fn start(home: &Home, arguments: &[&str]) -> Self {
        let held = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&held).expect("granted");
        unlockpt(&held).expect("unlocked");
        let size = Winsize { ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&held, size).expect("a size");
        // A program that holds its own terminal open would never see it closed.
        fcntl_setfd(&held, FdFlags::CLOEXEC).expect("a flag");
        let path = ptsname(&held, Vec::new()).expect("a name").into_string().expect("UTF-8");
        let no_control = i32::try_from(OFlags::NOCTTY.bits()).expect("a flag");
        let other = OpenOptions::new().read(true).write(true).custom_flags(no_control).open(path);
        let other = other.expect("the other end");
        let end = || Stdio::from(other.try_clone().expect("a copy"));
        let mut command = home.command(arguments);
        command.env("TERM", "xterm").stdin(end()).stdout(end()).stderr(end());
        Self { child: command.spawn().expect("the program runs"), held: held.into(), written: String::new() }
    }

    /// Waits until this is written; what was written up to there.
    #[track_caller]
    pub(crate) fn until(&mut self, words: &str) -> String {
        loop {
            if let Some(at) = self.written.find(words) {
                let rest = self.written.split_off(at + words.len());
                return std::mem::replace(&mut self.written, rest);
            }
            assert!(self.read(), "ended before {words:?}: {:?}", self.written);
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.held.write_all(keys.as_bytes()).expect("typed");
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("the signal is sent");
    }

    /// Waits for its end: the exit status, and what was written since.
    pub(crate) fn end(mut self) -> (i32, String) {
        while self.read() {}
        let status = self.child.wait().expect("ends");
        (status.code().unwrap_or(-1), std::mem::take(&mut self.written))
    }

    /// More of what is written; false where nothing follows. A terminal that nobody has open any more can't be read.
    #[track_caller]
    fn read(&mut self) -> bool {
        let mut waits = [PollFd::new(&self.held, PollFlags::IN)];
        let ready = poll(&mut waits, Some(&A_GENEROUS_WHILE)).expect("waits");
        assert!(ready > 0, "nothing was written for two minutes; the last was {:?}", self.written);
        let mut bytes = [0; 4096];
        match self.held.read(&mut bytes) {
            Ok(read) if read > 0 => {
                self.written += &String::from_utf8_lossy(&bytes[..read]);
                true
            }
            _ => false,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Already gone where the test came to its end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
