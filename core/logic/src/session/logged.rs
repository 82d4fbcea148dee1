//! A session that was done before now, as the person tells it afterwards (P24): what it may say, and what is wrong
//! with it. Nothing here rewards or adds up what was done (X12).

use serde::{Deserialize, Serialize};

use crate::document::FieldError;
use crate::modality::{Modality, Region};
use crate::plan::{Pattern, Position};
use crate::time::{Millis, Timestamp};
use crate::units::{EnteredForce, EnteredLength, LengthUnit};

/// So far back a session can be told (own decision `[D]`).
pub const OLDEST: Millis = Millis::from_mins(365 * 24 * 60);
/// A longer one is a slip of the finger (own decision `[D]`).
pub const LONGEST: Millis = Millis::from_mins(12 * 60);
/// The shortest one that has a length (own decision `[D]`).
const SHORTEST: Millis = Millis::from_secs(1);
/// The top of the pain scale.
const SCALE_MAX: u8 = 10;
/// The neck bends by less than this (own decision `[D]`).
const BEND_MAX_DEG: f64 = 90.0;
/// No hammock hangs higher, in cm (own decision `[D]`).
const HEIGHT_MAX_CM: f64 = 300.0;
const CM_PER_INCH: f64 = 2.54;
/// More sets are a slip of the finger (own decision `[D]`).
const SETS_MAX: u8 = 50;
/// More cracks are one too (own decision `[D]`).
const COUNT_MAX: u16 = 200;
/// The longest name, and the longest note, in characters `[D]`.
const NAME_MAX: usize = 80;
const NOTE_MAX: usize = 500;

/// A session as told afterwards. Read it with [`from_json`](crate::document::from_json); nothing in it is trusted
/// before [`problems`] has seen it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedSession {
    /// How it was done; every modality can be logged.
    pub modality: Modality,
    /// The part of the spine; the neck where not given.
    #[serde(default = "cervical")]
    pub region: Region,
    /// When it began.
    pub started: Timestamp,
    /// How long it lasted; may be absent for an adjustment and for cracking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<Millis>,
    /// Where it was done (D05).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Who did it or stood by, as the person wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// How the person lay or sat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Where the neck was bent to (D02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bend: Option<Bend>,
    /// By how many degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bend_deg: Option<f64>,
    /// What was done, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<String>,
    /// The pull, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<EnteredForce>,
    /// A maker's level, never turned into a force (E17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// A hammock's height, never turned into a force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<EnteredLength>,
    /// In how many sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u8>,
    /// Constant pull, or pull and rest in turn (D10, D11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Pattern>,
    /// How often the neck was cracked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// Pain before it, 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain_before: Option<u8>,
    /// Pain after it, 0 to 10; says something only beside the pain before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain_after: Option<u8>,
    /// How it felt afterwards (P23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub felt: Option<Felt>,
    /// What was felt, by screening's ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symptoms: Vec<String>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

const fn cervical() -> Region {
    Region::Cervical
}

/// Where a session is done (D05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// A provider's office.
    Office,
    /// A session of physical therapy.
    Therapy,
    /// At home, by oneself.
    Home,
}

/// Where the neck is bent to (D02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bend {
    /// Straight.
    None,
    /// Chin to the chest.
    Flexion,
    /// Backwards.
    Extension,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// How it felt after a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Felt {
    /// Better than before.
    Better,
    /// As before.
    Same,
    /// Worse than before.
    Worse,
}

impl LoggedSession {
    /// One of which nothing else was told.
    pub const fn plain(modality: Modality, region: Region, started: Timestamp) -> Self {
        Self {
            modality,
            region,
            started,
            duration_ms: None,
            setting: None,
            provider: None,
            position: None,
            bend: None,
            bend_deg: None,
            technique: None,
            force: None,
            level: None,
            height: None,
            sets: None,
            pattern: None,
            count: None,
            pain_before: None,
            pain_after: None,
            felt: None,
            symptoms: Vec::new(),
            note: None,
        }
    }

    /// When it ended.
    pub fn ended(&self) -> Timestamp {
        self.started.plus(self.duration_ms.unwrap_or_default())
    }

    /// Whether it shares time with another one; two that begin at the same instant do, however short.
    pub fn overlaps(&self, started: Timestamp, ended: Timestamp) -> bool {
        self.started == started || (self.started < ended && started < self.ended())
    }
}

