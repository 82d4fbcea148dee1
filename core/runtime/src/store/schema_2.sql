-- Schema 2: the entries of the journal by time, by kind and by their words. Projections (E5): every row follows from
-- the revisions in `record_version`, and `projection.rs` makes all of them anew.

-- The latest revision of each entry that is not deleted; `position` is that revision's. `day` is the civil date on the
-- entry's own clock, in days since 1970, and `value` is in thousandths.
CREATE TABLE entry (
    position INTEGER NOT NULL PRIMARY KEY REFERENCES record_version (position),
    id       BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
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
