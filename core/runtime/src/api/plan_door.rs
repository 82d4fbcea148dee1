//! Plans through the door: set, brought as a file, as they stand today, and their revisions.

use super::convert;
use super::door::Nape;
use super::error::NapeError;
use super::plan::{Plan, PlanCheck, PlanConfirmation, PlanRevision, PlanToday};
use super::words::{Modality, Region};

#[uniffi::export]
impl Nape {
    /// Sets the plan in force for its modality and region; `Refused` with every rule where it passes a limit.
    pub async fn set_plan(&self, plan: Plan) -> Result<PlanCheck, NapeError> {
        Ok(convert::plan_check(self.engine.set_plan(convert::core_plan(plan)?).await?))
    }

    /// Sets a plan that came as a file, once the person has confirmed all of it: `plan_import()` says each field.
    /// `Refused` by `import.fields` and `import.typed_twice` where something is open, else as by `set_plan()`.
    pub async fn import_plan(
        &self,
        document: Vec<u8>,
        confirmed: PlanConfirmation,
    ) -> Result<PlanCheck, NapeError> {
        let plan = nape_logic::plan::read_import(&document)?;
        Ok(convert::plan_check(self.engine.import_plan(plan, convert::confirmation(confirmed)).await?))
    }

    /// The plan in force.
    pub async fn plan(&self, modality: Modality, region: Region) -> Result<Option<Plan>, NapeError> {
        Ok(self.engine.plan(modality.into(), region.into()).await?.map(Plan::from))
    }

    /// The plan in force, and what every limit leaves of it today: without its provider's part where that has
    /// expired.
    pub async fn plan_today(
        &self,
        modality: Modality,
        region: Region,
    ) -> Result<Option<PlanToday>, NapeError> {
        let today = self.engine.plan_today(modality.into(), region.into()).await?;
        Ok(today.map(convert::plan_today))
    }

    /// Every plan that was ever accepted for the modality and region, the newest first, at most `limit`.
    pub async fn plan_history(
        &self,
        modality: Modality,
        region: Region,
        limit: u32,
    ) -> Result<Vec<PlanRevision>, NapeError> {
        let revisions = self.engine.plan_history(modality.into(), region.into(), limit as usize).await?;
        Ok(revisions.into_iter().map(convert::plan_revision).collect())
    }
}
