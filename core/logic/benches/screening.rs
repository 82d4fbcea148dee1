//! How long it takes to check a full form: less than 20 microseconds, also where every other list has a trouble.
//!
//! The peer in the same run: reading the answers' JSON.

#![allow(clippy::expect_used, reason = "it fails loudly")]
#![allow(clippy::print_stdout, missing_docs, reason = "what it measures is for people to read")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nape_logic::document::from_json;
use nape_logic::modality::Region;
use nape_logic::screening::{AnswerSheet, FormKind, QuestionKind, Screening};
use nape_logic::time::Timestamp;

/// Every question of the longest form answered, half of the lists with a trouble where `troubled`.
fn answers(screening: &Screening, troubled: bool) -> String {
    let longest = screening
        .modalities()
        .filter_map(|(modality, _)| screening.form(FormKind::Full, modality, Region::Cervical).ok())
        .max_by_key(|form| form.questions.len())
        .expect("a form");
    let answers: Vec<String> = longest
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let answer = match question.kind {
                QuestionKind::YesNo => "false".to_owned(),
                QuestionKind::Number => question.max.expect("a bound").to_string(),
                QuestionKind::Choices if troubled && index % 2 == 0 => {
                    format!("[\"{}\"]", question.options[0].id)
                }
                QuestionKind::Choices => "[\"none\"]".to_owned(),
                _ => "\"unknown\"".to_owned(),
            };
            format!("\"{}\":{answer}", question.id)
        })
        .collect();
    format!(
        "{{\"form\":\"full\",\"modality\":\"{}\",\"answers\":{{{}}}}}",
        longest.modality,
        answers.join(",")
    )
}

fn check(bench: &mut Criterion) {
    let screening = Screening::built_in().expect("content");
    let now = Timestamp::parse("2026-03-10T09:00:00+01:00").expect("valid");
    let mut group = bench.benchmark_group("screening");
    for (troubled, name) in
        [(false, "check a full form (limit 20 us)"), (true, "check one with many troubles (limit 20 us)")]
    {
        let json = answers(screening, troubled);
        let sheet: AnswerSheet = from_json(json.as_bytes()).expect("a sheet");
        let outcome = screening.check(&sheet, now).expect("an outcome");
        println!(
            "{name}: {}, {} answers, {} rules fire",
            sheet.modality,
            sheet.answers.len(),
            outcome.fired.len()
        );
        group.bench_function(name, |bencher| {
            bencher.iter(|| screening.check(black_box(&sheet), now));
        });
        group.bench_function(
            format!("peer: read the JSON of the same sheet, {} rules", outcome.fired.len()),
            |bencher| {
                bencher.iter(|| from_json::<AnswerSheet>(black_box(json.as_bytes())));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
