//! One command at a time: journalled, written, answered, or uncertain and reconciled.

use super::bench::{Bench, PROGRAMME, START, commands_written, newtons, outcomes, refusal, written};
use crate::device::command::{Command, Outcome, ResultCode, Sequence, Verdict};
use crate::device::controller::{DeviceRequest, Output, RecordOrder, Refusal};
use crate::device::link::{DisconnectReason, LinkEvent, LinkFailure, RequestKind};
use crate::device::profile_v1::CONTROL_POINT;
use crate::device::status::DeviceState;

const QUERY: u8 = 0x0B;

fn records(outputs: &[Output]) -> Vec<(Command, RecordOrder)> {
    let records = outputs.iter().filter_map(|output| match output {
        Output::Journal(record) => Some((record.command, record.order)),
        _ => None,
    });
    records.collect()
}

#[test]
fn preparing_takes_control_stores_both_halves_and_arms_one_after_the_other() {
    let bench = Bench::armed();
    assert_eq!(commands_written(&bench.seen), [(1, 1), (3, 2), (4, 3), (5, 4)]);
    assert!(outcomes(&bench.seen).iter().all(|(_, outcome)| *outcome == Outcome::Applied));
}

#[test]
fn start_is_written_only_after_the_journal_has_it() {
    let mut bench = Bench::armed();
    let outputs = bench.request(DeviceRequest::Start);
    assert_eq!(records(&outputs), [(Command::Start, RecordOrder::JournalFirst)]);
    assert_eq!(written(&outputs), []);
    assert_eq!(written(&bench.wait(4_999)), []);
    assert_eq!(written(&bench.journal()), [(START, 5)]);
}

#[test]
fn a_start_that_never_reaches_the_journal_is_cancelled() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    let outputs = bench.wait(5_000);
    assert!(outputs.iter().any(|output| matches!(output, Output::Cancelled { command: Command::Start, .. })));
    assert_eq!(written(&bench.journal()), []);
}

#[test]
fn raising_waits_for_the_journal_and_lowering_does_not() {
    let mut bench = Bench::running();
    let raise = bench.request(DeviceRequest::Adjust(newtons(85)));
    assert_eq!(records(&raise), [(Command::Adjust(newtons(85)), RecordOrder::JournalFirst)]);
    assert_eq!(commands_written(&raise), []);
    let lower = bench.request(DeviceRequest::Adjust(newtons(60)));
    assert_eq!(records(&lower), [(Command::Adjust(newtons(60)), RecordOrder::WriteFirst)]);
    assert_eq!(commands_written(&lower).len(), 1);
    assert!(lower.iter().any(|output| matches!(output, Output::Cancelled { .. })));
}

#[test]
fn a_pause_passes_a_resume_that_waits_for_the_journal() {
    let mut bench = Bench::running();
    bench.request(DeviceRequest::Resume);
    let outputs = bench.request(DeviceRequest::Pause);
    assert_eq!(commands_written(&outputs)[0].0, 0x07);
    assert_eq!(commands_written(&bench.journal()), []);
}

#[test]
fn a_force_above_the_programmes_limit_is_refused_before_anything_is_sent() {
    let mut bench = Bench::running();
    let outputs = bench.request(DeviceRequest::Adjust(newtons(90)));
    assert!(matches!(refusal(&outputs), Some(Refusal::Encode(_))));
    assert_eq!(outputs.len(), 1);
}

#[test]
fn an_unanswered_command_is_written_once_more_with_its_own_sequence_and_is_then_uncertain() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    bench.journal();
    assert_eq!(written(&bench.wait(1_000)), [(START, 5)]);
    let outputs = bench.wait(1_000);
    assert_eq!(outcomes(&outputs), [(Command::Start, Outcome::Uncertain)]);
    assert_eq!(written(&outputs), [(QUERY, 5)]);
}

