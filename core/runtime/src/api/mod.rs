//! The only door for Kotlin, Swift, Python and the terminal. It converts and passes on; it decides nothing.
//!
//! | file | idea |
//! |---|---|
//! | `door` | the object [`Nape`]: coarse calls in, pages of numbered events out |
//! | `screening_door` | its calls for forms, what is told, locks and clearances |
//! | `plan_door` | its calls for plans |
//! | `entry`, `entry_door` | entries of the journal: records and calls |
//! | `check_in` | the check-in of an ordinary day: records and calls |
//! | `exchange` | entries as plain text, out and in: records and calls |
//! | `remind` | what rules come to, without a journal |
//! | `reminder`, `reminder_door` | reminders of the journal, and the system that shows them: records and calls |
//! | `report` | reports for the provider: records and calls |
//! | `calendar` | sessions and reminders for a calendar of another program: records and a call |
//! | `bluetooth` | a Bluetooth stack that the app lends |
//! | `device` | devices outside a session, and what they wrote down: records and calls |
//! | `device_now` | a device at this moment, and whether it keeps to the profile: records and calls |
//! | `day` | one civil day: a record and its call |
//! | `trend` | trends and benchmarks: records and calls |
//! | `progress` | how a course goes on: records and calls |
//! | `pure` | what needs no journal: forms, checks, timelines |
//! | `event` | what happens: numbered events and their pages |
//! | `screening`, `locks`, `plan`, `session`, `course` | records shaped for screens; their JSON is the terminal's |
//! | `logged` | sessions that are told afterwards |
//! | `guide` | cards, search, the emergency card: records and calls, none of which needs a journal |
//! | `routine` | routines of complementary practices: records and calls |
//! | `generate` | a journal for measuring, with the feature of that name |
//! | `backup` | backups and restores: records and calls |
//! | `language` | the language of everything that is said |
//! | `words` | the core's enums, the same in every language |
//! | `convert` | between the door's records and the core's types |
//! | `error` | the one error |
//! | `upkeep` | a journal that nobody has open: another key, its end |
//! | `ports` | what the shell lends: clocks, zone rules, the question for presence, the keeper of keys |

mod backup;
mod bluetooth;
mod calendar;
mod check_in;
mod convert;
mod course;
mod day;
mod device;
mod device_now;
mod door;
mod entry;
mod entry_door;
mod error;
mod event;
mod exchange;
#[cfg(feature = "generate")]
mod generate;
mod guide;
mod language;
mod locks;
mod logged;
mod plan;
mod plan_door;
mod ports;
mod progress;
mod pure;
mod remind;
mod reminder;
mod reminder_door;
mod report;
mod routine;
mod screening;
mod screening_door;
mod session;
mod trend;
mod upkeep;
mod words;

