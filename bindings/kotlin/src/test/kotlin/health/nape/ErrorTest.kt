package health.nape

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class ErrorTest {
    @Test
    fun `a plan over a limit is refused by name and stores nothing`() = onNewJournal { nape ->
        val refused = assertThrows<NapeException.Refused> {
            runBlocking { nape.setPlan(Shared.plan("home-unit-over-limit")) }
        }
        assertTrue(refused.rules.isNotEmpty())
        assertTrue(refused.detail.isNotBlank())
        assertEquals(null, nape.plan(Modality.HOME_UNIT, Region.CERVICAL))
    }

    @Test
    fun `a start without a screening is refused by its rule`() = onNewJournal { nape ->
        val refused = assertThrows<NapeException.Refused> { runBlocking { nape.startSession(simulated()) } }
        assertEquals("gate.full_form", refused.rules.first())
    }

    @Test
    fun `bad input names the field and what is allowed`() {
        val wrongType = """{"modality":"home_unit","pattern":"sustained","duration_ms":"ten minutes"}"""
        val bad = assertThrows<NapeException.BadInput> { planFromJson(wrongType.encodeToByteArray()) }
        assertEquals("duration_ms", bad.field)
        val unknown = """{"modality":"home_unit","pattern":"sustained","duration_ms":600000,"speed":2}"""
        assertEquals("speed", assertThrows<NapeException.BadInput> { planFromJson(unknown.encodeToByteArray()) }.field)
    }

    @Test
    fun `a journal is not opened by another key`() {
        val config = newJournal()
        runBlocking { Nape.open(config, null, null, null).shutDown() }
        val other = config.copy(key = ByteArray(32) { 1 })
        assertThrows<NapeException.WrongKey> { runBlocking { Nape.open(other, null, null, null) } }
    }

    @Test
    fun `a clock of the shell that breaks is an error with a type, not a crash`() {
        val broken = object : ClockPort {
            override fun wallUnixMs(): Long = error("no clock today")
            override fun elapsedMs(): ULong = error("no clock today")
            override fun bootId(): String = error("no clock today")
        }
        val config = newJournal().copy(now = null)
        assertThrows<NapeException.Internal> { runBlocking { Nape.open(config, broken, null, null) } }
    }
}
