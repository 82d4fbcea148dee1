//! Sessions, inputs and steps by chance, in whole seconds so that a model that counts them can follow.

use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Dose, Load, Pattern};
use nape_logic::session::{DeviceEvent, Drive, Gauge, Input, Release, Started, StopCause, SymptomAction};
use nape_logic::time::Millis;
use nape_logic::units::Force;
use proptest::prelude::*;

/// One thing that happens to a session.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Input(Input),
    /// So many seconds, one by one.
    Pass(u64),
    /// So many seconds in which nobody looks.
    Sleep(u64),
    /// The program is killed and started again so many seconds later, in the same boot or the next.
    Kill {
        seconds: u64,
        reboot: bool,
    },
}

/// Mostly a unit that can do everything; also what pulls by the body's own weight.
pub(crate) fn any_started() -> impl Strategy<Value = Started> {
    prop_oneof![8 => with_a_unit(), 1 => at_a_bar(), 1 => on_an_inversion_table()]
}

/// Counted holds, with a rest between two of them.
fn at_a_bar() -> impl Strategy<Value = Started> {
    (1_u8..6, 1_u64..40, 1_u64..20, with_a_unit()).prop_map(|(sets, hold, rest, started)| {
        let seconds = u64::from(sets) * hold + u64::from(sets - 1) * rest;
        let dose = Dose {
            pattern: Pattern::Intermittent,
            hold: Millis::from_secs(hold),
            rest: Millis::from_secs(rest),
            sets: Some(sets),
            ..by_body_weight(Modality::HangingBar, seconds)
        };
        Started { modality: Modality::HangingBar, dose, drive: Drive::Person, ..started }
    })
}

fn on_an_inversion_table() -> impl Strategy<Value = Started> {
    (1_u64..120, with_a_unit()).prop_map(|(seconds, started)| {
        let dose = Dose { angle_deg: Some(20.0), ..by_body_weight(Modality::InversionTable, seconds) };
        Started { modality: Modality::InversionTable, dose, drive: Drive::Person, ..started }
    })
}

/// Without a known force, and so without ramps.
fn by_body_weight(modality: Modality, seconds: u64) -> Dose {
    Dose {
        modality,
        region: Region::Lumbar,
        pattern: Pattern::Sustained,
        load: Load::BodyWeight,
        rest_force: Force::ZERO,
        duration: Millis::from_secs(seconds),
        hold: Millis::ZERO,
        rest: Millis::ZERO,
        ramp_up: Millis::ZERO,
        ramp_down: Millis::ZERO,
        angle_deg: None,
        sets: None,
    }
}

fn with_a_unit() -> impl Strategy<Value = Started> {
    let pull = (1_u32..200, 0_u32..=100, any::<bool>(), 0_u8..5);
    let times = (2_u64..90, 1_u64..20, 1_u64..15, 0.0..1.0, 0.0..1.0);
    let frame = (prop_oneof![Just(0_u64), Just(10), Just(25)], any::<bool>(), 0_u8..10);
    (pull, times, frame).prop_map(|((newtons, rest_share, sustained, load), times, frame)| {
        let (extra, hold, rest, up, down) = times;
        let (get_in, passive, rehearsal) = frame;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let within = |most: u64, share: f64| 1 + ((most - 1) as f64 * share) as u64;
        let (ramp_up, ramp_down) = (within(hold, up), within(rest, down));
        let seconds = Millis::from_secs;
        let dose = Dose {
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            pattern: if sustained { Pattern::Sustained } else { Pattern::Intermittent },
            load: if load == 0 {
                Load::Level(3)
            } else {
                Load::Force(Force::from_millinewtons(newtons * 1000))
            },
            rest_force: Force::from_millinewtons(newtons * rest_share / 100 * 1000),
            duration: seconds(ramp_down + extra),
            hold: seconds(hold),
            rest: seconds(rest),
            ramp_up: seconds(ramp_up),
            ramp_down: seconds(ramp_down),
            angle_deg: None,
            sets: None,
        };
        Started {
            modality: Modality::HomeUnit,
            region: Region::Cervical,
            dose,
            limited_by: vec![],
            get_in: seconds(get_in),
            drive: if passive { Drive::Person } else { Drive::Device },
            rehearsal: rehearsal == 0,
            simulated: false,
        }
    })
}

