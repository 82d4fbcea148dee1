package health.nape

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** The cases that all languages share, of screening and of sessions; their expected values were written by hand. */
class VectorTest {
    @TestFactory
    fun `answers mean the same in every language`() = eachOf(Shared.cases("screening.json"), least = 238) { case ->
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
    fun `symptoms mean the same in every language`() = eachOf(Shared.cases("symptoms.json"), least = 60) { case ->
        val outcome = checkSymptoms(symptomsFromJson(case.getValue("report").bytes()))
        val expected = case.getValue("expect").jsonObject
        assertEquals(expected.text("action"), outcome.action.word())
        assertEquals(expected.text("outcome"), outcome.outcome.word())
        assertEquals(expected.truth("locks"), outcome.locks)
        assertEquals(expected.words("fired"), outcome.fired.map { it.rule })
    }

    @TestFactory
    fun `a plan takes the same course in every language`() = eachOf(Shared.cases("timeline.json"), least = 35) { case ->
        val timeline = compileTimeline(planFromJson(case.getValue("plan").bytes()), case.text("now"))
        val expected = case.getValue("expect").jsonObject
        assertEquals(expected.number("total_ms"), timeline.totalMs.toLong())
        assertEquals(expected.objects("segments").map(::segment), timeline.segments)
    }

    private fun segment(fields: JsonObject) = Segment(
        kind = SegmentKind.valueOf(fields.text("kind").uppercase()),
        startMs = fields.whole("start_ms").toULong(),
        endMs = fields.whole("end_ms").toULong(),
        fromMn = fields.number("from_mn")?.toUInt(),
        toMn = fields.number("to_mn")?.toUInt(),
        cycle = fields.number("cycle")?.toUInt(),
    )
}
