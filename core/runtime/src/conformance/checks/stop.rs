//! A Stop where nothing pulls (section 4).

use nape_logic::device::profile_v1::STOP;
use nape_logic::device::status::DeviceState;
use nape_logic::time::Millis;

use super::programme::{gentlest, store};
use super::{Check, Needs};
use crate::conformance::frames::{APPLIED, ARM, START, WRONG_STATE};
use crate::conformance::talk::{Kept, STOP_STATUS_WITHIN, Talk, must};

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "stop.any_bytes",
        section: 4,
        requires: "Any write to Stop is one, whatever its content or length, confirmed or not; at rest it moves nothing.",
        needs: Needs::Nothing,
        run: any_bytes,
    },
    Check {
        id: "stop.disarms",
        section: 4,
        requires: "A Stop makes an armed device idle, without control of it, and a Status says so at once.",
        needs: Needs::Forces,
        run: disarms,
    },
    Check {
        id: "stop.many",
        section: 4,
        requires: "A hundred Stops do what one does, and the Control Point answers after them as before.",
        needs: Needs::Nothing,
        run: many,
    },
];

fn any_bytes(talk: &mut Talk<'_>) -> Kept {
    for content in [vec![], vec![0], vec![0xFF; 20]] {
        talk.stop_with(content);
    }
    // What a system says of these is not of the one that is confirmed.
    talk.listen(Millis(500))?;
    must(talk.write(STOP, vec![1])?, || "a confirmed write to Stop was not taken".to_owned())?;
    talk.listen(Millis(500))?;
    let state = talk.status()?.state;
    must(state.is_at_rest(), || format!("{state:?} after Stops at rest"))
}

fn disarms(talk: &mut Talk<'_>) -> Kept {
    for armed in [false, true] {
        talk.begin()?;
        let asked = gentlest(talk, 60)?;
        store(talk, &asked)?;
        if armed {
            talk.must_answer(ARM, &asked.hash().to_le_bytes(), APPLIED)?;
        }
        talk.stop();
        talk.status_within(STOP_STATUS_WITHIN, "idle after a Stop", |status| {
            status.state == DeviceState::Idle
        })?;
        talk.must_answer(START, &[], WRONG_STATE)?;
    }
    Ok(())
}

fn many(talk: &mut Talk<'_>) -> Kept {
    for _ in 0..100 {
        talk.stop();
    }
    talk.listen(Millis(1_000))?;
    talk.begin()
}
