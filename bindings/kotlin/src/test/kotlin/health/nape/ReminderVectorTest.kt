package health.nape

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** The cases that all languages share, of rules and what rings; each brings the offsets of its zones. */
class ReminderVectorTest {
    private class LentZones(private val zones: JsonObject) : ZonePort {
        override fun transitions(zone: String, fromUnixMs: Long, untilUnixMs: Long) =
            zones.getValue(zone).jsonArray.map {
                val (at, offset) = it.jsonArray
                ZoneTransition(at.jsonPrimitive.long, offset.jsonPrimitive.int)
            }
    }

    @TestFactory
    fun `rules ring at the same instants in every language`() =
        eachOf(Shared.cases("reminders.json", "cases"), least = 412) { case ->
            val plan = checkReminders(case.getValue("input").bytes(), LentZones(case.getValue("zones").jsonObject))
            val expected = case.getValue("expect").jsonObject
            val rings = expected.getValue("notifications").jsonArray.map { it.jsonObject }
            assertEquals(
                rings.map { it.text("at") to it.getValue("rule").jsonPrimitive.int },
                plan.notifications.map { it.at to it.rule.toInt() },
            )
            val dropped = expected.getValue("dropped").jsonArray.map { it.jsonObject }
            assertEquals(
                dropped.map { Triple(it.getValue("rule").jsonPrimitive.int, it.text("reason"), it["at"]?.jsonPrimitive?.content) },
                plan.dropped.map { Triple(it.rule.toInt(), it.reason.name.lowercase(), it.at) },
            )
        }
}
