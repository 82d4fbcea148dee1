//! A number of the journal, exact to a thousandth, so that what was typed comes back as it was typed.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number in thousandths, within a million either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

/// The greatest amount, in thousandths: far beyond any dose of a medicine.
const MOST: i64 = 1_000_000_000;
const PER_UNIT: i64 = 1000;

impl Amount {
    /// What can be told at all, in words.
    pub const ALLOWED: &str = "a number with at most three decimals";

    /// A whole number.
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * PER_UNIT)
    }

    /// From thousandths, as the journal keeps them; `None` beyond a million.
    pub const fn from_thousandths(thousandths: i64) -> Option<Self> {
        if thousandths.unsigned_abs() <= MOST.unsigned_abs() { Some(Self(thousandths)) } else { None }
    }

    /// From a number with at most three decimals; `None` for any other.
    pub fn from_number(number: f64) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "thousandths up to a thousand million are exact")]
        let (most, per_unit) = (MOST as f64, PER_UNIT as f64);
        let thousandths = (number * per_unit).round();
        // Also false for what is no number.
        let exact = thousandths.abs() <= most && (thousandths / per_unit - number).abs() < 1e-9;
        #[expect(clippy::cast_possible_truncation, reason = "within a thousand million")]
        exact.then_some(Self(thousandths as i64))
    }

    /// As [`Amount::from_number`], for what somebody told: a number beyond a million is read as one that no kind of entry
    /// takes, so that what is wrong with it is said by the range of its kind.
    pub fn from_told(number: f64) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "a million")]
        let most = (MOST / PER_UNIT) as f64;
        if number > most {
            Some(Self(MOST + PER_UNIT))
        } else if number < -most {
            Some(Self(-MOST - PER_UNIT))
        } else {
            Self::from_number(number)
        }
    }

    /// Whether it lies beyond what any entry takes.
    pub const fn is_beyond(self) -> bool {
        self.0.unsigned_abs() > MOST.unsigned_abs()
    }

    /// In thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// As a number.
    #[expect(clippy::cast_precision_loss, reason = "within a thousand million")]
    pub fn number(self) -> f64 {
        self.0 as f64 / PER_UNIT as f64
    }

    /// As a whole number; `None` where it isn't one.
    pub const fn as_whole(self) -> Option<i64> {
        if self.0 % PER_UNIT == 0 { Some(self.0 / PER_UNIT) } else { None }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.number()),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Self::from_told(number)
            .ok_or_else(|| D::Error::custom(format_args!("a number, expected {}", Self::ALLOWED)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_typed_comes_back_as_it_was_typed() {
        for text in ["0", "7", "-7", "0.5", "2.125", "400", "-0.001", "1000000"] {
            let amount: Amount = serde_json::from_str(text).expect("an amount");
            assert_eq!(serde_json::to_string(&amount).expect("json"), text);
        }
    }

    #[test]
    fn what_is_no_exact_number_is_refused() {
        for text in ["0.0001", "\"7\"", "null", "true"] {
            assert!(serde_json::from_str::<Amount>(text).is_err(), "{text}");
        }
        for text in ["1000000.001", "1e300", "-1e9"] {
            assert!(serde_json::from_str::<Amount>(text).expect("read").is_beyond(), "{text}");
            assert_eq!(Amount::from_number(text.parse().expect("a number")), None, "{text}");
        }
        assert_eq!(Amount::from_number(f64::NAN), None);
        assert_eq!(Amount::from_number(f64::INFINITY), None);
    }

    proptest! {
        #[test]
        fn every_amount_reads_back(thousandths in -MOST..=MOST) {
            let amount = Amount::from_thousandths(thousandths).expect("within");
            prop_assert_eq!(Amount::from_number(amount.number()), Some(amount));
            let json = serde_json::to_string(&amount).expect("json");
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).expect("an amount"), amount);
        }
    }
}
