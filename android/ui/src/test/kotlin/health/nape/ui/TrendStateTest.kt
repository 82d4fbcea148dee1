package health.nape.ui

import health.nape.End
import health.nape.Region
import health.nape.Release
import health.nape.TrendBaseline
import health.nape.TrendDirection
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** The words of a trend, and when it is shown. */
class TrendStateTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val card = TrendCardState.Drawn(TrendSamples.pain)

    private fun weeks(change: Double?, direction: TrendDirection?) =
        TrendSamples.pain.copy(trend = TrendSamples.trend.copy(change = change, direction = direction)).weeks

    @Test
    fun the_picture_is_spoken_with_its_numbers() = assertEquals(
        "Pain, 1 Mar 2026 to 20 Mar 2026. No entry: 4 of 20 days. First week: 7.0 on average, 7 of 7 days. " +
            "Last week: 3.4 on average, 7 of 7 days. The last week is 3.6 lower.",
        TrendSamples.pain.spoken,
    )

    @Test
    fun the_first_week_of_a_course_is_called_so() {
        val ofCourse = TrendSamples.pain.copy(trend = TrendSamples.trend.copy(baseline = TrendBaseline.COURSE))
        assertTrue(ofCourse.spoken, ofCourse.spoken.contains("First week of your course: 7.0 on average"))
    }

    @Test
    fun a_week_with_too_few_entries_has_no_mean_and_nothing_is_compared() {
        val last = TrendSamples.trend.last?.copy(days = 3u, mean = null)
        val few = TrendSamples.trend.copy(last = last, change = null, direction = null)
        val words = TrendSamples.pain.copy(trend = few).weeks.last()
        assertEquals("Last week: too few entries for a mean, 3 of 7 days", words)
    }

    @Test
    fun a_change_is_said_as_a_direction_and_never_as_none_where_there_is_one() {
        assertEquals("The last week is 1.2 higher", weeks(1.25, TrendDirection.HIGHER).last())
        assertEquals("The last week is less than 0.1 lower", weeks(-0.01, TrendDirection.LOWER).last())
        assertEquals("Both weeks have the same mean", weeks(0.0, TrendDirection.SAME).last())
        assertEquals(2, weeks(0.0, null).size)
    }

    @Test
    fun dates_have_their_year_only_where_there_are_several() {
        val years = TrendSamples.pain.copy(trend = TrendSamples.trend.copy(from = "2021-03-20"))
        assertEquals("1 Mar 2026", dayWords("2026-03-01", years.dayFormat))
        assertEquals("1 Mar", dayWords("2026-03-01", TrendSamples.pain.dayFormat))
        assertEquals("no date", dayWords("no date", TrendSamples.pain.dayFormat))
    }

    @Test
    fun a_measure_is_named_as_people_write_it_with_its_unit() {
        val named = TrendSamples.trend.copy(measure = "range_of_motion", unit = "degrees")
        assertEquals("Range of motion (degrees)", TrendSamples.pain.copy(trend = named).title)
    }

    @Test
    fun a_trend_is_shown_once_a_session_is_over_and_its_pull_is_known_to_be_off() {
        assertEquals(card, Samples.screen(Samples.ended).copy(trend = card).trendShown)
        val uncertain = Samples.ended.copy(end = End.UNCERTAIN, release = Release.UNCONFIRMED)
        for (session in listOf(null, Samples.holding, uncertain, Samples.ended.copy(rehearsal = true))) {
            assertNull("$session", Samples.screen(session).copy(trend = card).trendShown)
        }
    }

    @Test
    fun the_core_gives_a_trend_with_its_gaps_or_says_why_there_is_none() = runBlocking {
        val nape = Demonstration(folder.root.toPath().resolve("journal")).open()
        val found = (nape.trendCard(TrendQuestion("pain", 90u, Region.CERVICAL)) as TrendCardState.Drawn).trend
        assertEquals(90u, found.trend.points.size.toUInt() + missing(found))
        assertTrue(found.chart.gaps.isNotEmpty())
        assertFalse("a made-up diary proves nothing", found.trend.meaningful)
        assertEquals(
            TrendCardState.Failed("days: out of range"),
            nape.trendCard(TrendQuestion("pain", 0u, Region.CERVICAL)),
        )
        nape.shutDown()
        val closed = nape.trendCard(TrendQuestion("pain", 90u, Region.CERVICAL))
        assertEquals(TrendCardState.Failed("The journal is closed."), closed)
    }

    private fun missing(state: TrendState): UInt =
        Regex("No entry: (\\d+) of 90 days").find(state.missing)!!.groupValues[1].toUInt()
}
