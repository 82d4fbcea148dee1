//! A record becomes a fact. One of a session of ours belongs to that session; one that the person says was theirs becomes a
//! session, so that it counts in the caps like any other (P14).

use nape_logic::device::records::clock::ClockReading;
use nape_logic::device::records::record::SessionRecord;
use nape_logic::id::SessionId;
use nape_logic::modality::Modality;
use nape_logic::session::{LoggedSession, SymptomAction};
use nape_logic::time::{Now, Timestamp};
use nape_logic::units::EnteredForce;
use uuid::Uuid;

use crate::engine::commits::{Effect, Pass};
use crate::engine::logged::open_course;
use crate::engine::task::Task;
use crate::store::fact::{About, Base64, DeviceRecordKept, Fact, SessionLogged};

impl Task {
    /// Keeps a whole record, and says so to the fetching once it is on the disk.
    pub(super) fn keep_device_record(&mut self, content: Vec<u8>, record: &SessionRecord, now: &Now) {
        let Some(syncing) = &self.syncing else { return };
        let Some(unit) = &syncing.unit else { return };
        let reading = syncing.reading();
        let began = reading.and_then(|reading| reading.began(record));
        let simulated = syncing.simulated || record.simulated;
        let modality = unit.feature.modality;
        let fact = DeviceRecordKept {
            serial: unit.serial.clone(),
            number: record.number,
            digest: record.digest,
            token: record.token,
            modality,
            region: record.programme.times.region,
            began: began.map(|(at, _)| at),
            dated_by: began.map(|(_, by)| by),
            phone_ahead_ms: reading.and_then(ClockReading::offset_millis),
            duration_ms: record.duration,
            cause: record.cause,
            greatest_mn: record.greatest,
            content: Base64(content),
        };
        let mut pass = Pass::default();
        let own = record.token.and_then(|token| self.ledger.devices.session_of(token));
        let about = match own {
            Some(session) => About {
                session: Some(session),
                course: self.ledger.session(session).and_then(|session| session.course),
                simulated,
            },
            None => self.session_of_its_own(record, modality, fact.began, simulated, now, &mut pass),
        };
        let part = crate::store::RecordPart {
            serial: fact.serial.clone(),
            number: fact.number,
            content: Vec::new(),
        };
        pass.parts.push(part);
        pass.fact(about, Fact::DeviceRecord(Box::new(fact)));
        pass.effects.push(Effect::RecordKept(record.number));
        if let Some(syncing) = &mut self.syncing {
            syncing.report.new.push((record.number, about.session));
        }
        self.carry_out(pass, now);
    }

    /// The session that the person says this was: the one that they told of already, or a new one. One without an instant
    /// counts from now, the strictest reading of it.
    fn session_of_its_own(
        &self,
        record: &SessionRecord,
        modality: Modality,
        began: Option<Timestamp>,
        simulated: bool,
        now: &Now,
        pass: &mut Pass,
    ) -> About {
        let region = record.programme.times.region;
        let ended_now = || {
            let ago = i64::try_from(record.duration.get()).unwrap_or(0);
            Timestamp::from_unix_millis(now.wall.unix_millis() - ago, now.wall.offset_seconds())
        };
        let started = began.or_else(ended_now).unwrap_or(now.wall);
        let hold = record.programme.forces.hold;
        let told = LoggedSession {
            modality,
            region,
            started,
            duration_ms: Some(record.duration),
            force: Some(EnteredForce::in_newtons(hold)),
            ..LoggedSession::plain(modality, region, started)
        };
        let about = |session, course| About { session: Some(session), course, simulated };
        // Two without an instant would be taken for one.
        if began.is_some()
            && let Some(same) = self.ledger.likely_same(&told, now.wall)
        {
            return about(same.id, same.course);
        }
        let course = self.ledger.course_at(region, started).unwrap_or_else(|| open_course(region, pass));
        let about = about(SessionId(Uuid::now_v7()), Some(course));
        let fact = SessionLogged { told, action: SymptomAction::Note, pain_rose: false };
        pass.fact(about, Fact::SessionLogged(Box::new(fact)));
        about
    }
}
