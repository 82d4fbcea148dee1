package health.nape

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** The cases that all languages share; their expected values were written by hand. */
class VectorTest {
    private fun cases(file: String, check: (JsonObject) -> Unit): List<DynamicTest> =
        Shared.vectors(file).jsonArray.map { it.jsonObject }
            .map { case -> dynamicTest(case.text("name")) { check(case) } }

    @TestFactory
    fun `answers mean the same in every language`() = cases("screening.json") { case ->
        val expected = case.getValue("expect").jsonObject
        val check = { checkAnswers(answersFromJson(case.getValue("sheet").bytes()), case.text("now")) }
        if ("error" in expected) {
            val bad = assertThrows<NapeException.BadInput> { check() }
            assertTrue(expected.text("error") in listOf(bad.field) + bad.also.map { it.field })
        } else {
            val outcome = check()
            assertEquals(expected.text("outcome"), outcome.outcome.word())
            assertEquals(expected.words("fired"), outcome.fired.map { it.rule })
            assertEquals(expected.words("missing"), outcome.missing)
        }
    }

    @TestFactory
    fun `symptoms mean the same in every language`() = cases("symptoms.json") { case ->
        val outcome = checkSymptoms(symptomsFromJson(case.getValue("report").bytes()))
        val expected = case.getValue("expect").jsonObject
        assertEquals(expected.text("action"), outcome.action.word())
        assertEquals(expected.text("outcome"), outcome.outcome.word())
        assertEquals(expected.text("locks"), outcome.locks.toString())
        assertEquals(expected.words("fired"), outcome.fired.map { it.rule })
    }

    @TestFactory
    fun `a plan takes the same course in every language`() = cases("timeline.json") { case ->
        val timeline = compileTimeline(planFromJson(case.getValue("plan").bytes()), case.text("now"))
        val expected = case.getValue("expect").jsonObject
        assertEquals(expected.number("total_ms"), timeline.totalMs.toLong())
        assertEquals(expected.getValue("segments").jsonArray.map(::segment), timeline.segments)
    }

    private fun segment(element: JsonElement): Segment {
        val fields = element.jsonObject
        return Segment(
            kind = SegmentKind.valueOf(fields.text("kind").uppercase()),
            startMs = fields.getValue("start_ms").jsonPrimitive.long.toULong(),
            endMs = fields.getValue("end_ms").jsonPrimitive.long.toULong(),
            fromMn = fields.number("from_mn")?.toUInt(),
            toMn = fields.number("to_mn")?.toUInt(),
            cycle = fields.number("cycle")?.toUInt(),
        )
    }

    private fun JsonObject.words(name: String): List<String> = getValue(name).jsonArray.map { it.jsonPrimitive.content }

    private fun JsonObject.number(name: String): Long? = get(name)?.jsonPrimitive?.long
}
