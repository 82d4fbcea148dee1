-- Schema 1. Ids are the 16 bytes of a UUID, times are milliseconds since 1970 with the clock's offset in
-- seconds beside them, digests and hashes are 32 bytes. Payloads are JSON text, NULL once erased.

-- Every installation that wrote into this journal, and where its chain of facts ends.
CREATE TABLE origin (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0),
    last_hash     BLOB    NOT NULL CHECK (length(last_hash) = 32)
) STRICT, WITHOUT ROWID;

-- Which journal this is, and as which origin this installation writes: one row.
CREATE TABLE journal (
    only   INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    id     BLOB    NOT NULL CHECK (length(id) = 16),
    origin BLOB    NOT NULL REFERENCES origin (id)
) STRICT;

-- What happened, append-only. `position` counts over all origins in the order of arrival, for paging.
-- The hash is part of the key because both sides of a fork are kept.
CREATE TABLE fact (
    position   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    origin     BLOB    NOT NULL REFERENCES origin (id),
    sequence   INTEGER NOT NULL CHECK (sequence >= 1),
    kind       TEXT    NOT NULL,
    session    BLOB    CHECK (length(session) = 16),
    course     BLOB    CHECK (length(course) = 16),
    at_ms      INTEGER NOT NULL,
    offset_s   INTEGER NOT NULL,
    elapsed_ms INTEGER CHECK (elapsed_ms >= 0),
    boot       TEXT,
    simulated  INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    payload    TEXT,
    salt       BLOB    CHECK (length(salt) = 16),
    digest     BLOB    NOT NULL CHECK (length(digest) = 32),
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    UNIQUE (origin, sequence, hash),
    CHECK ((payload IS NULL) = (salt IS NULL))
) STRICT;

CREATE INDEX fact_by_session ON fact (session, position, at_ms) WHERE session IS NOT NULL;
CREATE INDEX fact_by_kind ON fact (kind, position);
CREATE INDEX fact_by_course ON fact (course, position) WHERE course IS NOT NULL;

-- The append-only rule, kept by the database itself. Only payload and salt may go, and only to NULL.
CREATE TRIGGER fact_is_never_removed BEFORE DELETE ON fact
BEGIN
    SELECT RAISE(ABORT, 'facts are never removed');
END;

CREATE TRIGGER fact_is_never_changed
BEFORE UPDATE OF position, origin, sequence, kind, session, course, at_ms, offset_s, elapsed_ms, boot,
    simulated, digest, hash ON fact
BEGIN
    SELECT RAISE(ABORT, 'facts are never changed');
END;

CREATE TRIGGER fact_is_only_erased
BEFORE UPDATE OF payload, salt ON fact WHEN NEW.payload IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'facts are only erased');
END;

-- Records that people edit: plans, clearances, the profile, journal entries. An edit is a further revision,
-- a deletion a revision marked so. Two phones may write the same revision; the latest is the greatest by
-- (revision, written_ms, origin), the same on both after a merge.
CREATE TABLE record_version (
    position         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL,
    id               BLOB    NOT NULL CHECK (length(id) = 16),
    revision         INTEGER NOT NULL CHECK (revision >= 1),
    origin           BLOB    NOT NULL REFERENCES origin (id),
    at_ms            INTEGER NOT NULL,
    at_offset_s      INTEGER NOT NULL,
    written_ms       INTEGER NOT NULL,
    written_offset_s INTEGER NOT NULL,
    deleted          INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    payload          TEXT,
    UNIQUE (kind, id, revision, origin)
) STRICT;

CREATE INDEX record_version_by_time ON record_version (kind, at_ms, id);

-- Samples of a session, many to a row; the layout of `body` stands with the code that packs it.
CREATE TABLE telemetry_page (
    session BLOB    NOT NULL CHECK (length(session) = 16),
    page    INTEGER NOT NULL CHECK (page >= 0),
    from_ms INTEGER NOT NULL CHECK (from_ms >= 0),
    to_ms   INTEGER NOT NULL CHECK (to_ms >= from_ms),
    samples INTEGER NOT NULL CHECK (samples >= 0),
    body    BLOB    NOT NULL,
    PRIMARY KEY (session, page)
) STRICT;
