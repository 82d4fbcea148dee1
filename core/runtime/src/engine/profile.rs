//! The one person whose journal this is (P3).

use nape_logic::document::FieldError;
use nape_logic::journal::check_in::Chosen;
use nape_logic::units::{EnteredMass, ForceUnit};
use serde::{Deserialize, Serialize};

/// The profile; a record of the journal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// What the person wants to be called, at most 80 characters.
    pub name: Option<String>,
    /// The year of birth.
    pub birth_year: Option<u16>,
    /// Body weight as typed, 25 to 300 kg.
    pub weight: Option<EnteredMass>,
    /// The unit in which forces are shown.
    pub units: Option<ForceUnit>,
    /// The country, two capital letters.
    pub country: Option<String>,
    /// What the check-in of an ordinary day asks; the usual three where nothing was chosen (P26).
    pub check_in: Option<Chosen>,
}

impl Profile {
    /// What is given replaces what was there; what is absent stays.
    #[must_use]
    pub(super) fn changed_by(self, change: Self) -> Self {
        Self {
            name: change.name.or(self.name),
            birth_year: change.birth_year.or(self.birth_year),
            weight: change.weight.or(self.weight),
            units: change.units.or(self.units),
            country: change.country.or(self.country),
            check_in: change.check_in.or(self.check_in),
        }
    }

    /// Refuses what no profile could mean, in the year `this_year`.
    pub(super) fn check(&self, this_year: i32) -> Result<(), FieldError> {
        if self
            .name
            .as_ref()
            .is_some_and(|name| name.chars().count() > 80 || name.chars().any(char::is_control))
        {
            return Err(FieldError::new(
                "name",
                "not a name",
                "at most 80 characters, no control characters",
            ));
        }
        if self.birth_year.is_some_and(|year| !(this_year - 120..=this_year).contains(&i32::from(year))) {
            let allowed = format!("{} to {this_year}", this_year - 120);
            return Err(FieldError::new("birth_year", "not a year of birth", allowed));
        }
        if self.weight.is_some_and(|weight| weight.to_body_weight().is_err()) {
            return Err(FieldError::new("weight", "out of range", "25 to 300 kg"));
        }
        if self.country.as_ref().is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(FieldError::new("country", "not a country", "two capital letters"));
        }
        Ok(())
    }
}
