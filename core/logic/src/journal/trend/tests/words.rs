//! What is said of a trend: a direction at most, "clear" of pain alone, never a cause.

use super::super::{MEANINGFUL_FROM, Reason, Trend, trend};
use super::{asked, measure, told};
use crate::journal::entry::Kind;
use crate::text::render;

fn of(kind: Kind, first: i64, last: i64) -> Trend {
    let sums = [told(21..28, first), told(0..7, last)].concat();
    trend(measure(kind), &asked(28), &sums)
}

#[test]
fn p30_only_pain_is_ever_called_clear() {
    for measure in super::Measure::all() {
        let kind = measure.kind();
        for (first, last) in [(9, 1), (1, 9), (5, 5), (5, 4)] {
            let found = of(kind, first, last);
            let large = (first - last).abs() >= i64::from(MEANINGFUL_FROM);
            assert_eq!(found.compared.meaningful, kind == Kind::Pain && large, "{kind} {first} {last}");
            let why = render(&found.compared.why());
            assert_eq!(why.contains("No clear change yet"), !found.compared.meaningful, "{kind}: {why}");
        }
    }
}

#[test]
fn a_direction_is_said_as_it_is() {
    for (first, last, word) in
        [(5, 4, "lower"), (4, 5, "higher"), (5, 5, "the same"), (9, 2, "lower"), (2, 9, "higher")]
    {
        for kind in [Kind::Pain, Kind::Sleep] {
            let why = render(&of(kind, first, last).compared.why());
            assert!(why.contains(word), "{kind} {first} {last}: {why}");
        }
    }
}

#[test]
fn a_clear_rise_of_pain_sends_to_the_provider_and_no_clear_change_names_a_cause() {
    let rise = render(&of(Kind::Pain, 2, 6).compared.why());
    assert!(rise.contains("Tell your provider"), "{rise}");
    for (first, last) in [(2, 6), (6, 2)] {
        let why = render(&of(Kind::Pain, first, last).compared.why());
        assert!(why.contains("does not show what caused it"), "{why}");
    }
}

#[test]
fn each_way_of_knowing_nothing_is_said_in_its_own_words() {
    let few = trend(measure(Kind::Pain), &asked(28), &[]);
    let short = trend(measure(Kind::Pain), &asked(6), &[]);
    let one = trend(measure(Kind::Pain), &asked(7), &told(0..7, 3));
    let reasons = [few.compared.reason, short.compared.reason, one.compared.reason];
    assert_eq!(reasons, [Reason::FewDays, Reason::NoFullWeek, Reason::OneWeek]);
    let words: std::collections::BTreeSet<String> =
        [few, short, one].iter().map(|trend| render(&trend.compared.why())).collect();
    assert_eq!(words.len(), 3, "{words:?}");
}
