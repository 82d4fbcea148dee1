//! `docs/evidence.md`, written from what was read: the same evidence always gives the same text.

use std::collections::BTreeMap;
use std::slice;

use crate::amount;
use crate::carriers::{Carrier, said_label, said_place};
use crate::constants::Constant;
use crate::content::Item;
use crate::evidence::Evidence;
use crate::facts::Letter;
use crate::figures::Figure;
use crate::markdown::Table;
use crate::numbers::Decision;
use crate::source::{Source, Tag};

/// Where it stands.
pub const FILE: &str = "docs/evidence.md";

const OPENING: &str = "# Evidence

<!-- Written by `make evidence`. Change the content, the code or tests/evidence, then run it again. -->

Which part of Nape carries each fact that it rests on, where each clinical number comes from, and what no clinician
has signed yet. A test fails where this page is not what the content and the code say.

**Ids.** A01 to O09 are the 293 facts of five articles, in our own words; X1 to X14 are conflicts and gaps between
them, settled for the strict side. P1 to P41 are product rules. *Section 3* to *section 7* are the notes on the
literature: [R] published text that was read, [M] general knowledge, [D] our own decision.

**Tags of facts.** BLOCK no traction, BLOCK-HANG no hanging or inversion, ASK a provider first, STOP, SEE a provider;
the others say what kind of thing a fact is (`tests/evidence/facts.toml` explains each).

**Carried by.** Content (rule, question, symptom, card) names its facts itself; figures stand in
`core/logic/content/plan/envelope.toml`; constants end their comment with their source. Fields, limits, messages and
tests are listed by hand in `tests/evidence/carriers.toml` and looked up. Paths are those under `core/logic/src`, or
from the repository's root. *Later* means not carried today.

";

const FOR_A_CLINICIAN: &str = "## Waiting for a clinician's signature

Everything that carries [D]. Until it is signed, the program says of itself that no clinician has reviewed it. The words
of a rule, a question or a symptom are the messages `screening-rule-ID`, `screening-question-ID` and
`screening-symptom-ID` in `core/logic/content/messages/en`.

";

/// The whole page.
pub fn write(evidence: &Evidence) -> String {
    let parts = [
        OPENING.to_owned(),
        facts(evidence),
        rows(evidence),
        numbers_with_a_source(evidence),
        clinician(evidence),
        not_built(evidence),
        left_out(evidence),
    ];
    let text = parts.concat();
    text.trim_end().to_owned() + "\n"
}

fn facts(evidence: &Evidence) -> String {
    let mut text = "## Facts\n\n".to_owned();
    for Letter { letter, title, facts } in evidence.facts.by_letter() {
        text.extend(["### ", letter, ": ", title, "\n\n"]);
        let mut table = Table::new(&["id", "tag", "fact", "carried by"]);
        for (id, fact) in facts {
            table.row(&[id, &fact.tag, &fact.fact], &evidence.all_carriers(id));
        }
        text += &table.finish();
    }
    text
}

fn rows(evidence: &Evidence) -> String {
    let mut by_section: BTreeMap<&str, Table> = BTreeMap::new();
    for row in &evidence.numbers.row {
        let carried: Vec<String> = row.carried.iter().map(Carrier::said).collect();
        let table = by_section
            .entry(&row.section)
            .or_insert_with(|| Table::new(&["of", "the notes say", "carried by"]));
        table.row(&[&row.of, &row.says], &carried);
    }
    let tables =
        by_section.into_iter().map(|(section, table)| format!("### Section {section}\n\n{}", table.finish()));
    format!("## Numbers of the notes\n\n{}", tables.collect::<String>())
}

fn numbers_with_a_source(evidence: &Evidence) -> String {
    let with_source = |constant: &Constant| !constant.sources.is_empty() && !is_decided(constant);
    let exceptions = &evidence.technical;
    let mut technical = Table::new(&["constant or place", "why it needs no source"]);
    for exception in exceptions.constant.iter().chain(&exceptions.place) {
        let path = exception.path.strip_prefix(crate::constants::FOLDER).unwrap_or(&exception.path);
        let named = exception.names.as_ref().map(|name| said_place(name, &exception.path));
        technical.row(&[&named.unwrap_or_else(|| path.to_owned())], slice::from_ref(&exception.why));
    }
    format!(
        "## Numbers from a source\n\nAll others are our own decisions: the next section.\n\n{}{}{}\
         Numbers in code that are no clinical ones:\n\n{}",
        figures(evidence, |figure| figure.tag != Tag::Decision).finish(),
        constants(evidence, with_source).finish(),
        content_numbers(evidence),
        technical.finish()
    )
}

