//! Limits that an integrator lowers (P38). Loosening one is refused, and then none is taken.

use serde::Deserialize;
use thiserror::Error;

use super::envelope::Envelope;
use super::figure::{Figure, RawFigure, Sessions};
use super::row::{Ceiling, Row};
use crate::document::FieldError;
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

/// One limit as an integrator writes it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedLimit {
    /// The way of traction; it has to be one that can be planned.
    pub modality: Modality,
    /// The part of the spine.
    pub region: Region,
    /// Which limit.
    pub field: LimitField,
    /// The number.
    pub value: f64,
    /// `N`, `kg` or `lb` for a force; `s`, `min` or `h` for a time; `sessions` for a number a day.
    pub unit: String,
}

/// The limits that can be lowered, and the gap that can be raised; each with a provider's plan and without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum LimitField {
    /// The greatest pull.
    #[serde(rename = "with_provider.force_max")]
    ForceMaxWithProvider,
    /// The greatest pull without a provider's plan.
    #[serde(rename = "without_provider.force_max")]
    ForceMaxWithoutProvider,
    /// The longest session.
    #[serde(rename = "with_provider.duration_max")]
    DurationMaxWithProvider,
    /// The longest session without a provider's plan.
    #[serde(rename = "without_provider.duration_max")]
    DurationMaxWithoutProvider,
    /// Sessions a day.
    #[serde(rename = "with_provider.per_day")]
    PerDayWithProvider,
    /// Sessions a day without a provider's plan.
    #[serde(rename = "without_provider.per_day")]
    PerDayWithoutProvider,
    /// Time between sessions without a provider's plan; it can only be made longer.
    #[serde(rename = "without_provider.gap")]
    GapWithoutProvider,
}

/// Why added limits were not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LimitError {
    /// It would allow more than what is built in.
    #[error("{field}: looser than what is built in")]
    Loosens {
        /// Which limit, such as `limits[0].value`.
        field: String,
        /// What is allowed there.
        allowed: String,
    },
    /// It is no limit.
    #[error(transparent)]
    BadInput(#[from] FieldError),
}

impl Envelope {
    /// This envelope with limits that are lower still.
    pub fn lowered(&self, limits: &[AddedLimit]) -> Result<Self, LimitError> {
        let mut envelope = self.clone();
        for (index, limit) in limits.iter().enumerate() {
            let row = envelope.row_mut(limit.modality, limit.region).ok_or_else(|| {
                let field = format!("limits[{index}].modality");
                FieldError::new(field, "can't be planned for this region", "a way of traction with limits")
            })?;
            Lowering { limit, index }.apply(row)?;
            keep_in_order(row);
        }
        Ok(envelope)
    }
}

struct Lowering<'a> {
    limit: &'a AddedLimit,
    index: usize,
}

