package health.nape.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.layout.layoutId
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.traversalIndex
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import health.nape.Phase

/**
 * Lays [stop] at the lower edge, [controls] above it and [content] in the room that is left. Stop is placed first, so
 * that a keyboard and a screen reader come to it first, wherever it stands.
 */
@Composable
internal fun StopFirst(
    modifier: Modifier,
    stop: @Composable () -> Unit,
    controls: @Composable () -> Unit,
    content: @Composable () -> Unit,
) {
    Layout(
        modifier = modifier.semantics { isTraversalGroup = true },
        content = {
            Column(Modifier.layoutId("stop").semantics { isTraversalGroup = true; traversalIndex = -1f }) { stop() }
            Column(Modifier.layoutId("controls")) { controls() }
            Column(Modifier.layoutId("content")) { content() }
        },
    ) { parts, room ->
        val width = minOf(room.maxWidth, WIDEST.roundToPx())
        val left = (room.maxWidth - width) / 2
        val loose = Constraints(minWidth = width, maxWidth = width, maxHeight = room.maxHeight)
        val stopPart = parts.first { it.layoutId == "stop" }.measure(loose)
        val controlsPart = parts.first { it.layoutId == "controls" }.measure(loose)
        val rest = (room.maxHeight - stopPart.height - controlsPart.height).coerceAtLeast(0)
        val contentPart = parts.first { it.layoutId == "content" }.measure(Constraints.fixed(width, rest))
        layout(room.maxWidth, room.maxHeight) {
            stopPart.place(left, room.maxHeight - stopPart.height)
            controlsPart.place(left, rest)
            contentPart.place(left, 0)
        }
    }
}

private val WIDEST = 560.dp

/** The largest button, never greyed out, never behind a question. */
@Composable
internal fun StopButton(stop: () -> Unit) {
    Button(
        onClick = stop,
        modifier = Modifier.fillMaxWidth().padding(20.dp, 8.dp, 20.dp, 20.dp).heightIn(min = 104.dp).testTag("stop"),
        shape = RoundedCornerShape(28.dp),
        colors = ButtonDefaults.buttonColors(containerColor = palette.stop, contentColor = palette.onStop),
    ) {
        GlyphSign(Glyph.STOP, palette.onStop, 28.dp)
        Words("Stop", Letters.stop, Modifier.padding(start = 14.dp), color = palette.onStop)
    }
}

/** What can be done besides Stop while a session runs. */
@Composable
internal fun SessionControls(state: SessionScreenState, actions: SessionActions) {
    val phase = state.session?.phase ?: return
    if (phase != Phase.RUNNING && phase != Phase.PAUSED) return
    val easeOff: @Composable (Modifier) -> Unit = {
        QuietButton("Ease off", Glyph.LOWER, actions::easeOff, it.testTag("ease-off"))
    }
    val pauseOrGoOn: @Composable (Modifier) -> Unit = {
        if (phase == Phase.PAUSED) {
            QuietButton("Resume", Glyph.GO_ON, actions::resume, it.testTag("resume"))
        } else {
            QuietButton("Pause", Glyph.PAUSE, actions::pause, it.testTag("pause"))
        }
    }
    val room = Modifier.fillMaxWidth().padding(20.dp, 4.dp)
    if (LocalDensity.current.fontScale > LARGEST_SIDE_BY_SIDE) {
        Column(room, verticalArrangement = Arrangement.spacedBy(8.dp)) {
            easeOff(Modifier.fillMaxWidth())
            pauseOrGoOn(Modifier.fillMaxWidth())
        }
    } else {
        Row(room, horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            easeOff(Modifier.weight(1f))
            pauseOrGoOn(Modifier.weight(1f))
        }
    }
}

private const val LARGEST_SIDE_BY_SIDE = 1.4f

/** A button for everything but Stop. */
@Composable
internal fun QuietButton(text: String, glyph: Glyph?, act: () -> Unit, modifier: Modifier = Modifier) {
    Button(
        onClick = act,
        modifier = modifier.heightIn(min = 64.dp),
        shape = RoundedCornerShape(22.dp),
        colors = ButtonDefaults.buttonColors(containerColor = palette.button, contentColor = palette.ink),
    ) {
        ButtonWords(text, glyph)
    }
}

/** The one button that a card is about. */
@Composable
internal fun MainButton(text: String, act: () -> Unit, minHeight: Dp = 72.dp, modifier: Modifier = Modifier) {
    Button(
        onClick = act,
        modifier = modifier.fillMaxWidth().heightIn(min = minHeight),
        shape = RoundedCornerShape(24.dp),
        colors = ButtonDefaults.buttonColors(containerColor = palette.accent, contentColor = palette.onAccent),
    ) {
        Words(text, Letters.title, color = palette.onAccent, align = TextAlign.Center)
    }
}

@Composable
private fun ButtonWords(text: String, glyph: Glyph?) {
    Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(10.dp)) {
        glyph?.let { GlyphSign(it, palette.ink, 20.dp) }
        Words(text, Letters.title, color = palette.ink)
    }
}
