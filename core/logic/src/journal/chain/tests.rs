#![expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "chains of a dozen facts")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const HERE: OriginId = OriginId(Uuid::from_u128(1));
const THERE: OriginId = OriginId(Uuid::from_u128(2));

fn heading(kind: &str, minute: i64) -> Heading {
    Heading {
        kind: kind.to_owned(),
        at: Timestamp::from_unix_millis(1_767_225_600_000 + minute * 60_000, 3600).expect("in range"),
        session: Some(SessionId(Uuid::from_u128(7))),
        course: None,
        elapsed: Some(Elapsed(5_000)),
        boot: Some(BootId("boot".to_owned())),
        simulated: false,
    }
}

fn append(links: &mut Vec<Link>, head: Head, origin: OriginId, heading: Heading, payload: &str) -> Head {
    let content = Content { salt: [head.sequence as u8; 16], payload: payload.into() };
    let digest = content.digest();
    let after = head.followed_by(origin, &heading, digest);
    let (sequence, hash) = (after.sequence, after.hash);
    links.push(Link { origin, sequence, heading, content: Some(content), digest, hash });
    after
}

/// A chain of `length` facts, and where it ends.
fn chain(origin: OriginId, length: usize) -> (Vec<Link>, BTreeMap<OriginId, Head>) {
    let mut links = Vec::new();
    let mut head = Head::EMPTY;
    for number in 0..length {
        let payload = format!("{{\"n\":{number}}}");
        head = append(&mut links, head, origin, heading("phase", number as i64), &payload);
    }
    (links, BTreeMap::from([(origin, head)]))
}

/// Facts of one kind only may be erased here.
fn checked(
    links: impl IntoIterator<Item = Link>,
    heads: &BTreeMap<OriginId, Head>,
) -> Result<Summary, ChainFault> {
    verify(links, heads, |kind| kind == "phase")
}

fn fault(links: Vec<Link>, heads: &BTreeMap<OriginId, Head>) -> (u64, Fault) {
    let fault = checked(links, heads).expect_err("a broken chain");
    (fault.sequence, fault.what)
}

#[test]
fn an_untouched_chain_holds() {
    let (links, heads) = chain(HERE, 5);
    assert_eq!(checked(links, &heads), Ok(Summary { facts: 5, redacted: 0, origins: 1, forks: 0 }));
}

#[test]
fn an_erased_payload_leaves_the_chain_whole_and_is_counted() {
    let (mut links, heads) = chain(HERE, 5);
    links[2].content = None;
    assert_eq!(checked(links, &heads), Ok(Summary { facts: 5, redacted: 1, origins: 1, forks: 0 }));
}

#[test]
fn chains_of_two_origins_may_alternate() {
    let (here, mut heads) = chain(HERE, 3);
    let (there, more) = chain(THERE, 3);
    heads.extend(more);
    let mixed = here.into_iter().zip(there).flat_map(|(one, other)| [one, other]);
    assert_eq!(checked(mixed, &heads), Ok(Summary { facts: 6, redacted: 0, origins: 2, forks: 0 }));
}

#[test]
fn a_missing_fact_is_named() {
    let (mut links, heads) = chain(HERE, 5);
    links.remove(2);
    assert_eq!(fault(links, &heads), (3, Fault::Missing));
}

#[test]
fn facts_cut_off_at_the_end_are_missing() {
    let (mut links, heads) = chain(HERE, 5);
    links.truncate(3);
    assert_eq!(fault(links, &heads), (4, Fault::Missing));
    assert_eq!(fault(Vec::new(), &heads), (1, Fault::Missing));
}

#[test]
fn a_fact_added_past_the_head_is_a_change() {
    let (mut links, heads) = chain(HERE, 3);
    append(&mut links, heads[&HERE], HERE, heading("phase", 9), "{}");
    assert_eq!(fault(links, &heads), (4, Fault::Changed));
}

#[test]
fn a_fact_that_moved_without_its_number_is_found_out_of_place() {
    let (mut links, heads) = chain(HERE, 5);
    links.swap(1, 3);
    assert_eq!(fault(links, &heads), (2, Fault::Reordered));
}

