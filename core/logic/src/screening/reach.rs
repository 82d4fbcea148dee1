//! Who is asked what: each question serves something, and each rule can be reached, wherever it applies.

use super::draft::{ContentError, Draft, Placed};
use super::words::FormKind;
use super::written::{Condition, Question, Rule};
use crate::modality::{Modality, Region};

/// One way of traction for one part of the spine.
type Pair = (Modality, Region);

/// The first question or rule that stands alone, if there is one.
pub(super) fn check(draft: &Draft) -> Result<(), ContentError> {
    let pairs: Vec<Pair> = draft
        .modalities
        .iter()
        .flat_map(|row| row.item.regions.iter().map(move |region| (row.item.id, *region)))
        .collect();
    modalities(draft)?;
    for pair in &pairs {
        pages(draft, *pair)?;
    }
    for placed in &draft.rules {
        rule(placed, draft, &pairs)?;
    }
    for placed in &draft.questions {
        question(placed, draft, &pairs)?;
    }
    Ok(())
}

/// Every way of traction has one row, with a region, and is asked something on both forms.
fn modalities(draft: &Draft) -> Result<(), ContentError> {
    let manifest = |message: String| ContentError {
        file: draft.manifest.file.clone(),
        line: draft.manifest.line,
        field: "modality".to_owned(),
        message,
    };
    for modality in Modality::ALL {
        let rows: Vec<_> = draft.modalities.iter().filter(|row| row.item.id == *modality).collect();
        let [row] = rows.as_slice() else {
            return Err(manifest(format!("{modality} needs one row, and has {}", rows.len())));
        };
        if row.item.regions.is_empty() {
            return Err(row.error("modality: regions", format!("{modality} is for no part of the spine")));
        }
        for region in &row.item.regions {
            for kind in FormKind::ALL {
                if asked(draft, *kind, (*modality, *region)).next().is_none() {
                    return Err(row.error("modality: id", format!("{modality} has no {kind:?} form")));
                }
            }
        }
    }
    Ok(())
}

/// The questions of a page stand together: a form that goes back to a page confuses who fills it in.
fn pages(draft: &Draft, (modality, region): Pair) -> Result<(), ContentError> {
    for kind in FormKind::ALL {
        let on_form = |placed: &&Placed<Question>| placed.item.is_asked(*kind, modality, region);
        let mut left: Vec<&str> = Vec::new();
        let mut page = "";
        for placed in draft.questions.iter().filter(on_form) {
            if placed.item.page == page {
                continue;
            }
            if left.contains(&placed.item.page.as_str()) {
                let field = format!("question {}: page", placed.item.id);
                return Err(
                    placed.error(field, format!("for {modality} the {kind:?} form has left this page"))
                );
            }
            left.push(page);
            page = &placed.item.page;
        }
    }
    Ok(())
}

/// Wherever a rule applies, some form can make it hold.
fn rule(placed: &Placed<Rule>, draft: &Draft, pairs: &[Pair]) -> Result<(), ContentError> {
    let rule = &placed.item;
    let wrong = |name: &str, message: String| Err(placed.error(format!("rule {}: {name}", rule.id), message));
    let mut applies =
        pairs.iter().filter(|(modality, region)| rule.scope.includes(*modality, *region)).peekable();
    if applies.peek().is_none() {
        return wrong("modalities", "it applies nowhere".to_owned());
    }
    let unreachable = applies.find(|pair| {
        !FormKind::ALL.iter().any(|kind| {
            let ids: Vec<&str> = asked(draft, *kind, **pair).map(|question| question.id.as_str()).collect();
            can_hold(&rule.when, &ids)
        })
    });
    match unreachable {
        Some((modality, region)) => wrong("when", format!("no form for {modality}, {region} can fire it")),
        None => Ok(()),
    }
}

/// Wherever a question is asked it feeds a rule, is stored, or brings up a follow-up; and a follow-up has its
/// parent on the same form.
fn question(placed: &Placed<Question>, draft: &Draft, pairs: &[Pair]) -> Result<(), ContentError> {
    let question = &placed.item;
    let wrong =
        |name: &str, message: String| Err(placed.error(format!("question {}: {name}", question.id), message));
    for &(modality, region) in
        pairs.iter().filter(|(modality, region)| question.scope.includes(*modality, *region))
    {
        if !feeds(question, draft, (modality, region)) {
            return wrong("id", format!("for {modality}, {region} it feeds no rule and no stored value"));
        }
        for kind in &question.forms {
            let orphan = question.ask_if.as_ref().is_some_and(|ask_if| {
                !asked(draft, *kind, (modality, region)).any(|parent| parent.id == ask_if.question)
            });
            if orphan {
                return wrong(
                    "ask_if",
                    format!("for {modality}, {region} its parent is not on the {kind:?} form"),
                );
            }
        }
    }
    Ok(())
}

fn feeds(question: &Question, draft: &Draft, (modality, region): Pair) -> bool {
    let id = question.id.as_str();
    let applies = |rule: &Rule| rule.scope.includes(modality, region) && rule.when.questions().contains(&id);
    let follows = |follow_up: &Question| {
        follow_up.scope.includes(modality, region)
            && follow_up.ask_if.as_ref().is_some_and(|ask_if| ask_if.question == id)
    };
    question.stored
        || draft.rules.iter().any(|rule| applies(&rule.item))
        || draft.questions.iter().any(|other| follows(&other.item))
}

fn asked(draft: &Draft, kind: FormKind, (modality, region): Pair) -> impl Iterator<Item = &Question> {
    draft
        .questions
        .iter()
        .map(|placed| &placed.item)
        .filter(move |question| question.is_asked(kind, modality, region))
}

/// Whether answers to the questions `asked` alone can make it hold.
fn can_hold(condition: &Condition, asked: &[&str]) -> bool {
    let is_asked = |id: &str| asked.contains(&id);
    match condition {
        Condition::Answer(answer) => is_asked(&answer.question),
        Condition::Number(number) => is_asked(&number.question),
        Condition::NotAbove(pair) => is_asked(&pair.question) && is_asked(&pair.other),
        Condition::AtLeast { count, of } => {
            let possible: usize =
                of.iter().filter(|answer| is_asked(&answer.question)).map(|answer| answer.is.len()).sum();
            possible >= *count
        }
        Condition::All(parts) => parts.iter().all(|part| can_hold(part, asked)),
        Condition::Any(parts) => parts.iter().any(|part| can_hold(part, asked)),
        Condition::History(_) => true,
    }
}
