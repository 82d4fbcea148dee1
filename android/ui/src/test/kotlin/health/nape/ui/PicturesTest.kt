package health.nape.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import health.nape.DeviceState
import health.nape.End
import health.nape.Haptic
import health.nape.Phase
import health.nape.Reason
import health.nape.Release
import health.nape.SegmentKind
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Image
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

/** Draws the screen as a phone shows it, into target/pictures. */
class PicturesTest {
    @Test
    fun the_running_session_is_drawn_in_light_and_dark() {
        val light = draw("session-light", Samples.screen())
        val dark = draw("session-dark", Samples.screen(), dark = true)
        assertFalse(light.contentEquals(dark))
        for (picture in listOf(light, dark)) assertTrue("${picture.size} bytes", picture.size < LARGEST_PICTURE)
    }

    @Test
    fun the_same_state_is_the_same_picture() {
        assertTrue(draw("again-1", Samples.screen()).contentEquals(draw("again-2", Samples.screen())))
    }

    @Test
    fun every_step_of_a_session_is_drawn() {
        val now = Samples.holding
        val setup = now.copy(phase = Phase.SETUP, segment = SegmentKind.SETUP, positionMs = 0u, moving = false)
        val ready = now.copy(phase = Phase.READY, positionMs = 2_000u, segmentEndMs = 20_000u, moving = false)
        val rehearsal = ready.copy(segment = null, rehearsal = true, totalMs = 60_000u, positionMs = 8_000u)
        val ramp = now.copy(segment = SegmentKind.RAMP, positionMs = 10_000u, totalMs = 900_000u, segmentEndMs = 20_000u)
        val paused = now.copy(phase = Phase.PAUSED, moving = false, targetMn = 0u)
        val lost = now.copy(device = DeviceState.LOST, measuredMn = null, measuredAgeMs = 6_000u)
        val releasing = now.copy(phase = Phase.RELEASING, moving = false, targetMn = 0u)
        val byHand = releasing.copy(device = DeviceState.NONE, releaseAsked = true)
        val uncertain = Samples.ended.copy(end = End.UNCERTAIN, reason = Reason.LINK_LOST, release = Release.UNCONFIRMED)

        draw("start", Samples.ready)
        draw("setup", Samples.screen(setup).copy(moment = null))
        draw("ready", Samples.screen(ready).copy(moment = null))
        draw("rehearsal", Samples.screen(rehearsal).copy(moment = null), dark = true)
        draw("ramp", Samples.screen(ramp), fontScale = 1.1f)
        draw("paused", Samples.screen(paused), dark = true)
        draw("stale", Samples.screen(lost).copy(stale = true))
        draw("releasing", Samples.screen(releasing))
        draw("release-by-hand", Samples.screen(byHand).copy(moment = null))
        draw("ended", Samples.screen(Samples.ended).copy(moment = Telling("Done. Stay lying.", true, Haptic.ALARM)))
        draw("uncertain", Samples.screen(uncertain).copy(moment = null), dark = true)
        val trend = TrendCardState.Drawn(TrendSamples.pain)
        draw("ended-trend", Samples.screen(Samples.ended).copy(moment = null, trend = trend))
        draw("problem", Samples.screen().copy(problem = Problem("The journal can't be used.", letGo = true)))
    }

    @Test
    fun twice_as_large_letters_are_drawn() {
        draw("session-large-letters", Samples.screen(), fontScale = 2f)
        draw("ended-large-letters", Samples.screen(Samples.ended), fontScale = 2f, dark = true)
    }

    @Test
    fun in_a_dark_room_nothing_is_drawn_darker_than_the_room() {
        val picture = Image.makeFromEncoded(draw("dark-room", Samples.screen(), dark = true))
        val pixels = Bitmap.makeFromImage(picture)
        for (y in 0 until picture.height step 2) for (x in 0 until picture.width step 2) {
            val colour = Color(pixels.getColor(x, y))
            assertTrue("$colour at $x, $y", colour.luminance() >= DarkPalette.background.luminance() - 0.001f)
        }
    }

    private fun draw(name: String, state: SessionScreenState, dark: Boolean = false, fontScale: Float = 1f): ByteArray =
        drawn(name, 412 * 2, 892 * 2, density = 2f, fontScale) {
            NapeTheme(dark, DesktopLetters) { SessionScreen(state, Asked()) }
        }

    private companion object {
        const val LARGEST_PICTURE = 150_000
    }
}
