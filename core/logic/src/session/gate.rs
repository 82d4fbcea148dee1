//! What must hold before a session starts, in this order: no lock, a valid full form, a fresh short form, a
//! plan, no held day, no pause, no review that is waited for, the caps, the gap, the rehearsal, the set-up, an
//! audible end.
//!
//! The journal is read by the caller into a [`Standing`]; this is the decision alone. `now` is the later of the
//! wall clock and the last fact, so that a clock turned back opens nothing (E7).

use chrono::NaiveDate;

use super::hearing::{AlarmSignals, Unheard};
use crate::modality::{Modality, Region};
use crate::plan::Caps;
use crate::plan::progression::{self, Advice};
use crate::text::Message;
use crate::time::{Millis, Timestamp};

/// A short form holds for this long (own decision `[D]`).
pub const SHORT_FORM_HOLDS: Millis = Millis::from_mins(60);
/// After 14 idle days the next dose is a first one again (P13, section 7 `[D]`).
pub const IDLE: Millis = progression::IDLE;

/// What the journal says about one person, one modality and one region.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Symptoms that nobody has resolved yet.
    pub locks: u32,
    /// The last full form.
    pub full_form: Option<FormStanding>,
    /// The last short form.
    pub short_form: Option<FormStanding>,
    /// The plan in force.
    pub plan: Option<PlanStanding>,
    /// What the course so far says of a session now.
    pub course: CourseStanding,
    /// Every session of the region that counts (P14), of every modality, in any order.
    pub sessions: Vec<SessionStanding>,
    /// Whether the modality was rehearsed without load.
    pub rehearsed: bool,
}

/// A form as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormStanding {
    /// When it was answered.
    pub at: Timestamp,
    /// Whether screening asks for it again: too old, outdated, or after a stop for a symptom.
    pub due_again: bool,
    /// Whether nothing in it spoke against a session.
    pub nothing_against: bool,
}

/// The plan in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanStanding {
    /// How often it may be run.
    pub caps: Caps,
    /// Whether a limit lowered the dose below what the plan says (E26).
    pub lowered: bool,
}

/// What a course says of a session now; by default nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CourseStanding {
    /// The first day after a held one.
    pub held_until: Option<NaiveDate>,
    /// No session before a contact with a provider (P16, section 7).
    pub paused: bool,
    /// No session before a review.
    pub review: bool,
}

impl From<&Advice> for CourseStanding {
    fn from(advice: &Advice) -> Self {
        Self {
            held_until: advice.no_session_before,
            paused: advice.paused.is_some(),
            review: advice.reviews.iter().any(|review| review.kind.holds_sessions()),
        }
    }
}

/// A session that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionStanding {
    /// How it was done.
    pub modality: Modality,
    /// Where.
    pub region: Region,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// Guided here, so that its dose is known; else it was told afterwards.
    pub guided: bool,
}

/// What was asked for, and what the person has confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Request {
    /// A rehearsal without load.
    pub rehearsal: bool,
    /// The set-up was checked, or will be before the pull.
    pub setup: bool,
    /// The person said yes to what needs their own yes.
    pub presence: bool,
    /// The person said that they hear the end.
    pub audible: bool,
    /// What the shell reports of that.
    pub signals: AlarmSignals,
}

/// Why a session may not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A symptom waits to be looked at.
    Lock,
    /// The full form is missing, too old or outdated.
    FullForm,
    /// The full form spoke against a session.
    FullFormOutcome,
    /// The short form is missing or too old.
    ShortForm,
    /// The short form spoke against a session.
    ShortFormOutcome,
    /// No plan in force.
    Plan,
    /// More pain on the day after a session.
    HeldDay {
        /// The first day on which there may be a session again.
        until: NaiveDate,
    },
    /// The course waits for a contact with a provider.
    Paused,
    /// The course waits for a review.
    Review,
    /// The day's or the week's number is reached.
    Cap,
    /// Too soon after the last one.
    Gap {
        /// The earliest start.
        until: Timestamp,
    },
    /// Not rehearsed yet.
    Rehearsal,
    /// Set-up not confirmed.
    Setup,
    /// A lowered dose or a rehearsal without the person's yes.
    Presence,
    /// The end can't be heard.
    Audible,
    /// What keeps it from being heard, beside [`Refusal::Audible`].
    Unheard(Unheard),
}