pub use backup::{
    Backup, BackupInfo, BackupMade, BackupSchedule, BackupStatus, RecoveryKey, RestoreConflict,
    RestoreCounts, Restored, ScheduledBackup, check_merge,
};
pub use bluetooth::{
    BluetoothEnd, BluetoothEvents, BluetoothFailure, BluetoothForgotten, BluetoothPairing, BluetoothPort,
    HeardDevice,
};
pub use calendar::{CalendarQuery, CalendarWritten, LeftOut};
pub use check_in::{
    CheckIn, CheckInAnswer, CheckInAnswers, CheckInQuestion, check_in_choices, check_in_from_json,
};
pub use course::{About, Course, JournalCheck, Profile};
pub use day::Day;
pub use device::{
    BluetoothState, FoundDevice, FoundPort, KnownDevice, PairingPort, RecordClaim, RecordSource, SyncReport,
    SyncedRecord, WaitingRecord,
};
pub use device_now::{CheckedRequirement, DeviceCheck, DeviceNow, RequirementOutcome, UnitFault, UnitState};
pub use door::{Nape, OpenConfig};
pub use entry::{
    EntriesWritten, Entry, EntryPage, EntryQuery, EntryRevision, KeptEntry, NewEntry, entries_from_json,
    entry_from_json,
};
pub use error::{FieldProblem, NapeError};
pub use event::{DeviceState, Event, EventBody, EventPage};
pub use exchange::{
    EntriesFile, ExportFormat, ExportQuery, Exported, ImportColumns, ImportFormat, ImportMapping,
    ImportMeasure, Imported, MeasureFound,
};
#[cfg(feature = "generate")]
pub use generate::{Generate, Generated, generate_journal};
pub use guide::{
    CourseReason, EmergencyCard, EmergencyNumber, EvidenceRank, FoundIn, GuideCard, GuideCardSummary,
    GuideHit, GuidePart, GuidePartKind, GuideSource, GuideTopic, course_reasons, emergency_card, guide_card,
    guide_cards, guide_search,
};
pub use language::set_language;
pub use locks::{Agreement, ClearanceEntry, Examination, Lock, LockCause};
pub use logged::{LoggedSession, SessionLogged};
pub use plan::{
    EffectiveDose, EnteredForce, EnteredForceUnit, EnteredLength, EnteredMass, LengthUnit, LevelUnit,
    MassUnit, Plan, PlanBy, PlanCheck, PlanConfirmation, PlanImport, PlanImportField, PlanProblem,
    PlanRevision, PlanToday, Provider, Segment, Timeline,
};
pub use ports::{ClockPort, KeyPort, PresencePort, PresenceReason, ProgressPort, ZonePort, ZoneTransition};
pub use progress::{
    CourseReview, NextDose, OpenedDose, Progress, ProviderContact, ReviewDue, ReviewKind, RuleText,
};
pub use pure::{
    about, answers_from_json, check_answers, check_plan, check_progression, check_symptoms, compile_timeline,
    logged_session_from_json, plan_from_json, plan_import, release_steps, screening_form, screening_symptoms,
    setup_checks, symptoms_from_json,
};
pub use remind::{DroppedReminder, PlannedReminder, ReminderPlan, check_reminders};
pub use reminder::{
    ExactAlarms, HeldAlert, KeptReminder, NotificationCapabilities, NotificationPort, Reminder,
    ReminderAdded, ReminderAlert, ReminderManner, ReminderRule, ReminderSchedule, RemindersSynced,
    WeekCounts, WithheldReminder, reminder_from_json, usual_reminder,
};
pub use report::{ReportForm, ReportPerson, ReportPreview, ReportQuery, ReportSink, ReportWritten};
pub use routine::{
    Routine, RoutineAct, RoutineCheck, RoutineCourse, RoutineEnd, RoutineExample, RoutineLine, RoutineOpen,
    RoutinePart, RoutinePhase, RoutinePractice, RoutineProblem, RoutineRange, RoutineStep, RoutineView,
    StartRoutine, check_routine, compile_routine, routine_examples, routine_from_json, routine_practices,
};
pub use screening::{
    Answer, AnswerSheet, AskIf, Clearance, Effect, FiredRule, Form, FormKind, FormToFill, Outcome,
    ProviderCall, Question, QuestionKind, QuestionOption, ScreeningHistory, ScreeningOutcome,
    ScreeningStatus, Symptom, SymptomOutcome, SymptomReport, SymptomStage, SymptomWords,
};
pub use session::{
    AfterCheck, Alarm, AlarmSignals, AwayClock, Before, Confirmed, DeviceChoice, FactLine, Feeling,
    GateRefusal, NextDayCheck, Readiness, Recovery, ScriptAct, ScriptLine, SessionDetail, SessionStep,
    SessionSummary, SessionView, Snapshot, StartSession, TelemetryGap, TelemetryPoint, TelemetrySummary,
};
pub use trend::{
    Benchmark, Benchmarks, ChartBand, ChartLine, ChartPlace, ChartSpan, ChartTick, CrackingObservation,
    Trend, TrendBaseline, TrendChart, TrendDirection, TrendGoal, TrendPoint, TrendWeek, check_trend,
    trend_measures,
};
pub use upkeep::{change_key, erase_journal, finish_erasure};
pub use words::{
    AlertWord, Bend, BodySide, BodySite, DropReason, End, EntryContext, EntryKind, ForceUnit, Haptic,
    Modality, PainQuality, Pattern, Phase, Position, Reason, Region, Release, ReminderSubject, ReportPaper,
    SegmentKind, Setting, SymptomAction, Urgency, WithheldReason,
};
