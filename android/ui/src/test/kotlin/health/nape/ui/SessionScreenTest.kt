package health.nape.ui

import androidx.compose.runtime.mutableStateOf
import androidx.compose.ui.focus.FocusDirection
import androidx.compose.ui.focus.FocusManager
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.assertContentDescriptionContains
import androidx.compose.ui.test.assertHeightIsAtLeast
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsFocused
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onAllNodesWithTag
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.height
import androidx.compose.ui.unit.width
import health.nape.DeviceState
import health.nape.End
import health.nape.GateRefusal
import health.nape.Phase
import health.nape.Readiness
import health.nape.Release
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** What the screen shows and offers in each state; the core is not in it. */
class SessionScreenTest {
    @get:Rule
    val rule = createComposeRule()

    private val asked = Asked()
    private val state = mutableStateOf(Samples.screen())
    private lateinit var focus: FocusManager

    private fun show(first: SessionScreenState) {
        state.value = first
        rule.setContent {
            focus = LocalFocusManager.current
            NapeTheme(dark = false, letters = DesktopLetters) { SessionScreen(state.value, asked) }
        }
    }

    private fun count(tag: String) = rule.onAllNodesWithTag(tag).fetchSemanticsNodes().size

    @Test
    fun stop_is_there_enabled_and_large_in_every_phase_of_a_session() {
        show(Samples.screen())
        for (phase in Phase.entries - Phase.ENDED) {
            state.value = Samples.screen(Samples.holding.copy(phase = phase))
            rule.onNodeWithTag("stop").assertIsDisplayed().assertIsEnabled().assertHeightIsAtLeast(64.dp).performClick()
        }
        assertEquals(List(5) { "stop" }, asked.all)
    }

    @Test
    fun stop_is_the_largest_of_all_buttons() {
        show(Samples.screen())
        val area = { tag: String ->
            rule.onNodeWithTag(tag).getUnclippedBoundsInRoot().let { it.width.value * it.height.value }
        }
        for (other in listOf("ease-off", "pause")) assertTrue(other, area("stop") > 2 * area(other))
    }

    @Test
    fun the_first_step_of_a_keyboard_leads_to_stop() {
        show(Samples.screen())
        rule.runOnIdle { focus.moveFocus(FocusDirection.Next) }
        rule.onNodeWithTag("stop").assertIsFocused()
    }

    @Test
    fun a_screen_reader_comes_to_stop_first() {
        show(Samples.screen())
        val group = SemanticsMatcher.expectValue(SemanticsProperties.TraversalIndex, -1f)
        val stop = rule.onNode(group).fetchSemanticsNode()
        assertEquals("stop", stop.children.single().config[SemanticsProperties.TestTag])
    }

    @Test
    fun pause_turns_into_resume_and_each_button_asks_for_its_own_thing() {
        show(Samples.screen())
        rule.onNodeWithTag("ease-off").performClick()
        rule.onNodeWithTag("pause").performClick()
        state.value = Samples.screen(Samples.holding.copy(phase = Phase.PAUSED, moving = false))
        rule.onNodeWithTag("resume").performClick()
        assertEquals(listOf("ease off", "pause", "resume"), asked.all)
    }

    @Test
    fun it_says_whose_session_it_is_and_that_it_is_simulated() {
        show(Samples.screen())
        rule.onNodeWithTag("person").assertTextContains("Robin’s session")
        rule.onNodeWithTag("simulated").assertTextContains("Simulated device: no real pull")
        state.value = Samples.screen(Samples.holding.copy(simulated = false))
        assertEquals(0, count("simulated"))
    }

    @Test
    fun time_left_is_spoken_when_asked_for_and_never_by_itself() {
        show(Samples.screen())
        val time = rule.onNodeWithTag("time-left")
        time.assertContentDescriptionContains("6 minutes 32 seconds left", substring = true)
        time.assertContentDescriptionContains("Cycle 3 of 7", substring = true)
        time.assert(SemanticsMatcher.keyNotDefined(SemanticsProperties.LiveRegion))
        val spoken = SemanticsMatcher.expectValue(SemanticsProperties.LiveRegion, LiveRegionMode.Polite)
        rule.onNodeWithTag("milestone").assert(spoken)
    }

    @Test
    fun an_old_measurement_is_called_old_with_its_age() {
        show(Samples.screen())
        rule.onNodeWithText("Measured now").assertExists()
        val lost = Samples.holding.copy(device = DeviceState.LOST, measuredMn = null, measuredAgeMs = 6_400u)
        state.value = Samples.screen(lost).copy(stale = true)
        rule.onNodeWithText("Measured 6 s ago").assertExists()
        rule.onNodeWithText("Device out of reach").assertExists()
        rule.onNodeWithTag("force").assertContentDescriptionContains("Old measurement", substring = true)
    }

    @Test
    fun a_passive_pull_is_confirmed_off_by_hand() {
        val asks = Samples.holding.copy(phase = Phase.RELEASING, device = DeviceState.NONE, releaseAsked = true)
        show(Samples.screen(asks))
        rule.onNodeWithTag("released").assertHeightIsAtLeast(64.dp).performClick()
        rule.onNodeWithTag("acknowledge").performClick()
        assertEquals(listOf("released", "acknowledge"), asked.all)
    }

    @Test
    fun the_end_card_says_how_it_ended_and_that_the_pull_is_off() {
        show(Samples.screen(Samples.ended))
        rule.onNodeWithTag("end").assertTextContains("Session done")
        rule.onNodeWithText("The pull is off").assertExists()
        assertEquals(0, count("stop"))
    }

    @Test
    fun while_nobody_knows_that_the_pull_is_off_stop_stays() {
        show(Samples.screen(Samples.ended.copy(end = End.UNCERTAIN, release = Release.UNCONFIRMED)))
        rule.onNodeWithText("Let go by hand now").assertExists()
        rule.onNodeWithTag("stop").assertIsEnabled().performClick()
        assertEquals(listOf("stop"), asked.all)
    }

    @Test
    fun a_stop_that_did_not_get_through_says_to_let_go_by_hand() {
        show(Samples.screen().copy(problem = Problem("internal", letGo = true)))
        rule.onNodeWithText("Stop did not get through. Let go by hand now.").assertExists()
        rule.onNodeWithTag("dismiss").performSemanticsAction(SemanticsActions.OnClick)
        assertEquals(listOf("dismiss"), asked.all)
    }

    @Test
    fun what_speaks_against_a_start_stands_in_place_of_the_button() {
        val refusals = listOf(GateRefusal("gate.short_form", "The short form is due: it holds for one hour."))
        show(SessionScreenState(readiness = Readiness(false, refusals, null, false)))
        rule.onNodeWithText("The short form is due: it holds for one hour.").assertExists()
        assertEquals(0, count("start"))
    }

    @Test
    fun where_a_rehearsal_is_due_it_is_what_start_offers() {
        val refusals = listOf(GateRefusal("gate.rehearsal", "The first time is a rehearsal."))
        show(SessionScreenState(readiness = Readiness(false, refusals, null, true)))
        rule.onNodeWithText("All true: start the rehearsal").assert(hasClickAction()).performClick()
        assertEquals(listOf("start"), asked.all)
    }
}