impl Refusal {
    /// The rule's id.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Lock => "gate.lock",
            Self::FullForm => "gate.full_form",
            Self::FullFormOutcome => "gate.full_form_outcome",
            Self::ShortForm => "gate.short_form",
            Self::ShortFormOutcome => "gate.short_form_outcome",
            Self::Plan => "gate.plan",
            Self::HeldDay { .. } => "gate.held_day",
            Self::Paused => "gate.paused",
            Self::Review => "gate.review",
            Self::Cap => "gate.cap",
            Self::Gap { .. } => "gate.gap",
            Self::Rehearsal => "gate.rehearsal",
            Self::Setup => "gate.setup",
            Self::Presence => "gate.presence",
            Self::Audible => "gate.audible",
            Self::Unheard(unheard) => unheard.rule(),
        }
    }

    /// The rule in words.
    pub fn message(self) -> Message {
        let message = Message::new(format!("session-{}", self.rule().replace(['.', '_'], "-")));
        match self {
            Self::HeldDay { until } => message.text("date", until.to_string()),
            Self::Gap { until } => message.text("time", until.to_rfc3339()),
            Self::Unheard(unheard) => unheard.message(),
            _ => message,
        }
    }
}

/// Every reason against a start, in the order of the checks; empty where it may start.
pub fn refusals(standing: &Standing, request: Request, now: Timestamp) -> Vec<Refusal> {
    let checks = [
        (standing.locks > 0).then_some(Refusal::Lock),
        full_form(standing),
        short_form(standing, now),
        standing.plan.is_none().then_some(Refusal::Plan),
        if request.rehearsal { None } else { held_day(standing) },
        (!request.rehearsal && standing.course.paused).then_some(Refusal::Paused),
        (!request.rehearsal && standing.course.review).then_some(Refusal::Review),
        (!request.rehearsal && over_cap(standing, now)).then_some(Refusal::Cap),
        if request.rehearsal { None } else { too_soon(standing, now) },
        (!request.rehearsal && !standing.rehearsed).then_some(Refusal::Rehearsal),
        (!request.setup).then_some(Refusal::Setup),
        (needs_presence(standing, request) && !request.presence).then_some(Refusal::Presence),
    ];
    checks.into_iter().flatten().chain(inaudible(request)).collect()
}

/// A rehearsal has no end to be heard. What the phone reports outweighs the person's word (P20).
fn inaudible(request: Request) -> Vec<Refusal> {
    let unheard = request.signals.against();
    if request.rehearsal || request.audible && unheard.is_empty() {
        return Vec::new();
    }
    std::iter::once(Refusal::Audible).chain(unheard.into_iter().map(Refusal::Unheard)).collect()
}

fn full_form(standing: &Standing) -> Option<Refusal> {
    match standing.full_form {
        Some(form) if !form.due_again => (!form.nothing_against).then_some(Refusal::FullFormOutcome),
        _ => Some(Refusal::FullForm),
    }
}

fn short_form(standing: &Standing, now: Timestamp) -> Option<Refusal> {
    match standing.short_form {
        Some(form) if !form.due_again && now.since(form.at) <= SHORT_FORM_HOLDS => {
            (!form.nothing_against).then_some(Refusal::ShortFormOutcome)
        }
        _ => Some(Refusal::ShortForm),
    }
}

fn held_day(standing: &Standing) -> Option<Refusal> {
    standing.course.held_until.map(|until| Refusal::HeldDay { until })
}

fn over_cap(standing: &Standing, now: Timestamp) -> bool {
    let Some(PlanStanding { caps, .. }) = standing.plan else {
        return false;
    };
    let since = |first: chrono::NaiveDate| {
        standing.sessions.iter().filter(|session| session.started.date() >= first).count()
    };
    caps.are_reached(now.date(), since)
}

fn too_soon(standing: &Standing, now: Timestamp) -> Option<Refusal> {
    let gap = standing.plan?.caps.gap?;
    let last = standing.sessions.iter().map(|session| session.ended).max()?;
    (now.since(last) < gap).then(|| Refusal::Gap { until: last.plus(gap) })
}

