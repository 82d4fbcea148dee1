package health.nape

import kotlinx.serialization.json.Json
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** The cases that all languages share, of one thing in two copies of a journal. */
class MergeVectorTest {
    @TestFactory
    fun `a merge comes to the same in every language`() =
        eachOf(Shared.cases("merges.json", "cases"), least = 59) { case ->
            assertEquals(case.getValue("expect"), Json.parseToJsonElement(checkMerge(case.getValue("input").bytes())))
        }
}
