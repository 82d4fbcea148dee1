//! `nape guide`.

use clap::Subcommand;
use nape::api::{GuideTopic, Modality, Region};

use super::word;

/// Cards to read, and whom to call.
#[derive(Debug, Subcommand)]
pub(crate) enum GuideVerb {
    /// List the cards.
    List {
        /// Only those about this.
        #[arg(long, value_parser = word::<GuideTopic>)]
        topic: Option<GuideTopic>,
        /// Only those for this way of traction.
        #[arg(long, value_parser = word::<Modality>)]
        modality: Option<Modality>,
    },
    /// Show a card.
    Show {
        /// The card's id.
        id: String,
        /// The part of the spine that it is to speak of.
        #[arg(long, value_parser = word::<Region>)]
        region: Option<Region>,
    },
    /// Find cards; slips of the finger are forgiven.
    Search {
        /// What to look for.
        #[arg(required = true)]
        text: Vec<String>,
        /// At most so many cards.
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Show what to do in an emergency; calls nobody.
    Emergency {
        /// The country you are in, by its two letters.
        #[arg(long, value_name = "XX")]
        country: Option<String>,
    },
}
