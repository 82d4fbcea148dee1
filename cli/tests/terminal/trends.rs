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