#[test]
fn facts_that_traded_their_numbers_are_found_out_of_place() {
    let (mut links, heads) = chain(HERE, 5);
    links.swap(1, 3);
    (links[1].sequence, links[3].sequence) = (2, 4);
    assert_eq!(fault(links, &heads), (2, Fault::Reordered));
}

/// A branch of `length` facts behind the fact of this number.
fn branch(links: &[Link], behind: usize, length: usize) -> Vec<Link> {
    let mut branch = Vec::new();
    let mut head = links
        .get(behind.wrapping_sub(1))
        .map_or(Head::EMPTY, |link| Head { sequence: link.sequence, hash: link.hash });
    for number in 0..length {
        head = append(&mut branch, head, HERE, heading("other", number as i64), "{}");
    }
    branch
}

fn farthest<'a>(links: impl IntoIterator<Item = &'a Link>) -> BTreeMap<OriginId, Head> {
    let ends = links.into_iter().map(|link| (link.sequence, link.hash));
    let (sequence, hash) = ends.max().expect("a fact");
    BTreeMap::from([(HERE, Head { sequence, hash })])
}

/// E21: a copied folder went on twice; both sides are kept, and neither is damage.
#[test]
fn a_chain_that_parts_holds_and_is_said_to_part() {
    let (links, _) = chain(HERE, 5);
    for (behind, length) in [(0, 1), (2, 1), (2, 3), (2, 7), (4, 4), (5, 1)] {
        let both = [links.clone(), branch(&links, behind, length)].concat();
        let forks = u64::from(behind < 5);
        let holds = Summary { facts: 5 + length as u64, redacted: 0, origins: 1, forks };
        assert_eq!(checked(both.clone(), &farthest(&both)), Ok(holds), "{length} behind {behind}");
    }
}

#[test]
fn what_is_missing_or_changed_on_either_side_of_a_fork_is_named() {
    let (links, _) = chain(HERE, 5);
    let both = [links.clone(), branch(&links, 2, 4)].concat();
    let heads = farthest(&both);
    let without = |at: usize| {
        let mut links = both.clone();
        links.remove(at);
        links
    };
    assert_eq!(fault(without(8), &heads), (6, Fault::Missing));
    assert_eq!(fault(without(5), &heads), (4, Fault::Changed));
    // The end of the shorter side is known to nobody.
    assert_eq!(checked(without(4), &heads).map(|summary| summary.facts), Ok(8));
    let mut changed = both.clone();
    changed[6].heading.simulated = true;
    assert_eq!(fault(changed, &heads), (4, Fault::Changed));
}

#[test]
fn a_fact_that_stands_there_twice_is_a_change() {
    let (mut links, heads) = chain(HERE, 3);
    links.push(links[1].clone());
    assert_eq!(fault(links, &heads), (2, Fault::Changed));
}

#[test]
fn an_origin_that_no_head_is_known_of_is_a_change() {
    let (links, _) = chain(HERE, 3);
    assert_eq!(fault(links, &BTreeMap::new()), (3, Fault::Changed));
}

/// E21: else whoever can write a file could take a lock away and leave the chain whole.
#[test]
fn a_fact_of_a_kind_that_is_never_erased_has_its_payload() {
    let (links, _) = chain(HERE, 2);
    let mut links = [links.clone(), branch(&links, 2, 2)].concat();
    let heads = farthest(&links);
    links[1].content = None;
    assert_eq!(checked(links.clone(), &heads).map(|summary| summary.redacted), Ok(1));
    links[2].content = None;
    assert_eq!(fault(links, &heads), (3, Fault::Erased));
}

#[test]
fn a_payload_changed_together_with_its_digest_is_found() {
    let (mut links, heads) = chain(HERE, 3);
    let forged = Content { salt: [9; 16], payload: "{\"n\":9}".into() };
    links[1].digest = forged.digest();
    links[1].content = Some(forged);
    assert_eq!(fault(links, &heads), (2, Fault::Changed));
}

