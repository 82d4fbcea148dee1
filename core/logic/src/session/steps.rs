//! What a person does around a pull, as data for each way of traction: the checks before it (P20), the steps out of
//! it (P21), and what comes after (P22).
//!
//! The files are `content/session/setup.toml`, `release.toml` and `after.toml`, read, checked and packed by the
//! build; their words are in `content/messages`.

use std::sync::LazyLock;

use super::output::{End, Reason, Release};
use super::state::State;
use super::written::{Ending, Entry, Written};
use crate::modality::{Modality, Region};
use crate::packed::packed;
use crate::place::Placed;
use crate::text::Message;
use crate::time::Millis;

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// In words, to read and to hear.
    pub text: Message,
    /// How long, where it lasts.
    pub duration: Option<Millis>,
    /// What it rests on.
    pub sources: Vec<String>,
}

/// What can't be read says nothing rather than half; only a damaged program can't be.
static WRITTEN: LazyLock<Written> = LazyLock::new(|| packed!("steps.bin").unwrap_or_default());

fn step(entry: &Entry, part: &str) -> Step {
    Step {
        id: entry.id.clone(),
        text: Message::new(entry.key(part)),
        duration: entry.duration_ms,
        sources: entry.sources.clone(),
    }
}

/// Those that are for this way of traction and part of the spine.
fn entries(of: &[Placed<Entry>], modality: Modality, region: Region) -> impl Iterator<Item = &Entry> {
    of.iter().map(|placed| &placed.item).filter(move |entry| entry.is_for(modality, region))
}

fn steps(of: &[Placed<Entry>], part: &str, modality: Modality, region: Region) -> Vec<Step> {
    entries(of, modality, region).map(|entry| step(entry, part)).collect()
}

/// What to check before the clock starts, in order (P20).
pub fn setup_checks(modality: Modality, region: Region) -> Vec<Step> {
    steps(&WRITTEN.setup, "setup", modality, region)
}

/// How a pull that no device takes off comes off, step by step (P21).
pub fn release_steps(modality: Modality, region: Region) -> Vec<Step> {
    steps(&WRITTEN.release, "release", modality, region)
}

/// What comes after the session, in order: a cool-down only where nothing was felt (P22). Empty while it runs, and
/// after one without a pull.
pub fn after(state: &State) -> Vec<Step> {
    let (modality, region) = (state.started.modality, state.started.region);
    let endings = endings(state);
    let follows = |entry: &&Entry| entry.after.iter().any(|ending| endings.contains(ending));
    let of = entries(&WRITTEN.after, modality, region);
    of.filter(follows).map(|entry| step(entry, "after")).collect()
}

fn endings(state: &State) -> Vec<Ending> {
    let Some(finished) = state.finished.filter(|_| state.pulled() || state.felt) else {
        return Vec::new();
    };
    let unknown =
        matches!(finished.release, Release::Unconfirmed | Release::Unknown) && !state.released_after;
    let how = match finished.end {
        _ if state.emergency => Ending::Emergency,
        _ if state.felt || finished.reason == Some(Reason::Symptom) => Ending::Felt,
        End::Completed => Ending::Clean,
        _ => Ending::Stopped,
    };
    unknown.then_some(Ending::Unreleased).into_iter().chain([how]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Dose, Load, Pattern};
    use crate::session::{Drive, Input, Machine, Started, StopCause, SymptomAction};
    use crate::time::Elapsed;

    const GUIDED: [Modality; 6] = [
        Modality::OverDoorPulley,
        Modality::NeckHammock,
        Modality::HomeUnit,
        Modality::TractionTable,
        Modality::HangingBar,
        Modality::InversionTable,
    ];

    #[test]
    fn every_guided_way_has_checks_and_a_way_out() {
        for modality in GUIDED {
            assert!(setup_checks(modality, Region::Cervical).len() >= 4, "{modality}");
            assert!(release_steps(modality, Region::Cervical).len() >= 2, "{modality}");
        }
    }

    #[test]
    fn the_release_is_within_reach_and_somebody_knows_whatever_pulls() {
        for modality in GUIDED {
            let checks = setup_checks(modality, Region::Cervical);
            for id in ["release_in_reach", "someone_knows"] {
                assert!(checks.iter().any(|check| check.id == id), "{modality} {id}");
            }
        }
    }

    /// A session that ended by `input`, or by itself where there is none.
    fn ended(modality: Modality, inputs: Vec<Input>) -> State {
        let dose = Dose {
            modality,
            region: Region::Cervical,
            pattern: Pattern::Sustained,
            load: Load::Level(2),
            rest_force: crate::units::Force::ZERO,
            duration: Millis::from_mins(1),
            hold: Millis::ZERO,
            rest: Millis::ZERO,
            ramp_up: Millis::ZERO,
            ramp_down: Millis::ZERO,
            angle_deg: None,
            sets: None,
        };
        let started = Started {
            modality,
            region: Region::Cervical,
            dose,
            limited_by: vec![],
            get_in: Millis::ZERO,
            drive: Drive::Person,
            rehearsal: false,
            simulated: false,
        };
        let mut machine = Machine::start(started, Elapsed(0)).expect("starts");
        machine.handle(Input::SetupDone, Elapsed(0));
        for input in inputs {
            machine.handle(input, Elapsed(30_000));
        }
        machine.handle_timeout(Elapsed(60_000));
        machine.handle(Input::Released, Elapsed(60_000));
        machine.state().clone()
    }

    fn ids(state: &State) -> Vec<String> {
        after(state).into_iter().map(|step| step.id).collect()
    }

    fn felt(action: SymptomAction) -> Input {
        Input::Symptom { symptom: "pain".to_owned(), action }
    }

    #[test]
    fn a_whole_session_on_a_machine_stays_lying_for_five_minutes_then_moves_gently() {
        let state = ended(Modality::HomeUnit, vec![Input::EaseOff]);
        assert_eq!(ids(&state), ["stay_lying", "move_gently", "after_check"]);
        assert_eq!(after(&state)[0].duration, Some(Millis::from_mins(5)));
        assert_eq!(ids(&ended(Modality::HangingBar, vec![])), ["move_gently", "after_check"]);
    }

    #[test]
    fn after_anything_felt_there_is_no_cool_down() {
        for action in [SymptomAction::StopAndSee, SymptomAction::EndAndLower, SymptomAction::Note] {
            let state = ended(Modality::HomeUnit, vec![felt(action)]);
            assert_eq!(ids(&state), ["lie_still", "after_check", "next_step"], "{action:?}");
        }
        let state = ended(Modality::HomeUnit, vec![felt(SymptomAction::Emergency)]);
        assert_eq!(ids(&state), ["emergency_card"]);
    }

    #[test]
    fn a_stop_is_followed_by_rest_and_an_unknown_release_by_a_look() {
        let state = ended(Modality::HomeUnit, vec![Input::Stop(StopCause::Person)]);
        assert_eq!(ids(&state), ["rest_a_moment", "after_check"]);
        let state = ended(Modality::HomeUnit, vec![Input::Stop(StopCause::Signal)]);
        assert_eq!(ids(&state), ["check_release", "rest_a_moment", "after_check"]);
    }
}
