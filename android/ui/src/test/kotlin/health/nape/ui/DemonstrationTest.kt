package health.nape.ui

import health.nape.KeyPort
import health.nape.Nape
import health.nape.NapeException
import health.nape.OpenConfig
import health.nape.PresencePort
import health.nape.PresenceReason
import health.nape.Region
import health.nape.eraseJournal
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.nio.file.Path
import java.time.OffsetDateTime
import kotlin.io.path.readBytes

/** How the demonstration's journal is opened. */
class DemonstrationTest {
    @get:Rule
    val temporary = TemporaryFolder()

    private lateinit var folder: Path

    @Before
    fun choose() {
        folder = temporary.root.toPath().resolve("journal")
    }

    private fun key() = folder.resolve("key").readBytes()

    private fun open() = runBlocking { Demonstration(folder).open() }

    @Test
    fun it_opens_again_with_the_same_key_and_the_same_diary() = runBlocking {
        val first = open()
        val (diary, key) = first.trend("pain", 90u, Region.CERVICAL) to key()
        first.shutDown()
        val again = open()
        assertTrue(key.contentEquals(key()))
        assertEquals(diary, again.trend("pain", 90u, Region.CERVICAL))
        assertTrue("${diary.points}", diary.points.size in 1..89 && diary.points.all { it.n == 1u })
        again.shutDown()
    }

    @Test
    fun a_diary_can_be_continued_at_any_day() {
        val (early, late) = listOf("2026-03-02T07:30:00-05:00", "2026-03-04T07:30:00-05:00").map { last ->
            diaryUntil(OffsetDateTime.parse(last)).map { it.entry }
        }
        val (shared, added) = late.partition { it.at <= early.last().at }
        assertEquals(early.takeLast(shared.size), shared)
        assertEquals(listOf("2026-03-03", "2026-03-04"), added.map { it.at.substringBefore('T') })
    }

    @Test
    fun an_erasure_that_was_cut_short_is_finished_at_the_next_opening_and_its_key_is_forgotten() = runBlocking {
        open().shutDown()
        val key = key()
        eraseAndBeCutShort()
        val config = OpenConfig(folder.toString(), key, demonstration = true, now = null, zone = null)
        assertThrows(NapeException.ErasureBegun::class.java) {
            runBlocking { Nape.open(config, clock = null, zones = null, presence = null) }
        }

        val fresh = open()
        assertFalse(key.contentEquals(key()))
        assertEquals(emptyList<Any>(), fresh.sessions(1u))
        assertEquals("Robin", fresh.profile().name)
        fresh.shutDown()
    }

    /** The key can't be forgotten, and so the erasure waits, begun, as it does after a kill. */
    private fun eraseAndBeCutShort() {
        val stuck = object : KeyPort {
            override fun forget(journal: String?) = throw NapeException.Storage("no")
        }
        val yes = object : PresencePort {
            override fun confirm(reason: PresenceReason, words: String) = true
        }
        assertThrows(NapeException.Storage::class.java) {
            runBlocking { eraseJournal(folder.toString(), key(), stuck, yes) }
        }
    }
}
