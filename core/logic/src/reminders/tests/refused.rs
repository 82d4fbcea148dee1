//! What makes no sense is refused with its field and what is allowed there, all of it at once.

use serde_json::{Value, json};

use super::super::{MOST_RULES, read};

fn fields(rules: Value, state: Value) -> Vec<String> {
    let document = json!({ "rules": rules, "state": state });
    match read(document.to_string().as_bytes()) {
        Ok(_) => Vec::new(),
        Err(wrong) => {
            assert!(wrong.iter().all(|error| error.allowed.is_some()), "{wrong:?}");
            wrong.into_iter().map(|error| error.field).collect()
        }
    }
}

fn state() -> Value {
    json!({ "now": "2026-03-10T09:00:00+01:00", "device_zone": "Europe/Berlin", "horizon_days": 28, "capacity": 30 })
}

fn rule(more: Value) -> Value {
    let mut rule = json!({ "kind": "daily", "time": "08:00", "zone_policy": "floating" });
    for (field, value) in more.as_object().expect("fields") {
        if value.is_null() {
            rule.as_object_mut().expect("fields").remove(field);
        } else {
            rule[field] = value.clone();
        }
    }
    rule
}

#[test]
fn each_rule_that_makes_no_sense_names_its_field() {
    for (more, field) in [
        (json!({ "time": "25:00" }), "time"),
        (json!({ "time": "24:00" }), "time"),
        (json!({ "time": "8:00" }), "time"),
        (json!({ "time": "+8:00" }), "time"),
        (json!({ "time": null }), "time"),
        (json!({ "kind": "weekly" }), "weekdays"),
        (json!({ "kind": "weekly", "weekdays": [] }), "weekdays"),
        (json!({ "kind": "weekly", "weekdays": ["mon", "mon"] }), "weekdays"),
        (json!({ "weekdays": ["mon"] }), "weekdays"),
        (json!({ "start": "2026-03-02", "end": "2026-03-01" }), "end"),
        (json!({ "count": 0 }), "count"),
        (json!({ "kind": "once" }), "date"),
        (json!({ "zone_policy": "fixed" }), "zone"),
        (
            json!({ "kind": "interval", "time": null, "every_minutes": 0, "window": ["09:00", "10:00"] }),
            "every_minutes",
        ),
        (
            json!({ "kind": "interval", "time": null, "every_minutes": 14, "window": ["09:00", "10:00"] }),
            "every_minutes",
        ),
        (
            json!({ "kind": "interval", "time": null, "every_minutes": 60, "window": ["10:00", "09:00"] }),
            "window",
        ),
        (json!({ "kind": "interval", "time": null, "every_minutes": 60 }), "window"),
        (json!({ "kind": "interval", "every_minutes": 60, "window": ["09:00", "10:00"] }), "time"),
    ] {
        assert_eq!(fields(json!([rule(more.clone())]), state()), [format!("rules[0].{field}")], "{more}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let rules = json!([rule(json!({ "time": "25:00" })), rule(json!({})), rule(json!({ "count": 0 }))]);
    let mut odd = state();
    odd["quiet"] = json!(["22:00", "22:00"]);
    odd["horizon_days"] = json!(0);
    assert_eq!(fields(rules, odd), ["rules[0].time", "rules[2].count", "state.horizon_days", "state.quiet"]);
}

#[test]
fn nobody_has_ten_thousand_rules() {
    let rules = vec![rule(json!({})); 10_000];
    assert_eq!(fields(json!(rules), state()), ["rules"]);
    assert_eq!(fields(json!(vec![rule(json!({})); MOST_RULES]), state()), Vec::<String>::new());
}

/// A thousand rules all day long for a year would take gigabytes.
#[test]
fn nobody_plans_more_times_than_fit_into_a_phone() {
    let all_day =
        json!({ "kind": "interval", "time": null, "every_minutes": 15, "window": ["00:00", "23:59"] });
    let rules = |count| json!(vec![rule(all_day.clone()); count]);
    let ahead = |days: u32| {
        let mut state = state();
        state["horizon_days"] = json!(days);
        state
    };
    assert_eq!(fields(rules(MOST_RULES), ahead(366)), ["rules"]);
    assert_eq!(fields(rules(MOST_RULES), ahead(28)), Vec::<String>::new());
    assert_eq!(fields(rules(80), ahead(366)), Vec::<String>::new());
}

#[test]
fn what_is_unknown_is_refused() {
    assert_eq!(fields(json!([rule(json!({ "sound": "bell" }))]), state()), ["rules[0].sound"]);
    assert_eq!(fields(json!([rule(json!({ "kind": "yearly" }))]), state()), ["rules[0].kind"]);
}
