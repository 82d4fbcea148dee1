package health.nape.ui

import health.nape.ForceUnit
import org.junit.Assert.assertEquals
import org.junit.Test

class WordsTest {
    @Test
    fun a_force_entered_in_whole_pounds_is_shown_in_whole_pounds() {
        for (pounds in 1L..50L) {
            val stored = pounds * 44_482_216_152_605 / 10_000_000_000
            assertEquals("$pounds.0 lb", forceWords(stored, ForceUnit.POUND))
        }
    }

    @Test
    fun a_force_is_never_shown_higher_than_it_is() {
        assertEquals("6.9 kg", forceWords(68_646 - 10, ForceUnit.KILOGRAM))
        assertEquals("7.0 kg", forceWords(68_646, ForceUnit.KILOGRAM))
        assertEquals("68.6 N", forceWords(68_646, ForceUnit.NEWTON))
        assertEquals("0.0 kg", forceWords(0, ForceUnit.KILOGRAM))
    }

    @Test
    fun time_left_ends_at_nothing_and_not_a_second_before() {
        assertEquals("0:01", clockWords(1))
        assertEquals("0:00", clockWords(0))
        assertEquals("12:40", clockWords(760_000))
        assertEquals("12:40", clockWords(759_001))
    }

    @Test
    fun time_is_spoken_in_words() {
        assertEquals("1 minute 1 second", spokenTime(61_000))
        assertEquals("2 minutes", spokenTime(120_000))
        assertEquals("0 seconds", spokenTime(0))
    }
}
