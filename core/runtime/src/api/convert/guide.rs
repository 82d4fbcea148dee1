//! Cards, hits and the emergency card.

use nape_logic::document::FieldError;
use nape_logic::guide as core;
use nape_logic::modality::Region;

use crate::api::guide::{
    EmergencyCard, EmergencyNumber, EvidenceRank, FoundIn, GuideCard, GuideCardSummary, GuideHit, GuidePart,
    GuidePartKind, GuideSource, GuideTopic,
};
use crate::api::language::render;

/// An enum of the door for one of the core, name by name.
macro_rules! same {
    ($($core:path => $door:ident { $($variant:ident,)+ })+) => {$(
        impl From<$core> for $door {
            fn from(word: $core) -> Self {
                use $core as Core;
                match word { $(Core::$variant => Self::$variant,)+ }
            }
        }
    )+};
}

same! {
    core::Topic => GuideTopic {
        Modality, HowTo, Dose, Expect, Myths, Mistakes, HomeAndClinic, Benefits, SideEffects, Practices, Routine,
        Glossary, Evidence, Safety, About,
    }
    core::PartKind => GuidePartKind { Text, Step, Myth, Compare, Term, Figure, }
    core::Rank => EvidenceRank { ClinicPage, ReviewedArticle, WebArticle, PersonalAccount, Literature, Note, }
    core::FoundIn => FoundIn { Title, Synonym, Summary, Body, }
}

pub(in crate::api) fn card_summary(card: &core::Card) -> GuideCardSummary {
    let region = card.region(Region::Cervical);
    GuideCardSummary {
        id: card.id.to_string(),
        topic: card.topic.into(),
        topic_text: render(&card.topic.message()),
        modalities: card.modalities.iter().copied().map(Into::into).collect(),
        regions: card.regions.iter().copied().map(Into::into).collect(),
        title: render(&card.title(region)),
        summary: render(&card.summary(region)),
        guided: card.guided,
        added: card.added,
    }
}

pub(in crate::api) fn card(card: &core::Card, asked: Region) -> GuideCard {
    let region = card.region(asked);
    GuideCard {
        id: card.id.to_string(),
        topic: card.topic.into(),
        topic_text: render(&card.topic.message()),
        modalities: card.modalities.iter().copied().map(Into::into).collect(),
        regions: card.regions.iter().copied().map(Into::into).collect(),
        region: region.into(),
        title: render(&card.title(region)),
        summary: render(&card.summary(region)),
        guided: card.guided,
        added: card.added,
        notices: card.notices().iter().map(render).collect(),
        parts: card.parts.iter().map(|one| part(one, region)).collect(),
        evidence: card.rank.into(),
        evidence_text: render(&card.rank.message()),
        sources: card.sources.iter().map(source).collect(),
        reviewed: card.reviewed.to_string(),
    }
}

fn part(part: &core::Part, region: Region) -> GuidePart {
    GuidePart {
        id: part.id.to_string(),
        kind: part.kind.into(),
        label: part.kind.message().as_ref().map(render),
        text: render(&part.text(region)),
        second_label: part.kind.second_message().as_ref().map(render),
        second: part.second(region).as_ref().map(render),
        sources: part.sources.iter().map(ToString::to_string).collect(),
    }
}

fn source(source: &core::Source) -> GuideSource {
    GuideSource {
        id: source.id.to_string(),
        kind_text: render(&source.kind.message()),
        credit: source.credit.to_string(),
        dated: source.dated.as_ref().map(ToString::to_string),
        dated_text: render(&source.dated_message()),
        read_text: render(&source.tag_message()),
        ageing: source.ageing_message().as_ref().map(render),
    }
}

pub(in crate::api) fn hit(hit: core::Hit) -> GuideHit {
    GuideHit { card: hit.card.into(), title: render(&hit.title), where_found: hit.where_found.into() }
}

pub(in crate::api) fn country(
    field: &str,
    code: Option<String>,
) -> Result<Option<core::Country>, FieldError> {
    let parsed = code.map(|code| code.parse()).transpose();
    parsed.map_err(|_| FieldError::new(field, "not a country's code", "two letters, such as US (ISO 3166)"))
}

pub(in crate::api) fn emergency_card(card: core::EmergencyCard) -> EmergencyCard {
    let number = |number: core::Number| EmergencyNumber {
        call: number.call,
        countries: number.countries.iter().map(ToString::to_string).collect(),
    };
    EmergencyCard {
        country: card.country.map(|country| country.to_string()),
        country_name: card.country.map(|country| render(&country.name())),
        numbers: card.numbers.into_iter().map(number).collect(),
        lines: card.lines.iter().map(render).collect(),
    }
}