#[test]
fn a_fact_forged_together_with_its_own_hash_no_longer_leads_to_the_next_one() {
    let (mut links, heads) = chain(HERE, 4);
    let before = Head { sequence: 1, hash: links[0].hash };
    let mut forged = Vec::new();
    append(&mut forged, before, HERE, heading("forged", 1), "{}");
    links[1] = forged.remove(0);
    assert_eq!(fault(links, &heads), (3, Fault::Changed));
}

/// Computed once with `hashlib` in Python from the layout in the module's documentation.
#[test]
fn the_documented_layout_gives_the_hash_that_another_program_computes() {
    let mut links = Vec::new();
    append(&mut links, Head::EMPTY, HERE, heading("session_started", 0), "{}");
    let (first_half, second_half) =
        (0xce8f_5ca2_76be_8911_bd12_7fa2_79e4_5d4f_u128, 0x384c_f8ef_ba64_73c5_4dc1_a90e_fcc8_c4f5_u128);
    let hash = links[0].hash.0;
    assert_eq!(hash[..16], first_half.to_be_bytes());
    assert_eq!(hash[16..], second_half.to_be_bytes());
}

#[test]
fn a_payload_never_shows_in_debug_output() {
    let (links, _) = chain(HERE, 1);
    assert!(!format!("{links:?}").contains("\"n\""));
}

/// Every single field of a link that somebody could change.
fn tamper(link: &mut Link, field: usize, flip: u8) {
    let byte = usize::from(flip) % 16;
    match field {
        0 => link.heading.kind.push('x'),
        1 => link.heading.at = link.heading.at.plus(crate::time::Millis(1)),
        2 => {
            link.heading.at =
                Timestamp::from_unix_millis(link.heading.at.unix_millis(), 0).expect("in range");
        }
        3 => link.heading.session = None,
        4 => link.heading.course = Some(CourseId(Uuid::from_u128(u128::from(flip)))),
        5 => link.heading.elapsed = Some(Elapsed(u64::from(flip))),
        6 => link.heading.boot = None,
        7 => link.heading.simulated = true,
        8 => link.digest.0[byte] ^= 1,
        9 => link.hash.0[byte] ^= 1,
        10 => link.content.as_mut().expect("present").payload.0.push(' '),
        _ => link.content.as_mut().expect("present").salt[byte] ^= 1,
    }
}

proptest! {
    #[test]
    fn any_changed_field_is_found_at_its_place(length in 1_usize..12, at in 0_usize..12, field in 0_usize..12, flip: u8) {
        let (mut links, heads) = chain(HERE, length);
        let at = at % length;
        tamper(&mut links[at], field, flip);
        prop_assert_eq!(fault(links, &heads), (at as u64 + 1, Fault::Changed));
    }

    #[test]
    fn any_removal_is_found(length in 1_usize..12, from in 0_usize..12, count in 1_usize..12) {
        let (mut links, heads) = chain(HERE, length);
        let from = from % length;
        links.drain(from..(from + count).min(length));
        prop_assert_eq!(fault(links, &heads), (from as u64 + 1, Fault::Missing));
    }

    #[test]
    fn any_swap_is_found(length in 2_usize..12, one in 0_usize..12, step in 1_usize..11, renumbered: bool) {
        let (mut links, heads) = chain(HERE, length);
        let one = one % length;
        let other = (one + 1 + (step - 1) % (length - 1)) % length;
        links.swap(one, other);
        if renumbered {
            links[one].sequence = one as u64 + 1;
            links[other].sequence = other as u64 + 1;
        }
        prop_assert_eq!(fault(links, &heads), (one.min(other) as u64 + 1, Fault::Reordered));
    }

    #[test]
    fn erasing_any_payloads_is_never_a_fault(erased in proptest::collection::vec(any::<bool>(), 0..12)) {
        let (mut links, heads) = chain(HERE, erased.len());
        for (link, erase) in links.iter_mut().zip(&erased) {
            if *erase { link.content = None; }
        }
        let redacted = erased.iter().filter(|erase| **erase).count() as u64;
        prop_assert_eq!(checked(links, &heads).map(|summary| summary.redacted), Ok(redacted));
    }
}
