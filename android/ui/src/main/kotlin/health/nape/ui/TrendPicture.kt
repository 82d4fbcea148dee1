package health.nape.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.layout.Measurable
import androidx.compose.ui.layout.Placeable
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import health.nape.ChartPlace
import health.nape.ChartSpan
import health.nape.TrendChart
import kotlin.math.roundToInt

/** A trend with its labels. Where its parts lie is the core's to say; a label without room is left out. */
@Composable
internal fun TrendPicture(state: TrendState, modifier: Modifier = Modifier) {
    val chart = state.chart
    val parts: List<@Composable () -> Unit> = listOf(
        { TrendPlot(chart, Modifier.height(PLOT_HEIGHT)) },
        { chart.yTicks.forEach { Label(it.label) } },
        { chart.xTicks.forEach { Label(dayWords(it.label, state.dayFormat)) } },
        { chart.bands.forEach { Label(if (it.isFirst) "First" else "Last", palette.accent) } },
    )
    Layout(parts, modifier) { (plot, numbers, dates, names), room ->
        val beside = numbers.labels()
        val below = dates.labels()
        val above = names.labels()
        val left = (beside.maxOfOrNull { it.width } ?: 0) + LABEL_GAP.roundToPx()
        val width = (room.maxWidth - left).coerceAtLeast(1)
        val picture = plot.single().measure(Constraints.fixedWidth(width))
        val top = maxOf(above.maxOfOrNull { it.height } ?: 0, (beside.firstOrNull()?.height ?: 0) / 2)
        val bottom = top + picture.height + LABEL_GAP.roundToPx()
        layout(room.maxWidth, bottom + (below.maxOfOrNull { it.height } ?: 0)) {
            picture.place(left, top)
            beside.zip(chart.yTicks) { label, tick ->
                val middle = top + picture.height * (1 - share(tick.at))
                label.place(left - LABEL_GAP.roundToPx() - label.width, (middle - label.height / 2f).roundToInt())
            }
            val middles = chart.xTicks.map { share(it.at) * width }
            placesBelow(middles, below.map { it.width }, width, LABEL_GAP.roundToPx()).zip(below) { at, label ->
                at?.let { label.place(left + it, bottom) }
            }
            val spans = chart.bands.map { share(it.span.from) * width to share(it.span.to) * width }
            placesAbove(spans, above.map { it.width }, width, LABEL_GAP.roundToPx()).zip(above) { at, label ->
                label.place(left + at, top - label.height)
            }
        }
    }
}

@Composable
private fun Label(text: String, colour: Color = palette.quietInk) = Words(text, Letters.note, color = colour)

private fun List<Measurable>.labels(): List<Placeable> = map { it.measure(Constraints()) }

/** Where dates begin: each about its middle and within [width]; the ends first, and nothing over another one. */
internal fun placesBelow(middles: List<Float>, widths: List<Int>, width: Int, gap: Int): List<Int?> {
    val starts = middles.zip(widths) { middle, own ->
        (middle - own / 2f).roundToInt().coerceIn(0, (width - own).coerceAtLeast(0))
    }
    val ends = listOf(starts.lastIndex, 0)
    val taken = mutableListOf<Int>()
    for (at in (ends + starts.indices).distinct().filter { it in starts.indices }) {
        fun isBefore(one: Int, other: Int) = starts[one] + widths[one] + gap <= starts[other]
        if (taken.all { isBefore(at, it) || isBefore(it, at) }) taken += at
    }
    return starts.mapIndexed { at, start -> start.takeIf { at in taken } }
}

/** Where the names of bands begin: the last one ends with its band, one before it gives way to the left. */
internal fun placesAbove(spans: List<Pair<Float, Float>>, widths: List<Int>, width: Int, gap: Int): List<Int> {
    var limit = width
    return spans.indices.reversed().map { at ->
        val (from, to) = spans[at]
        val wanted = if (at == spans.lastIndex && at > 0) to - widths[at] else from
        val start = wanted.roundToInt().coerceAtMost(limit - widths[at]).coerceAtLeast(0)
        limit = start - gap
        start
    }.reversed()
}

/** The drawing itself, which fills its whole room: days to the right, the measure upwards. */
@Composable
internal fun TrendPlot(chart: TrendChart, modifier: Modifier = Modifier) {
    val colours = palette
    Canvas(modifier) {
        val frame = TrendFrame(size)
        for (band in chart.bands) frame.span(band.span).let { drawRect(colours.band, it.topLeft, it.size) }
        for (tick in chart.yTicks) {
            val y = frame.height(tick.at)
            drawLine(colours.track, Offset(0f, y), Offset(size.width, y), 1.dp.toPx())
        }
        for (gap in chart.gaps) hatch(frame.foot(gap, FOOT.toPx()), colours.quietInk)
        for (band in chart.bands) band.mean?.let { mean ->
            val place = frame.span(band.span)
            val y = frame.height(mean)
            drawLine(colours.accent, Offset(place.left, y), Offset(place.right, y), MEAN_LINE.toPx())
        }
        val daily = Stroke(DAILY_LINE.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round)
        for (line in chart.lines) {
            drawPath(frame.path(line.places), colours.quietInk, style = daily)
            for (place in line.places) dailyDot(frame.point(place), colours)
        }
    }
}

/** With a bright rim, so that it is seen on the bar of a mean too. */
internal fun DrawScope.dailyDot(at: Offset, colours: NapePalette) {
    drawCircle(colours.panel, DAILY_DOT.toPx() + 1.dp.toPx(), at)
    drawCircle(colours.quietInk, DAILY_DOT.toPx(), at)
}

/** Strokes from lower left to upper right, inside [place] only. */
internal fun DrawScope.hatch(place: Rect, colour: Color) {
    val step = HATCH.toPx()
    clipRect(place.left, place.top, place.right, place.bottom) {
        // From one grid for all, so that stretches beside each other look alike.
        var x = ((place.left - place.height) / step).toInt() * step
        while (x < place.right) {
            drawLine(colour, Offset(x, place.bottom), Offset(x + place.height, place.top), 1.dp.toPx())
            x += step
        }
    }
}

/** Where the core's fractions lie in a picture of [size]. */
internal class TrendFrame(private val size: Size) {
    fun point(place: ChartPlace) = Offset(share(place.x) * size.width, height(place.y))

    fun height(at: UShort): Float = (1 - share(at)) * size.height

    fun span(span: ChartSpan) = Rect(share(span.from) * size.width, 0f, share(span.to) * size.width, size.height)

    /** A strip of [height] at the foot of [span]. */
    fun foot(span: ChartSpan, height: Float) = span(span).copy(top = size.height - height)

    fun path(places: List<ChartPlace>) = Path().apply {
        places.map(::point).forEachIndexed { i, at -> if (i == 0) moveTo(at.x, at.y) else lineTo(at.x, at.y) }
    }
}

private fun share(at: UShort): Float = at.toInt() / SIDE

/** The length of the core's square. */
private const val SIDE = 10_000f
private val PLOT_HEIGHT = 168.dp
private val LABEL_GAP = 8.dp
private val FOOT = 12.dp
private val HATCH = 5.dp
internal val DAILY_LINE = 1.5.dp
private val DAILY_DOT = 2.dp
internal val MEAN_LINE = 5.dp
