package health.nape

import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class SessionTest {
    @Test
    fun `a whole session ends as it does in every language`() = onNewJournal { nape ->
        val before = nape.prepare()
        val id = nape.startSession(simulated())

        val end = nape.finished(before)
        val expected = Shared.vectors("session_end.json").jsonObject
        assertEquals(expected.text("end"), end.end.word())
        assertEquals(expected.text("release"), end.release.word())
        assertEquals(expected.getValue("eased").jsonPrimitive.boolean, end.eased)
        assertEquals(null, end.reason)
        assertEquals(id, end.session)

        val kept = nape.session(id)
        assertEquals(End.COMPLETED, kept.summary.end)
        assertTrue(kept.telemetry.samples > 0u, "nothing was measured")
        assertTrue(kept.telemetry.maxMn > 0u, "it never pulled")
    }

    @Test
    fun `every reader sees every event in order`() = onNewJournal { nape ->
        val before = nape.prepare()
        nape.startSession(simulated())
        nape.finished(before)

        val first = nape.eventFlow(before).takeWhile { it.body !is EventBody.Finished }.toList()
        val second = nape.eventFlow(before).takeWhile { it.body !is EventBody.Finished }.toList()
        assertEquals(first, second)
        assertTrue(first.first().body is EventBody.Started)
        assertEquals(first.map { it.seq }.sorted(), first.map { it.seq })
    }

    @Test
    fun `cancelling a reader ends its wait and not the session, and stop ends the session`() = onNewJournal { nape ->
        val before = nape.prepare()
        nape.startSession(simulated().copy(pace = 20.0))
        coroutineScope {
            val reader = launch { nape.eventFlow(before).collect {} }
            val pulling = nape.eventFlow(before).first { it.body is EventBody.LoadStarted }

            reader.cancelAndJoin()
            assertEquals(Phase.RUNNING, nape.snapshot().session?.phase)
            nape.eventFlow(pulling.seq).first { it.body is EventBody.Telemetry }
        }

        nape.stop("enough for today")
        val end = nape.finished(before)
        assertEquals(End.STOPPED, end.end)
        assertEquals(Reason.PERSON, end.reason)
        assertEquals(Release.CONFIRMED, end.release)
    }

    @Test
    fun `a snapshot with an event shows what the event told`() = onNewJournal { nape ->
        val before = nape.prepare()
        nape.startSession(simulated())
        val last = nape.lastEvent(before)
        assertEquals(Phase.ENDED, nape.snapshot().session?.phase)
    }

    @Test
    fun `a stop is taken where nothing runs`() = onNewJournal { nape -> nape.stop(null) }

    @Test
    fun `the flow completes once the journal is closed`() = onNewJournal { nape ->
        coroutineScope {
            val reader = launch { nape.eventFlow().collect {} }
            nape.shutDown()
            reader.join()
        }
    }
}
