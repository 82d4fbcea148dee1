//! What the Bluetooth link adds to a notification: from btleplug's stream, on the Bluetooth thread, to the event in the
//! hands of the thread that waits for it. The peer in the same run, for the same notifications: what it takes from the
//! order to the unit until btleplug's stream has it. Over the BlueZ that is stood in for:
//!
//! `tests/bluez/with_stand_in.sh cargo bench --package nape-peers --bench link`

#![allow(clippy::expect_used, clippy::panic, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use nape::link::{BluetoothRadio, DeviceAddress, Link, PairingStep, PasskeySource, Radio as _};
use nape_logic::device::link::{LinkEvent, LinkRequest};
use nape_logic::device::profile_v1::TELEMETRY;
use nape_logic::time::Elapsed;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const NOTIFICATION: &str = "nape::bluetooth::notification";
/// What the link may add, 99 times in a hundred.
const MOST_ADDED: Duration = Duration::from_micros(100);
const MEASURED: usize = 2_000;

/// When btleplug's stream had the last notification.
static CAME: Mutex<Option<Instant>> = Mutex::new(None);

/// Reads the clock where the link takes a notification from btleplug.
struct Watch;

impl Subscriber for Watch {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == NOTIFICATION
    }

    fn event(&self, _: &Event<'_>) {
        *CAME.lock().expect("nobody panicked") = Some(Instant::now());
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The unit, and a link that has subscribed to its telemetry.
struct Bench {
    control: BufReader<UnixStream>,
    link: Box<dyn Link>,
    wake: Arc<Notify>,
    runtime: Runtime,
    number: u64,
    _radio: BluetoothRadio,
}

/// One notification: to btleplug's stream, and from there to the event.
#[derive(Clone, Copy)]
struct Sample {
    before: Duration,
    added: Duration,
}

impl Bench {
    /// `None` where there is no unit.
    fn new() -> Option<Self> {
        let control = env::var("NAPE_TEST_DEVICE_CONTROL").ok()?;
        let told = |name: &str| env::var(name).expect("the script sets it");
        let address: DeviceAddress = told("NAPE_TEST_DEVICE_ADDRESS").parse().expect("an address");
        let passkey = told("NAPE_TEST_DEVICE_PASSKEY").parse().expect("a number");
        tracing::subscriber::set_global_default(Watch).expect("the only one");

        let radio = BluetoothRadio::start().expect("a thread");
        let wake = Arc::new(Notify::new());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let mut pairing = radio.pair(&address, PasskeySource::Known(passkey));
        pairing.attach(Arc::clone(&wake));
        let paired = wait(&runtime, &wake, || pairing.poll().filter(|step| *step != PairingStep::Connecting));
        assert_eq!(paired, PairingStep::Done);

        let mut link = radio.link(&address).expect("an address of this platform");
        link.attach(Arc::clone(&wake));
        let now = Elapsed(0);
        link.request(LinkRequest::Connect, now);
        link.request(LinkRequest::Subscribe(TELEMETRY), now);
        wait(&runtime, &wake, || link.poll(now).filter(|event| *event == LinkEvent::Subscribed(TELEMETRY)));
        let control = BufReader::new(UnixStream::connect(control).expect("the control socket is there"));
        Some(Self { control, link, wake, runtime, number: 0, _radio: radio })
    }

    fn notify(&mut self) -> Sample {
        self.number += 1;
        let mut frame = self.number.to_le_bytes().to_vec();
        frame.resize(20, 0xa5);
        let hex = format!("{:016x}{}", self.number.swap_bytes(), "a5".repeat(12));
        let ordered = Instant::now();
        writeln!(self.control.get_mut(), "say telemetry {hex}").expect("it takes a line");
        let link = &mut self.link;
        wait(&self.runtime, &self.wake, || {
            let event = link.poll(Elapsed(0))?;
            matches!(&event, LinkEvent::Notified { value, .. } if *value == frame).then_some(())
        });
        let out = Instant::now();
        let came = CAME.lock().expect("nobody panicked").take().expect("it came before it went out");
        let mut answer = String::new();
        self.control.read_line(&mut answer).expect("it answers");
        assert_eq!(answer.trim(), "ok");
        Sample { before: came - ordered, added: out - came }
    }
}

/// Polls whenever something wakes.
fn wait<T>(runtime: &Runtime, wake: &Notify, mut poll: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(found) = poll() {
            return found;
        }
        assert!(Instant::now() < until, "nothing came");
        let _ =
            runtime.block_on(async { tokio::time::timeout(Duration::from_secs(1), wake.notified()).await });
    }
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn sorted(samples: &[Sample], part: impl Fn(&Sample) -> Duration) -> Vec<Duration> {
    let mut parts: Vec<Duration> = samples.iter().map(part).collect();
    parts.sort_unstable();
    parts
}

fn percentiles(bench: &mut Bench) {
    let samples: Vec<Sample> = (0..MEASURED).map(|_| bench.notify()).collect();
    let (before, added) = (sorted(&samples, |one| one.before), sorted(&samples, |one| one.added));
    let whole = sorted(&samples, |one| one.before + one.added);
    println!("{MEASURED} notifications, one after the other:");
    for percent in [50, 99] {
        let (raw, ours) = (at(&before, percent), at(&whole, percent));
        println!(
            "    p{percent}: btleplug alone {raw:.2?}, with the link {ours:.2?}: {:.3} times; the link adds {:.2?}",
            ours.as_secs_f64() / raw.as_secs_f64(),
            at(&added, percent)
        );
    }
    let verdict = if at(&added, 99) < MOST_ADDED { "within" } else { "OVER" };
    println!("    limit for what the link adds, p99: {MOST_ADDED:.2?}: {verdict}");
}

fn notifications(criterion: &mut Criterion) {
    let Some(mut bench) = Bench::new() else {
        println!("link: NOT MEASURED, needs tests/bluez/with_stand_in.sh");
        return;
    };
    percentiles(&mut bench);
    let mut group = criterion.benchmark_group("bluetooth notification");
    group.sample_size(20);
    group.bench_function("added by the link (limit 0.1 ms)", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| bench.notify().added).sum());
    });
    group.bench_function("peer: to btleplug's stream", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| bench.notify().before).sum());
    });
    group.finish();
}

criterion_group!(benches, notifications);
criterion_main!(benches);
