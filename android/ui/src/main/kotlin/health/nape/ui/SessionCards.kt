package health.nape.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import health.nape.EffectiveDose
import health.nape.SessionView

/** Before the start: what would be run, what has to be true, and what speaks against it. */
@Composable
internal fun StartCard(state: SessionScreenState, start: () -> Unit) {
    val readiness = state.readiness ?: return
    val rehearsal = state.rehearsalDue
    Card {
        Heading(if (rehearsal) "First, a rehearsal" else "Next session")
        if (rehearsal) {
            Words("Get in, press Stop, get out: once without any pull, so that you know the way.", Letters.body)
        } else {
            readiness.dose?.let { Words(it.words(state), Letters.figure, Modifier.testTag("dose")) }
            if (readiness.firstDose) {
                Words("Your first with this, or the first after a break.", Letters.body, color = palette.quietInk)
            }
            if (readiness.dose?.limitedBy.orEmpty().isNotEmpty()) Notice("Lower than the plan: a limit lowered it.")
        }
        if (readiness.ready || rehearsal) {
            Words("Start only if all of this is true:", Letters.body, color = palette.quietInk)
            BEFORE_THE_START.forEach { Line(Glyph.POINT, it) }
            val words = if (rehearsal) "All true: start the rehearsal" else "All true: start"
            MainButton(words, start, modifier = Modifier.testTag("start"))
        } else {
            readiness.refusals.forEach { Line(Glyph.WARNING, it.text, Modifier.testTag("refusal")) }
        }
    }
}

/** The checks of the set-up that only the person can make. */
private val BEFORE_THE_START = listOf(
    "I can reach the release.",
    "Nobody comes through the door.",
    "Someone knows what I am doing.",
    "I can hear the end.",
)

private fun EffectiveDose.words(state: SessionScreenState): String =
    listOfNotNull(forceMn?.let { forceWords(it.toLong(), state.units) }, minutesWords(durationMs.toLong()))
        .joinToString(" · ")

/** Started, and no pull yet: the person gets in. */
@Composable
internal fun SetupCard(session: SessionView, setupDone: () -> Unit) {
    Card {
        Heading("Get into place")
        Words(modalityWords(session.modality), Letters.body, color = palette.quietInk)
        val pull = if (session.rehearsal) "Nothing will pull." else "Nothing pulls yet."
        Words("$pull Lie down, settle your head, and take your time.", Letters.body)
        MainButton("I am in place", setupDone, minHeight = 88.dp, modifier = Modifier.testTag("setup-done"))
    }
}

/** A passive pull comes off by the person's hand, and by their word. */
@Composable
internal fun ReleaseCard(actions: SessionActions) {
    Card(Modifier.semantics { liveRegion = LiveRegionMode.Assertive }) {
        Heading("Take the pull off now")
        Words("Slowly, with one hand under your head. Then say that it is off.", Letters.body)
        MainButton("The pull is off", actions::released, minHeight = 88.dp, modifier = Modifier.testTag("released"))
        QuietButton("I hear it", null, actions::acknowledge, Modifier.fillMaxWidth().testTag("acknowledge"))
    }
}

/** How it ended, and whether the pull is off. */
@Composable
internal fun EndCard(state: SessionScreenState, acknowledge: () -> Unit) {
    val session = state.session ?: return
    val release = releaseWords(session.release, session.rehearsal)
    Card(Modifier.semantics { liveRegion = LiveRegionMode.Assertive }.testTag("end-card")) {
        Heading(session.endWords(), Modifier.testTag("end"))
        session.reason?.let { Words(reasonWords(it), Letters.body) }
        if (session.eased) Words("You eased off on the way.", Letters.body)
        val ground = if (release.known) palette.background else palette.notice
        val ink = if (release.known) palette.ink else palette.onNotice
        Row(
            Modifier.fillMaxWidth().background(ground, RoundedCornerShape(16.dp)).padding(16.dp).testTag("release"),
            horizontalArrangement = Arrangement.spacedBy(14.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (release.known) GlyphSign(Glyph.DONE, palette.accent, 30.dp) else GlyphSign(Glyph.WARNING, ink, 30.dp)
            Column {
                Words(release.title, Letters.title, color = ink)
                Words(release.detail, Letters.body, color = ink)
            }
        }
        // The last moment says what to do after a pull; after a rehearsal there is nothing to recover from.
        state.moment?.takeUnless { session.rehearsal }?.let { Words(it.text, Letters.body) }
        val words = if (release.known) "OK" else "I have let go by hand"
        MainButton(words, acknowledge, modifier = Modifier.testTag("acknowledge"))
    }
}

/** Something went wrong; a Stop that did not get through says first what to do. */
@Composable
internal fun ProblemCard(problem: Problem, dismiss: () -> Unit) {
    Card(Modifier.semantics { liveRegion = LiveRegionMode.Assertive }.testTag("problem")) {
        val heading = if (problem.letGo) "Stop did not get through. Let go by hand now." else "That did not work."
        Line(Glyph.WARNING, heading, bold = true)
        Words(problem.text, Letters.body)
        QuietButton("OK", null, dismiss, Modifier.fillMaxWidth().testTag("dismiss"))
    }
}

@Composable
internal fun Card(modifier: Modifier = Modifier, content: @Composable ColumnScope.() -> Unit) {
    Column(
        modifier.fillMaxWidth().background(palette.panel, RoundedCornerShape(24.dp)).padding(20.dp),
        verticalArrangement = Arrangement.spacedBy(14.dp),
        content = content,
    )
}

@Composable
internal fun Heading(text: String, modifier: Modifier = Modifier) {
    Words(text, Letters.phase, modifier.semantics { heading() })
}

@Composable
private fun Line(glyph: Glyph, text: String, modifier: Modifier = Modifier, bold: Boolean = false) {
    Row(modifier, horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically) {
        GlyphSign(glyph, if (glyph == Glyph.POINT) palette.accent else palette.ink)
        Words(text, if (bold) Letters.title else Letters.body)
    }
}