/// Everything that is wrong with a session as told, at `now`; empty where nothing is. The symptoms and the part of the
/// spine are screening's to check.
pub fn problems(logged: &LoggedSession, now: Timestamp) -> Vec<FieldError> {
    let mut problems = Vec::new();
    times(logged, now, &mut problems);
    unfit(logged, &mut problems);
    combinations(logged, &mut problems);
    amounts(logged, &mut problems);
    pain(logged, &mut problems);
    texts(logged, &mut problems);
    problems
}

fn times(logged: &LoggedSession, now: Timestamp, problems: &mut Vec<FieldError>) {
    let past = "a time in the last 365 days";
    if logged.started > now {
        problems.push(FieldError::new("started", "lies in the future", past));
    } else if now.since(logged.started) > OLDEST {
        problems.push(FieldError::new("started", "too long ago", past));
    } else if logged.ended() > now {
        problems.push(FieldError::new("duration_ms", "ends in the future", "an end that is not after now"));
    }
    let range = format!("{} to {}", SHORTEST.get(), LONGEST.get());
    match logged.duration_ms {
        None if needs_duration(logged.modality) => {
            problems.push(FieldError::new("duration_ms", "missing", range));
        }
        Some(duration) if !(SHORTEST..=LONGEST).contains(&duration) => {
            problems.push(FieldError::new("duration_ms", "out of range", range));
        }
        _ => {}
    }
}

/// What is over in an instant has no length.
const fn needs_duration(modality: Modality) -> bool {
    !matches!(modality, Modality::NeckCracking | Modality::ProfessionalAdjustment)
}

/// The fields that not every modality has, of those that it has.
const fn fields_of(modality: Modality) -> &'static [&'static str] {
    match modality {
        Modality::Manual | Modality::OverDoorPulley => {
            &["setting", "provider", "position", "bend", "bend_deg", "technique", "force", "pattern"]
        }
        Modality::ClinicMechanical | Modality::TractionTable | Modality::HomeUnit => {
            &["setting", "provider", "position", "bend", "bend_deg", "technique", "force", "level", "pattern"]
        }
        Modality::NeckHammock => &[
            "setting",
            "provider",
            "position",
            "bend",
            "bend_deg",
            "technique",
            "force",
            "height",
            "pattern",
        ],
        Modality::HangingBar | Modality::InversionTable => {
            &["setting", "provider", "technique", "sets", "pattern"]
        }
        Modality::ProfessionalAdjustment => {
            &["setting", "provider", "position", "bend", "bend_deg", "technique"]
        }
        Modality::NeckCracking => &["setting", "count"],
        Modality::FoamRoller | Modality::FoamRollerTrapezius | Modality::Complementary => {
            &["setting", "position", "technique", "sets"]
        }
    }
}

fn unfit(logged: &LoggedSession, problems: &mut Vec<FieldError>) {
    let given = [
        ("provider", logged.provider.is_some()),
        ("position", logged.position.is_some()),
        ("bend", logged.bend.is_some()),
        ("bend_deg", logged.bend_deg.is_some()),
        ("technique", logged.technique.is_some()),
        ("force", logged.force.is_some()),
        ("level", logged.level.is_some()),
        ("height", logged.height.is_some()),
        ("sets", logged.sets.is_some()),
        ("pattern", logged.pattern.is_some()),
        ("count", logged.count.is_some()),
    ];
    let has = fields_of(logged.modality);
    let unfit = given.into_iter().filter(|(field, given)| *given && !has.contains(field));
    problems.extend(unfit.map(|(field, _)| {
        let message = format!("{} has no such field", logged.modality);
        FieldError::new(field, message, format!("absent; it has {}", has.join(", ")))
    }));
}

fn combinations(logged: &LoggedSession, problems: &mut Vec<FieldError>) {
    let allowed = settings_of(logged.modality);
    if logged.setting.is_some_and(|setting| !allowed.contains(&setting)) {
        let words: Vec<&str> = allowed.iter().map(|setting| setting.word()).collect();
        let message = format!("{} is not done there", logged.modality);
        problems.push(FieldError::new("setting", message, words.join(", ")));
    }
    if logged.bend_deg.is_some() && !logged.bend.is_some_and(|bend| bend != Bend::None) {
        let allowed = "flexion, extension, left or right beside bend_deg";
        problems.push(FieldError::new("bend", "degrees without a bend", allowed));
    }
}

/// What a clinic's machine does is done in a clinic; what a person does to themselves is not.
const fn settings_of(modality: Modality) -> &'static [Setting] {
    match modality {
        Modality::ClinicMechanical => &[Setting::Office, Setting::Therapy],
        Modality::NeckCracking | Modality::FoamRoller => &[Setting::Home],
        _ => &[Setting::Office, Setting::Therapy, Setting::Home],
    }
}

