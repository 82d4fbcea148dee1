package health.nape

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.nio.file.Files

/** Entries leave a journal as plain text and come into another one, once. */
class EntriesTest {
    @Test
    fun `entries move as lines and a second time nothing is new`() {
        val file = Files.createTempDirectory("nape-kotlin").resolve("all.jsonl").toString()
        val entry = """{"kind":"sleep","at":"$NOW","value":7}"""
        onNewJournal { nape ->
            nape.addEntries(entriesFromJson(entry.encodeToByteArray()))
            val written = nape.exportEntries(file, ExportFormat.JSONL, ExportQuery())
            assertEquals(mapOf("sleep" to 1uL), written.kinds)
        }
        onNewJournal { nape ->
            val lines = EntriesFile.open(file)
            assertEquals(1uL, nape.importEntries(lines, dryRun = true).added)
            assertEquals(1uL, nape.importEntries(lines).added)
            assertEquals(1uL, nape.importEntries(lines).unchanged)
        }
    }
}
