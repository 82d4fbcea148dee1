package health.nape.ui

import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.test.assertContentDescriptionContains
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import health.nape.Nape
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** Clicks through whole sessions on the real core and the simulated home unit. */
class WholeSessionTest {
    @get:Rule
    val rule = createComposeRule()

    @get:Rule
    val folder = TemporaryFolder()

    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private lateinit var nape: Nape

    @Before
    fun open() {
        nape = runBlocking { Demonstration(folder.root.toPath().resolve("journal")).open() }
    }

    @After
    fun close() {
        scope.cancel()
        runBlocking { nape.shutDown() }
    }

    @Test
    fun a_session_is_rehearsed_started_paused_eased_and_stopped() {
        show(pace = 30.0)
        rehearse()

        click("start")
        click("setup-done")
        waitFor("pause")
        rule.onNodeWithTag("time-left").assertContentDescriptionContains("left", substring = true)
        click("pause")
        waitFor("resume")
        rule.onNodeWithTag("time-left").assertContentDescriptionContains("Paused", substring = true)
        click("resume")
        waitFor("pause")
        click("ease-off")
        rule.waitUntil("a measurement", WAIT_MS) {
            rule.onAllNodes(hasText("Measured now")).fetchSemanticsNodes().isNotEmpty()
        }
        rule.onNodeWithTag("stop").performClick()

        waitFor("end-card")
        rule.onNodeWithTag("end").assertTextContains("Session stopped")
        rule.onNodeWithText("You pressed Stop.").assertExists()
        rule.onNodeWithText("You eased off on the way.").assertExists()
        rule.onNodeWithText("The pull is off").assertExists()
    }

    @Test
    fun a_session_that_nobody_touches_comes_to_its_end() {
        show(pace = 300.0)
        rehearse()

        click("start")
        click("setup-done")
        waitFor("end-card")
        rule.onNodeWithTag("end").assertTextContains("Session done")
        rule.onNodeWithText("The pull is off").assertExists()
        waitFor("trend-picture")
        rule.onNodeWithTag("trend-picture").assertContentDescriptionContains("Pain", substring = true)
        click("acknowledge")
        // The day's session is done: the rule stands where the start was.
        waitFor("refusal")
    }

    private fun show(pace: Double) {
        val model = SessionModel(nape, Demonstration.session(pace), scope)
        rule.setContent {
            val state by model.state.collectAsState()
            NapeTheme(dark = false, letters = DesktopLetters) { SessionScreen(state, model) }
        }
    }

    private fun rehearse() {
        waitFor("start")
        rule.onNodeWithText("First, a rehearsal").assertExists()
        click("start")
        click("setup-done")
        rule.onNodeWithTag("stop").performClick()
        waitFor("end-card")
        rule.onNodeWithTag("end").assertTextContains("Rehearsal done")
        click("acknowledge")
        waitFor("dose")
    }

    private fun click(tag: String) {
        waitFor(tag)
        val node = rule.onNodeWithTag(tag)
        if (tag in IN_THE_SCROLLED_PART) node.performScrollTo()
        node.performClick()
    }

    private fun waitFor(tag: String) = rule.waitUntil("$tag on the screen", WAIT_MS) {
        rule.onAllNodes(hasTestTag(tag)).fetchSemanticsNodes().isNotEmpty()
    }

    private companion object {
        const val WAIT_MS = 20_000L
        val IN_THE_SCROLLED_PART = setOf("start", "setup-done", "acknowledge")
    }
}
