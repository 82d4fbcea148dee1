package health.nape.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** Signs that go with words, never in place of them: a shape says again what a colour says. */
internal enum class Glyph { STOP, PAUSE, GO_ON, LOWER, POINT, DONE, WARNING, OLD }

/** Draws [glyph], growing with the words beside it; nothing for a screen reader, whom those words serve. */
@Composable
internal fun GlyphSign(glyph: Glyph, color: Color, size: Dp = 22.dp) {
    Canvas(Modifier.size(size * LocalDensity.current.fontScale)) { draw(glyph, color) }
}

private fun DrawScope.draw(glyph: Glyph, color: Color) {
    val w = size.width
    val line = Stroke(w * 0.12f, cap = StrokeCap.Round, join = StrokeJoin.Round)
    fun stroke(vararg points: Pair<Float, Float>) = drawPath(
        Path().apply {
            points.forEachIndexed { i, (x, y) -> if (i == 0) moveTo(x * w, y * w) else lineTo(x * w, y * w) }
        },
        color,
        style = line,
    )
    when (glyph) {
        Glyph.STOP -> drawRect(color, Offset(w * 0.14f, w * 0.14f), Size(w * 0.72f, w * 0.72f))
        Glyph.PAUSE -> {
            drawRect(color, Offset(w * 0.2f, w * 0.14f), Size(w * 0.2f, w * 0.72f))
            drawRect(color, Offset(w * 0.6f, w * 0.14f), Size(w * 0.2f, w * 0.72f))
        }
        Glyph.GO_ON -> drawPath(
            Path().apply {
                moveTo(w * 0.24f, w * 0.1f)
                lineTo(w * 0.86f, w * 0.5f)
                lineTo(w * 0.24f, w * 0.9f)
                close()
            },
            color,
        )
        Glyph.LOWER -> {
            stroke(0.5f to 0.12f, 0.5f to 0.82f)
            stroke(0.2f to 0.54f, 0.5f to 0.84f, 0.8f to 0.54f)
        }
        Glyph.POINT -> drawCircle(color, w * 0.16f)
        Glyph.DONE -> stroke(0.12f to 0.55f, 0.4f to 0.82f, 0.9f to 0.2f)
        Glyph.WARNING -> {
            stroke(0.5f to 0.1f, 0.94f to 0.88f, 0.06f to 0.88f, 0.5f to 0.1f, 0.94f to 0.88f)
            stroke(0.5f to 0.38f, 0.5f to 0.6f)
            drawCircle(color, w * 0.065f, Offset(w * 0.5f, w * 0.75f))
        }
        Glyph.OLD -> {
            drawCircle(color, w * 0.42f, style = line)
            stroke(0.5f to 0.28f, 0.5f to 0.52f, 0.66f to 0.62f)
        }
    }
}
