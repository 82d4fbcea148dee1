use super::bench::{Bench, OURS, THEIRS, content};
use crate::device::link::{LinkEvent, LinkFailure, LinkRequest, RequestKind};
use crate::device::profile_v1::{CLOCK, FEATURE, RECORD_ACCESS, SESSION_RECORD};
use crate::device::records::record::RecordNumber;
use crate::device::records::sync::{Output, SyncEnd};

fn numbers(bench: &Bench, of: impl Fn(&Output) -> Option<u32>) -> Vec<u32> {
    bench.told.iter().filter_map(of).collect()
}

fn deleted(output: &Output) -> Option<u32> {
    if let Output::Deleted(number) = output { Some(number.0) } else { None }
}

#[test]
fn our_records_are_kept_and_then_deleted_and_the_others_wait() {
    let all = [
        content(1, Some(OURS), 30),
        content(2, Some(THEIRS), 5),
        content(3, None, 5),
        content(4, Some(OURS), 0),
    ];
    let mut bench = Bench::with(all.clone());
    assert_eq!(bench.run(), SyncEnd::Done);
    assert_eq!(numbers(&bench, deleted), [1, 4]);
    let waiting =
        numbers(
            &bench,
            |output| {
                if let Output::NotOurs(entry) = output { Some(entry.number.0) } else { None }
            },
        );
    assert_eq!(waiting, [2, 3], "another phone's, and the unit's own button");
    let kept: Vec<_> = bench.journal.records.values().flatten().cloned().collect();
    assert_eq!(kept, [all[0].clone(), all[3].clone()]);
    assert_eq!(bench.unit.records.into_values().collect::<Vec<_>>(), [all[1].clone(), all[2].clone()]);
    assert!(bench.journal.parts.is_empty());
}

#[test]
fn what_the_person_says_was_theirs_is_fetched_like_our_own() {
    let mut bench = Bench::with([content(2, Some(THEIRS), 5), content(3, None, 5)]);
    bench.journal.claimed.insert(RecordNumber(3));
    assert_eq!(bench.run(), SyncEnd::Done);
    assert_eq!(numbers(&bench, deleted), [3]);
}

#[test]
fn a_second_run_finds_nothing_to_do() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    assert_eq!(bench.run(), SyncEnd::Done);
    bench.told.clear();
    assert_eq!(bench.run(), SyncEnd::Done);
    assert!(!bench.told.iter().any(|output| matches!(output, Output::Keep { .. } | Output::Deleted(_))));
}

#[test]
fn after_a_cut_it_goes_on_where_the_last_kept_byte_was() {
    let whole = content(1, Some(OURS), 3_000);
    let mut bench = Bench::with([whole.clone()]);
    bench.begin();
    while bench.journal.parts.is_empty() {
        bench.go_on();
    }
    bench.cut();
    bench.go_on();
    assert!(matches!(bench.end, Some(SyncEnd::Lost(_))));
    let kept = bench.journal.parts[&RecordNumber(1)].len();
    assert!((1..whole.len()).contains(&kept));
    bench.told.clear();
    assert_eq!(bench.run(), SyncEnd::Done);
    let asked: Vec<Vec<u8>> = bench
        .told
        .iter()
        .filter_map(|output| match output {
            Output::Link(LinkRequest::Write { value, .. }) => Some(value.clone()),
            _ => None,
        })
        .collect();
    let from = u32::try_from(kept).expect("short").to_le_bytes();
    assert!(asked.iter().any(|value| value.starts_with(&[1, 0xE1, 2]) && value.ends_with(&from)));
    assert_eq!(bench.journal.records.values().flatten().collect::<Vec<_>>(), [&whole]);
}

