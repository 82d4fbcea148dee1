package health.nape

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.io.path.readText

/** What the tests of every language read. */
object Shared {
    private val root: Path = Path.of("..", "..")

    fun vectors(name: String): JsonElement = Json.parseToJsonElement(root.resolve("tests/vectors/$name").readText())

    /** The cases of a file of vectors: the whole of it, or its [list]. */
    fun cases(name: String, list: String? = null): List<JsonObject> {
        val content = vectors(name)
        val cases = if (list == null) content else content.jsonObject.getValue(list)
        return cases.jsonArray.map { it.jsonObject }
    }

    fun plan(name: String): Plan = planFromJson(root.resolve("cli/examples/plans/$name.json").readBytes())

    /** The sheet of a case of screening.json. */
    fun sheet(case: String): AnswerSheet {
        val known = cases("screening.json").first { it.text("name") == case }
        return answersFromJson(known.getValue("sheet").bytes())
    }
}

/** A test of each of [cases], and of their number: a file that lost its cases must not look like one that holds. */
fun eachOf(cases: List<JsonObject>, least: Int, check: (JsonObject) -> Unit): List<DynamicTest> {
    assertTrue(cases.size >= least) { "${cases.size} cases where there were $least" }
    return cases.map { case -> dynamicTest(case.text("name")) { check(case) } }
}

fun JsonElement.bytes(): ByteArray = toString().encodeToByteArray()

fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content

fun JsonObject.truth(name: String): Boolean = getValue(name).jsonPrimitive.boolean

fun JsonObject.whole(name: String): Long = getValue(name).jsonPrimitive.long

fun JsonObject.number(name: String): Long? = get(name)?.jsonPrimitive?.long

fun JsonObject.words(name: String): List<String> = getValue(name).jsonArray.map { it.jsonPrimitive.content }

fun JsonObject.objects(name: String): List<JsonObject> = getValue(name).jsonArray.map { it.jsonObject }

/** An enum's constant as JSON writes it. */
fun Enum<*>.word(): String = name.lowercase()