impl Lowering<'_> {
    fn apply(&self, row: &mut Row) -> Result<(), LimitError> {
        self.must_have_force(row)?;
        match self.limit.field {
            LimitField::ForceMaxWithProvider => self.force(&mut row.with_provider.force_max),
            LimitField::ForceMaxWithoutProvider => self.force(&mut self.without(row)?.force_max),
            LimitField::DurationMaxWithProvider => self.time(&mut row.with_provider.duration_max),
            LimitField::DurationMaxWithoutProvider => self.time(&mut self.without(row)?.duration_max),
            LimitField::PerDayWithProvider => self.sessions(&mut row.with_provider.per_day),
            LimitField::PerDayWithoutProvider => self.sessions(&mut self.without(row)?.per_day),
            LimitField::GapWithoutProvider => self.gap(&mut self.without(row)?.gap),
        }
    }

    /// A limit of force on a pull that is none would be taken and never hold.
    fn must_have_force(&self, row: &Row) -> Result<(), LimitError> {
        let is_force = matches!(
            self.limit.field,
            LimitField::ForceMaxWithProvider | LimitField::ForceMaxWithoutProvider
        );
        if is_force && !row.has_force() {
            let message = "the pull of this way of traction is not known as a force";
            return Err(FieldError::new(self.at("field"), message, "a limit of time or of sessions").into());
        }
        Ok(())
    }

    fn without<'r>(&self, row: &'r mut Row) -> Result<&'r mut Ceiling, LimitError> {
        row.without_provider.as_mut().ok_or_else(|| {
            let message = "this way of traction needs a provider's plan";
            FieldError::new(self.at("field"), message, "a limit with_provider").into()
        })
    }

    /// A pull that only the device limits so far can be limited here.
    fn force(&self, built_in: &mut Option<Figure<Force>>) -> Result<(), LimitError> {
        let added: Figure<Force> = self.figure()?;
        if let Some(built_in) = built_in
            && added.value > built_in.value
        {
            let newtons = f64::from(built_in.value.millinewtons()) / 1000.0;
            return Err(self.loosens(format!("at most {newtons:.1} N")));
        }
        *built_in = Some(added);
        Ok(())
    }

    fn time(&self, built_in: &mut Figure<Millis>) -> Result<(), LimitError> {
        let added: Figure<Millis> = self.figure()?;
        if added.value > built_in.value {
            return Err(self.loosens(format!("at most {} s", built_in.value.secs_floor())));
        }
        *built_in = added;
        Ok(())
    }

    fn sessions(&self, built_in: &mut Figure<Sessions>) -> Result<(), LimitError> {
        let added: Figure<Sessions> = self.figure()?;
        if added.value > built_in.value {
            return Err(self.loosens(format!("at most {}", built_in.value.0)));
        }
        *built_in = added;
        Ok(())
    }

    fn gap(&self, built_in: &mut Option<Figure<Millis>>) -> Result<(), LimitError> {
        let added: Figure<Millis> = self.figure()?;
        if let Some(built_in) = built_in
            && added.value < built_in.value
        {
            return Err(self.loosens(format!("at least {} s", built_in.value.secs_floor())));
        }
        *built_in = Some(added);
        Ok(())
    }

    fn figure<T>(&self) -> Result<Figure<T>, LimitError>
    where
        Figure<T>: TryFrom<RawFigure, Error = String>,
    {
        let units = "N, kg, lb, s, min, h or sessions";
        let raw = RawFigure::added(self.limit.value, &self.limit.unit)
            .ok_or_else(|| FieldError::new(self.at("unit"), "not a known unit", units))?;
        let allowed = "a number above zero, in a unit of what is limited";
        Ok(Figure::try_from(raw).map_err(|message| FieldError::new(self.at("value"), message, allowed))?)
    }

    fn loosens(&self, allowed: String) -> LimitError {
        LimitError::Loosens { field: self.at("value"), allowed }
    }

    fn at(&self, field: &str) -> String {
        format!("limits[{}].{field}", self.index)
    }
}

/// What a person may do alone is never more than what a provider may ask for, and a first dose never more than
/// either.
fn keep_in_order(row: &mut Row) {
    let with = &row.with_provider;
    if let Some(without) = &mut row.without_provider {
        if let (Some(ceiling), Some(own)) = (&with.force_max, &mut without.force_max) {
            lower_to(own, ceiling);
        }
        lower_to(&mut without.duration_max, &with.duration_max);
        lower_to(&mut without.per_day, &with.per_day);
        if let Some(start) = &mut row.start {
            if let (Some(ceiling), Some(force)) = (&without.force_max, &mut start.force) {
                lower_to(force, ceiling);
            }
            if let Some(duration) = &mut start.duration {
                lower_to(duration, &without.duration_max);
            }
        }
    }
}

