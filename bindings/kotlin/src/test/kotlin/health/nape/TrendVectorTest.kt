package health.nape

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** The cases that all languages share, of entries and the trends that they make. */
class TrendVectorTest {
    @TestFactory
    fun `entries make the same trend in every language`() =
        eachOf(Shared.cases("trends.json", "cases"), least = 53) { case ->
            val expected = case.getValue("expect").jsonObject
            val check = { checkTrend(case.getValue("input").bytes()) }
            if ("error" in expected) {
                assertEquals(expected.text("error"), assertThrows<NapeException.BadInput> { check() }.field)
            } else {
                assertEquals(expected, Json.parseToJsonElement(check()))
            }
        }
}
