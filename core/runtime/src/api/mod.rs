//! The only door for Kotlin, Swift, Python and the terminal. It converts and passes on; it decides nothing.
//!
//! | file | idea |
//! |---|---|
//! | `door` | the object [`Nape`]: coarse calls in, pages of numbered events out |
//! | `screening_door` | its calls for forms, what is told, locks and clearances |
//! | `progress` | how a course goes on: records and calls |
//! | `pure` | what needs no journal: forms, checks, timelines |
//! | `screening`, `locks`, `plan`, `session`, `course` | records shaped for screens; their JSON is the terminal's |
//! | `guide` | cards, search, the emergency card: records and calls, none of which needs a journal |
//! | `language` | the language of everything that is said |
//! | `words` | the core's enums, the same in every language |
//! | `convert` | between the door's records and the core's types |
//! | `error` | the one error |
//! | `ports` | what the shell lends: clocks, zone rules, the question for presence |

mod convert;
mod course;
mod door;
mod error;
mod guide;
mod language;
mod locks;
mod plan;
mod ports;
mod progress;
mod pure;
mod screening;
mod screening_door;
mod session;
mod words;

pub use course::{About, Course, JournalCheck, Profile};
pub use door::{Nape, OpenConfig};
pub use error::{FieldProblem, NapeError};
pub use guide::{
    CourseReason, EmergencyCard, EmergencyNumber, EvidenceRank, FoundIn, GuideCard, GuideCardSummary,
    GuideHit, GuidePart, GuidePartKind, GuideSource, GuideTopic, course_reasons, emergency_card, guide_card,
    guide_cards, guide_search,
};
pub use language::set_language;
pub use locks::{Agreement, ClearanceEntry, Examination, Lock, LockCause};
pub use plan::{
    EffectiveDose, EnteredForce, EnteredLength, EnteredMass, LengthUnit, MassUnit, Plan, PlanCheck,
    PlanProblem, Provider, Segment, Timeline,
};
pub use ports::{ClockPort, PresencePort, PresenceReason, ZonePort, ZoneTransition};
pub use progress::{
    CourseReview, NextDose, OpenedDose, Progress, ProviderContact, ReviewDue, ReviewKind, RuleText,
};
pub use pure::{
    about, answers_from_json, check_answers, check_plan, check_progression, check_symptoms, compile_timeline,
    plan_from_json, screening_form, screening_symptoms, symptoms_from_json,
};
pub use screening::{
    Answer, AnswerSheet, AskIf, Clearance, Effect, FiredRule, Form, FormKind, FormToFill, Outcome,
    ProviderCall, Question, QuestionKind, QuestionOption, ScreeningHistory, ScreeningOutcome,
    ScreeningStatus, Symptom, SymptomOutcome, SymptomReport, SymptomStage, SymptomWords,
};
pub use session::{
    AfterCheck, Before, Confirmed, DeviceChoice, DeviceState, Event, EventBody, EventPage, FactLine, Feeling,
    GateRefusal, NextDayCheck, Readiness, Recovery, ScriptAct, ScriptLine, SessionDetail, SessionSummary,
    SessionView, Snapshot, StartSession, TelemetryGap, TelemetryPoint, TelemetrySummary,
};
pub use words::{
    End, ForceUnit, Haptic, Modality, Pattern, Phase, Position, Reason, Region, Release, SegmentKind,
    SymptomAction, Urgency,
};
