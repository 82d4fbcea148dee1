#!/usr/bin/env python3
"""Drives the terminal program against the unit, as a person would: from looking for it to a record in the journal.

Usage: with_stand_in.sh terminal.py NAPE [long], or with_bluez.sh terminal.py NAPE [long], where NAPE is the program. Ends with
0 where every step went as it should. `long` adds fifty records of twenty minutes with a cut in their middle.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "cli" / "examples"
ADDRESS = os.environ["NAPE_TEST_DEVICE_ADDRESS"]
PASSKEY = os.environ["NAPE_TEST_DEVICE_PASSKEY"]
CONFIRM = ["--confirm", "setup,presence,audible"]
PLAN = {
    "modality": "home_unit", "pattern": "sustained", "force": {"value": 3, "unit": "kg"}, "duration_ms": 60_000,
    "ramp_up_ms": 5_000, "ramp_down_ms": 5_000, "body_weight": {"value": 72, "unit": "kg"},
    "provider": {"name": "Dana Whitfield, PT", "date": time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400))},
}


def unit(line):
    """Says something to the unit's control socket; its answer."""
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(os.environ["NAPE_TEST_DEVICE_CONTROL"])
        control.sendall(f"{line}\n".encode())
        answer = control.makefile().readline().strip()
    assert not answer.startswith("error"), f"{line}: {answer}"
    return answer


class Terminal:
    """The program, with a journal of its own."""

    def __init__(self, program, folder):
        self.folder = Path(folder)
        key = self.folder / "key"
        key.write_text(secrets.token_hex(32))
        key.chmod(0o600)
        self.command = [program, "--home", str(self.folder / "journal"), "--key-file", str(key)]

    def run(self, *words, status=0, within=120):
        """The one document that a command prints, once it ended with this status."""
        ran = subprocess.run([*self.command, *words, "--json"], capture_output=True, text=True, timeout=within)
        assert ran.returncode == status, f"{words}: {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
        return json.loads(ran.stdout.splitlines()[-1])

    def write(self, name, document):
        file = self.folder / name
        file.write_text(json.dumps(document))
        return str(file)

    def session(self):
        return subprocess.Popen(
            [*self.command, "session", "run", "--modality", "home_unit", "--device", ADDRESS, *CONFIRM, "--json"],
            stdout=subprocess.PIPE, text=True,
        )


def until(process, wanted):
    """Reads events up to the first that is wanted."""
    for line in process.stdout:
        event = json.loads(line)
        if wanted(event):
            return event
    raise AssertionError("the session ended before")


def rest_of(process):
    """The last event, and the status with which the program ended."""
    lines = process.stdout.read().splitlines()
    return json.loads(lines[-1]), process.wait(timeout=30)


def is_running(event):
    return event["event"] == "telemetry" and event["measured_mn"] > 15_000


