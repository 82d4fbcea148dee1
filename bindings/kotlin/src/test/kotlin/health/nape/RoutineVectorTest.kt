package health.nape

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** The cases that all languages share, of routines. */
class RoutineVectorTest {
    @TestFactory
    fun `a routine has the same limits in every language`() =
        eachOf(Shared.cases("routines.json", "checks"), least = 24) { case ->
            val open = RoutineOpen.valueOf(case.text("open").uppercase())
            val check = checkRoutine(routineFromJson(case.getValue("routine").bytes()), open)
            val expected = case.getValue("expect").jsonObject
            assertEquals(expected.truth("accepted"), check.accepted)
            val wrong = expected.objects("problems").map { it.text("field") to it.text("rule") }
            assertEquals(wrong, check.problems.map { it.field to it.rule })
        }

    @TestFactory
    fun `a routine takes the same course in every language`() =
        eachOf(Shared.cases("routines.json", "courses"), least = 6) { case ->
            val course = compileRoutine(routineFromJson(case.getValue("routine").bytes()))
            val expected = case.getValue("expect").jsonObject
            assertEquals(expected.whole("timed_ms"), course.timedMs.toLong())
            assertEquals(expected.objects("parts").map(::part), course.parts)
        }

    private fun part(fields: JsonObject) = RoutinePart(
        step = fields.whole("step").toUInt(),
        set = fields.whole("set").toUInt(),
        side = fields.number("side")?.toUInt(),
        leg = fields.whole("leg").toUInt(),
        startMs = fields.whole("start_ms").toULong(),
        endMs = fields.number("end_ms")?.toULong(),
        repetitions = fields.number("repetitions")?.toUInt(),
        rest = fields.truth("rest"),
    )
}
