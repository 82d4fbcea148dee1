//! Does a device keep to the profile? Asked by whoever makes one, beside the task and the journal.

use nape_logic::time::{Elapsed, Timestamp};

use super::Unit;
use super::holding::clocks;
use super::linking::trouble;
use crate::conformance::{ConformanceReport, Extent, Leaping, Waiting, examine};
use crate::engine::error::EngineError;
use crate::engine::handle::Engine;
use crate::link::{Availability, RadioError, SimulatedLink};

impl Engine {
    /// Examines a device, which nobody may be in where it is to pull. `told` hears of each requirement before it is asked for;
    /// `false` ends it.
    pub async fn examine_device(
        &self,
        unit: Unit,
        extent: Extent,
        told: impl FnMut(u32, u32) -> bool + Send + 'static,
    ) -> Result<ConformanceReport, EngineError> {
        let hold = self.hold().await?;
        let (now, wall) = clocks()?;
        if let Unit::Simulated { seed } = unit {
            // On its own clock, which needs nobody to wait.
            let work = move || examine_simulated(seed, now, wall, extent, told);
            return self.where_waiting_is_allowed(work).await;
        }
        match self.bluetooth().await? {
            Availability::Ready => {}
            other => return Err(trouble(&RadioError::Unavailable(other))),
        }
        let (link, news) = self.own_link(&unit, now)?;
        let handle = self.runtime.clone();
        self.where_waiting_is_allowed(move || {
            let report = examine(link, &mut Waiting::new(handle, news, now, wall), extent, told);
            drop(hold);
            report
        })
        .await
    }
}

fn examine_simulated(
    seed: u64,
    now: Elapsed,
    wall: Timestamp,
    extent: Extent,
    told: impl FnMut(u32, u32) -> bool,
) -> ConformanceReport {
    let link = SimulatedLink::home_unit(seed, now);
    examine(Box::new(link), &mut Leaping::new(now, wall), extent, told)
}
