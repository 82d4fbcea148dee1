package health.nape

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** The cases that all languages share, of plans and of the next dose. */
class PlanVectorTest {
    @TestFactory
    fun `a plan has the same limits in every language`() = eachOf(plansByThemselves(), least = 181) { case ->
        val today = case.getValue("context").jsonObject.text("today")
        val check = checkPlan(planFromJson(case.getValue("plan").bytes()), "${today}T12:00:00Z")
        val expected = case.getValue("expect").jsonObject
        assertEquals(expected.truth("accepted"), check.accepted)
        val wrong = expected.objects("problems").map { it.text("field") to it.text("rule") }
        assertEquals(wrong.toSet(), check.problems.map { it.field to it.rule }.toSet())
        if ("warnings" in expected) {
            assertEquals(expected.words("warnings").toSet(), check.warnings.map { it.rule }.toSet())
        }
        // What every limit leaves, also of a plan that is refused.
        (expected["effective"] ?: expected["lowered"])?.let { remains(it.jsonObject, check.effective) }
    }

    /** The door checks a plan by itself alone; what a device, a profile or a first dose adds is the journal's. */
    private fun plansByThemselves() =
        Shared.cases("plans.json", "cases").filter { it.getValue("context").jsonObject.keys == setOf("today") }

    /** The rest force is not in the answer. */
    private fun remains(expected: JsonObject, found: EffectiveDose) {
        assertEquals(expected.whole("force_mn"), found.forceMn?.toLong() ?: 0)
        assertEquals(expected.whole("duration_ms"), found.durationMs.toLong())
        assertEquals(expected.words("limited_by").toSet(), found.limitedBy.toSet())
        expected["height"]?.jsonObject?.let { height ->
            assertEquals(height.real("value"), found.height?.value)
            assertEquals(height.text("unit"), found.height?.unit?.word())
        }
        if ("level" in expected) assertEquals(expected.whole("level"), found.level?.toLong())
        if ("sets" in expected) assertEquals(expected.whole("sets"), found.sets?.toLong())
        if ("angle_deg" in expected) assertEquals(expected.real("angle_deg"), found.angleDeg)
    }

    private fun JsonObject.real(name: String): Double = getValue(name).jsonPrimitive.double

    @TestFactory
    fun `a course means the same for the next dose in every language`() =
        eachOf(Shared.cases("progression.json", "cases"), least = 57) { case ->
            val advice = checkProgression(case.getValue("history").bytes(), case.text("now"))
            assertEquals(case.getValue("expect"), Json.parseToJsonElement(advice))
        }
}
