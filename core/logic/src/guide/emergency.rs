//! Whom to call, and what comes first (P9). The card is shown; nothing is ever dialled or sent by itself.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use thiserror::Error;

use super::content;
use super::written::NumberRow;
use crate::place::Placed;
use crate::text::Message;

/// One of these reaches help in most countries; what a phone without a known country shows.
const WHERE_UNKNOWN: &[&str] = &["112", "911"];

/// A country by its ISO 3166 code of two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// A code that is not two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a country's code of two letters")]
pub struct UnknownCountry;

impl FromStr for Country {
    type Err = UnknownCountry;

    /// Reads two letters, capital or small.
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code.as_bytes() {
            &[first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Ok(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
            }
            _ => Err(UnknownCountry),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

impl Country {
    /// Its name; the code where the name is not known.
    pub fn name(self) -> Message {
        self.message("guide-country")
    }

    fn message(self, key: &'static str) -> Message {
        Message::new(key).text("country", self.to_string())
    }
}

/// What to do in an emergency.
#[derive(Debug, Clone, PartialEq)]
pub struct EmergencyCard {
    /// The country that the numbers are for; absent where it is not known.
    pub country: Option<Country>,
    /// Whom to call, the first to try first; never empty.
    pub numbers: Vec<Number>,
    /// What to do, in order; the first line is to release the pull.
    pub lines: Vec<Message>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The digits to dial.
    pub call: String,
    /// Where it is known to work: the card's country, or, without one, every country listed with it.
    pub countries: Vec<Country>,
}

/// The numbers of a country.
struct Row {
    countries: Vec<Country>,
    call: Vec<String>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    // Unreadable numbers leave 112 and 911: this card is always there.
    content::emergency_numbers().unwrap_or_default().iter().map(row).collect()
});

fn row(placed: &Placed<NumberRow>) -> Row {
    let NumberRow { countries, call, .. } = &placed.item;
    Row { countries: countries.iter().filter_map(|code| code.parse().ok()).collect(), call: call.clone() }
}

/// The card for where the phone is: the country of its network, else the one that the person told. A country
/// without a listed number is like none: 112 and 911, and the card says that it does not know.
pub fn emergency_card(network_country: Option<Country>, told_country: Option<Country>) -> EmergencyCard {
    let country = network_country.or(told_country);
    let listed = country.and_then(|country| Some((country, row_of(country)?)));
    match listed {
        Some((country, row)) => EmergencyCard {
            country: Some(country),
            numbers: row.call.iter().map(|call| number(call, vec![country])).collect(),
            lines: lines(call_line(&row.call), country.message("guide-emergency-country")),
        },
        None => EmergencyCard {
            country: None,
            numbers: WHERE_UNKNOWN.iter().map(|call| number(call, countries_with(call))).collect(),
            lines: lines(
                call_line(WHERE_UNKNOWN),
                match country {
                    Some(country) => country.message("guide-emergency-country-not-listed"),
                    None => Message::new("guide-emergency-country-unknown"),
                },
            ),
        },
    }
}

fn row_of(country: Country) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.countries.contains(&country))
}

fn countries_with(call: &str) -> Vec<Country> {
    let has_it = |row: &&Row| row.call.iter().any(|listed| listed == call);
    let mut countries: Vec<Country> =
        ROWS.iter().filter(has_it).flat_map(|row| row.countries.iter().copied()).collect();
    countries.sort_unstable();
    countries
}

fn number(call: &str, countries: Vec<Country>) -> Number {
    Number { call: call.to_owned(), countries }
}

fn lines(call: Message, country: Message) -> Vec<Message> {
    let line = |name: &str| Message::new(format!("guide-emergency-{name}"));
    vec![line("release"), call, country, line("say"), line("wait"), line("by-hand")]
}

fn call_line(calls: &[impl AsRef<str>]) -> Message {
    match calls {
        [first, second, ..] => Message::new("guide-emergency-call-either")
            .text("first", first.as_ref())
            .text("second", second.as_ref()),
        [only] => Message::new("guide-emergency-call").text("call", only.as_ref()),
        [] => Message::new("guide-emergency-country-unknown"),
    }
}
