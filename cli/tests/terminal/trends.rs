//! Trends and benchmarks. What they come to is the core's to prove; here they are asked for and shown.

use crate::schema::assert_fits;
use crate::support::Home;

#[test]
fn what_cannot_be_looked_back_on_is_refused_before_a_journal_is_made() {
    let home = Home::new();
    for (measure, days, field, allowed) in [
        ("pain", "0", "days", "1 to 3660"),
        ("pain", "3661", "days", "1 to 3660"),
        ("note", "7", "measure", "stiffness"),
        ("steps", "7", "measure", "stiffness"),
    ] {
        let ran = home.run(&["journal", "trend", "--measure", measure, "--days", days, "--json"]).expect(2);
        let error = ran.error();
        assert_eq!(error["field"], field, "{measure} {days}: {error}");
        assert!(error["allowed"].as_str().is_some_and(|text| text.contains(allowed)), "{error}");
    }
    assert!(!home.journal().exists());
}

#[test]
fn without_entries_there_is_no_point_no_change_and_no_card() {
    let home = Home::new();
    let trend = home.json(&["journal", "trend", "--measure", "pain", "--days", "28"]);
    assert_fits("trend", &trend);
    assert_eq!((&trend["points"], &trend["meaningful"]), (&serde_json::json!([]), &false.into()));
    assert!(trend.get("change").is_none(), "{trend}");
    let page = home.json(&["journal", "benchmarks"]);
    assert_fits("benchmarks", &page);
    assert_eq!(page["benchmarks"].as_array().map(Vec::len), Some(15));
    assert_eq!(page["card"], false);
    let text = home.run(&["journal", "trend", "--measure", "pain"]).expect(0).out;
    assert!(text.contains("No entry on these days."), "{text}");
    let text = home.run(&["journal", "benchmarks"]).expect(0).out;
    assert!(text.contains("J15") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

/// Two weeks of pain, with days left out: what is shown is what was written, and no more is said of it than it bears.
#[test]
fn a_trend_of_what_was_written_shows_its_days_and_says_only_what_they_bear() {
    let home = Home::new();
    let written = |from: u32, days: &[u32], value: u32| -> String {
        let line = |day: &u32| {
            format!(
                "{{\"kind\":\"pain\",\"at\":\"2026-02-{:02}T20:00:00-05:00\",\"value\":{value},\"site\":\"neck\"}}\n",
                from + day
            )
        };
        days.iter().map(line).collect()
    };
    // The fourteen days end on 2 March: 17 to 23 February, then 24 February to 2 March.
    let entries = written(17, &[0, 1, 2, 4, 6], 6) + &written(24, &[0, 1, 2, 3, 4], 3);
    let file = home.write("entries.jsonl", &entries);
    home.json(&["journal", "add", "--file", &file]);
    let trend = home.json(&["journal", "trend", "--measure", "pain", "--days", "14"]);
    assert_fits("trend", &trend);
    let points = trend["points"].as_array().expect("points");
    assert_eq!(points.len(), 10, "missing days stay missing: {trend}");
    assert_eq!(
        (&points[0]["date"], &points[0]["mean"], &points[0]["n"]),
        (&"2026-02-17".into(), &6.0.into(), &1.into())
    );
    assert_eq!((&trend["change"], &trend["meaningful"]), (&(-3.0).into(), &true.into()), "{trend}");
    let text = home.run(&["journal", "trend", "--measure", "pain", "--days", "14"]).expect(0).out;
    assert!(text.lines().all(|line| line.chars().count() <= 80) && text.contains('6'), "{text}");

    let few = home.json(&["journal", "trend", "--measure", "pain", "--days", "5"]);
    assert_eq!((few.get("change"), &few["meaningful"]), (None, &false.into()), "{few}");
}