class Steps:
    """In their order."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.sessions = []

    def finds_the_unit(self):
        found = self.terminal.run("device", "scan", "--seconds", "4")["devices"]
        assert ADDRESS in [device["address"] for device in found], found

    def says_that_nobody_is_at_an_address(self):
        error = self.terminal.run("device", "sync", "C4:4E:61:FF:FF:FF", status=4)["error"]
        assert error["kind"] == "device", error

    def refuses_a_wrong_passkey(self):
        wrong = f"{(int(PASSKEY) + 1) % 1_000_000:06}"
        error = self.terminal.run("device", "pair", ADDRESS, "--passkey", wrong, status=4)["error"]
        assert "passkey" in error["message"], error
        time.sleep(1)

    def pairs_and_knows_the_unit(self):
        known = self.terminal.run("device", "pair", ADDRESS, "--passkey", PASSKEY)
        assert known["modality"] == "home_unit" and known["keeps_records"], known
        assert self.terminal.run("device", "list")["devices"] == [known]
        self.serial = known["serial"]

    def is_ready_for_a_session(self):
        for form in ("full", "short"):
            self.terminal.run("screen", "save", "--answers", str(EXAMPLES / f"answers/{form}-nothing-against.json"))
        self.terminal.run("plan", "set", self.terminal.write("plan.json", PLAN))
        self.terminal.run("session", "run", "--modality", "home_unit", "--device", "none", "--rehearse", *CONFIRM)

    def runs_a_whole_session(self):
        process = self.terminal.session()
        until(process, is_running)
        assert unit("state?") == "running" and int(unit("force?")) > 100
        last, status = rest_of(process)
        assert (last["event"], last["end"], last["release"], status) == ("finished", "completed", "confirmed", 0), last
        assert unit("state?") == "idle" and unit("force?") == "0"
        self.sessions.append(last["session"])

    def fetches_its_record_and_deletes_it(self):
        report = self.terminal.run("device", "sync")
        assert [report[name] for name in ("records_new", "deleted_on_device", "not_ours")] == [1, 1, 0], report
        assert report["new"][0]["session"] == self.sessions[-1]
        assert unit("records?") in ("", "0", "none"), unit("records?")

    def leaves_other_peoples_records_alone(self):
        unit("records 3 60")
        report = self.terminal.run("device", "sync", ADDRESS)
        assert [report[name] for name in ("records_new", "deleted_on_device", "not_ours")] == [0, 0, 3], report
        number = report["waiting"][0]["number"]
        report = self.terminal.run("device", "sync", ADDRESS, "--mine", str(number))
        assert [report[name] for name in ("records_new", "deleted_on_device", "not_ours")] == [1, 1, 2], report

    def says_how_the_unit_is(self):
        now = self.terminal.run("device", "status", "--release")
        assert (now["state"], now["measured_mn"] < 2_000, now["released"]) == ("idle", True, True), now

    def holds_the_unit_against_the_profile(self):
        records = unit("records?")
        report = self.terminal.run("device", "check", "--moving", "--confirm", "nobody-in-it", within=600)
        kept = [one for one in report["requirements"] if one["outcome"] in ("passed", "not_applicable")]
        assert report["conforms"] and report["left_at_rest"], [one for one in report["requirements"] if one not in kept]
        assert unit("records?") == records, "it leaves no record of its own"

    def forgets_the_unit_and_pairs_again(self):
        assert self.terminal.run("device", "forget", ADDRESS)["bond_removed"]
        assert self.terminal.run("device", "list")["devices"] == []
        unit("forget-bond")
        self.terminal.run("device", "scan", "--seconds", "4")
        assert self.terminal.run("device", "pair", ADDRESS, "--passkey", PASSKEY)["serial"] == self.serial


class Stopping(Steps):
    """Each ends a session of a journal of its own, in another way."""

    def releases_at_a_signal(self):
        process = self.terminal.session()
        until(process, is_running)
        process.send_signal(signal.SIGINT)
        last, status = rest_of(process)
        assert (last["end"], last["reason"], last["release"], status) == ("interrupted", "signal", "confirmed", 6), (last, status)
        assert unit("force?") == "0"

    def ends_where_the_link_is_lost_and_the_unit_lets_go_by_itself(self):
        process = self.terminal.session()
        until(process, is_running)
        unit("linkloss")
        last, status = rest_of(process)
        assert (last["event"], last["reason"], status) == ("finished", "link_lost", 4), (last, status)
        assert last["release"] == "confirmed", "it was found again, and said that it had let go"
        deadline = time.monotonic() + 10
        while unit("force?") != "0":
            assert time.monotonic() < deadline, "the dead man does not release"
            time.sleep(0.2)


def fifty_records_over_a_cut(terminal):
    """Of the unit's own button all, so that each is claimed; a cut costs no record and doubles none."""
    unit("records 50 1200")
    waiting = terminal.run("device", "sync", ADDRESS)["waiting"]
    mine = ",".join(str(one["number"]) for one in waiting)
    unit("cut-after 3000")
    error = terminal.run("device", "sync", ADDRESS, "--mine", mine, status=4, within=600)["error"]
    assert error["kind"] == "device", error
    report = terminal.run("device", "sync", ADDRESS, within=600)
    assert report["not_ours"] == 0 and report["records_new"] > 0, report
    assert terminal.run("device", "sync", ADDRESS)["records_new"] == 0
    listed = terminal.run("session", "list", "--limit", "500")["sessions"]
    assert len([one for one in listed if one["logged"]]) >= 50, len(listed)
    assert unit("records?") in ("", "0", "none")


def carry_out(steps):
    for name in (name for name in vars(type(steps)) if not name.startswith("_")):
        began = time.monotonic()
        getattr(steps, name)()
        print(f"{name.replace('_', ' '):60} {time.monotonic() - began:6.2f} s", flush=True)


def main():
    program, *rest = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(program, folder)
        carry_out(Steps(terminal))
        if "long" in rest:
            began = time.monotonic()
            fifty_records_over_a_cut(terminal)
            print(f"{'fifty records over a cut':60} {time.monotonic() - began:6.2f} s", flush=True)
    for name in [name for name in vars(Stopping) if not name.startswith("_")]:
        with tempfile.TemporaryDirectory() as folder:
            steps = Steps(Terminal(program, folder))
            steps.is_ready_for_a_session()
            began = time.monotonic()
            getattr(Stopping, name)(steps)
            print(f"{name.replace('_', ' '):60} {time.monotonic() - began:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
