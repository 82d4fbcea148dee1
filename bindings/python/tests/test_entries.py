"""Entries leave a journal as plain text and come into another one, once."""

import asyncio

import nape
from person import EXAMPLES, opened


def test_entries_move_as_lines_and_a_second_time_nothing_is_new(tmp_path):
    async def test():
        here, there = await opened(tmp_path / "here"), await opened(tmp_path / "there")
        await here.add_entries(nape.entries_from_json((EXAMPLES / "journal" / "day.jsonl").read_bytes()))
        file = str(tmp_path / "all.jsonl")
        written = await here.export_entries(file, nape.ExportFormat.JSONL, nape.ExportQuery())
        assert (written.entries, written.kinds["pain"]) == (5, 1)
        lines = await nape.EntriesFile.open(file)
        looked = await there.import_entries(lines, dry_run=True)
        taken = await there.import_entries(lines)
        again = await there.import_entries(lines)
        assert [(done.added, done.unchanged) for done in (looked, taken, again)] == [(5, 0), (5, 0), (0, 5)]
        await here.close()
        await there.close()

    asyncio.run(asyncio.wait_for(test(), 60))


def test_another_programs_table_comes_in_by_its_mapping(tmp_path):
    async def test():
        door = await opened(tmp_path)
        mapping = nape.ImportMapping(
            columns=nape.ImportColumns(date="Day", measure="What", value="How much"),
            measures=[
                nape.ImportMeasure(measure="Neck pain", kind=nape.EntryKind.PAIN),
                nape.ImportMeasure(measure="Ibuprofen", kind=nape.EntryKind.MEDICATION),
                nape.ImportMeasure(measure="Steps"),
            ],
            date_format="%d/%m/%Y",
        )
        table = await nape.EntriesFile.open(str(EXAMPLES / "journal" / "other-program.csv"), mapping=mapping)
        assert [(found.measure, found.rows) for found in table.measures()] == [
            ("Ibuprofen", 1),
            ("Neck pain", 2),
            ("Steps", 1),
        ]
        assert (await door.import_entries(table)).added == 3
        await door.close()

    asyncio.run(asyncio.wait_for(test(), 60))