fn clinician(evidence: &Evidence) -> String {
    let mut in_code = constants(evidence, is_decided);
    for Decision { value, says, names, path } in &evidence.numbers.decision {
        in_code.row(&[&said_place(names, path), value, &Source::Own.to_string()], slice::from_ref(says));
    }
    let content = decided_content(evidence).finish();
    let figures = figures(evidence, |figure| figure.tag == Tag::Decision).finish();
    let in_code = in_code.finish();
    format!(
        "{FOR_A_CLINICIAN}### Figures\n\n{figures}### Numbers in code\n\n{in_code}### Content\n\n{content}"
    )
}

fn figures(evidence: &Evidence, belongs: impl Fn(&Figure) -> bool) -> Table {
    let mut table = Table::new(&["figure", "value", "tag", "sources"]);
    for figure in evidence.figures.iter().filter(|figure| belongs(figure)) {
        table.row(&[&figure.id, &figure.value, &figure.tag.to_string()], &figure.sources);
    }
    table
}

fn constants(evidence: &Evidence, belongs: impl Fn(&Constant) -> bool) -> Table {
    let mut table = Table::new(&["constant", "value", "sources", "what"]);
    for constant in evidence.constants.iter().filter(|constant| belongs(constant)) {
        let place = said_place(&constant.name, &constant.file);
        let sources: Vec<String> = constant.sources.iter().map(ToString::to_string).collect();
        table
            .row(&[&place, &value(evidence, constant), &sources.join(", ")], slice::from_ref(&constant.says));
    }
    table
}

fn decided_content(evidence: &Evidence) -> Table {
    let mut table = Table::new(&["content", "what it decides", "by"]);
    for item in &evidence.items {
        let decisions: Vec<String> =
            item.sources.iter().filter(|source| is_decision(source)).cloned().collect();
        if !decisions.is_empty() {
            table.row(&[&said_label(&item.label()), &decides(item)], &decisions);
        }
    }
    table
}

/// Items that hold a number which is no decision of our own.
fn content_numbers(evidence: &Evidence) -> String {
    let mut table = Table::new(&["content", "what it decides", "sources"]);
    let is_decided = |item: &&Item| item.sources.iter().any(|source| is_decision(source));
    for item in evidence.items.iter().filter(|item| !item.numbers.is_empty() && !is_decided(item)) {
        table.row(&[&said_label(&item.label()), &decides(item)], &item.sources);
    }
    table.finish()
}

fn not_built(evidence: &Evidence) -> String {
    let mut table = Table::new(&["ids", "part", "what is missing"]);
    for (of, carrier) in by_hand(evidence) {
        if let Carrier::Later { part, why } = carrier {
            table.row(&[&of, part], slice::from_ref(why));
        }
    }
    format!("## Not carried yet\n\n{}", table.finish())
}

fn left_out(evidence: &Evidence) -> String {
    let mut table = Table::new(&["ids", "why"]);
    for (of, carrier) in by_hand(evidence) {
        if let Carrier::LeftOut { why } = carrier {
            table.row(&[&of], slice::from_ref(why));
        }
    }
    format!("## Left out on purpose\n\n{}", table.finish())
}

/// Every carrier by hand with what it is for: the facts first, then the rows of the notes' tables.
fn by_hand(evidence: &Evidence) -> impl Iterator<Item = (String, &Carrier)> {
    let of_facts = evidence.carriers.carrier.iter().map(|listed| (listed.ids.join(" "), &listed.carrier));
    let of_rows = evidence.numbers.row.iter().flat_map(|row| {
        row.carried.iter().map(|carrier| (format!("section {}: {}", row.section, row.of), carrier))
    });
    of_facts.chain(of_rows)
}

fn is_decided(constant: &Constant) -> bool {
    constant.sources.iter().any(Source::is_decision)
}

fn is_decision(source: &str) -> bool {
    Source::parse(source).is_some_and(|source| source.is_decision())
}

/// What an item does, and its numbers.
fn decides(item: &Item) -> String {
    let effect = item.effect.as_ref().map(|effect| effect.replace('_', " "));
    let numbers = item.numbers.iter().map(|number| number.replace('_', " "));
    let parts: Vec<String> = effect.into_iter().chain(numbers).collect();
    match (parts.as_slice(), item.kind.as_str()) {
        ([], "contradiction") => "answers that cannot both be true".to_owned(),
        ([], _) => "what is asked".to_owned(),
        (parts, _) => parts.join("; "),
    }
}

fn value(evidence: &Evidence, constant: &Constant) -> String {
    let in_same_file = |name: &str| {
        let same = evidence.constants.iter().find(|other| other.file == constant.file && other.name == name);
        same.map(|other| other.value.clone())
    };
    amount::said(&constant.value, &in_same_file)
}