fn needs_presence(standing: &Standing, request: Request) -> bool {
    request.rehearsal || standing.plan.is_some_and(|plan| plan.lowered)
}

/// Whether the next session is a first one: of the modality, or after idle days (P13). What was told afterwards counts in the
/// caps and here in nothing: nobody held it to any limit.
pub fn is_first_dose(standing: &Standing, modality: Modality, now: Timestamp) -> bool {
    let last = standing
        .sessions
        .iter()
        .filter(|session| session.modality == modality && session.guided)
        .map(|session| session.ended)
        .max();
    last.is_none_or(|last| now.since(last) >= IDLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("valid")
    }

    fn now() -> Timestamp {
        at("2026-05-10T09:00:00+01:00")
    }

    fn form(at: Timestamp) -> FormStanding {
        FormStanding { at, due_again: false, nothing_against: true }
    }

    fn session(ended: &str) -> SessionStanding {
        let ended = at(ended);
        SessionStanding {
            modality: Modality::OverDoorPulley,
            region: Region::Cervical,
            started: ended,
            ended,
            guided: true,
        }
    }

    const ALONE: Caps = Caps { per_day: 1, per_week: None, gap: Some(Millis::from_mins(360)) };

    fn ready() -> Standing {
        Standing {
            full_form: Some(form(at("2026-05-01T09:00:00+01:00"))),
            short_form: Some(form(at("2026-05-10T08:30:00+01:00"))),
            plan: Some(PlanStanding { caps: ALONE, lowered: false }),
            rehearsed: true,
            ..Standing::default()
        }
    }

    const CONFIRMED: Request = Request {
        rehearsal: false,
        setup: true,
        presence: true,
        audible: true,
        signals: AlarmSignals {
            volume_percent: None,
            silent_mode: None,
            focus: None,
            notifications: None,
            battery_percent: None,
            charging: None,
        },
    };

    fn first(standing: &Standing) -> Option<Refusal> {
        refusals(standing, CONFIRMED, now()).first().copied()
    }

    #[test]
    fn with_everything_in_place_a_session_may_start() {
        assert_eq!(first(&ready()), None);
    }

    #[test]
    fn with_nothing_in_place_every_check_refuses_in_the_order_of_the_contract() {
        let standing = Standing { locks: 1, ..Standing::default() };
        let rules: Vec<_> = refusals(&standing, Request::default(), now()).iter().map(|r| r.rule()).collect();
        assert_eq!(
            rules,
            [
                "gate.lock",
                "gate.full_form",
                "gate.short_form",
                "gate.plan",
                "gate.rehearsal",
                "gate.setup",
                "gate.audible"
            ]
        );
    }

    #[test]
    fn a_form_that_is_due_again_refuses() {
        let due = |form| Some(FormStanding { due_again: true, ..form });
        let full = Standing { full_form: due(form(at("2026-05-01T09:00:00+01:00"))), ..ready() };
        assert_eq!(first(&full), Some(Refusal::FullForm));
        let short = Standing { short_form: due(form(at("2026-05-10T08:59:00+01:00"))), ..ready() };
        assert_eq!(first(&short), Some(Refusal::ShortForm));
    }

    #[test]
    fn a_form_that_speaks_against_a_session_refuses() {
        let against = |form| Some(FormStanding { nothing_against: false, ..form });
        let full = Standing { full_form: against(form(at("2026-05-01T09:00:00+01:00"))), ..ready() };
        assert_eq!(first(&full), Some(Refusal::FullFormOutcome));
        let short = Standing { short_form: against(form(at("2026-05-10T08:30:00+01:00"))), ..ready() };
        assert_eq!(first(&short), Some(Refusal::ShortFormOutcome));
    }

    #[test]
    fn the_short_form_holds_for_an_hour() {
        let standing = Standing { short_form: Some(form(at("2026-05-10T07:59:59+01:00"))), ..ready() };
        assert_eq!(first(&standing), Some(Refusal::ShortForm));
    }

    #[test]
    fn without_a_provider_there_is_one_session_a_day_six_hours_apart() {
        let today = Standing { sessions: vec![session("2026-05-10T01:00:00+01:00")], ..ready() };
        assert_eq!(first(&today), Some(Refusal::Cap));
        let yesterday_night = Standing { sessions: vec![session("2026-05-09T23:59:00+01:00")], ..ready() };
        assert_eq!(first(&yesterday_night), None);
        let before_six =
            Standing { short_form: Some(form(at("2026-05-10T05:30:00+01:00"))), ..yesterday_night };
        let early = refusals(&before_six, CONFIRMED, at("2026-05-10T05:58:00+01:00"));
        assert!(matches!(early.as_slice(), [.., Refusal::Gap { .. }]));
    }

    #[test]
    fn a_provider_sets_the_number_a_day() {
        let plan = PlanStanding { caps: Caps { per_day: 2, per_week: Some(4), gap: None }, lowered: false };
        let mut standing =
            Standing { plan: Some(plan), sessions: vec![session("2026-05-10T07:00:00+01:00")], ..ready() };
        assert_eq!(first(&standing), None);
        standing.sessions.push(session("2026-05-10T08:00:00+01:00"));
        assert_eq!(first(&standing), Some(Refusal::Cap));
    }

    #[test]
    fn a_held_day_a_pause_and_a_review_refuse_in_this_order_but_never_a_rehearsal() {
        let course = CourseStanding { held_until: Some(now().date()), paused: true, review: true };
        let standing = Standing { course, ..ready() };
        let rules: Vec<_> = refusals(&standing, CONFIRMED, now()).iter().map(|r| r.rule()).collect();
        assert_eq!(rules, ["gate.held_day", "gate.paused", "gate.review"]);
        let rehearsal = Request { rehearsal: true, ..CONFIRMED };
        assert_eq!(refusals(&standing, rehearsal, now()), vec![]);
    }

    #[test]
    fn a_lowered_dose_and_a_rehearsal_need_the_persons_own_yes() {
        let plan = PlanStanding { caps: ALONE, lowered: true };
        let standing = Standing { plan: Some(plan), ..ready() };
        let request = Request { presence: false, ..CONFIRMED };
        assert_eq!(refusals(&standing, request, now()), vec![Refusal::Presence]);
    }

    /// P20: whatever the person says of it.
    #[test]
    fn a_phone_that_can_not_be_heard_refuses_and_says_why_but_never_a_rehearsal() {
        let signals =
            AlarmSignals { volume_percent: Some(10), silent_mode: Some(true), ..AlarmSignals::default() };
        let request = Request { signals, ..CONFIRMED };
        let rules: Vec<_> = refusals(&ready(), request, now()).iter().map(|r| r.rule()).collect();
        assert_eq!(rules, ["gate.audible", "hearing.volume", "hearing.silent_mode"]);
        assert_eq!(refusals(&ready(), Request { rehearsal: true, ..request }, now()), vec![]);
    }

    #[test]
    fn the_first_dose_is_the_first_of_its_modality_and_the_one_after_idle_days() {
        let standing = Standing { sessions: vec![session("2026-05-01T09:00:00+01:00")], ..ready() };
        assert!(!is_first_dose(&standing, Modality::OverDoorPulley, now()));
        assert!(is_first_dose(&standing, Modality::HomeUnit, now()));
        assert!(is_first_dose(&standing, Modality::OverDoorPulley, at("2026-05-20T09:00:00+01:00")));
        let told = SessionStanding { guided: false, ..session("2026-05-09T09:00:00+01:00") };
        let standing = Standing { sessions: vec![told], ..ready() };
        assert!(is_first_dose(&standing, Modality::OverDoorPulley, now()), "told afterwards");
    }

    #[test]
    fn every_refusal_has_words() {
        let all = [
            Refusal::Lock,
            Refusal::FullForm,
            Refusal::FullFormOutcome,
            Refusal::ShortForm,
            Refusal::ShortFormOutcome,
            Refusal::Plan,
            Refusal::HeldDay { until: now().date() },
            Refusal::Paused,
            Refusal::Review,
            Refusal::Cap,
            Refusal::Gap { until: now() },
            Refusal::Rehearsal,
            Refusal::Setup,
            Refusal::Presence,
            Refusal::Audible,
        ];
        for refusal in all {
            assert!(crate::text::has_message(&refusal.message().key), "{}", refusal.message().key);
        }
    }
}
