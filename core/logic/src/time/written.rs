//! An instant in files: RFC 3339 where people may read it, three numbers in what only a program reads.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Timestamp;

const NANOSECONDS: u32 = 1_000_000;

/// Milliseconds since 1970, nanoseconds beyond them, seconds east of Greenwich.
type Compact = (i64, u32, i32);

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        let beyond = self.0.timestamp_subsec_nanos() % NANOSECONDS;
        (self.unix_millis(), beyond, self.offset_seconds()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(Instant);
        }
        let (millis, beyond, offset) = Compact::deserialize(deserializer)?;
        let whole = Self::from_unix_millis(millis, offset).ok_or_else(|| D::Error::custom("out of range"))?;
        let beyond = chrono::Duration::nanoseconds(beyond.into());
        whole.0.checked_add_signed(beyond).map(Self).ok_or_else(|| D::Error::custom("out of range"))
    }
}

/// As the library reads it, but where it can't, what is allowed is said and not what was found.
struct Instant;

impl Visitor<'_> for Instant {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant (RFC 3339 with an offset), such as 2026-03-10T08:00:00+01:00")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map(Timestamp).map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_back_from_either_form_to_the_nanosecond() {
        for text in [
            "2026-03-10T09:00:00.000000001+05:45",
            "1969-12-31T23:59:59.999999999Z",
            "1905-01-01T00:00:00-11:00",
        ] {
            let at: Timestamp = serde_json::from_str(&format!("\"{text}\"")).expect("an instant");
            assert_eq!(serde_json::to_string(&at).expect("a text"), format!("\"{text}\""));
            let compact = postcard::to_stdvec(&at).expect("numbers");
            assert_eq!(postcard::from_bytes::<Timestamp>(&compact).expect("reads back"), at);
        }
    }
}
