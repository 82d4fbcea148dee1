//! This machine's Bluetooth as a bench: btleplug, a BlueZ that is stood in for, and the unit behind it.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nape::link::{
    Availability, BluetoothRadio, DeviceAddress, Link, Pairing, PairingStep, PasskeySource, Radio as _,
};
use nape_logic::time::Elapsed;
use tokio::sync::Notify;

use crate::bench::Bench;

/// There is one device; tests that share it wait for one another.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// An address at which nobody answers.
const NOBODY: &str = "C4:4E:61:00:00:FE";

/// How long anything may take that needs no search.
const SOON: Duration = Duration::from_secs(8);

/// Whether the unit is paired when the test begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pairs {
    Before,
    Not,
}

/// See the module.
pub(crate) struct StandIn {
    pub(crate) radio: BluetoothRadio,
    pub(crate) address: DeviceAddress,
    pub(crate) wake: Arc<Notify>,
    runtime: tokio::runtime::Runtime,
    began: Instant,
    _turn: MutexGuard<'static, ()>,
}

/// A variable that the script sets; without it a test that was asked for has failed.
fn told(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run this by tests/bluez/with_stand_in.sh"))
}

/// The unit's own passkey.
pub(crate) fn passkey() -> u32 {
    told("NAPE_TEST_DEVICE_PASSKEY").parse().expect("a number")
}

/// Has the unit, or the world around it, do something; gives what it answers.
pub(crate) fn control(line: &str) -> String {
    let mut socket =
        UnixStream::connect(told("NAPE_TEST_DEVICE_CONTROL")).expect("the control socket is there");
    writeln!(socket, "{line}").expect("it takes a line");
    let mut answer = String::new();
    BufReader::new(socket).read_line(&mut answer).expect("it answers");
    answer.trim().to_owned()
}

/// As [`control`], where only `ok` will do.
pub(crate) fn order(line: &str) {
    assert_eq!(control(line), "ok", "{line}");
}

impl StandIn {
    pub(crate) fn new(pairs: Pairs) -> Self {
        // A test that failed leaves the device as this puts it right.
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        told("DBUS_SYSTEM_BUS_ADDRESS");
        // A real BlueZ knows none of these, and has no faults to take back.
        for line in ["faults-off", "adapter back", "adapter on", "connect-timeout 25000"] {
            let _ = control(line);
        }
        for line in ["advertise on", "pairing passkey"] {
            order(line);
        }
        let address = told("NAPE_TEST_DEVICE_ADDRESS").parse().expect("an address");
        let mut bench = Self {
            radio: BluetoothRadio::start().expect("a thread"),
            address,
            wake: Arc::default(),
            runtime: tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime"),
            began: Instant::now(),
            _turn: turn,
        };
        bench.radio.attach(Arc::clone(&bench.wake));
        bench.until("Bluetooth is there", |bench| bench.radio.availability() == Availability::Ready);
        bench.until("nobody is connected", |_| control("connected?") == "no");
        match pairs {
            Pairs::Before => bench.pair(),
            Pairs::Not => bench.forget(),
        }
        bench
    }

    /// Both sides lose their bond.
    pub(crate) fn forget(&mut self) {
        assert_eq!(self.radio.forget(&self.address), Ok(()));
        order("forget-bond");
    }

    fn pair(&mut self) {
        let pairing = self.radio.pair(&self.address, PasskeySource::Known(passkey()));
        assert_eq!(self.last_step(pairing), PairingStep::Done);
    }

    /// How a pairing ends; every step until then is one that needs no answer.
    pub(crate) fn last_step(&mut self, mut pairing: Box<dyn Pairing>) -> PairingStep {
        pairing.attach(Arc::clone(&self.wake));
        loop {
            match self.step(pairing.as_mut()) {
                PairingStep::Connecting => {}
                step => return step,
            }
        }
    }

    pub(crate) fn step(&mut self, pairing: &mut dyn Pairing) -> PairingStep {
        pairing.attach(Arc::clone(&self.wake));
        self.until_some("a step of the pairing", Duration::from_secs(20), |_| pairing.poll())
    }

    pub(crate) fn until(&mut self, what: &str, mut is_so: impl FnMut(&mut Self) -> bool) {
        self.until_some(what, SOON, |bench| is_so(bench).then_some(()));
    }

    pub(crate) fn until_some<T>(
        &mut self,
        what: &str,
        within: Duration,
        mut found: impl FnMut(&mut Self) -> Option<T>,
    ) -> T {
        let until = Instant::now() + within;
        loop {
            if let Some(found) = found(self) {
                return found;
            }
            assert!(Instant::now() < until, "never: {what}");
            self.sleep(Duration::from_millis(20));
        }
    }

    /// Until something wakes, and at most this long.
    pub(crate) fn sleep(&mut self, time: Duration) {
        let wake = Arc::clone(&self.wake);
        let _ = self.runtime.block_on(async { tokio::time::timeout(time, wake.notified()).await });
    }

    /// The link wakes this bench.
    pub(crate) fn link_to(&mut self, address: &DeviceAddress) -> Box<dyn Link> {
        let mut link = self.radio.link(address).expect("an address of this platform");
        link.attach(Arc::clone(&self.wake));
        link
    }
}

impl Bench for StandIn {
    fn link(&mut self) -> Box<dyn Link> {
        let address = self.address;
        self.link_to(&address)
    }

    fn link_to_nobody(&mut self) -> Box<dyn Link> {
        self.link_to(&NOBODY.parse().expect("an address"))
    }

    fn now(&self) -> Elapsed {
        Elapsed(u64::try_from(self.began.elapsed().as_millis()).expect("tests are short"))
    }

    fn wait(&mut self, _: &mut dyn Link, until: Elapsed) {
        let left = Duration::from_millis(until.since(self.now()).0);
        self.sleep(left.min(Duration::from_secs(1)));
    }

    fn lose(&mut self, _: &mut dyn Link) {
        order("linkloss");
    }

    fn is_connected(&mut self) -> bool {
        control("connected?") == "yes"
    }
}
