//! What may be done over a link that is paired like this one, and whose bond it is (section 9).

use super::Firmware;
use crate::codes::Characteristic;
use crate::options::{Options, Pairing};
use crate::radio::Refusal;

/// The bond with the one central there is, and the link to it.
#[derive(Debug, Clone)]
pub(crate) struct Bonds {
    /// What pairing gives.
    pairing: Pairing,
    number: u16,
    is_kept: bool,
    link: Pairing,
}

impl Bonds {
    pub(super) const fn new(options: &Options) -> Self {
        Self {
            pairing: options.pairing,
            number: options.bond_number,
            is_kept: options.has_bond,
            link: Pairing::None,
        }
    }

    /// The central connects and encrypts by its bond; false where the unit no longer has that and refuses.
    pub(crate) fn connected(&mut self) -> bool {
        let is_known = self.is_kept || self.pairing == Pairing::None;
        self.link = if is_known { self.pairing } else { Pairing::None };
        is_known
    }

    pub(super) const fn disconnected(&mut self) {
        self.link = Pairing::None;
    }

    /// The unit forgets the central's bond; false where there is none.
    pub(crate) fn forget(&mut self) -> bool {
        self.is_kept = false;
        self.pairing != Pairing::None
    }

    /// The person removes the central's bond and pairs anew. No number is given twice.
    pub(crate) const fn pair_again(&mut self) {
        self.number = self.number.saturating_add(1);
        self.is_kept = true;
    }

    pub(super) fn is_authenticated(&self) -> bool {
        self.link == Pairing::Authenticated
    }

    fn is_encrypted(&self) -> bool {
        self.link >= Pairing::JustWorks
    }

    /// The bond of the link, 0 where it has none.
    pub(super) fn number(&self) -> u16 {
        if self.is_encrypted() { self.number } else { 0 }
    }
}

fn granted(is_allowed: bool) -> Result<(), Refusal> {
    if is_allowed { Ok(()) } else { Err(Refusal::NotAuthenticated) }
}

impl Firmware {
    /// Whether the link may subscribe to this.
    pub(crate) fn may_subscribe(&self, characteristic: Characteristic) -> Result<(), Refusal> {
        granted(match characteristic {
            Characteristic::SessionRecord => self.bonds.is_authenticated(),
            _ => self.bonds.is_encrypted(),
        })
    }

    /// Whether the link may write this; what Control Point takes further depends on the request. All that can be
    /// read may be read over any link.
    pub(crate) fn may_write(&self, characteristic: Characteristic) -> Result<(), Refusal> {
        granted(match characteristic {
            Characteristic::Stop => true,
            Characteristic::Clock | Characteristic::RecordAccess => self.bonds.is_authenticated(),
            _ => self.bonds.is_encrypted(),
        })
    }
}
