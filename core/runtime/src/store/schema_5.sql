-- Schema 5: what was fetched of a device's record before the connection broke, from its first byte on. It goes when the
-- whole record is a fact, and is in no backup: another phone fetches it anew.
CREATE TABLE device_part (
    serial  TEXT    NOT NULL,
    number  INTEGER NOT NULL CHECK (number >= 0),
    content BLOB    NOT NULL CHECK (length(content) > 0),
    PRIMARY KEY (serial, number)
) STRICT, WITHOUT ROWID;
