//! Reminders that ring while `remind watch` runs: on a desktop that is played here, on a session bus of its own, and without one.
//! `tools/setup.sh keyring` installs the bus.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use zbus::blocking::{Connection, connection::Builder};
use zbus::zvariant::OwnedValue;

use crate::schema::assert_fits;
use crate::support::Home;

const ON: &str = "2026-03-10";
const NINE: &str = "2026-03-10T09:00:00+01:00";
/// Time enough to start in, on a machine that is busy.
const JUST_BEFORE_NINE: &str = "2026-03-10T08:59:52+01:00";
/// No bus is there.
const NOWHERE: &str = "unix:path=/nowhere/bus";

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a desktop was asked to show: its title, its text and its buttons.
type Shown = (String, String, Vec<String>);

/// Whoever shows notifications.
struct Notifications {
    shown: Sender<Shown>,
}

/// The methods of the desktops' specification that are called here.
#[allow(clippy::unused_self, clippy::used_underscore_binding, reason = "the interface's own signatures")]
mod played {
    use super::{HashMap, Notifications, OwnedValue};

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Notifications {
        fn get_server_information(&self) -> (String, String, String, String) {
            ["played", "tests", "1", "1.2"].map(str::to_owned).into()
        }

        #[expect(clippy::too_many_arguments, reason = "the desktops' specification says so")]
        fn notify(
            &self,
            _app: &str,
            _replaces: u32,
            _icon: &str,
            summary: String,
            body: String,
            actions: Vec<String>,
            _hints: HashMap<String, OwnedValue>,
            _expires: i32,
        ) -> u32 {
            self.shown.send((summary, body, actions)).expect("the test goes on");
            7
        }
    }
}

/// A desktop with a session bus of its own.
struct Desktop {
    address: String,
    connection: Connection,
    shown: Receiver<Shown>,
    _bus: Running,
}

impl Desktop {
    fn new() -> Self {
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon: `tools/setup.sh keyring` installs it");
        let mut address = String::new();
        let out = bus.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut address).expect("an address");
        let address = address.trim().to_owned();
        let (tell, shown) = channel();
        let connection = Builder::address(address.as_str())
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", Notifications { shown: tell }))
            .and_then(Builder::build)
            .expect("the bus is there");
        Self { address, connection, shown, _bus: Running(bus) }
    }

    /// What is shown next.
    fn shows(&self) -> Shown {
        self.shown.recv_timeout(Duration::from_mins(1)).expect("something is shown")
    }

    /// The person presses a button; again and again, because whoever waits for it may not listen yet.
    fn press(&self, button: &'static str) {
        let connection = self.connection.clone();
        thread::spawn(move || {
            for _ in 0..50 {
                let (path, name) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
                let pressed = (7_u32, button);
                if connection.emit_signal(None::<&str>, path, name, "ActionInvoked", &pressed).is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(100));
            }
        });
    }
}

/// `remind watch`, and what it says line by line.
struct Watch {
    child: Running,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watch {
    fn start(home: &Home, bus: &str) -> Self {
        let mut command = home.command_of(JUST_BEFORE_NINE, &["remind", "watch", "--json"]);
        let mut child = command.env("DBUS_SESSION_BUS_ADDRESS", bus).spawn().expect("the program runs");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        Self { child: Running(child), lines }
    }

    fn says(&mut self) -> Value {
        let line = self.lines.next().expect("it goes on").expect("text");
        let said = serde_json::from_str(&line).expect("JSON");
        assert_fits("reminder-watched", &said);
        said
    }

    /// Ctrl-C; the exit status.
    fn end(mut self) -> Option<i32> {
        let id = Pid::from_child(&self.child.0);
        kill_process(id, Signal::INT).expect("it runs");
        self.child.0.wait().expect("it ends").code()
    }
}

fn with_a_bath_at_nine() -> Home {
    let home = Home::new();
    let bath = ["remind", "add", "custom", "--title", "a bath", "--date", ON, "--at", "09:00"];
    home.run_at(JUST_BEFORE_NINE, &bath).expect(0);
    home
}

#[test]
fn a_desktop_shows_what_rings_and_a_button_puts_it_off() {
    let (home, desktop) = (with_a_bath_at_nine(), Desktop::new());
    let mut watch = Watch::start(&home, &desktop.address);
    let (title, body, buttons) = desktop.shows();
    assert_eq!((title.as_str(), body.contains("bath")), ("Nape", false), "discreet");
    assert_eq!(buttons, ["done", "Done", "later", "In 15 minutes"]);
    let rang = watch.says();
    assert_eq!((&rang["event"], &rang["where"]), (&json!("rang"), &json!("desktop")));
    assert_eq!(rang["alert"]["at"], NINE);
    desktop.press("later");
    let answered = watch.says();
    assert_eq!((&answered["event"], &answered["answer"]), (&json!("answered"), &json!("snoozed")));
    assert_eq!(answered["id"], rang["alert"]["id"]);
    assert_eq!(watch.end(), Some(6));
    let plan = home.run_at("2026-03-10T09:02:00+01:00", &["remind", "plan", "--json"]).expect(0).document();
    let again = plan["notifications"][0]["at"].as_str().expect("an instant").to_owned();
    assert!(again.starts_with("2026-03-10T09:1"), "put off by 15 minutes: {again}");
}

#[test]
fn without_a_desktop_it_rings_in_the_terminal_and_knows_what_was_said_meanwhile() {
    let home = with_a_bath_at_nine();
    let mut watch = Watch::start(&home, NOWHERE);
    let rang = watch.says();
    assert_eq!((&rang["event"], &rang["where"]), (&json!("rang"), &json!("terminal")));
    assert_eq!(watch.end(), Some(6));

    // The pause comes while it watches.
    let home = with_a_bath_at_nine();
    let evening = ["remind", "add", "symptom_check", "--at", "09:00", "--in-quiet-hours"];
    home.run_at(JUST_BEFORE_NINE, &evening).expect(0);
    let kept = home.run_at(JUST_BEFORE_NINE, &["remind", "list", "--json"]).expect(0).document();
    let bath = kept["reminders"][0]["id"].as_str().expect("an id").to_owned();
    let mut watch = Watch::start(&home, NOWHERE);
    home.run_at(JUST_BEFORE_NINE, &["remind", "pause", "--until", "2026-03-11", &bath]).expect(0);
    let rang = watch.says();
    assert_eq!(rang["alert"]["subject"], "symptom_check", "{rang}");
    assert_eq!(watch.end(), Some(6));
}

#[test]
fn it_ends_by_itself_after_the_minutes_that_were_asked_for() {
    let home = Home::new();
    let mut command = home.command_of(NINE, &["remind", "watch", "--for", "0"]);
    let ended = command.env("DBUS_SESSION_BUS_ADDRESS", NOWHERE).output().expect("the program runs");
    assert_eq!((ended.status.code(), ended.stdout.len()), (Some(0), 0), "{ended:?}");
    assert!(String::from_utf8_lossy(&ended.stderr).contains("ring in this terminal"), "{ended:?}");
}