#[test]
fn a_fragment_that_is_lost_is_asked_for_from_where_it_is_missing() {
    let whole = content(1, Some(OURS), 300);
    let mut bench = Bench::with([whole.clone()]);
    bench.begin();
    let is_fragment_at = |event: &LinkEvent, at: u8| matches!(event, LinkEvent::Notified { characteristic: SESSION_RECORD, value } if value[0] == 2 && value[3] == at);
    while !bench.air.iter().any(|event| is_fragment_at(event, 22)) {
        bench.go_on();
        bench.send_more();
    }
    bench.air.retain(|event| !is_fragment_at(event, 22));
    while bench.end.is_none() {
        bench.go_on();
    }
    assert_eq!(bench.end, Some(SyncEnd::Done));
    assert!(bench.told.iter().any(|output| matches!(
        output,
        Output::Link(LinkRequest::Write { value, .. }) if value[..] == [1, 0xE1, 2, 1, 0, 0, 0, 22, 0, 0, 0]
    )));
    assert!(
        !bench.told.contains(&Output::KeepPart { number: RecordNumber(1), bytes: Vec::new() }),
        "nothing is fetched twice"
    );
}

#[test]
fn killed_between_keeping_and_deleting_it_only_deletes() {
    let whole = content(1, Some(OURS), 30);
    let mut bench = Bench::with([whole.clone()]);
    assert_eq!(bench.run(), SyncEnd::Done);
    bench.unit.records.insert(RecordNumber(1), whole);
    bench.told.clear();
    assert_eq!(bench.run(), SyncEnd::Done);
    assert!(bench.told.contains(&Output::KeptBefore(RecordNumber(1))));
    assert_eq!(numbers(&bench, deleted), [1]);
    assert_eq!(bench.journal.records.values().map(Vec::len).collect::<Vec<_>>(), [1]);
}

#[test]
fn another_record_under_a_number_that_was_kept_is_kept_beside_it() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    assert_eq!(bench.run(), SyncEnd::Done);
    bench.unit.records.insert(RecordNumber(1), content(1, Some(OURS), 31));
    assert_eq!(bench.run(), SyncEnd::Done);
    assert_eq!(bench.journal.records.len(), 2);
    assert!(bench.unit.records.is_empty());
    bench.unit.records.insert(RecordNumber(1), content(1, Some(OURS), 31));
    bench.told.clear();
    assert_eq!(bench.run(), SyncEnd::Done);
    assert!(
        bench.told.contains(&Output::KeptBefore(RecordNumber(1))),
        "which of both is seen when it is fetched"
    );
    assert_eq!(bench.journal.records.len(), 2);
}

#[test]
fn a_record_that_is_damaged_on_the_device_stays_there_and_the_next_one_comes() {
    let mut damaged = content(1, Some(OURS), 30);
    damaged[60] ^= 1;
    let mut bench = Bench::with([damaged.clone(), content(2, Some(OURS), 30)]);
    assert_eq!(bench.run(), SyncEnd::Done);
    assert!(bench.told.contains(&Output::Damaged(RecordNumber(1))));
    assert_eq!(bench.unit.records.into_values().collect::<Vec<_>>(), [damaged]);
    assert_eq!(bench.journal.records.len(), 1);
}

#[test]
fn a_content_that_names_another_token_than_its_entry_is_not_taken_for_ours() {
    // Fetched because the entry said ours; the digest is right and the record is somebody else's.
    let mut bench = Bench::with([content(1, Some(OURS), 5)]);
    bench.begin();
    while !bench.told.iter().any(|output| matches!(output, Output::Progress(_))) {
        let theirs = content(1, Some(THEIRS), 5);
        for event in &mut bench.air {
            if let LinkEvent::Notified { characteristic: SESSION_RECORD, value } = event
                && value[0] == 2
            {
                let offset = u32::from_le_bytes(value[3..7].try_into().expect("four")) as usize;
                *value = crate::device::profile_v1::device_frames::records::fragment(
                    RecordNumber(1),
                    &theirs,
                    offset,
                );
            }
        }
        if bench.told.contains(&Output::Damaged(RecordNumber(1))) {
            break;
        }
        bench.go_on();
    }
    assert!(bench.told.contains(&Output::Damaged(RecordNumber(1))));
    assert!(bench.journal.records.is_empty());
}

#[test]
fn a_part_of_a_record_that_is_no_longer_there_does_no_harm() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    bench.journal.parts.insert(RecordNumber(1), vec![9; 50]);
    bench.journal.parts.insert(RecordNumber(7), vec![9; 50]);
    assert_eq!(bench.run(), SyncEnd::Done);
    assert_eq!(bench.journal.records.len(), 1);
}

