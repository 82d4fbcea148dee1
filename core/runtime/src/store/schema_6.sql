-- Schema 6: what a report of some days is made of, besides sessions, is found by its moment. These kinds are stated a few
-- times a day at most, so that no commit of a running session takes a further page (see schema 3).
CREATE INDEX fact_of_day ON fact (at_ms, position)
WHERE kind IN ('screening', 'symptoms_told', 'provider_contact', 'reviewed');

-- Few in a lifetime, and wanted all at once: what becomes of a lock or a course may be told long after it.
CREATE INDEX fact_of_course ON fact (position)
WHERE kind IN ('course_started', 'course_ended', 'lock_set', 'lock_resolved', 'clearance_given', 'clearance_withdrawn');
