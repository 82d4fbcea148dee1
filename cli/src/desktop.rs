//! Notifications of a Linux desktop, where a session bus has somebody who shows them.

use tokio::sync::mpsc::UnboundedSender;

/// What a person did with a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// What it reminds of.
    Done,
    /// Put it off.
    Later,
    /// Closed it.
    Seen,
}

/// The buttons under a notification.
const DONE: &str = "done";
const LATER: &str = "later";

/// Whether somebody shows notifications.
#[cfg(target_os = "linux")]
pub(crate) fn is_there() -> bool {
    notify_rust::get_server_information().is_ok()
}

/// Shows a notification, and tells `answers` what became of it, under its `id`; whether it is shown.
#[cfg(target_os = "linux")]
pub(crate) fn show(
    id: &str,
    (title, body): (&str, &str),
    later: &str,
    answers: UnboundedSender<(String, Answer)>,
) -> bool {
    use notify_rust::{CloseReason, Notification, NotificationResponse};

    let shown = Notification::new()
        .appname("Nape")
        .summary(title)
        .body(body)
        .action(DONE, "Done")
        .action(LATER, later)
        .show();
    let Ok(shown) = shown else { return false };
    let id = id.to_owned();
    let tell = move |response: &NotificationResponse| {
        let answer = match response {
            NotificationResponse::Action(action) if action == LATER => Answer::Later,
            NotificationResponse::Default | NotificationResponse::Action(_) => Answer::Done,
            NotificationResponse::Closed(CloseReason::Dismissed) => Answer::Seen,
            // Nobody did anything.
            NotificationResponse::Closed(_) | NotificationResponse::Reply(_) => return,
        };
        // Whoever stopped watching hears nothing.
        let _ = answers.send((id, answer));
    };
    // It may stay for hours; whoever waits for it is nobody that others wait for.
    let waiting = std::thread::Builder::new().name("nape-notification".to_owned());
    waiting.spawn(move || drop(shown.wait_for_response(tell))).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_there() -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn show(
    _id: &str,
    _words: (&str, &str),
    _later: &str,
    _answers: UnboundedSender<(String, Answer)>,
) -> bool {
    false
}