#[test]
fn a_full_journal_ends_it_and_nothing_is_deleted() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    bench.journal.full = true;
    assert_eq!(bench.run(), SyncEnd::NotKept);
    assert_eq!(bench.unit.records.len(), 1);
}

#[test]
fn a_device_that_pulls_is_left_alone() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    bench.unit.busy = true;
    assert_eq!(bench.run(), SyncEnd::Busy);
}

#[test]
fn a_device_without_records_is_asked_for_none() {
    let mut bench = Bench::with([]);
    bench.unit.keeps_none = true;
    assert_eq!(bench.run(), SyncEnd::KeepsNone);
    let named =
        bench.told.iter().any(|output| matches!(output, Output::Identified(unit) if unit.serial == "SN-17"));
    assert!(named, "and is known by its names all the same");
    assert!(!bench.told.contains(&Output::Link(LinkRequest::Read(CLOCK))), "it has none");
}

#[test]
fn a_device_that_never_answers_is_left_after_a_few_tries() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    bench.begin();
    for _ in 0..200 {
        bench.air.retain(|event| !matches!(event, LinkEvent::Notified { .. }));
        bench.go_on();
    }
    assert_eq!(bench.end, Some(SyncEnd::Stalled));
}

#[test]
fn a_link_that_is_paired_too_little_is_named_so() {
    let mut bench = Bench::with([content(1, Some(OURS), 30)]);
    bench.begin();
    bench.air.clear();
    bench.deliver(LinkEvent::Connected { mtu: 23 });
    bench.air.clear();
    let request = RequestKind::Subscribe(SESSION_RECORD);
    bench.deliver(LinkEvent::Failed { request, reason: LinkFailure::NotAuthenticated });
    bench.go_on();
    assert_eq!(bench.end, Some(SyncEnd::NotPairedEnough));
}

#[test]
fn a_device_that_is_not_there_is_named_with_its_reason() {
    let mut bench = Bench::with([]);
    bench.begin();
    bench.air.clear();
    bench.deliver(LinkEvent::Failed { request: RequestKind::Connect, reason: LinkFailure::NotFound });
    bench.go_on();
    assert_eq!(bench.end, Some(SyncEnd::NotReached(LinkFailure::NotFound)));
}

#[test]
fn a_clock_that_was_never_set_is_set_and_a_right_one_is_left() {
    let mut bench = Bench::with([]);
    assert_eq!(bench.run(), SyncEnd::Done);
    let set = bench.unit.clock.expect("set");
    assert!(set.abs_diff(1_774_681_200_000) < 1_000, "{set}");
    bench.told.clear();
    bench.unit.clock = Some(set - 1_900);
    assert_eq!(bench.run(), SyncEnd::Done);
    assert_eq!(bench.unit.clock, Some(set - 1_900), "within what counts as right");
    bench.unit.clock = Some(set - 60_000);
    assert_eq!(bench.run(), SyncEnd::Done);
    assert!(bench.unit.clock.expect("set") > set - 2_000);
}

#[test]
fn nothing_but_requests_for_records_and_the_clock_is_ever_written() {
    let mut bench = Bench::with([content(1, Some(OURS), 30), content(2, None, 3)]);
    assert_eq!(bench.run(), SyncEnd::Done);
    for output in &bench.told {
        if let Output::Link(LinkRequest::Write { characteristic, .. }) = output {
            assert!([RECORD_ACCESS, CLOCK].contains(characteristic));
        }
    }
}

#[test]
fn a_feature_that_is_unreadable_ends_it_after_a_few_reads() {
    let mut bench = Bench::with([]);
    bench.begin();
    for _ in 0..100 {
        for event in &mut bench.air {
            if let LinkEvent::ReadDone { characteristic: FEATURE, value } = event {
                value[3] ^= 1;
            }
        }
        bench.go_on();
    }
    assert_eq!(bench.end, Some(SyncEnd::Unintelligible));
}
