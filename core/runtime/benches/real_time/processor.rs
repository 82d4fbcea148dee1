//! How much of a core does a session at real speed take, in a process and on a machine that do nothing else?
//!
//! Each runs in a fresh process, all of them at once: a session without a device, one with the simulated device (its
//! physics and radio included), and the peer: the same journal open, and nothing going on.

use std::env;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nape::api::{DeviceChoice, EventBody};
use rustix::time::{ClockId, clock_gettime};

use super::figures::load;
use super::person::plan;
use super::ready::{Clock, Ready};

/// Before the name of what a fresh process measures.
pub(crate) const ALONE: &str = "--alone";
/// Long enough for a hold, a rest, a minute mark and the ramps between.
const MEASURED: Duration = Duration::from_secs(90);
const LIMIT_PERCENT: f64 = 0.1;

const BY_HAND: &str = "by_hand";
const SIMULATED: &str = "simulated";
const ASLEEP: &str = "asleep";

/// What this process has used of the processor, in all its threads.
fn used() -> Duration {
    let used = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        used.tv_sec.try_into().expect("not negative"),
        used.tv_nsec.try_into().expect("a part of a second"),
    )
}

/// One measurement, in a process of its own; prints the nanoseconds.
pub(crate) fn alone(of: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let used = runtime.block_on(async {
        let device = if of == SIMULATED { DeviceChoice::Simulated { seed: 1 } } else { DeviceChoice::None };
        let clock = Clock(Instant::now());
        let mut ready = Ready::new(plan("home-unit-intermittent"), device.clone(), clock).await;
        if of != ASLEEP {
            ready.start(device).await;
            ready.until(|event| matches!(event, EventBody::LoadStarted)).await;
        }
        let before = used();
        // The caller reads on, as a screen does.
        let over = |event: &EventBody| matches!(event, EventBody::Finished { .. });
        let ended = tokio::time::timeout(MEASURED, ready.until(over)).await;
        let used = used().saturating_sub(before);
        assert!(ended.is_err(), "the session goes on");
        ready.nape.close().await.expect("closes");
        used
    });
    println!("{}", used.as_nanos());
}

fn start(of: &str) -> Child {
    let program = env::current_exe().expect("this program");
    Command::new(program).args([ALONE, of]).stdout(Stdio::piped()).spawn().expect("it runs")
}

/// The share of one core in percent.
fn share(child: Child) -> f64 {
    let output = child.wait_with_output().expect("it ends");
    let printed = String::from_utf8(output.stdout).expect("text");
    let used = Duration::from_nanos(printed.trim().parse().expect("nanoseconds"));
    used.as_secs_f64() / MEASURED.as_secs_f64() * 100.0
}

pub(crate) fn run() {
    println!("load averages before: {}", load());
    let [by_hand, simulated, asleep] = [BY_HAND, SIMULATED, ASLEEP].map(start).map(share);
    let seconds = MEASURED.as_secs();
    println!(
        "session, processor time over {seconds} s at real speed (limit {LIMIT_PERCENT} % of one core): {by_hand:.4} %"
    );
    println!("  peer: the same process with its journal open, asleep: {asleep:.4} %");
    println!("  for comparison, with the simulated device and its physics: {simulated:.4} %");
    println!(
        "  {} the limit; {:.4} % more than asleep",
        if by_hand < LIMIT_PERCENT { "within" } else { "OVER" },
        by_hand - asleep
    );
    println!("load averages after: {}", load());
}
