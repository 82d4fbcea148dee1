//! The columns of each table but that of sessions.

use nape_logic::screening::Answer;
use nape_logic::units::{EnteredForce, EnteredLength};

use super::Table;
use super::cell::{Cell, at, ids, maybe, maybe_at, maybe_word, maybe_words, plain, seconds, word, words};
use crate::report::Say;
use crate::report::record::{
    ClearanceItem, ContactItem, CourseItem, FormItem, LockItem, PlanItem, ReviewItem, TellingItem,
};
use crate::store::fact::Provenance;

pub(super) const COURSES: Table = Table {
    name: "courses.csv",
    columns: &["id", "region", "reason", "provider", "started", "ended", "why ended"],
};

pub(super) fn course(course: &CourseItem) -> [Cell<'_>; COURSES.columns.len()] {
    [
        plain(course.id),
        word(course.region),
        maybe_words(course.reason.as_deref()),
        maybe_words(course.provider.as_deref()),
        at(course.started),
        maybe_at(course.ended),
        maybe_words(course.why.as_deref()),
    ]
}

pub(super) const PLANS: Table = Table {
    name: "plans.csv",
    columns: &[
        "record",
        "number",
        "since",
        "until",
        "modality",
        "region",
        "provider",
        "given",
        "expires",
        "provenance",
        "pattern",
        "force",
        "force unit",
        "level",
        "height",
        "height unit",
        "share of body weight (0 to 1)",
        "duration (s)",
        "hold (s)",
        "rest (s)",
        "angle (degrees)",
        "position",
        "sets",
        "sessions a day at most",
        "sessions a week at most",
    ],
};

pub(super) fn plan(item: &PlanItem) -> [Cell<'_>; PLANS.columns.len()] {
    let plan = &item.plan;
    let provider = plan.provider.as_ref();
    let force = |of: fn(EnteredForce) -> Cell<'static>| plan.force.map_or_else(Cell::default, of);
    let height = |of: fn(EnteredLength) -> Cell<'static>| plan.height.map_or_else(Cell::default, of);
    [
        plain(item.record),
        plain(item.number),
        at(item.since),
        maybe_at(item.until),
        word(plan.modality),
        word(plan.region),
        maybe_words(provider.map(|provider| provider.name.as_str())),
        maybe(provider.map(|provider| provider.date)),
        maybe(provider.and_then(|provider| provider.expires)),
        word(Provenance::AsEnteredByThePerson),
        word(plan.pattern),
        force(|force| plain(force.value)),
        force(|force| word(force.unit)),
        maybe(plan.level),
        height(|height| plain(height.value)),
        height(|height| word(height.unit)),
        maybe(plan.body_weight_share),
        seconds(plan.duration_ms),
        plan.hold_ms.map_or_else(Cell::default, seconds),
        plan.rest_ms.map_or_else(Cell::default, seconds),
        maybe(plan.angle_deg),
        maybe_word(plan.position),
        maybe(plan.sets),
        maybe(plan.per_day),
        maybe(plan.per_week),
    ]
}

pub(super) const CONTACTS: Table = Table {
    name: "contacts.csv",
    columns: &["id", "entered", "region", "date", "with whom", "about", "provenance"],
};

pub(super) fn contact(contact: &ContactItem) -> [Cell<'_>; CONTACTS.columns.len()] {
    [
        plain(contact.id),
        at(contact.at),
        word(contact.region),
        plain(contact.date),
        words(&contact.who),
        maybe_words(contact.about.as_deref()),
        word(Provenance::AsEnteredByThePerson),
    ]
}

pub(super) const REVIEWS: Table = Table {
    name: "reviews.csv",
    columns: &["id", "at", "region", "review", "change as felt (-7 to 7)", "pain (0 to 10)", "note"],
};

pub(super) fn review(review: &ReviewItem) -> [Cell<'_>; REVIEWS.columns.len()] {
    [
        plain(review.id),
        at(review.at),
        word(review.region),
        word(review.kind),
        maybe(review.groc),
        maybe(review.pain),
        maybe_words(review.note.as_deref()),
    ]
}

