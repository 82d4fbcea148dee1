-- Schema 3: facts are read in the order of their arrival, or those of one session. Nothing asks for one kind of all of
-- them: an index by kind took a page of each commit, and made SQLite sort ten years of facts that lay in their order.
DROP INDEX fact_by_kind;
