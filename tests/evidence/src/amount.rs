//! A constant's value as a clinician reads it: `Millis::from_mins(2)` is 2 min.

/// Each way to write a quantity, and what it counts.
const UNITS: &[(&str, Unit, u64)] = &[
    ("Millis(", Unit::Time, 1),
    ("Millis::from_secs(", Unit::Time, SECOND),
    ("Millis::from_mins(", Unit::Time, MINUTE),
    ("Force::from_millinewtons(", Unit::Force, 1),
    ("Force::from_decinewtons(", Unit::Force, 100),
];

/// What times are said in: the greatest that goes into them.
const TIMES: &[(u64, &str)] = &[(DAY, "days"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s")];

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// In milliseconds.
    Time,
    /// In millinewtons.
    Force,
}

/// The value in words, or as it is written where it is none of the known forms. `named` gives the value of
/// another constant of the same file.
pub fn said(value: &str, named: &dyn Fn(&str) -> Option<String>) -> String {
    if let Some((low, high)) =
        value.strip_prefix('(').and_then(|pair| pair.strip_suffix(')')?.split_once(", "))
    {
        return format!("{} to {}", said(low, named), said(high, named));
    }
    match quantity(value, named) {
        Some((Unit::Time, time)) => said_time(time),
        Some((Unit::Force, force)) => said_force(force),
        None => value.replace('_', ""),
    }
}

fn quantity(value: &str, named: &dyn Fn(&str) -> Option<String>) -> Option<(Unit, u64)> {
    let of = |(start, unit, size): &(&str, Unit, u64)| {
        let count = value.strip_prefix(start)?.strip_suffix(')')?;
        Some((*unit, product(count, named)?.checked_mul(*size)?))
    };
    UNITS.iter().find_map(of)
}

/// `30 * DAY.get()`: whole numbers and other constants, multiplied.
fn product(text: &str, named: &dyn Fn(&str) -> Option<String>) -> Option<u64> {
    text.split(" * ").try_fold(1_u64, |product, factor| {
        let factor = match factor.strip_suffix(".get()") {
            Some(name) => quantity(&named(name)?, &|_| None)?.1,
            None => factor.replace('_', "").parse().ok()?,
        };
        product.checked_mul(factor)
    })
}

fn said_time(time: u64) -> String {
    let fits = TIMES.iter().find(|(unit, _)| time >= *unit && time.is_multiple_of(*unit));
    fits.map_or_else(|| format!("{time} ms"), |(unit, name)| format!("{} {name}", time / unit))
}

fn said_force(force: u64) -> String {
    match (force / 1000, force % 1000) {
        (newtons, 0) => format!("{newtons} N"),
        (newtons, rest) => format!("{newtons}.{rest:03}").trim_end_matches('0').to_owned() + " N",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(value: &str) -> String {
        said(value, &|name| (name == "DAY").then(|| "Millis::from_mins(24 * 60)".to_owned()))
    }

    #[test]
    fn times_are_said_in_the_greatest_unit_that_fits() {
        let said = [
            "Millis::from_mins(2)",
            "Millis(1_000)",
            "Millis(250)",
            "Millis::from_mins(60)",
            "Millis(90_000)",
        ];
        assert_eq!(said.map(plain), ["2 min", "1 s", "250 ms", "1 h", "90 s"]);
    }

    #[test]
    fn products_and_other_constants_are_worked_out() {
        assert_eq!(plain("Millis(30 * DAY.get())"), "30 days");
        assert_eq!(plain("Millis::from_mins(14 * 24 * 60)"), "14 days");
    }

    #[test]
    fn forces_and_pairs_are_said() {
        assert_eq!(plain("Force::from_millinewtons(2_000)"), "2 N");
        assert_eq!(plain("Force::from_millinewtons(1_050)"), "1.05 N");
        assert_eq!(plain("(Millis::from_secs(10), Millis::from_secs(120))"), "10 s to 2 min");
    }

    #[test]
    fn what_is_not_understood_is_shown_as_written() {
        assert_eq!(plain("10"), "10");
        assert_eq!(plain("Millis(2 * OTHER.get())"), "Millis(2 * OTHER.get())");
    }
}
