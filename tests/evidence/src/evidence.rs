//! Everything that was read, and every place where the trace does not hold.

use std::collections::BTreeSet;

use crate::carriers::{Carrier, Carriers, said_label, said_place};
use crate::constants::{self, Constant, Technical};
use crate::content::{self, Item};
use crate::facts::Facts;
use crate::figures::{self, Figure};
use crate::numbers::Numbers;
use crate::source::Source;
use crate::tree::Tree;

/// All that the document says.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What must be carried.
    pub facts: Facts,
    /// Items of content.
    pub items: Vec<Item>,
    /// Figures of the envelope.
    pub figures: Vec<Figure>,
    /// Numbers in code.
    pub constants: Vec<Constant>,
    /// Numbers that need no source.
    pub technical: Technical,
    /// Carriers by hand.
    pub carriers: Carriers,
    /// Rows of the notes' tables.
    pub numbers: Numbers,
    envelope_sources: BTreeSet<String>,
    guide_sources: BTreeSet<String>,
}

impl Evidence {
    /// Reads everything; the error names the file that can't be read.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        let figures = figures::read(tree)?;
        Ok(Self {
            facts: Facts::read(tree)?,
            items: content::read(tree)?,
            figures: figures.all,
            constants: constants::read(tree),
            technical: Technical::read(tree)?,
            carriers: Carriers::read(tree)?,
            numbers: Numbers::read(tree)?,
            envelope_sources: figures.listed_sources,
            guide_sources: content::guide_sources(tree)?,
        })
    }

    /// Sources that name nothing: ids that do not exist, and texts that are no source.
    pub fn unknown_sources(&self) -> Vec<String> {
        let is_unknown = |source: &str| match Source::parse(source) {
            Some(source) => source.fact().is_some_and(|id| self.facts.get(id).is_none()),
            None => true,
        };
        let of_items = self.items.iter().flat_map(|item| {
            let listed = |source: &str| item.is_of_guide() && self.guide_sources.contains(source);
            let unknown = item.sources.iter().filter(move |source| !listed(source) && is_unknown(source));
            unknown.map(|source| format!("{}: {}: `{source}`", item.file, item.label()))
        });
        let of_figures = self.figures.iter().flat_map(|figure| {
            let own = |source: &&String| !self.envelope_sources.contains(*source);
            let unknown = figure.sources.iter().filter(own).filter(|source| is_unknown(source));
            unknown.map(|source| format!("{}: {}: `{source}`", figures::FILE, figure.id))
        });
        let of_constants = self.constants.iter().flat_map(|constant| {
            let unknown = constant.sources.iter().filter(|source| is_unknown(&source.to_string()));
            unknown.map(|source| format!("{}: {}: `{source}`", constant.file, constant.name))
        });
        let by_hand = self.carriers.carrier.iter().flat_map(|listed| &listed.ids);
        let of_lists = by_hand
            .filter(|id| self.facts.get(id).is_none())
            .map(|id| format!("{}: `{id}`", crate::carriers::FILE));
        of_items.chain(of_figures).chain(of_constants).chain(of_lists).collect()
    }

    /// Carriers by hand that are not there any more.
    pub fn lost_carriers(&self, tree: &Tree) -> Vec<String> {
        let of_facts = self.carriers.carrier.iter().filter_map(|listed| {
            let problem = listed.carrier.problem(self, tree)?;
            Some(format!("{}: {problem}", listed.ids.join(", ")))
        });
        let of_rows = self.numbers.row.iter().flat_map(|row| {
            let problems = row.carried.iter().filter_map(|carrier| carrier.problem(self, tree));
            let none = row.carried.is_empty().then(|| "no carrier".to_owned());
            problems.chain(none).map(|problem| format!("section {}, {}: {problem}", row.section, row.of))
        });
        let of_decisions = self.numbers.decision.iter().filter_map(|decision| {
            Some(format!("{}: {}", decision.says, decision.carrier().problem(self, tree)?))
        });
        of_facts.chain(of_rows).chain(of_decisions).collect()
    }

    /// What carries the fact today, in words: content first, then figures, constants, and the list by hand.
    pub fn built_carriers(&self, id: &str) -> Vec<String> {
        let names_it = |sources: &[String]| sources.iter().any(|source| source == id);
        let items =
            self.items.iter().filter(|item| names_it(&item.sources)).map(|item| said_label(&item.label()));
        let figures = self.figures.iter().filter(|figure| names_it(&figure.sources));
        let constants = self
            .constants
            .iter()
            .filter(|constant| constant.sources.iter().any(|source| source.fact() == Some(id)));
        let by_hand = self.listed(id).filter(|carrier| carrier.is_built()).map(Carrier::said);
        let found = items
            .chain(figures.map(|figure| format!("figure `{}`", figure.id)))
            .chain(
                constants.map(|constant| format!("constant {}", said_place(&constant.name, &constant.file))),
            )
            .chain(by_hand);
        let mut seen = BTreeSet::new();
        found.filter(|said| seen.insert(said.clone())).collect()
    }

    /// Everything said of the fact, `later` and `left out` too.
    pub fn all_carriers(&self, id: &str) -> Vec<String> {
        let mut all = self.built_carriers(id);
        all.extend(self.listed(id).filter(|carrier| !carrier.is_built()).map(Carrier::said));
        if all.is_empty() {
            all.push("nothing yet".to_owned());
        }
        all
    }

    /// The carriers by hand that name the fact.
    pub fn listed<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Carrier> {
        let naming =
            self.carriers.carrier.iter().filter(move |listed| listed.ids.iter().any(|listed| listed == id));
        naming.map(|listed| &listed.carrier)
    }

    /// Facts that nothing carries and nothing is said of.
    pub fn uncarried(&self) -> Vec<&str> {
        let is_uncarried = |id: &&str| self.built_carriers(id).is_empty() && self.listed(id).next().is_none();
        self.facts.ids().into_iter().filter(is_uncarried).collect()
    }

    /// Facts that are said to be left out and are carried all the same.
    pub fn left_out_but_carried(&self) -> Vec<&str> {
        let is_left_out =
            |id: &str| self.listed(id).any(|carrier| matches!(carrier, Carrier::LeftOut { .. }));
        let ids = self.facts.ids().into_iter();
        ids.filter(|id| is_left_out(id) && !self.built_carriers(id).is_empty()).collect()
    }

    /// Facts that forbid traction, and that no rule carries which blocks.
    pub fn forbidding_without_a_block(&self) -> Vec<&str> {
        let blocks = |id: &str| {
            self.items.iter().any(|item| {
                let strict = matches!(item.effect.as_deref(), Some("block" | "emergency"));
                item.kind == "rule" && strict && item.sources.iter().any(|source| source == id)
            })
        };
        let forbids = |id: &str| self.facts.get(id).is_some_and(|fact| fact.tag.starts_with("BLOCK"));
        self.facts.ids().into_iter().filter(|id| forbids(id) && !blocks(id)).collect()
    }
}
