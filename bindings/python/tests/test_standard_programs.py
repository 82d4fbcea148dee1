"""A backup opens with the standard age program, and the journal with a SQLCipher that is not ours; both hold what
docs/journal-format.md says."""

import asyncio
import base64
import hashlib
import json
import os
import pty
import shutil
import subprocess

import pytest

from person import ready

KEY = bytes([7]) * 32
PASSPHRASE = "a long walk by the sea"


def with_age_and_a_key(file, key, folder):
    identity = folder / "recovery-key.txt"
    identity.write_text(key + "\n")
    return subprocess.run(["age", "--decrypt", "--identity", identity, file], capture_output=True, check=True).stdout


def with_age_and_a_passphrase(file, folder):
    """age asks on a terminal and nowhere else."""
    out = folder / "backup.jsonl"
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "--decrypt", "--output", str(out), str(file)])
    asked, said = False, b""
    while True:
        try:
            piece = os.read(terminal, 1024)
        except OSError:  # what Linux answers once the other end is gone
            piece = b""
        if not piece:
            break
        said += piece
        if not asked and b"passphrase" in said.lower():
            os.write(terminal, PASSPHRASE.encode() + b"\n")
            asked = True
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, said
    return out.read_bytes()


def checked(text):
    """The header and the things of a backup, after its last line has vouched for them."""
    *lines, last = text.splitlines(keepends=True)
    header, things, end = json.loads(lines[0]), [json.loads(line) for line in lines[1:]], json.loads(last)["end"]
    assert header["nape_backup"] == 1
    assert base64.b64decode(end["sha256"]) == hashlib.sha256(b"".join(lines)).digest()
    names = {"origins": "origin", "facts": "fact", "versions": "version", "pages": "page"}
    counted = {name: sum(kind in thing for thing in things) for name, kind in names.items()}
    assert counted == header["counts"] == end["counts"]
    return header, things


def hold(facts):
    """Each fact's digest is that of its content, as the format says."""
    for fact in facts:
        content = fact["content"]
        digest = hashlib.sha256(base64.b64decode(content["salt"]) + content["payload"].encode()).digest()
        assert digest == base64.b64decode(fact["digest"])


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_a_backup_opens_with_the_age_program(tmp_path):
    async def test():
        async with ready(tmp_path / "journal") as (door, _):
            key = await door.make_recovery_key()
            await door.back_up(str(tmp_path / "key.age"))
            await door.back_up(str(tmp_path / "words.age"), PASSPHRASE)
            return key.key

    key = asyncio.run(test())
    header, things = checked(with_age_and_a_key(tmp_path / "key.age", key, tmp_path))
    identity = json.loads((tmp_path / "journal" / "journal.json").read_text())
    assert header["journal"] == identity["journal"]
    hold([thing["fact"] for thing in things if "fact" in thing])
    again, more = checked(with_age_and_a_passphrase(tmp_path / "words.age", tmp_path))
    assert again["journal"] == header["journal"]
    # The first backup is a fact of its own by now.
    assert again["counts"]["facts"] == header["counts"]["facts"] + 1
    assert len(more) > len(things)


def test_the_journal_opens_with_another_sqlcipher(tmp_path):
    sqlcipher = pytest.importorskip("sqlcipher3.dbapi2")

    async def test():
        async with ready(tmp_path) as (door, _):
            return (await door.check_journal()).facts

    facts = asyncio.run(test())
    database = sqlcipher.connect(str(tmp_path / "journal.db"))
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert not database.execute("PRAGMA cipher_integrity_check").fetchall()
    assert database.execute("SELECT count(*) FROM fact").fetchone() == (facts,)
    for payload, salt, digest in database.execute("SELECT payload, salt, digest FROM fact"):
        assert hashlib.sha256(salt + payload.encode()).digest() == digest
    identity = json.loads((tmp_path / "journal.json").read_text())
    (journal,) = database.execute("SELECT id FROM journal").fetchone()
    assert journal.hex() == identity["journal"].replace("-", "")
    check = hashlib.sha256(b"nape key check 1\0" + KEY + journal).hexdigest()
    assert check == identity["key_check"]
