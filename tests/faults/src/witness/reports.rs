//! Is a heartbeat the answer to a report, and is silence announced?

use nape_logic::device::controller::Output;
use nape_logic::device::timing;
use nape_logic::time::{Elapsed, Millis};

use super::{Broken, ControlWrite, HEARTBEAT, LinkState, Rule};
use crate::rig::TICK;

/// What the unit said last, and when.
#[derive(Debug, Default)]
pub(super) struct ReportRules {
    last_report: Option<Elapsed>,
    last_heartbeat: Option<Elapsed>,
    /// It said that force may be on.
    was_active: bool,
    said_stale: bool,
    said_silent: bool,
}

impl ReportRules {
    pub(super) fn see(
        &mut self,
        outputs: &[Output],
        is_releasing: bool,
        link: LinkState,
        now: Elapsed,
        broken: &mut Vec<Broken>,
    ) {
        for output in outputs {
            let state = match output {
                Output::Status(status) => status.state,
                Output::Sample(sample) => sample.state,
                Output::Stale { .. } => {
                    self.said_stale = true;
                    self.announced(timing::STALE_AFTER, now, broken);
                    continue;
                }
                Output::Silent { .. } => {
                    self.said_silent = true;
                    self.announced(timing::SILENT_AFTER, now, broken);
                    continue;
                }
                _ => continue,
            };
            let last_heartbeat = self.last_heartbeat;
            *self = Self {
                last_report: Some(now),
                last_heartbeat,
                was_active: state.is_active(),
                ..Self::default()
            };
        }
        if outputs.iter().filter_map(ControlWrite::of).any(|write| write.opcode == HEARTBEAT) {
            self.heartbeat(is_releasing, now, broken);
        }
        if link != LinkState::Up {
            *self = Self::default();
        }
    }

    fn announced(&self, after: Millis, now: Elapsed, broken: &mut Vec<Broken>) {
        if self.last_report.is_none_or(|last| now.since(last) < after) {
            Rule::SilenceIsAnnounced.broken(now, "silence was announced and there was none", broken);
        }
    }

    fn heartbeat(&mut self, is_releasing: bool, now: Elapsed, broken: &mut Vec<Broken>) {
        if self.last_report != Some(now) {
            Rule::HeartbeatAnswersReport.broken(now, "without a report", broken);
        }
        if is_releasing {
            Rule::HeartbeatAnswersReport.broken(now, "beside a Stop", broken);
        }
        let last = self.last_heartbeat.replace(now);
        if last.is_some_and(|last| now.since(last) < timing::HEARTBEAT_INTERVAL) {
            Rule::HeartbeatAnswersReport.broken(now, "twice in a second", broken);
        }
    }

    pub(super) fn tick(&mut self, link: LinkState, now: Elapsed, broken: &mut Vec<Broken>) {
        let Some(last) = self.last_report.filter(|_| link == LinkState::Up && self.was_active) else {
            return;
        };
        let age = now.since(last);
        for (said, after) in
            [(&mut self.said_stale, timing::STALE_AFTER), (&mut self.said_silent, timing::SILENT_AFTER)]
        {
            if age > after.plus(TICK) && !std::mem::replace(said, true) {
                Rule::SilenceIsAnnounced.broken(now, format!("nothing was heard for {} ms", age.0), broken);
            }
        }
    }
}