#[test]
fn uncertain_blocks_start_resume_and_adjust_until_the_query_is_answered() {
    let mut bench = Bench::running();
    bench.request(DeviceRequest::Adjust(newtons(85)));
    bench.journal();
    let outputs = bench.wait(2_000);
    let sequence = Sequence::new(bench.last_written().1);
    assert_eq!(outcomes(&outputs), [(Command::Adjust(newtons(85)), Outcome::Uncertain)]);
    for request in [
        DeviceRequest::Start,
        DeviceRequest::Resume,
        DeviceRequest::Adjust(newtons(50)),
        DeviceRequest::Prepare(PROGRAMME),
    ] {
        assert_eq!(refusal(&bench.request(request)), Some(Refusal::Uncertain(sequence)));
    }
    let outputs = bench.answer(Verdict::Refused(ResultCode::UnknownSequence));
    assert_eq!(
        outcomes(&outputs),
        [(Command::Adjust(newtons(85)), Outcome::Refused(ResultCode::UnknownSequence))]
    );
    assert_eq!(refusal(&bench.request(DeviceRequest::Adjust(newtons(50)))), None);
}

#[test]
fn a_status_that_names_the_uncertain_sequence_settles_it() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    bench.journal();
    bench.wait(2_000);
    bench.status.last_applied = Some(Sequence::new(5));
    let outputs = bench.notify(DeviceState::Running, 1);
    assert_eq!(outcomes(&outputs), [(Command::Start, Outcome::Applied)]);
}

#[test]
fn an_uncertain_command_is_asked_about_after_connecting_again() {
    let mut bench = Bench::running();
    bench.request(DeviceRequest::Pause);
    let sequence = bench.last_written().1;
    let outputs = bench.event(LinkEvent::Disconnected { reason: DisconnectReason::LinkLost });
    assert_eq!(outcomes(&outputs), [(Command::Pause, Outcome::Uncertain)]);
    bench.connect_with(&super::bench::feature());
    assert_eq!(bench.last_written(), (QUERY, sequence));
}

#[test]
fn a_write_that_the_link_could_not_do_counts_as_unanswered() {
    let mut bench = Bench::running();
    bench.request(DeviceRequest::Pause);
    let failed = LinkEvent::Failed { request: RequestKind::Write(CONTROL_POINT), reason: LinkFailure::Other };
    let sequence = bench.last_written();
    assert_eq!(commands_written(&bench.event(failed.clone())), [sequence]);
    assert_eq!(outcomes(&bench.event(failed)), [(Command::Pause, Outcome::Uncertain)]);
}

#[test]
fn a_refused_step_ends_the_preparation() {
    let mut bench = Bench::ready();
    bench.request(DeviceRequest::Prepare(PROGRAMME));
    bench.answer(Verdict::Applied);
    let outputs = bench.answer(Verdict::Refused(ResultCode::OverLimit));
    assert_eq!(commands_written(&outputs), []);
    assert_eq!(refusal(&bench.request(DeviceRequest::Start)), Some(Refusal::NotArmed));
}

#[test]
fn an_answer_to_another_sequence_is_no_answer() {
    let mut bench = Bench::armed();
    bench.request(DeviceRequest::Start);
    bench.journal();
    assert_eq!(outcomes(&bench.respond(START, 4, Verdict::Applied)), []);
    assert_eq!(outcomes(&bench.respond(0x07, 5, Verdict::Applied)), []);
    assert_eq!(outcomes(&bench.respond(START, 5, Verdict::Applied)), [(Command::Start, Outcome::Applied)]);
}

#[test]
fn numbers_begin_behind_what_the_device_applied_for_somebody_else() {
    let mut bench = Bench::new();
    bench.status.last_applied = Some(Sequence::new(65_535));
    bench.connect_with(&super::bench::feature());
    bench.request(DeviceRequest::Prepare(PROGRAMME));
    assert_eq!(bench.last_written(), (1, 1));
}
