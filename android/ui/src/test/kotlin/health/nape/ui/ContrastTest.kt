package health.nape.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Contrast as WCAG 2 computes it. */
class ContrastTest {
    private fun contrast(a: Color, b: Color): Float {
        val (light, dark) = listOf(a.luminance(), b.luminance()).sortedDescending()
        return (light + 0.05f) / (dark + 0.05f)
    }

    @Test
    fun black_on_white_is_twenty_one() = assertEquals(21f, contrast(Color.Black, Color.White), 0.01f)

    @Test
    fun words_stand_out_in_light_and_dark() {
        for (palette in listOf(LightPalette, DarkPalette)) for ((words, ground) in palette.wordPairs) {
            assertTrue("$words on $ground: ${contrast(words, ground)}", contrast(words, ground) >= 4.5f)
        }
    }

    @Test
    fun shapes_that_mean_something_stand_out_in_light_and_dark() {
        for (palette in listOf(LightPalette, DarkPalette)) for ((shape, ground) in palette.shapePairs) {
            assertTrue("$shape on $ground: ${contrast(shape, ground)}", contrast(shape, ground) >= 3f)
        }
    }
}
