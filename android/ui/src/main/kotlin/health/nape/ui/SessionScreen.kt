package health.nape.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import health.nape.DeviceState
import health.nape.Phase

/**
 * One session, from before its start to after its end, for a person who lies on their back and looks up at the phone:
 * what happens and how long it takes are largest, Stop is larger still and always in the same place.
 */
@Composable
fun SessionScreen(state: SessionScreenState, actions: SessionActions, modifier: Modifier = Modifier) {
    StopFirst(
        modifier = modifier.fillMaxSize().background(palette.background),
        stop = { if (state.stopShown) StopButton(actions::stop) },
        controls = { if (state.running) SessionControls(state, actions) },
    ) {
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(20.dp, 16.dp),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Header(state)
            state.problem?.let { ProblemCard(it, actions::dismissProblem) }
            when {
                state.running -> Running(state, actions)
                state.endShown -> EndCard(state, actions::acknowledge)
                else -> StartCard(state, actions::start)
            }
            state.trendShown?.let { TrendCard(it) }
        }
    }
}

/** Stop stands until it is known that the pull is off. */
private val SessionScreenState.stopShown: Boolean
    get() = running || (endShown && !releaseWords(session?.release, session?.rehearsal == true).known)

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Header(state: SessionScreenState) {
    val session = state.session?.takeIf { state.running || state.endShown }
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.SpaceBetween) {
            val whose = state.person?.let { "$it’s session" } ?: "Your session"
            Words(whose, Letters.title, Modifier.semantics { heading() }.testTag("person"))
            session?.takeIf { state.running }?.let { Device(it.device) }
        }
        val notice = when {
            session == null -> null
            session.simulated && session.rehearsal -> "Rehearsal on a simulated device: no pull"
            session.rehearsal -> "Rehearsal: no pull"
            session.simulated -> "Simulated device: no real pull"
            else -> null
        }
        notice?.let { Notice(it, Modifier.testTag("simulated")) }
    }
}

@Composable
private fun Device(device: DeviceState) {
    val words = deviceWords(device) ?: return
    val trouble = device == DeviceState.FAULT || device == DeviceState.LOST
    Row(
        Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }.testTag("device"),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(6.dp),
    ) {
        if (trouble) GlyphSign(Glyph.WARNING, palette.ink, 18.dp)
        Words(words, Letters.body, color = if (trouble) palette.ink else palette.quietInk)
    }
}

@Composable
internal fun Notice(text: String, modifier: Modifier = Modifier) {
    val ground = modifier.fillMaxWidth().background(palette.notice, RoundedCornerShape(12.dp))
    Words(text, Letters.note, ground.padding(14.dp, 8.dp), color = palette.onNotice, align = TextAlign.Center)
}

@Composable
private fun Running(state: SessionScreenState, actions: SessionActions) {
    val session = state.session ?: return
    when {
        session.phase == Phase.SETUP -> SetupCard(session, actions::setupDone)
        session.releaseAsked -> ReleaseCard(actions)
        else -> TimeLeft(state)
    }
    Milestone(state.moment)
    if (session.phase != Phase.SETUP && session.device != DeviceState.NONE && !session.rehearsal) ForcePanel(state)
}

/** The last thing worth telling. A screen reader speaks it when it changes; it never speaks the time. */
@Composable
private fun Milestone(moment: Telling?) {
    val mode = if (moment?.insists == true) LiveRegionMode.Assertive else LiveRegionMode.Polite
    Row(
        Modifier.fillMaxWidth().heightIn(min = 28.dp)
            .semantics(mergeDescendants = true) { liveRegion = mode }.testTag("milestone"),
        horizontalArrangement = Arrangement.Center,
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (moment?.insists == true) {
            GlyphSign(Glyph.WARNING, palette.ink)
            Spacer(Modifier.padding(4.dp))
        }
        Words(moment?.text.orEmpty(), Letters.body, align = TextAlign.Center)
    }
}
