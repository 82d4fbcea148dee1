package health.nape.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.sp

/**
 * The colours, named by what they are for. A test computes every contrast: 4.5 for words, 3 for shapes that mean
 * something.
 */
data class NapePalette(
    val background: Color,
    val panel: Color,
    val ink: Color,
    val quietInk: Color,
    val accent: Color,
    val onAccent: Color,
    val button: Color,
    val stop: Color,
    val onStop: Color,
    val notice: Color,
    val onNotice: Color,
    val track: Color,
    val band: Color,
) {
    /** Words on what they stand on. */
    val wordPairs: List<Pair<Color, Color>>
        get() = listOf(
            ink to background, ink to panel, ink to button, quietInk to background, quietInk to panel,
            accent to background, accent to panel, onAccent to accent, onStop to stop, onNotice to notice,
        )

    /** Shapes that mean something, on what they stand on. */
    val shapePairs: List<Pair<Color, Color>>
        get() = listOf(
            accent to background, accent to panel, accent to track, accent to band, quietInk to panel, quietInk to band,
            ink to panel, stop to background,
        )
}

/** Daylight: soft paper, deep green. */
val LightPalette = NapePalette(
    background = Color(0xFFF3F5F2),
    panel = Color(0xFFFFFFFF),
    ink = Color(0xFF15211D),
    quietInk = Color(0xFF4C5B55),
    accent = Color(0xFF0A6A5C),
    onAccent = Color(0xFFFFFFFF),
    button = Color(0xFFDCE8E3),
    stop = Color(0xFFB3261E),
    onStop = Color(0xFFFFFFFF),
    notice = Color(0xFFFFE7B0),
    onNotice = Color(0xFF3B2B00),
    track = Color(0xFFD9E1DD),
    band = Color(0xFFD5E9E2),
)

/** A dark room: nothing glares into eyes that look straight up. */
val DarkPalette = NapePalette(
    background = Color(0xFF0C1311),
    panel = Color(0xFF17201D),
    ink = Color(0xFFE6EEEA),
    quietInk = Color(0xFFA6B5AF),
    accent = Color(0xFF6CD2BF),
    onAccent = Color(0xFF00382F),
    button = Color(0xFF263530),
    stop = Color(0xFFC93A30),
    onStop = Color(0xFFFFFFFF),
    notice = Color(0xFF4A3A0C),
    onNotice = Color(0xFFFFE7B0),
    track = Color(0xFF2B3834),
    band = Color(0xFF20382F),
)

private val LocalPalette = staticCompositionLocalOf { LightPalette }

/** The palette in force. */
val palette: NapePalette
    @Composable get() = LocalPalette.current

private val LocalLetters = staticCompositionLocalOf<FontFamily> { FontFamily.Default }

/** Colours and letters for everything inside. [letters]: the shell's font; the system's where it lends none. */
@Composable
fun NapeTheme(
    dark: Boolean = isSystemInDarkTheme(),
    letters: FontFamily = FontFamily.Default,
    content: @Composable () -> Unit,
) {
    val colours = if (dark) DarkPalette else LightPalette
    val base = if (dark) darkColorScheme() else lightColorScheme()
    val scheme = base.copy(
        primary = colours.accent, onPrimary = colours.onAccent, background = colours.background,
        onBackground = colours.ink, surface = colours.panel, onSurface = colours.ink,
    )
    MaterialTheme(colorScheme = scheme) {
        CompositionLocalProvider(LocalPalette provides colours, LocalLetters provides letters, content = content)
    }
}

/** The sizes of words, from the time that is read at arm's length down to a note. */
internal object Letters {
    /** Digits of one width, so that a running time does not tremble. */
    private fun letters(size: Int, line: Int, weight: FontWeight = FontWeight.Normal) =
        TextStyle(fontSize = size.sp, lineHeight = line.sp, fontWeight = weight, fontFeatureSettings = "tnum")

    val time = letters(84, 88, FontWeight.SemiBold).copy(letterSpacing = (-2).sp)
    val phase = letters(28, 34, FontWeight.SemiBold)
    val figure = letters(28, 34, FontWeight.SemiBold)
    val title = letters(20, 26, FontWeight.SemiBold)
    val body = letters(17, 23)
    val note = letters(15, 20)
    val stop = letters(30, 36, FontWeight.Bold)
}

/**
 * Words on the screen: in the theme's letters and, unless [color] says otherwise, in its ink. [growth] is how much of
 * the person's font size a style follows that is large already.
 */
@Composable
internal fun Words(
    text: String,
    style: TextStyle,
    modifier: Modifier = Modifier,
    color: Color = palette.ink,
    align: TextAlign? = null,
    growth: Float = Float.MAX_VALUE,
) {
    val shrink = (growth / LocalDensity.current.fontScale).coerceAtMost(1f)
    val sized = style.copy(fontSize = style.fontSize * shrink, lineHeight = style.lineHeight * shrink)
    Text(text, modifier, style = sized.copy(fontFamily = LocalLetters.current), color = color, textAlign = align)
}
