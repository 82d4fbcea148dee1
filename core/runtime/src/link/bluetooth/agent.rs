//! Pairing on Linux, where BlueZ asks an agent: ours, registered for this one pairing on a D-Bus connection of its own,
//! so that nothing else on the machine is answered by it and nothing of it stays.

use std::sync::Arc;
use std::time::Duration;

use btleplug::api::Peripheral as _;
use tokio::sync::mpsc;
use tokio::time::timeout;
use zbus::Proxy;
use zbus::zvariant::ObjectPath;

use super::bluez;
use super::connection::end;
use super::failure::pairing_failure;
use super::hub::Hub;
use super::pairing::{Answer, Conversation};
use super::questions::{Agent, Question};
use super::search::find;
use crate::link::{DeviceAddress, GREATEST_PASSKEY, PairingFailure, PairingStep, PasskeySource};

/// How long a device that BlueZ does not know is listened for.
const FOUND_WITHIN: Duration = Duration::from_secs(10);
/// How long a pairing may take with all questions; Bluetooth itself allows 30 s between two messages.
const PAIRED_WITHIN: Duration = Duration::from_secs(90);
/// How long BlueZ may take to break a pairing off.
const BROKEN_OFF_WITHIN: Duration = Duration::from_secs(2);
const AGENT: &str = "/org/nape/agent";
/// What a person at this machine can do: see a number and type one.
const CAPABILITY: &str = "KeyboardDisplay";

/// Pairs, and leaves the device connected only where it was before.
pub(super) async fn pair(
    hub: Arc<Hub>,
    address: DeviceAddress,
    source: PasskeySource,
    mut conversation: Conversation,
) {
    conversation.tell(PairingStep::Connecting);
    let outcome = timeout(PAIRED_WITHIN, paired(&hub, &address, source, &mut conversation)).await;
    conversation.end(outcome.unwrap_or(Err(PairingFailure::TimedOut)));
}

async fn paired(
    hub: &Hub,
    address: &DeviceAddress,
    source: PasskeySource,
    conversation: &mut Conversation,
) -> Result<(), PairingFailure> {
    let device = tokio::select! {
        found = find(hub, address, FOUND_WITHIN) => found.map_err(pairing_failure)?,
        () = conversation.cancelled() => return Err(PairingFailure::Cancelled),
    };
    let path = bluez::path_of(&device.id());
    if hub.bluez.is_paired(&path).await == Some(true) {
        return Ok(());
    }
    let was_connected = hub.bluez.is_connected(&path).await == Some(true);
    let outcome = pair_with_agent(&path, source, conversation).await;
    if !was_connected {
        end(&device).await;
    }
    outcome
}

async fn pair_with_agent(
    path: &str,
    source: PasskeySource,
    conversation: &mut Conversation,
) -> Result<(), PairingFailure> {
    let other = |_| PairingFailure::Other;
    let connection = bluez::connect().await.map_err(other)?;
    let (ask, mut asked) = mpsc::unbounded_channel();
    connection.object_server().at(AGENT, Agent::new(ask)).await.map_err(other)?;
    let agent = ObjectPath::try_from(AGENT).map_err(|_| PairingFailure::Other)?;
    let agents = bluez::agents(&connection).await.map_err(other)?;
    agents.call::<_, _, ()>("RegisterAgent", &(agent, CAPABILITY)).await.map_err(other)?;

    let device = bluez::device(&connection, path).await.map_err(other)?;
    let mut questions = Questions { source, open: None, answered_wrongly: false, passkey_given: false };
    let pairing = device.call::<_, _, ()>("Pair", &());
    tokio::pin!(pairing);
    loop {
        tokio::select! {
            outcome = &mut pairing => return questions.outcome(outcome),
            Some(question) = asked.recv() => questions.ask(question, conversation),
            answer = conversation.answer() => {
                if answer == Answer::Cancel {
                    break_off(&device).await;
                    return Err(PairingFailure::Cancelled);
                }
                questions.answer(answer);
            }
        }
    }
}

async fn break_off(device: &Proxy<'_>) {
    let _ = timeout(BROKEN_OFF_WITHIN, device.call::<_, _, ()>("CancelPairing", &())).await;
}

struct Questions {
    source: PasskeySource,
    open: Option<Question>,
    /// The person's answer could not be the right one.
    answered_wrongly: bool,
    passkey_given: bool,
}

impl Questions {
    fn ask(&mut self, question: Question, conversation: &Conversation) {
        let step = match &question {
            Question::Passkey(_) => PairingStep::PasskeyWanted,
            Question::Confirm(number, _) => PairingStep::ConfirmNumber(*number),
        };
        self.open = Some(question);
        match (step, self.source) {
            (PairingStep::PasskeyWanted, PasskeySource::Known(passkey)) => {
                self.answer(Answer::Passkey(passkey));
            }
            _ => conversation.tell(step),
        }
    }

