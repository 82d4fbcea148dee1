package health.nape.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.graphics.toArgb
import androidx.compose.ui.unit.dp
import health.nape.Region
import kotlinx.coroutines.runBlocking
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

/** Draws trends into target/pictures, and looks at what is where. */
class TrendPictureTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val chart = TrendSamples.chart
    private val colours = LightPalette

    /** The drawing alone, without labels, on a panel. */
    private fun plot(name: String): Bitmap {
        val bytes = drawn(name, WIDTH, HEIGHT) {
            NapeTheme(dark = false, DesktopLetters) {
                Box(Modifier.background(palette.panel)) { TrendPlot(chart, Modifier.fillMaxSize()) }
            }
        }
        return Bitmap.makeFromImage(Image.makeFromEncoded(bytes))
    }

    private fun Bitmap.column(x: Int, rows: IntRange) = rows.map { getColor(x, it) }

    private fun Bitmap.has(colour: Color, columns: IntRange, rows: IntRange) =
        columns.any { x -> column(x, rows).any { it == colour.toArgb() } }

    private fun x(at: Int) = at * WIDTH / 10_000
    private fun y(at: Int) = HEIGHT - at * HEIGHT / 10_000

    @Test
    fun over_days_without_an_entry_there_is_no_line_and_no_dot() {
        val pixels = plot("trend-plot")
        // Half a dot reaches past the edge of its day at most.
        for (x in x(4000) + 2 until x(6000) - 2) {
            val darkest = pixels.column(x, 2 until HEIGHT - FOOT).minOf { Color(it).luminance() }
            assertTrue("$x: $darkest", darkest >= colours.track.luminance())
        }
    }

    @Test
    fun missing_days_are_hatched_at_the_foot_and_only_they() {
        val pixels = plot("trend-plot")
        val foot = HEIGHT - FOOT + 2 until HEIGHT - 2
        assertTrue(pixels.column((x(4000) + x(6000)) / 2, foot).any { it != colours.panel.toArgb() })
        for (x in listOf(x(1000), x(3800), x(6200), x(9000))) {
            val ground = setOf(colours.panel.toArgb(), colours.band.toArgb())
            assertTrue("$x", pixels.column(x, foot).all { it in ground })
        }
    }

    @Test
    fun each_day_has_its_mark_at_its_height() {
        val pixels = plot("trend-plot")
        for (place in chart.lines.flatMap { it.places }) {
            val (x, y) = x(place.x.toInt()) to y(place.y.toInt())
            assertTrue("$place", pixels.has(colours.quietInk, x - 1..x + 1, y - 1..y + 1))
        }
    }

    @Test
    fun the_weeks_are_bands_with_their_mean_as_a_thick_bar() {
        val pixels = plot("trend-plot")
        for (band in chart.bands) {
            val (from, to) = x(band.span.from.toInt()) to x(band.span.to.toInt())
            assertEquals(colours.band.toArgb(), pixels.getColor((from + to) / 2, 4))
            val mean = y(band.mean!!.toInt())
            val bar = colours.accent.toArgb()
            val thick = (from until to).filter { x -> pixels.column(x, mean - 1..mean + 1).all { it == bar } }
            assertTrue("$thick", thick.first() < from + 8 && thick.last() > to - 8 && thick.size > (to - from) / 3)
        }
        assertEquals(colours.panel.toArgb(), pixels.getColor(x(5000), 4))
    }

    @Test
    fun the_ends_have_their_dates_and_what_has_no_room_gives_way() {
        assertEquals(listOf(0, 120, 240), placesBelow(listOf(10f, 150f, 290f), listOf(60, 60, 60), 300, 8))
        assertEquals(listOf(0, null, 180), placesBelow(listOf(10f, 150f, 290f), listOf(120, 120, 120), 300, 8))
        assertEquals(listOf(null, null, 0), placesBelow(listOf(10f, 150f, 290f), listOf(400, 400, 400), 300, 8))
        assertEquals(listOf(120), placesBelow(listOf(150f), listOf(60), 300, 8))
        assertEquals(emptyList<Int?>(), placesBelow(emptyList(), emptyList(), 300, 8))
    }

    @Test
    fun names_above_neighbouring_weeks_do_not_lie_on_each_other() {
        assertEquals(listOf(0, 250), placesAbove(listOf(0f to 20f, 280f to 300f), listOf(60, 50), 300, 8))
        assertEquals(listOf(182, 250), placesAbove(listOf(270f to 290f, 280f to 300f), listOf(60, 50), 300, 8))
        assertEquals(listOf(240), placesAbove(listOf(290f to 300f), listOf(60), 300, 8))
    }

    @Test
    fun the_card_is_drawn_in_light_and_dark_and_with_the_largest_letters() {
        val card = TrendCardState.Drawn(diary())
        val light = draw("trend-light", card)
        assertFalse(light.contentEquals(draw("trend-dark", card, dark = true)))
        draw("trend-large-letters", card, fontScale = 2f, height = 1400)
        val twentyDays = TrendCardState.Drawn(TrendSamples.pain)
        draw("trend-twenty-days", twentyDays)
        draw("trend-twenty-days-large-letters", twentyDays, dark = true, fontScale = 2f, height = 1400)
        draw("trend-failed", TrendCardState.Failed("The journal is closed."))
    }

    @Test
    fun the_same_trend_is_the_same_picture() {
        val card = TrendCardState.Drawn(TrendSamples.pain)
        assertTrue(draw("trend-again-1", card).contentEquals(draw("trend-again-2", card)))
    }

    /** Ninety days as the core draws them. */
    private fun diary(): TrendState = runBlocking {
        val nape = Demonstration(folder.root.toPath().resolve("journal")).open()
        val card = nape.trendCard(TrendQuestion("pain", 90u, Region.CERVICAL))
        nape.shutDown()
        (card as TrendCardState.Drawn).trend
    }

    private fun draw(
        name: String,
        card: TrendCardState,
        dark: Boolean = false,
        fontScale: Float = 1f,
        height: Int = CARD_HEIGHT,
    ) = drawn(name, PHONE_WIDTH * 2, height * 2, density = 2f, fontScale) {
        NapeTheme(dark, DesktopLetters) {
            Box(Modifier.fillMaxSize().background(palette.background).padding(20.dp)) { TrendCard(card) }
        }
    }

    private companion object {
        const val WIDTH = 400
        const val HEIGHT = 200
        const val FOOT = 12
        const val PHONE_WIDTH = 412
        const val CARD_HEIGHT = 588
    }
}
