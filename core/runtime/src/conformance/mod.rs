//! Does a device keep to `docs/device-profile.md`? Asked of the device itself, one requirement after the other, the way a
//! stranger would: by raw bytes and by the clock on this side.
//!
//! | file | answers |
//! |---|---|
//! | `talk` | how is a device asked, what did it say, and when? |
//! | `hearing` | what of that is a status, a sample, an answer or a frame that makes no sense? |
//! | `feature` | which fields has Feature? |
//! | `frames` | how do requests look that a well-behaved central never writes? |
//! | `pace` | what is it to wait, really or on a simulator's clock? |
//! | `report` | what came of each requirement? |
//! | `checks/` | which requirements are there, and when is one kept? |
//!
//! Nothing pulls unless that was asked for by [`Extent::Moving`], and then by the least force that the device has. A device
//! that is not at rest is not touched but for a Stop.

mod checks;
mod feature;
mod frames;
mod hearing;
mod pace;
mod report;
mod talk;

use crate::link::Link;

use checks::{Check, Needs};
pub use pace::{Leaping, Pace, Waiting};
pub use report::{CheckOutcome, Checked, ConformanceReport, UnitNames};
use talk::{Broken, Talk};

/// How far the examination goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Nothing pulls.
    AtRest,
    /// The device pulls, by its least force. Nobody may be in it.
    Moving,
}

/// Examines the device at the other end of `link`. `told` hears of each requirement before it is asked for, and again now and
/// then while it is: which, and how many there are. Its `false` stops the device and ends the examination.
pub fn examine(
    link: Box<dyn Link>,
    pace: &mut dyn Pace,
    extent: Extent,
    mut told: impl FnMut(u32, u32) -> bool,
) -> ConformanceReport {
    let all: Vec<&Check> = checks::all().collect();
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let (mut checked, mut over) = (Vec::new(), None);
    let mut talk = Talk::new(link, pace, Box::new(move |number| told(number, count)));
    for (number, check) in (1..).zip(all) {
        if over.is_none() && !talk.goes_on_with(number) {
            over = Some(ENDED);
        }
        let outcome = match (over, not_asked(check, extent, &talk)) {
            (Some(why), _) => CheckOutcome::NotRun(why.to_owned()),
            (None, Some(outcome)) => outcome,
            (None, None) => run(check, &mut talk, &mut over),
        };
        checked.push(Checked { id: check.id, section: check.section, requires: check.requires, outcome });
    }
    let left_at_rest = talk.leave();
    ConformanceReport { extent, unit: talk.unit, left_at_rest, checked }
}

const ENDED: &str = "the examination was ended";

/// What need not be asked of this device, or may not.
fn not_asked(check: &Check, extent: Extent, talk: &Talk<'_>) -> Option<CheckOutcome> {
    let moves = matches!(check.needs, Needs::Pull | Needs::PullAndRecords);
    if moves && extent == Extent::AtRest {
        return Some(CheckOutcome::NotRun("nothing was to pull".to_owned()));
    }
    let feature = talk.feature.as_ref()?;
    let lacks = |what: &str| Some(CheckOutcome::NotApplicable(what.to_owned()));
    let takes_forces = feature.takes_forces();
    let keeps_records = feature.keeps_records();
    match check.needs {
        Needs::Forces | Needs::Pull | Needs::PullAndRecords if !takes_forces => lacks("it takes no forces"),
        Needs::NoForces if takes_forces => lacks("it takes forces"),
        Needs::Records | Needs::PullAndRecords if !keeps_records => lacks("it keeps no records"),
        _ => None,
    }
}

fn run(check: &Check, talk: &mut Talk<'_>, over: &mut Option<&'static str>) -> CheckOutcome {
    match (check.run)(talk) {
        Ok(()) => CheckOutcome::Passed,
        Err(Broken::Requirement(found)) => CheckOutcome::Failed(found),
        Err(Broken::Ended) => {
            *over = Some(ENDED);
            CheckOutcome::NotRun(ENDED.to_owned())
        }
        Err(Broken::Gone(found)) => {
            *over = Some("the device was not there any more");
            CheckOutcome::Failed(found)
        }
        Err(Broken::NotAtRest) => {
            *over = Some("the device was not at rest");
            CheckOutcome::Failed("the device was not at rest; it was told to stop".to_owned())
        }
    }
}