impl Setting {
    const fn word(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Therapy => "therapy",
            Self::Home => "home",
        }
    }
}

fn amounts(logged: &LoggedSession, problems: &mut Vec<FieldError>) {
    let force = logged.force.map(|force| force.to_force().is_ok_and(|force| force.millinewtons() > 0));
    let bend = logged.bend_deg.map(|degrees| degrees > 0.0 && degrees <= BEND_MAX_DEG);
    let height = logged.height.map(|height| {
        let cm = match height.unit {
            LengthUnit::Cm => height.value,
            LengthUnit::In => height.value * CM_PER_INCH,
        };
        cm > 0.0 && cm <= HEIGHT_MAX_CM
    });
    let level = logged.level.map(|level| level > 0);
    let sets = logged.sets.map(|sets| (1..=SETS_MAX).contains(&sets));
    let count = logged.count.map(|count| (1..=COUNT_MAX).contains(&count));
    let checks = [
        ("bend_deg", bend, format!("above 0, up to {BEND_MAX_DEG}")),
        ("force.value", force, "above 0, up to 1000 N".to_owned()),
        ("level", level, "1 or more".to_owned()),
        ("height.value", height, format!("above 0, up to {HEIGHT_MAX_CM} cm")),
        ("sets", sets, format!("1 to {SETS_MAX}")),
        ("count", count, format!("1 to {COUNT_MAX}")),
    ];
    let wrong = checks.into_iter().filter(|(_, holds, _)| *holds == Some(false));
    problems.extend(wrong.map(|(field, _, allowed)| FieldError::new(field, "out of range", allowed)));
}

fn pain(logged: &LoggedSession, problems: &mut Vec<FieldError>) {
    let scale = "a whole number from 0 to 10";
    for (field, value) in [("pain_before", logged.pain_before), ("pain_after", logged.pain_after)] {
        if value.is_some_and(|value| value > SCALE_MAX) {
            problems.push(FieldError::new(field, "out of range", scale));
        }
    }
    // Screening takes what was not told as no pain: any pain afterwards would count as risen.
    if logged.pain_after.is_some() && logged.pain_before.is_none() {
        let allowed = format!("{scale}, or no pain_after");
        problems.push(FieldError::new("pain_before", "missing beside pain_after", allowed));
    }
}