pub(super) const CLEARANCES: Table = Table {
    name: "clearances.csv",
    columns: &[
        "id",
        "entered",
        "provider",
        "profession",
        "date",
        "modality",
        "rules",
        "expires",
        "withdrawn",
        "provenance",
    ],
};

pub(super) fn clearance(item: &ClearanceItem) -> [Cell<'_>; CLEARANCES.columns.len()] {
    let given = &item.given;
    [
        plain(item.id),
        at(item.at),
        words(&given.name),
        maybe_words(given.role.as_deref()),
        plain(given.date),
        word(given.modality),
        ids(given.rules.iter().map(String::as_str)),
        maybe(given.expires),
        maybe_at(item.withdrawn),
        word(item.provenance),
    ]
}

pub(super) const LOCKS: Table = Table {
    name: "locks.csv",
    columns: &[
        "id",
        "since",
        "open",
        "told in",
        "outcome",
        "modality",
        "region",
        "rules",
        "what they say",
        "session",
        "examined",
        "examined by",
        "advice",
    ],
};

pub(super) fn lock<'a>(lock: &'a LockItem, say: Say<'_>) -> [Cell<'a>; LOCKS.columns.len()] {
    let examined = lock.examined.as_ref();
    [
        plain(lock.id),
        at(lock.since),
        plain(lock.open),
        word(lock.cause),
        word(lock.verdict),
        maybe_word(lock.about.map(|about| about.modality)),
        maybe_word(lock.about.map(|about| about.region)),
        ids(lock.rules.iter().map(String::as_str)),
        plain(lock.texts.iter().map(say).collect::<Vec<_>>().join(" ")),
        maybe(lock.session),
        maybe(examined.map(|examined| examined.date)),
        maybe_words(examined.map(|examined| examined.by.as_str())),
        maybe_words(examined.map(|examined| examined.advice.as_str())),
    ]
}

pub(super) const TELLINGS: Table = Table {
    name: "symptoms_told.csv",
    columns: &["id", "at", "modality", "region", "symptoms", "pain (0 to 10)", "what followed"],
};

pub(super) fn telling(telling: &TellingItem) -> [Cell<'_>; TELLINGS.columns.len()] {
    [
        plain(telling.id),
        at(telling.at),
        word(telling.report.modality),
        word(telling.report.region),
        ids(telling.report.symptoms.iter().map(|symptom| symptom.id.as_str())),
        maybe(telling.report.pain),
        word(telling.action),
    ]
}

pub(super) const FORMS: Table = Table {
    name: "forms.csv",
    columns: &[
        "id",
        "at",
        "form",
        "modality",
        "region",
        "outcome",
        "rules",
        "lifted by a clearance",
        "missing answers",
        "questions and rules",
    ],
};

pub(super) fn form(form: &FormItem) -> [Cell<'_>; FORMS.columns.len()] {
    [
        plain(form.id),
        at(form.at),
        word(form.form),
        word(form.modality),
        word(form.region),
        word(form.outcome),
        ids(form.rules.iter().map(String::as_str)),
        ids(form.lifted.iter().map(String::as_str)),
        ids(form.missing.iter().map(String::as_str)),
        words(&form.content_version),
    ]
}

pub(super) const ANSWERS: Table = Table { name: "answers.csv", columns: &["form", "question", "answer"] };

pub(super) fn answers(form: &FormItem) -> impl Iterator<Item = [Cell<'_>; ANSWERS.columns.len()]> {
    form.sheet.answers.iter().map(|(question, answer)| {
        let answer = match answer {
            Answer::Flag(flag) => plain(flag),
            Answer::Number(number) => plain(number),
            Answer::Word(word) => words(word),
            Answer::Words(words) => ids(words.iter().map(String::as_str)),
        };
        [plain(form.id), words(question), answer]
    })
}
