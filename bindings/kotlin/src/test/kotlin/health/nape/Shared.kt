package health.nape

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.nio.file.Path
import kotlin.io.path.readBytes
import kotlin.io.path.readText

/** What the tests of every language read. */
object Shared {
    private val root: Path = Path.of("..", "..")

    fun vectors(name: String): JsonElement = Json.parseToJsonElement(root.resolve("tests/vectors/$name").readText())

    fun plan(name: String): Plan = planFromJson(root.resolve("cli/examples/plans/$name.json").readBytes())

    /** The sheet of a case of screening.json. */
    fun sheet(case: String): AnswerSheet {
        val cases = vectors("screening.json").jsonArray.map { it.jsonObject }
        return answersFromJson(cases.first { it.text("name") == case }.getValue("sheet").bytes())
    }
}

fun JsonElement.bytes(): ByteArray = toString().encodeToByteArray()

fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content

/** An enum's constant as JSON writes it. */
fun Enum<*>.word(): String = name.lowercase()