fn texts(logged: &LoggedSession, problems: &mut Vec<FieldError>) {
    let texts = [
        ("provider", &logged.provider, NAME_MAX),
        ("technique", &logged.technique, NAME_MAX),
        ("note", &logged.note, NOTE_MAX),
    ];
    for (field, text, most) in texts {
        let Some(text) = text else { continue };
        let breaks = |c: char| c.is_control() && !(field == "note" && c == '\n');
        if text.trim().is_empty() || text.chars().count() > most || text.contains(breaks) {
            let allowed = format!("1 to {most} characters, no control characters");
            problems.push(FieldError::new(field, "not a text that is kept", allowed));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::from_json;

    const NOW: &str = "2026-03-10T09:00:00+01:00";

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    fn logged(modality: &str, more: &str) -> LoggedSession {
        let json = format!(r#"{{"modality":"{modality}","started":"2026-03-09T18:00:00+01:00"{more}}}"#);
        from_json(json.as_bytes()).expect("reads")
    }

    fn fields(logged: &LoggedSession) -> Vec<String> {
        problems(logged, at(NOW)).into_iter().map(|problem| problem.field).collect()
    }

    const TEN_MINUTES: &str = r#","duration_ms":600000"#;

    #[test]
    fn every_modality_can_be_logged_with_its_time_alone() {
        for modality in Modality::ALL {
            assert_eq!(fields(&logged(modality.word(), TEN_MINUTES)), Vec::<String>::new(), "{modality}");
        }
    }

    #[test]
    fn a_providers_session_keeps_all_that_is_known_of_it() {
        let more = r#","duration_ms":900000,"setting":"therapy","provider":"Dana Whitfield, PT",
            "position":"supine","bend":"flexion","bend_deg":15,"technique":"slow pull by hand",
            "force":{"value":8,"unit":"kg"},"pattern":"intermittent","pain_before":5,"pain_after":3,
            "felt":"better","symptoms":[],"note":"two rounds\nof five""#;
        assert_eq!(fields(&logged("manual", more)), Vec::<String>::new());
    }

    #[test]
    fn only_what_is_over_in_an_instant_may_leave_out_its_length() {
        assert_eq!(fields(&logged("manual", "")), ["duration_ms"]);
        assert_eq!(fields(&logged("neck_cracking", r#","count":2"#)), Vec::<String>::new());
        assert_eq!(fields(&logged("professional_adjustment", "")), Vec::<String>::new());
    }

    #[test]
    fn what_ends_in_the_future_or_began_more_than_a_year_ago_is_refused() {
        let moved = |started: &str| LoggedSession { started: at(started), ..logged("manual", TEN_MINUTES) };
        assert_eq!(fields(&moved("2026-03-10T09:00:01+01:00")), ["started"]);
        assert_eq!(fields(&moved("2026-03-10T08:50:01+01:00")), ["duration_ms"]);
        assert_eq!(fields(&moved("2026-03-10T08:50:00+01:00")), Vec::<String>::new());
        assert_eq!(fields(&moved("2025-03-10T09:00:00+01:00")), Vec::<String>::new());
        assert_eq!(fields(&moved("2025-03-10T08:59:59+01:00")), ["started"]);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_and_no_value_is_repeated() {
        let more = r#","duration_ms":500,"setting":"home","bend_deg":120,"force":{"value":-3,"unit":"kg"},"level":0,
            "height":{"value":90,"unit":"cm"},"count":3,"pain_after":11,"provider":" ","note":"\u0007""#;
        let found = problems(&logged("clinic_mechanical", more), at(NOW));
        let fields: Vec<_> = found.iter().map(|problem| problem.field.as_str()).collect();
        let expected = [
            "duration_ms",
            "height",
            "count",
            "setting",
            "bend",
            "bend_deg",
            "force.value",
            "level",
            "pain_after",
            "pain_before",
            "provider",
            "note",
        ];
        assert_eq!(fields, expected);
        assert!(found.iter().all(|problem| problem.allowed.is_some()));
    }

    #[test]
    fn pain_afterwards_needs_the_pain_before_it() {
        let after = format!(r#"{TEN_MINUTES},"pain_after":4"#);
        assert_eq!(fields(&logged("manual", &after)), ["pain_before"]);
        let both = format!(r#"{TEN_MINUTES},"pain_before":4,"pain_after":4"#);
        assert_eq!(fields(&logged("manual", &both)), Vec::<String>::new());
    }

    #[test]
    fn a_field_that_is_not_known_is_refused() {
        let streak = format!(r#"{{"modality":"neck_cracking","started":"{NOW}","streak":3}}"#);
        assert_eq!(from_json::<LoggedSession>(streak.as_bytes()).expect_err("refused").field, "streak");
    }

    #[test]
    fn sessions_that_only_touch_do_not_overlap() {
        let logged = logged("manual", TEN_MINUTES);
        let (start, end) = (logged.started, logged.ended());
        assert!(!logged.overlaps(end, end.plus(Millis::from_mins(5))));
        assert!(logged.overlaps(start, start), "a crack at the same instant");
        assert!(logged.overlaps(start.plus(Millis(1)), end));
    }

    proptest! {
        #[test]
        fn numbers_that_are_none_are_refused_and_nothing_panics(
            value in prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-1.0), Just(1e300)],
            duration in any::<u64>(),
            started in any::<i64>(),
        ) {
            let mut logged = logged("neck_hammock", TEN_MINUTES);
            logged.force = Some(EnteredForce { value, unit: crate::units::ForceUnit::Newton });
            logged.height = Some(EnteredLength { value, unit: LengthUnit::In });
            logged.duration_ms = Some(Millis(duration));
            if let Some(started) = Timestamp::from_unix_millis(started, 0) {
                logged.started = started;
            }
            let found = fields(&logged);
            prop_assert!(found.iter().any(|field| field == "force.value"));
            prop_assert!(found.iter().any(|field| field == "height.value"));
        }

        /// Sharing time is mutual.
        #[test]
        fn who_overlaps_whom_does_not_matter(a in 0_u64..100, b in 0_u64..100, long in 1_u64..50, other in 1_u64..50) {
            let one = |from: u64, length: u64| {
                let base = logged("manual", "");
                LoggedSession {
                    started: base.started.plus(Millis::from_mins(from)),
                    duration_ms: Some(Millis::from_mins(length)),
                    ..base
                }
            };
            let (one, two) = (one(a, long), one(b, other));
            prop_assert_eq!(one.overlaps(two.started, two.ended()), two.overlaps(one.started, one.ended()));
        }
    }
}