pub(crate) fn any_input() -> impl Strategy<Value = Input> {
    let device = prop_oneof![
        6 => Just(DeviceEvent::Armed),
        6 => Just(DeviceEvent::Started),
        3 => Just(DeviceEvent::Resumed),
        2 => prop::sample::select(vec![
            DeviceEvent::Refused,
            DeviceEvent::OverLimit,
            DeviceEvent::Fault,
            DeviceEvent::HandSwitch,
            DeviceEvent::LowBattery,
            DeviceEvent::Lost,
            DeviceEvent::AtRest,
            DeviceEvent::LinkLost,
            DeviceEvent::Silent,
            DeviceEvent::Heard,
        ]),
        2 => Just(DeviceEvent::Release(Release::Confirmed)),
        1 => Just(DeviceEvent::Release(Release::Unconfirmed)),
    ];
    let action = prop::sample::select(vec![
        SymptomAction::Emergency,
        SymptomAction::StopAndSee,
        SymptomAction::EndAndLower,
        SymptomAction::Lower,
        SymptomAction::Note,
    ]);
    let cause = prop::sample::select(vec![StopCause::Person, StopCause::Signal, StopCause::Storage]);
    prop_oneof![
        8 => Just(Input::SetupDone),
        3 => Just(Input::Pause),
        4 => Just(Input::Resume),
        3 => Just(Input::EaseOff),
        1 => cause.prop_map(Input::Stop),
        1 => action.prop_map(|action| Input::Symptom { symptom: "pain".to_owned(), action }),
        1 => Just(Input::Released),
        1 => Just(Input::Acknowledge),
        1 => Just(Input::AppSuspended),
        1 => Just(Input::AppResumed),
        10 => device.prop_map(Input::Device),
        1 => any_gauge().prop_map(Input::Gauge),
        12 => any_measured().prop_map(Input::Measured),
    ]
}

/// Limits on both sides of what is measured; without one the gauge is not watched.
fn any_gauge() -> impl Strategy<Value = Gauge> {
    prop::sample::select(vec![None, Some(0_u32), Some(20), Some(40), Some(40), Some(100)])
        .prop_map(|limit| Gauge { limit: limit.map(|newtons| Force::from_millinewtons(newtons * 1000)) })
}

/// Round about the limits, their tolerance, and a fifth above them.
fn any_measured() -> impl Strategy<Value = Force> {
    prop::sample::select(vec![
        0, 5, 6, 20, 24, 25, 26, 39, 40, 41, 45, 46, 47, 48, 49, 100, 105, 106, 119, 120,
    ])
    .prop_map(|newtons: u32| Force::from_millinewtons(newtons * 1000))
}

pub(crate) fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => any_input().prop_map(Step::Input),
        6 => (0_u64..40).prop_map(Step::Pass),
        1 => (0_u64..400).prop_map(Step::Pass),
        2 => (0_u64..200).prop_map(Step::Sleep),
        1 => (0_u64..200, any::<bool>()).prop_map(|(seconds, reboot)| Step::Kill { seconds, reboot }),
    ]
}

/// A session and what happens to it; half of the sessions begin in earnest at once.
pub(crate) fn any_story(steps: usize) -> impl Strategy<Value = (Started, Vec<Step>)> {
    let begun = |gauge| {
        vec![
            Step::Input(Input::Gauge(gauge)),
            Step::Input(Input::Device(DeviceEvent::Armed)),
            Step::Input(Input::SetupDone),
            Step::Pass(25),
            Step::Input(Input::Device(DeviceEvent::Started)),
        ]
    };
    (any_started(), prop::option::of(any_gauge()), prop::collection::vec(any_step(), 0..steps)).prop_map(
        move |(started, in_earnest, steps)| {
            let before = in_earnest.map_or_else(Vec::new, begun);
            (started, before.into_iter().chain(steps).collect())
        },
    )
}
