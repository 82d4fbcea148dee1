//! What of the record has to be seen as a whole before it is said. Entries are not: their measures come summed by day.

use nape_logic::journal::entry::Kind;
use nape_logic::time::Timestamp;

use crate::report::record::{
    ClearanceItem, ContactItem, CourseItem, FormItem, Item, LockItem, PlanItem, ReviewItem, SessionItem,
    TellingItem,
};

/// See the module; each list in the order of time.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "each list is its items' type")]
pub struct Gathered {
    pub courses: Vec<CourseItem>,
    pub plans: Vec<PlanItem>,
    pub contacts: Vec<ContactItem>,
    pub reviews: Vec<ReviewItem>,
    pub clearances: Vec<ClearanceItem>,
    pub locks: Vec<LockItem>,
    pub tellings: Vec<TellingItem>,
    /// How many forms were answered.
    pub forms: usize,
    /// The forms that spoke against a session.
    pub speaking: Vec<FormItem>,
    pub sessions: Vec<SessionItem>,
    /// The person's own notes, where they go with it.
    pub notes: Vec<(Timestamp, String)>,
}

impl Gathered {
    /// Takes one thing in.
    pub fn take(&mut self, item: Item) {
        match item {
            Item::Course(course) => self.courses.push(course),
            Item::Plan(plan) => self.plans.push(*plan),
            Item::Contact(contact) => self.contacts.push(contact),
            Item::Review(review) => self.reviews.push(review),
            Item::Clearance(clearance) => self.clearances.push(clearance),
            Item::Lock(lock) => self.locks.push(*lock),
            Item::Telling(telling) => self.tellings.push(*telling),
            Item::Form(form) => {
                self.forms += 1;
                if !form.rules.is_empty() || !form.missing.is_empty() {
                    self.speaking.push(*form);
                }
            }
            Item::Session(session) => self.sessions.push(*session),
            Item::Entry(entry) if entry.entry.kind == Kind::Note => {
                self.notes.extend(entry.entry.note.map(|note| (entry.entry.at, note)));
            }
            Item::Entry(_) => {}
        }
    }
}
