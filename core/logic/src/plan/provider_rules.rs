//! Whether the provider's part of a plan can be used.

use chrono::NaiveDate;

use super::asked::{Asked, Standing};
use super::dose::Plan;
use super::limit::LimitId;
use super::problem::Problems;
use crate::text::Message;

/// A name, and dates that can be true.
pub(super) fn dates_and_name(plan: &Plan, today: NaiveDate, problems: &mut Problems) {
    let Some(provider) = &plan.provider else {
        return;
    };
    if provider.name.trim().is_empty() {
        problems.add("provider.name", LimitId::ProviderName.notice(), Message::new("plan-allowed-text"));
    }
    if provider.date > today {
        let allowed = Message::new("plan-allowed-until").text("to", today.to_string());
        problems.add("provider.date", LimitId::ProviderDate.notice(), allowed);
    }
    if provider.expires.is_some_and(|expires| expires < provider.date) {
        let allowed = Message::new("plan-allowed-from").text("from", provider.date.max(today).to_string());
        problems.add("provider.expires", LimitId::ProviderDatesReversed.notice(), allowed);
    }
}

/// Where only a current provider's plan opens a modality, an absent or expired one is a problem.
pub(super) fn required(asked: &Asked<'_>, problems: &mut Problems) {
    if asked.row.without_provider.is_some() {
        return;
    }
    match asked.standing {
        Standing::Absent => problems.add(
            "provider",
            LimitId::EnvelopePlanRequired.notice(),
            Message::new("plan-allowed-provider"),
        ),
        Standing::Expired => problems.add(
            "provider.expires",
            LimitId::ProviderExpired.notice(),
            Message::new("plan-allowed-provider"),
        ),
        // An unusable one has its own problem.
        Standing::Unusable | Standing::Current => {}
    }
}