fn lower_to<T: PartialOrd + Clone>(figure: &mut Figure<T>, ceiling: &Figure<T>) {
    if figure.value > ceiling.value {
        *figure = ceiling.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(field: &str, value: f64, unit: &str) -> AddedLimit {
        let document = serde_json::json!({
            "modality": "over_door_pulley", "region": "cervical", "field": field, "value": value, "unit": unit
        });
        serde_json::from_value(document).expect("a limit")
    }

    fn row(envelope: &Envelope) -> &Row {
        envelope.row(Modality::OverDoorPulley, Region::Cervical).expect("can be planned")
    }

    #[test]
    fn each_limit_can_be_lowered_and_the_gap_raised() {
        let limits = [
            limit("with_provider.force_max", 30.0, "lb"),
            limit("without_provider.force_max", 5.0, "kg"),
            limit("with_provider.duration_max", 12.0, "min"),
            limit("without_provider.duration_max", 8.0, "min"),
            limit("with_provider.per_day", 2.0, "sessions"),
            limit("without_provider.per_day", 1.0, "sessions"),
            limit("without_provider.gap", 12.0, "h"),
        ];
        let envelope = Envelope::built_in().lowered(&limits).expect("lower");
        let row = row(&envelope);
        let without = row.without_provider.as_ref().expect("has one");
        assert_eq!(row.with_provider.duration_max.value, Millis::from_mins(12));
        assert_eq!(row.with_provider.per_day.value, Sessions(2));
        assert_eq!(without.duration_max.value, Millis::from_mins(8));
        assert_eq!(without.force_max.as_ref().expect("has one").value, Force::from_millinewtons(49_033));
        assert_eq!(without.gap.as_ref().expect("has one").value, Millis::from_mins(12 * 60));
        let hours = |envelope: &Envelope| {
            let caps = envelope.caps_without_a_plan();
            (caps.per_day, caps.gap)
        };
        assert_eq!(hours(Envelope::built_in()), (1, Some(Millis::from_mins(6 * 60))), "P14");
        assert_eq!(
            hours(&envelope),
            (1, Some(Millis::from_mins(12 * 60))),
            "where nobody planned anything, too"
        );
    }

    #[test]
    fn loosening_any_limit_is_refused_and_named() {
        for (field, value, unit) in [
            ("with_provider.force_max", 51.0, "lb"),
            ("without_provider.force_max", 20.1, "lb"),
            ("with_provider.duration_max", 21.0, "min"),
            ("without_provider.duration_max", 11.0, "min"),
            ("with_provider.per_day", 4.0, "sessions"),
            ("without_provider.per_day", 2.0, "sessions"),
            ("without_provider.gap", 5.0, "h"),
        ] {
            let limits = [limit("with_provider.per_day", 3.0, "sessions"), limit(field, value, unit)];
            let refused = Envelope::built_in().lowered(&limits);
            let Err(LimitError::Loosens { field: named, .. }) = refused else { panic!("{field}") };
            assert_eq!(named, "limits[1].value", "{field}");
        }
    }

    #[test]
    fn what_is_no_limit_is_bad_input() {
        for (field, value, unit, named) in [
            ("with_provider.force_max", 10.0, "stone", "limits[0].unit"),
            ("with_provider.force_max", 10.0, "min", "limits[0].value"),
            ("with_provider.force_max", 0.0, "N", "limits[0].value"),
            ("with_provider.per_day", 1.5, "sessions", "limits[0].value"),
        ] {
            let refused = Envelope::built_in().lowered(&[limit(field, value, unit)]);
            let Err(LimitError::BadInput(error)) = refused else { panic!("{field} {unit}") };
            assert_eq!(error.field, named);
        }
    }

    #[test]
    fn a_pull_that_is_no_force_takes_no_limit_of_force() {
        for modality in [Modality::NeckHammock, Modality::HangingBar, Modality::InversionTable] {
            let limit = AddedLimit { modality, ..limit("with_provider.force_max", 10.0, "lb") };
            let refused = Envelope::built_in().lowered(&[limit]);
            let Err(LimitError::BadInput(error)) = refused else { panic!("{modality}") };
            assert_eq!(error.field, "limits[0].field");
        }
        let shorter = AddedLimit {
            modality: Modality::NeckHammock,
            ..limit("without_provider.duration_max", 4.0, "min")
        };
        let envelope = Envelope::built_in().lowered(&[shorter]).expect("lower");
        let row = envelope.row(Modality::NeckHammock, Region::Cervical).expect("can be planned");
        let start = row.start.as_ref().and_then(|start| start.duration.as_ref()).expect("has one");
        assert_eq!(start.value, Millis::from_mins(4));
    }

    #[test]
    fn a_lower_ceiling_lowers_what_lies_under_it() {
        let limits =
            [limit("with_provider.force_max", 5.0, "lb"), limit("with_provider.duration_max", 4.0, "min")];
        let envelope = Envelope::built_in().lowered(&limits).expect("lower");
        let row = row(&envelope);
        let ceiling = row.with_provider.force_max.as_ref().expect("has one").value;
        assert_eq!(
            row.without_provider.as_ref().and_then(|own| own.force_max.as_ref()).expect("has one").value,
            ceiling
        );
        let start = row.start.as_ref().expect("has one");
        let first =
            (start.force.as_ref().map(|force| force.value), start.duration.as_ref().map(|time| time.value));
        assert_eq!(first, (Some(ceiling), Some(Millis::from_mins(4))));
    }
}
