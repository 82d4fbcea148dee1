//! Whatever happens on the way, each record of ours comes into the journal once, and no other goes.

use proptest::prelude::*;

use super::bench::{Bench, OURS, THEIRS, content};
use crate::device::link::LinkEvent;
use crate::device::records::sync::SyncEnd;

#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// The next event arrives, so many times.
    Deliver(u8),
    /// The next notification is lost.
    Lose,
    /// It comes twice.
    Duplicate,
    /// It changes places with the one behind it.
    Reorder,
    /// A bit of it flips.
    Corrupt(u8),
    /// What was asked is waited for in vain.
    Wait,
    /// The link breaks, and another run begins.
    Cut,
    /// The phone dies, and another run begins: what was on its way to the disk is there or gone.
    Kill { committed: bool },
}

fn trouble() -> impl Strategy<Value = Trouble> {
    prop_oneof![
        12 => (1_u8..120).prop_map(Trouble::Deliver),
        2 => Just(Trouble::Lose),
        2 => Just(Trouble::Duplicate),
        2 => Just(Trouble::Reorder),
        1 => any::<u8>().prop_map(Trouble::Corrupt),
        1 => Just(Trouble::Wait),
        1 => Just(Trouble::Cut),
        1 => any::<bool>().prop_map(|committed| Trouble::Kill { committed }),
    ]
}

fn befall(bench: &mut Bench, trouble: Trouble) {
    bench.send_more();
    bench.send_more();
    let is_notification = |event: &LinkEvent| matches!(event, LinkEvent::Notified { .. });
    let next = bench.air.iter().position(is_notification);
    match (trouble, next) {
        (Trouble::Deliver(times), _) => (0..times).for_each(|_| bench.go_on()),
        (Trouble::Lose, Some(next)) => drop(bench.air.remove(next)),
        (Trouble::Duplicate, Some(next)) => bench.air.insert(next, bench.air[next].clone()),
        (Trouble::Reorder, Some(next)) => {
            if bench.air.get(next + 1).is_some_and(is_notification) {
                bench.air.swap(next, next + 1);
            }
        }
        (Trouble::Corrupt(bit), Some(next)) => {
            if let LinkEvent::Notified { value, .. } = &mut bench.air[next] {
                // Requests and answers have no checksum: the radio's own holds for them (section 12).
                if value.len() > 4 {
                    let bit = usize::from(bit) % (value.len() * 8);
                    value[bit / 8] ^= 1 << (bit % 8);
                }
            }
        }
        (Trouble::Wait, _) => bench.wait(),
        (Trouble::Cut, _) => {
            bench.cut();
            bench.go_on();
            bench.begin();
        }
        (Trouble::Kill { committed }, _) => {
            if committed {
                bench.commit();
            }
            bench.begin();
        }
        (_, None) => {}
    }
    if bench.end.is_some() {
        bench.begin();
    }
}

proptest! {
    #[test]
    fn each_record_of_ours_is_kept_once_and_no_other_goes_whatever_happens(
        seconds in proptest::collection::vec((0_usize..1_300, 0_u8..3), 1..5),
        troubles in proptest::collection::vec(trouble(), 0..60),
    ) {
        let token = |whose: u8| match whose { 0 => Some(OURS), 1 => Some(THEIRS), _ => None };
        let contents: Vec<Vec<u8>> =
            (1..).zip(&seconds).map(|(number, (seconds, whose))| content(number, token(*whose), *seconds)).collect();
        let (ours, others): (Vec<_>, Vec<_>) =
            contents.iter().cloned().zip(&seconds).partition(|(_, (_, whose))| *whose == 0);
        let mut bench = Bench::with(contents);
        bench.begin();
        for trouble in troubles {
            befall(&mut bench, trouble);
        }
        let mut end = bench.run();
        // A stale frame on a good link costs at most a run.
        if end != SyncEnd::Done {
            end = bench.run();
        }
        prop_assert_eq!(end, SyncEnd::Done);
        let kept: Vec<Vec<u8>> = bench.journal.records.values().flatten().cloned().collect();
        prop_assert_eq!(kept, ours.into_iter().map(|(content, _)| content).collect::<Vec<_>>());
        let left: Vec<Vec<u8>> = bench.unit.records.values().cloned().collect();
        prop_assert_eq!(left, others.into_iter().map(|(content, _)| content).collect::<Vec<_>>());
    }
}
