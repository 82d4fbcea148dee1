package health.nape

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A system that shows notifications is written in Kotlin and called by the core. */
class RemindersTest {
    private class System(private val can: NotificationCapabilities) : NotificationPort {
        val held = mutableMapOf<String, ReminderAlert>()

        override fun capabilities() = can
        override fun held() = held.values.map { HeldAlert(it.id, it.title, it.body) }
        override fun cancel(ids: List<String>) = ids.forEach { held.remove(it) }
        override fun schedule(alerts: List<ReminderAlert>) = alerts.forEach { held[it.id] = it }
    }

    private val evening = """{"subject":"symptom_check","rule":{"kind":"daily","time":"20:00","zone_policy":"floating"}}"""

    @Test
    fun `a system holds what is planned, is told only what changes, and shows no more than it may`() = onNewJournal { nape ->
        nape.addReminder(reminderFromJson(evening.encodeToByteArray()))
        val system = System(NotificationCapabilities(allowed = true, capacity = 64u, exact = ExactAlarms.WINDOW))
        val first = nape.syncReminders(system)
        assertEquals(29u to 0u, first.added to first.cancelled)
        assertTrue(!first.ringsExactly)
        assertEquals("2026-03-10T20:00:00+01:00", system.held.values.minOf { it.at })
        assertEquals(setOf("Nape"), system.held.values.map { it.title }.toSet())
        nape.setReminderManner(ReminderManner(showsSubject = true))
        val renewed = nape.syncReminders(system)
        assertEquals(Triple(0u, 0u, 28u), Triple(renewed.added, renewed.cancelled, renewed.renewed))
        assertEquals(setOf("How is it?", "Nape"), system.held.values.map { it.title }.toSet())
        // From the notification itself.
        nape.answerAlert(system.held.values.minBy { it.at }.id, 3u)
        assertEquals(1u, nape.syncReminders(system).cancelled)
    }

    @Test
    fun `a system that fails is an error that says so, and nothing is taken for issued`() = onNewJournal { nape ->
        nape.addReminder(reminderFromJson(evening.encodeToByteArray()))
        val broken = object : NotificationPort {
            override fun capabilities() = NotificationCapabilities(allowed = true, capacity = 64u, exact = ExactAlarms.EXACT)
            override fun held() = emptyList<HeldAlert>()
            override fun cancel(ids: List<String>) = Unit
            override fun schedule(alerts: List<ReminderAlert>) = throw NapeException.Internal("no alarms here")
        }
        val error = runCatching { nape.syncReminders(broken) }.exceptionOrNull()
        assertTrue(error is NapeException.Internal) { "$error" }
        val system = System(NotificationCapabilities(allowed = true, capacity = 64u, exact = ExactAlarms.EXACT))
        assertEquals(29u, nape.syncReminders(system).added)
    }
}
