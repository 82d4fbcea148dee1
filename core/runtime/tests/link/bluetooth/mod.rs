//! The sentences, and the radio's own, over btleplug.

mod pairing;
mod radio;
mod stand_in;
mod under_load;

use crate::conformance::{more_sentences, sentences};
use stand_in::{Pairs, StandIn};

sentences!(StandIn::new(Pairs::Before), [#[ignore = "needs tests/bluez/with_stand_in.sh"]]);
more_sentences!(StandIn::new(Pairs::Before), [#[ignore = "needs tests/bluez/with_stand_in.sh"]]);
