package health.nape.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.width
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.testTag
import androidx.compose.ui.unit.dp

/** A measure over days: its picture, its numbers, and what the core says of them. */
@Composable
internal fun TrendCard(state: TrendCardState) {
    Card(Modifier.testTag("trend")) {
        when (state) {
            is TrendCardState.Drawn -> Drawn(state.trend)
            is TrendCardState.Failed -> {
                Heading("Looking back")
                Words(state.words, Letters.body, Modifier.testTag("trend-failed"))
            }
        }
    }
}

@Composable
private fun Drawn(state: TrendState) {
    Heading(state.title)
    // One text for a screen reader in place of the parts of a picture.
    val spoken = Modifier.clearAndSetSemantics { contentDescription = state.spoken; testTag = "trend-picture" }
    Column(spoken, verticalArrangement = Arrangement.spacedBy(10.dp)) {
        Words(state.span, Letters.note, color = palette.quietInk)
        if (!state.empty) {
            TrendPicture(state, Modifier.fillMaxWidth())
            Keys(state)
        } else {
            Words(state.missing, Letters.body)
        }
        Column(verticalArrangement = Arrangement.spacedBy(2.dp)) { state.weeks.forEach { Words(it, Letters.body) } }
    }
    Words(state.trend.why, Letters.body, Modifier.testTag("trend-why"))
}

@Composable
private fun Keys(state: TrendState) {
    val colours = palette
    Column {
        Key(state.mark) {
            val dots = listOf(size.height / 4, center.x, size.width - size.height / 4).map { Offset(it, center.y) }
            drawLine(colours.quietInk, dots.first(), dots.last(), DAILY_LINE.toPx())
            dots.forEach { dailyDot(it, colours) }
        }
        if (state.chart.bands.any { it.mean != null }) Key("The mean of a week") {
            drawRect(colours.band)
            drawLine(colours.accent, Offset(0f, center.y), Offset(size.width, center.y), MEAN_LINE.toPx())
        }
        Key(state.missing) { hatch(Rect(Offset.Zero, size), colours.quietInk) }
    }
}

@Composable
private fun Key(text: String, sample: DrawScope.() -> Unit) {
    Row(horizontalArrangement = Arrangement.spacedBy(10.dp), verticalAlignment = Alignment.CenterVertically) {
        val scale = LocalDensity.current.fontScale
        Canvas(Modifier.width(24.dp * scale).height(12.dp * scale)) { sample() }
        Words(text, Letters.note, color = palette.quietInk)
    }
}
