package health.nape.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Fill
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** The pull: measured and wanted as figures, and the last minute of both as a picture. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun ForcePanel(state: SessionScreenState) {
    val session = state.session ?: return
    val reading = state.reading()
    Column(
        Modifier.fillMaxWidth().background(palette.panel, RoundedCornerShape(20.dp)).padding(20.dp, 14.dp)
            .semantics { contentDescription = "Pull. ${reading.spoken}" }.testTag("force"),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.SpaceBetween) {
            Figure(reading.title, reading.figure, Mark.SOLID, old = reading.old)
            val target = session.targetMn?.let { forceWords(it.toLong(), state.units) } ?: "–"
            Figure("Target", target, Mark.DASHED, old = false)
        }
        ForcePicture(state.forces, old = reading.old)
    }
}

/** A measurement as it may be shown: an old one says so, and how old it is. */
internal data class Reading(val title: String, val figure: String, val old: Boolean, val spoken: String)

internal fun SessionScreenState.reading(): Reading {
    val fresh = session?.measuredMn?.takeUnless { stale }
    val last = fresh?.toLong() ?: forces.lastOrNull()?.measuredMn
    if (last == null) return Reading("Measured", "–", old = false, spoken = "Nothing measured yet.")
    val words = forceWords(last, units)
    if (fresh != null) return Reading("Measured now", words, old = false, spoken = "Measured now $words.")
    val age = session?.measuredAgeMs?.let { it.toLong() + (read?.elapsedNow()?.inWholeMilliseconds ?: 0) }
    val ago = age?.let { " ${it / 1000} s ago" }.orEmpty()
    return Reading("Measured$ago", words, old = true, spoken = "Old measurement: $words$ago.")
}

private enum class Mark { SOLID, DASHED }

@Composable
private fun Figure(title: String, figure: String, mark: Mark, old: Boolean) {
    val colour = if (mark == Mark.SOLID && !old) palette.accent else palette.quietInk
    Column {
        Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            if (old) GlyphSign(Glyph.OLD, colour, 18.dp) else LineSample(mark, colour)
            Words(title, Letters.note, color = palette.quietInk)
        }
        Words(figure, Letters.figure, color = if (old) palette.quietInk else palette.ink)
    }
}

@Composable
private fun LineSample(mark: Mark, colour: Color) {
    Canvas(Modifier.width(22.dp).height(12.dp)) {
        val middle = size.height / 2
        if (mark == Mark.SOLID) {
            drawLine(colour, Offset(2f, middle), Offset(size.width - 2f, middle), 4.dp.toPx(), StrokeCap.Round)
        } else {
            drawLine(colour, Offset(0f, middle), Offset(size.width, middle), 2.dp.toPx(), pathEffect = dashes())
        }
    }
}

private fun DrawScope.dashes() = PathEffect.dashPathEffect(floatArrayOf(5.dp.toPx(), 4.dp.toPx()))

/** Measured pull as a filled line, wanted pull as a dashed one, over the last minute; gaps stay gaps. */
@Composable
private fun ForcePicture(forces: List<ForceSample>, old: Boolean) {
    val colours = palette
    Canvas(Modifier.fillMaxWidth().height(108.dp)) {
        val frame = ForceFrame(forces, size)
        drawLine(colours.track, Offset(0f, size.height), Offset(size.width, size.height), 2.dp.toPx())
        if (forces.isEmpty()) return@Canvas
        val line = if (old) colours.quietInk else colours.accent
        for (run in frame.runs()) {
            drawPath(frame.area(run), line.copy(alpha = 0.16f))
            drawPath(frame.line(run) { it.measuredMn }, line, style = solid(3.dp.toPx()))
        }
        val dashed = Stroke(2.dp.toPx(), pathEffect = dashes())
        drawPath(frame.line(forces) { it.targetMn }, colours.quietInk, style = dashed)
        val last = frame.point(forces.last(), forces.last().measuredMn)
        drawCircle(line, 5.dp.toPx(), last, style = if (old) Stroke(2.dp.toPx()) else Fill)
    }
}

private fun solid(width: Float) = Stroke(width, cap = StrokeCap.Round, join = StrokeJoin.Round)

/** Where samples stand in a picture of [size]: time to the right, force upwards from nothing. */
private class ForceFrame(private val forces: List<ForceSample>, private val size: Size) {
    private val end = forces.lastOrNull()?.elapsedMs ?: 0
    private val highest = forces.maxOfOrNull { maxOf(it.measuredMn, it.targetMn) } ?: 0
    private val top = (highest * 1.15f).coerceAtLeast(LEAST_TOP_MN)
    private val room = size.width - size.height * 0.1f

    fun point(sample: ForceSample, mn: Long) = Offset(
        room * (1f - (end - sample.elapsedMs).toFloat() / FORCE_WINDOW_MS),
        size.height * (1f - mn / top),
    )

    /** The samples between gaps. */
    fun runs(): List<List<ForceSample>> = forces.fold(mutableListOf<MutableList<ForceSample>>()) { runs, sample ->
        if (runs.isEmpty() || sample.afterGap) runs.add(mutableListOf(sample)) else runs.last().add(sample)
        runs
    }

    fun line(run: List<ForceSample>, value: (ForceSample) -> Long) = Path().apply {
        run.forEachIndexed { i, sample ->
            val at = point(sample, value(sample))
            if (i == 0) moveTo(at.x, at.y) else lineTo(at.x, at.y)
        }
    }

    fun area(run: List<ForceSample>) = line(run) { it.measuredMn }.apply {
        lineTo(point(run.last(), 0).x, size.height)
        lineTo(point(run.first(), 0).x, size.height)
        close()
    }

    private companion object {
        /** So that noise around nothing does not fill the picture. */
        const val LEAST_TOP_MN = 20_000f
    }
}
