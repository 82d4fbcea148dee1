//! What is said, before it is put into words.
//!
//! A message is cheap to make and to copy: what is built into the program or short is not copied to the heap, and
//! what is shared is counted. A form on which many rules hold makes dozens of them at once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use smol_str::SmolStr;

/// Something to say, before it is put into words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The Fluent message's id.
    pub key: SmolStr,
    /// The values it speaks of.
    #[serde(default, skip_serializing_if = "Args::is_empty")]
    pub args: Args,
}

/// One value inside a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A number, formatted by the language.
    Number(f64),
    /// Words, used as they are.
    Text(SmolStr),
}

/// The values of a message by name, each name once, in the order of the names; in JSON an object.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "BTreeMap<SmolStr, Value>")]
pub struct Args(Vec<(SmolStr, Value)>);

impl Message {
    /// A message without arguments.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self::of(lent(key.into()))
    }

    /// The same for a key that is shared already.
    pub(crate) fn of(key: SmolStr) -> Self {
        Self { key, args: Args::default() }
    }

    /// Words that came from outside, such as an integrator's, said as they are.
    pub fn as_given(words: impl Into<SmolStr>) -> Self {
        Self::new("text-as-given").text("words", words)
    }

    /// With a number.
    #[must_use]
    pub fn number(mut self, name: impl Into<Cow<'static, str>>, value: f64) -> Self {
        self.args.insert(lent(name.into()), Value::Number(value));
        self
    }

    /// With words.
    #[must_use]
    pub fn text(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<SmolStr>) -> Self {
        self.args.insert(lent(name.into()), Value::Text(value.into()));
        self
    }
}

impl Args {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Every name and value, in the order of the names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn insert(&mut self, name: SmolStr, value: Value) {
        match self.place(&name) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => {
                if self.0.is_empty() {
                    self.0.reserve_exact(USUAL);
                }
                self.0.insert(place, (name, value));
            }
        }
    }

    /// Where `name` stands, or would stand.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}

/// Most messages that have values have two of them.
const USUAL: usize = 2;

impl From<BTreeMap<SmolStr, Value>> for Args {
    fn from(values: BTreeMap<SmolStr, Value>) -> Self {
        Self(values.into_iter().collect())
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.iter())
    }
}

/// What is built into the program is not copied.
fn lent(text: Cow<'static, str>) -> SmolStr {
    match text {
        Cow::Borrowed(text) => SmolStr::new_static(text),
        Cow::Owned(text) => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_json_that_journals_hold() {
        let json = r#"{"key":"a-key","args":{"from":1.5,"to":"5 min"}}"#;
        let message = Message::new("a-key").text("to", "5 min").number("from", 1.5);
        assert_eq!(serde_json::to_string(&message).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<Message>(json).expect("a message"), message);
    }

    #[test]
    fn a_message_without_values_is_only_its_key() {
        let json = r#"{"key":"a-key"}"#;
        assert_eq!(serde_json::to_string(&Message::new("a-key")).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<Message>(json).expect("a message"), Message::new("a-key"));
    }

    #[test]
    fn values_in_any_order_are_the_same_message() {
        let shuffled = r#"{"args":{"to":"5 min","from":1},"key":"a-key"}"#;
        let message = Message::new("a-key").number("from", 1.0).text("to", "5 min");
        assert_eq!(serde_json::from_str::<Message>(shuffled).expect("a message"), message);
    }

    #[test]
    fn a_later_value_of_a_name_replaces_the_earlier_one() {
        let message = Message::new("a-key").number("from", 1.0).text("from", "now");
        assert_eq!(message, Message::new("a-key").text("from", "now"));
        assert_eq!(message.args.get("from"), Some(&Value::Text("now".into())));
        assert_eq!(message.args.get("to"), None);
    }
}
