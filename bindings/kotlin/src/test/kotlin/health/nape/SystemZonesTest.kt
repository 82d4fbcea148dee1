package health.nape

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class SystemZonesTest {
    // 2026: clocks in Berlin go forward on 29 March and back on 25 October, both at 01:00 UTC.
    private val newYear2026 = 1_767_225_600_000
    private val newYear2027 = 1_798_761_600_000

    @Test
    fun `a year in Berlin has the offset at its start and two changes`() {
        val found = SystemZones().transitions("Europe/Berlin", newYear2026, newYear2027)
        val expected = listOf(newYear2026 to 3_600, 1_774_746_000_000 to 7_200, 1_792_890_000_000 to 3_600)
        assertEquals(expected, found.map { it.atUnixMs to it.offsetS })
    }

    @Test
    fun `a zone without changes has one entry`() {
        val found = SystemZones().transitions("Asia/Tokyo", newYear2026, newYear2027)
        assertEquals(listOf(newYear2026 to 32_400), found.map { it.atUnixMs to it.offsetS })
    }

    @Test
    fun `an unknown zone is bad input, also through the core`() = onNewJournal {
        for (zone in listOf("Mars/Olympus", "+02:00", "")) {
            val error = runCatching { Nape.open(newJournal().copy(zone = zone), null, SystemZones(), null).shutDown() }
            assertTrue(error.exceptionOrNull() is NapeException.BadInput) { "$zone: $error" }
        }
    }
}
