package health.nape.ui

import androidx.compose.runtime.mutableStateOf
import androidx.compose.ui.test.assertContentDescriptionEquals
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test

/** What the card of a trend says; the core is not in it. */
class TrendCardTest {
    @get:Rule
    val rule = createComposeRule()

    private fun show(state: SessionScreenState) {
        val shown = mutableStateOf(state)
        rule.setContent {
            NapeTheme(dark = false, letters = DesktopLetters) { SessionScreen(shown.value, Asked()) }
        }
    }

    private fun count(tag: String) = rule.onAllNodesWithTag(tag).fetchSemanticsNodes().size

    @Test
    fun below_the_end_of_a_session_stands_the_trend_with_its_numbers_in_words_and_what_the_core_says_of_it() {
        show(Samples.screen(Samples.ended).copy(trend = TrendCardState.Drawn(TrendSamples.pain)))
        rule.onNodeWithTag("end-card").assertExists()
        rule.onNodeWithTag("trend-picture").assertContentDescriptionEquals(TrendSamples.pain.spoken)
        rule.onNodeWithTag("trend-why").assertTextContains(TrendSamples.trend.why)
    }

    @Test
    fun without_any_entry_the_card_says_so_and_draws_nothing() {
        val none = TrendSamples.trend.run {
            copy(points = emptyList(), first = null, last = null, change = null, direction = null)
        }
        show(Samples.screen(Samples.ended).copy(trend = TrendCardState.Drawn(TrendSamples.pain.copy(trend = none))))
        val spoken = "Pain, 1 Mar 2026 to 20 Mar 2026. No entry: 20 of 20 days."
        rule.onNodeWithTag("trend-picture").assertContentDescriptionEquals(spoken)
    }

    @Test
    fun what_went_wrong_stands_in_place_of_the_picture() {
        show(Samples.screen(Samples.ended).copy(trend = TrendCardState.Failed("The journal is closed.")))
        rule.onNodeWithText("The journal is closed.").assertExists()
        assertEquals(0, count("trend-picture"))
    }

    @Test
    fun while_a_session_runs_there_is_no_trend() {
        show(Samples.screen().copy(trend = TrendCardState.Drawn(TrendSamples.pain)))
        assertEquals(0, count("trend"))
    }
}