    /// An answer to what is not asked means nothing.
    fn answer(&mut self, answer: Answer) {
        match (self.open.take(), answer) {
            (Some(Question::Passkey(back)), Answer::Passkey(passkey)) => {
                self.passkey_given = true;
                self.answered_wrongly = passkey > GREATEST_PASSKEY;
                let _ = back.send((passkey <= GREATEST_PASSKEY).then_some(passkey));
            }
            (Some(Question::Confirm(_, back)), Answer::Confirm(same)) => {
                self.answered_wrongly = !same;
                let _ = back.send(same);
            }
            (open, _) => self.open = open,
        }
    }

    fn outcome(&self, outcome: zbus::Result<()>) -> Result<(), PairingFailure> {
        let Err(error) = outcome else { return Ok(()) };
        if self.answered_wrongly {
            return Err(PairingFailure::WrongPasskey);
        }
        let zbus::Error::MethodError(name, message, _) = &error else { return Err(PairingFailure::Other) };
        self.failure(name.as_str(), message.as_deref().unwrap_or_default())
    }

    fn failure(&self, name: &str, message: &str) -> Result<(), PairingFailure> {
        Err(match name.rsplit('.').next().unwrap_or_default() {
            "AlreadyExists" => return Ok(()),
            "AuthenticationFailed" if self.passkey_given => PairingFailure::WrongPasskey,
            "AuthenticationFailed" | "AuthenticationRejected" | "AuthenticationCanceled" => {
                PairingFailure::Refused
            }
            "AuthenticationTimeout" | "NoReply" => PairingFailure::TimedOut,
            "ConnectionAttemptFailed" | "UnknownObject" | "DoesNotExist" => PairingFailure::NotFound,
            "NotReady" | "ServiceUnknown" => PairingFailure::AdapterOff,
            "AccessDenied" => PairingFailure::NotPermitted,
            _ if message.contains("connection-") => PairingFailure::NotFound,
            _ => PairingFailure::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    fn questions() -> Questions {
        Questions { source: PasskeySource::Person, open: None, answered_wrongly: false, passkey_given: false }
    }

    #[test]
    fn a_passkey_answers_only_what_was_asked() {
        let (back, mut answer) = oneshot::channel();
        let mut questions = questions();
        questions.answer(Answer::Passkey(1));
        questions.open = Some(Question::Passkey(back));
        questions.answer(Answer::Confirm(true));
        assert!(answer.try_recv().is_err(), "a yes is no passkey");
        questions.answer(Answer::Passkey(123_456));
        assert_eq!(answer.try_recv(), Ok(Some(123_456)));
    }

    #[test]
    fn a_number_that_is_no_passkey_is_a_wrong_one() {
        let (back, mut answer) = oneshot::channel();
        let mut questions = questions();
        questions.open = Some(Question::Passkey(back));
        questions.answer(Answer::Passkey(1_000_000));
        assert_eq!(answer.try_recv(), Ok(None));
        let refused = Err(zbus::Error::Failure(String::new()));
        assert_eq!(questions.outcome(refused), Err(PairingFailure::WrongPasskey));
    }

    #[test]
    fn a_failed_authentication_is_a_wrong_passkey_only_where_one_was_given() {
        let mut questions = questions();
        let name = "org.bluez.Error.AuthenticationFailed";
        assert_eq!(questions.failure(name, ""), Err(PairingFailure::Refused));
        questions.passkey_given = true;
        assert_eq!(questions.failure(name, ""), Err(PairingFailure::WrongPasskey));
    }

    #[test]
    fn what_bluez_says_of_a_pairing_is_said_in_the_words_of_every_radio() {
        for (name, failure) in [
            ("org.bluez.Error.AuthenticationTimeout", PairingFailure::TimedOut),
            ("org.bluez.Error.AuthenticationRejected", PairingFailure::Refused),
            ("org.bluez.Error.ConnectionAttemptFailed", PairingFailure::NotFound),
            ("org.bluez.Error.NotReady", PairingFailure::AdapterOff),
            ("org.freedesktop.DBus.Error.UnknownObject", PairingFailure::NotFound),
            ("org.bluez.Error.InProgress", PairingFailure::Other),
        ] {
            assert_eq!(questions().failure(name, ""), Err(failure), "{name}");
        }
        assert_eq!(questions().failure("org.bluez.Error.AlreadyExists", ""), Ok(()));
    }
}
