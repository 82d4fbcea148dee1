//! How values are said.

use std::fmt::Write;

use nape_logic::modality::{Modality, Region};
use nape_logic::plan::{Dose, Load, Pattern, Plan, force_in_words};
use nape_logic::screening::{self, Screening};
use nape_logic::session::{End, LoggedSession, SymptomAction};
use nape_logic::text::Message;
use nape_logic::time::{Millis, Timestamp};
use nape_logic::units::{EnteredLength, Force};

use crate::report::record::{Person, Scope, SessionItem, SessionKind};
use crate::report::{Say, word};

/// Says messages and values in one language.
pub(super) struct Words<'w> {
    pub(super) say: Say<'w>,
    pub(super) scope: &'w Scope,
}

impl Words<'_> {
    pub(super) fn say(&self, message: &Message) -> String {
        (self.say)(message)
    }

    pub(super) fn key(&self, key: &'static str) -> String {
        self.say(&Message::new(key))
    }

    /// The person as they say who they are, else the journal's number.
    pub(super) fn who(&self) -> String {
        let Person { name, born, record_number } = &self.scope.person;
        let name = name.as_ref().map(|name| self.say(&Message::new("report-who-name").text("name", name)));
        let born = born.map(|born| self.say(&Message::new("report-who-born").text("date", born.to_string())));
        let number = record_number
            .as_ref()
            .map(|number| self.say(&Message::new("report-who-number").text("number", number)));
        let said: Vec<String> = [name, born, number].into_iter().flatten().collect();
        if said.is_empty() {
            // The first part of it tells two people's pages apart.
            let id = self.scope.journal.to_string();
            return self.say(
                &Message::new("report-who-journal").text("id", id.split('-').next().unwrap_or_default()),
            );
        }
        said.join(", ")
    }

    /// A way of traction; the lower back is named, the neck is usual.
    pub(super) fn modality(&self, modality: Modality, region: Region) -> String {
        let words = self.say(&Message::new("report-modality").text("modality", modality.word()));
        match region {
            Region::Cervical => words,
            Region::Lumbar => self.say(&Message::new("report-modality-lumbar").text("modality", words)),
        }
    }

    /// What a rule of screening says; one that this program does not know by its name.
    pub(super) fn rule(&self, id: &str, modality: Modality, region: Region) -> String {
        let known = Screening::built_in().ok().and_then(|built_in| built_in.rule_words(id, modality, region));
        known.map_or_else(|| id.replace(['_', '.'], " "), |message| self.say(&message))
    }

    /// What a symptom is called.
    pub(super) fn symptom(&self, id: &str) -> String {
        let known = screening::symptoms().ok();
        let known = known.and_then(|all| all.into_iter().find(|symptom| symptom.id == id));
        known.map_or_else(|| id.replace('_', " "), |symptom| self.say(&symptom.text))
    }

    pub(super) fn symptoms<'s>(&self, ids: impl IntoIterator<Item = &'s str>) -> String {
        ids.into_iter().map(|id| self.symptom(id)).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn action(&self, action: SymptomAction) -> String {
        self.say(&Message::new("report-action").text("action", word(action)))
    }

    /// A pull in the person's unit, and in newtons beside it.
    pub(super) fn force(&self, force: Force) -> String {
        force_in_words(force, self.scope.unit)
    }

    fn height(height: EnteredLength) -> String {
        format!("{} {}", height.value, height.unit.symbol())
    }

    fn level(&self, level: u8) -> String {
        self.say(&Message::new("report-level").text("level", level.to_string()))
    }

    pub(super) fn load(&self, load: Load) -> String {
        match load {
            Load::Force(force) => self.force(force),
            Load::Level(level) => self.level(level),
            Load::Height(height) => Self::height(height),
            Load::BodyWeight => self.key("report-body-weight"),
        }
    }

    /// What a plan asks for, as it was typed.
    pub(super) fn planned_load(&self, plan: &Plan) -> String {
        let typed = plan.force.map(|force| format!("{} {}", force.value, force.unit.symbol()));
        let share = plan.body_weight_share.map(|share| format!("{} %", share * 100.0));
        let level = plan.level.map(|level| self.level(level));
        typed
            .or(share)
            .or(level)
            .or(plan.height.map(Self::height))
            .unwrap_or_else(|| self.key("report-body-weight"))
    }

    /// Whole minutes, with a half where it is one.
    pub(super) fn minutes(&self, time: Millis) -> String {
        self.say(&Message::new("report-minutes").text("minutes", in_minutes(time)))
    }

    /// Holds and rests, sets, or one steady pull.
    pub(super) fn cycle(&self, dose: &Dose) -> String {
        self.cycle_of(dose.pattern, Some(dose.hold), Some(dose.rest), dose.sets)
    }

    pub(super) fn planned_cycle(&self, plan: &Plan) -> String {
        self.cycle_of(plan.pattern, plan.hold_ms, plan.rest_ms, plan.sets)
    }

    fn cycle_of(
        &self,
        pattern: Pattern,
        hold: Option<Millis>,
        rest: Option<Millis>,
        sets: Option<u8>,
    ) -> String {
        let seconds = |time: Millis| (time.get() / 1000).to_string();
        let hold = hold.map(seconds);
        if let (Some(sets), Some(hold)) = (sets, &hold) {
            let message = Message::new("report-sets").text("sets", sets.to_string());
            return self.say(&message.text("hold", hold.as_str()));
        }
        match (pattern, hold, rest.map(seconds)) {
            (Pattern::Intermittent, Some(hold), Some(rest)) => {
                self.say(&Message::new("report-cycle").text("hold", hold).text("rest", rest))
            }
            _ => self.key("report-sustained"),
        }
    }

    /// Load and length of a session: `12 lb (53.3 N), 10 min`.
    pub(super) fn dose(&self, session: &SessionItem) -> String {
        match &session.kind {
            SessionKind::Guided(guided) => {
                format!("{}, {}", self.load(guided.dose.load), self.minutes(guided.dose.duration))
            }
            SessionKind::Logged(told) => self.told_dose(told),
        }
    }

    fn told_dose(&self, told: &LoggedSession) -> String {
        let force = told.force.map(|force| format!("{} {}", force.value, force.unit.symbol()));
        let load = force.or(told.level.map(|level| self.level(level))).or(told.height.map(Self::height));
        let parts = [load, told.duration_ms.map(|time| self.minutes(time))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// How a session ended.
    pub(super) fn end(&self, session: &SessionItem) -> String {
        let guided = match &session.kind {
            SessionKind::Guided(guided) => guided,
            SessionKind::Logged(_) => return self.key("report-end-logged"),
        };
        let Some(finished) = guided.finished else { return self.key("report-end-open") };
        if guided.rehearsal && finished.end == End::Completed {
            return self.key("report-end-rehearsal");
        }
        let end = self.say(&Message::new("report-end").text("end", word(finished.end)));
        if finished.eased { self.say(&Message::new("report-end-eased").text("end", end)) } else { end }
    }
}

/// `YYYY-MM-DD HH:MM` on the clock of that moment.
pub(super) fn moment(at: Timestamp) -> String {
    let text = at.to_rfc3339();
    text.get(..16).unwrap_or(&text).replace('T', " ")
}

/// `10`, or `7.5`.
pub(super) fn in_minutes(time: Millis) -> String {
    let tenths = (time.get() + 3000) / 6000;
    let mut text = (tenths / 10).to_string();
    if !tenths.is_multiple_of(10) {
        // Into a text nothing fails.
        let _ = write!(text, ".{}", tenths % 10);
    }
    text
}

/// A number of a scale, or nothing.
pub(super) fn number(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
