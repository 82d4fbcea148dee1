-- Schema 2: the entries of the journal by time, by kind and by their words. Projections (E5): every row follows from
-- the revisions in `record_version`, and `projection.rs` makes all of them anew.

-- The latest revision of each entry that is not deleted; `position` is that revision's. `day` is the civil date on the
-- entry's own clock, in days since 1970, and `value` is in thousandths.
CREATE TABLE entry (
    position INTEGER NOT NULL PRIMARY KEY REFERENCES record_version (position),
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    kind     TEXT    NOT NULL,
    at_ms    INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    value    INTEGER,
    name     TEXT,
    note     TEXT
) STRICT;

CREATE INDEX entry_by_time ON entry (at_ms, id);
CREATE INDEX entry_by_kind ON entry (kind, at_ms, id);
CREATE INDEX entry_by_day ON entry (kind, day, value);

-- Words of names and notes, without their accents.
CREATE VIRTUAL TABLE entry_text USING fts5 (
    name, note, content = 'entry', content_rowid = 'position', tokenize = 'unicode61 remove_diacritics 2'
);

-- What is deleted or erased leaves the index at once, not when its parts are merged some day.
INSERT INTO entry_text (entry_text, rank) VALUES ('secure-delete', 1);

-- A page lies in its key's tree, without a second one beside it.
CREATE TABLE telemetry_page_2 (
    session BLOB    NOT NULL CHECK (length(session) = 16),
    page    INTEGER NOT NULL CHECK (page >= 0),
    from_ms INTEGER NOT NULL CHECK (from_ms >= 0),
    to_ms   INTEGER NOT NULL CHECK (to_ms >= from_ms),
    samples INTEGER NOT NULL CHECK (samples >= 0),
    body    BLOB    NOT NULL,
    PRIMARY KEY (session, page)
) STRICT, WITHOUT ROWID;
INSERT INTO telemetry_page_2 SELECT session, page, from_ms, to_ms, samples, body FROM telemetry_page;
DROP TABLE telemetry_page;
ALTER TABLE telemetry_page_2 RENAME TO telemetry_page;

-- Nothing asks for facts by course, and what asked for records by time asks the projections now.
DROP INDEX fact_by_course;
DROP INDEX record_version_by_time;

-- What the engine made of the facts up to a position, so that opening does not read ten years: a projection as well. Only
-- the program that wrote it reads it; whatever brings facts in by another way removes it.
CREATE TABLE folded (
    only     INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    program  BLOB    NOT NULL CHECK (length(program) = 32),
    position INTEGER NOT NULL,
    body     BLOB    NOT NULL
) STRICT;
