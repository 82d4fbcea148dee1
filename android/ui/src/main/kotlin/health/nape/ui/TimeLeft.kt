package health.nape.ui

import androidx.compose.animation.core.withInfiniteAnimationFrameMillis
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.LongState
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableLongStateOf
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.testTag
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import health.nape.Phase
import health.nape.SessionView

/** What happens, how long it still takes, and which cycle it is; round the words, how far the session has come. */
@Composable
internal fun TimeLeft(state: SessionScreenState) {
    val session = state.session ?: return
    val position = runningPosition(state.position)
    val shown by remember(state) { derivedStateOf { session.shownAt(position.longValue) } }
    val spoken = listOf(shown.heading, shown.spokenTime, shown.cycle).filter { it.isNotEmpty() }.joinToString(". ")
    // A ring holds words of common size only; larger ones get the whole width.
    val ring = LocalDensity.current.fontScale <= LARGEST_IN_RING
    Box(
        Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = spoken; testTag = "time-left" },
        contentAlignment = Alignment.Center,
    ) {
        if (ring) ProgressRing(position, session)
        Column(horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Words(shown.heading, Letters.phase, align = TextAlign.Center, growth = 1.5f)
            shown.leftMs?.let { Words(clockWords(it), Letters.time, growth = 1.3f) }
            Words(shown.caption, Letters.body, color = palette.quietInk, align = TextAlign.Center)
            if (shown.cycle.isNotEmpty()) Words(shown.cycle, Letters.body, color = palette.quietInk)
            if (!ring) ProgressBar(position, session)
        }
    }
}

private const val LARGEST_IN_RING = 1f

/** The words at one instant; equal ones are not drawn anew. */
private data class Shown(
    val heading: String,
    val leftMs: Long?,
    val caption: String,
    val cycle: String = "",
    val spokenTime: String = leftMs?.let { "${spokenTime(it)} $caption" } ?: caption,
)

private fun SessionView.shownAt(positionMs: Long): Shown {
    val left = wholeSeconds(totalMs.toLong() - positionMs)
    val toChange = wholeSeconds(segmentEndMs.toLong() - positionMs)
    return when {
        phase == Phase.RELEASING -> Shown(phaseWords(), null, "Stay where you are")
        rehearsal -> Shown(phaseWords(), left, "Press Stop, then get out")
        phase == Phase.READY && toChange == 0L -> Shown(phaseWords(), null, "The device is getting ready")
        phase == Phase.READY -> Shown(phaseWords(), toChange, "until the pull begins")
        else -> {
            val heading = if (moving) "${phaseWords()} · ${clockWords(toChange)}" else phaseWords()
            val cycle = cycle?.takeIf { cycles > 1u }?.let { "Cycle $it of $cycles" }.orEmpty()
            Shown(heading, left, "left", cycle)
        }
    }
}

/** Up to the whole second, as it is shown: a new picture once a second, not sixty times. */
private fun wholeSeconds(ms: Long): Long = (ms.coerceAtLeast(0) + 999) / 1000 * 1000

/** Counts on by the frame clock while the session moves. */
@Composable
private fun runningPosition(position: Position): LongState {
    val now = remember(position) { mutableLongStateOf(position.nowMs()) }
    LaunchedEffect(position) {
        while (position.moving) withInfiniteAnimationFrameMillis { now.longValue = position.nowMs() }
    }
    return now
}

@Composable
private fun ProgressRing(position: LongState, session: SessionView) {
    val colours = palette
    Canvas(Modifier.padding(vertical = 4.dp).size(300.dp)) {
        val width = 14.dp.toPx()
        val corner = Offset(width / 2, width / 2)
        val square = Size(size.width - width, size.height - width)
        drawArc(colours.track, 0f, 360f, false, corner, square, style = Stroke(width))
        // Standing still looks broken up, so that no one has to tell a colour apart.
        val still = session.phase == Phase.PAUSED
        val dashes = PathEffect.dashPathEffect(floatArrayOf(width * 0.5f, width * 0.6f)).takeIf { still }
        val done = Stroke(width, cap = if (still) StrokeCap.Butt else StrokeCap.Round, pathEffect = dashes)
        drawArc(colours.accent, -90f, 360f * session.share(position), false, corner, square, style = done)
    }
}

@Composable
private fun ProgressBar(position: LongState, session: SessionView) {
    val colours = palette
    Canvas(Modifier.padding(top = 8.dp).fillMaxWidth().height(14.dp)) {
        val middle = size.height / 2
        fun line(share: Float, color: Color) {
            val end = Offset(middle + (size.width - size.height) * share, middle)
            drawLine(color, Offset(middle, middle), end, size.height, StrokeCap.Round)
        }
        line(1f, colours.track)
        line(session.share(position), colours.accent)
    }
}

private fun SessionView.share(position: LongState): Float =
    if (totalMs == 0uL) 0f else (position.longValue.toFloat() / totalMs.toFloat()).coerceIn(0f, 1f)
