package health.nape.ui

import health.nape.Event
import health.nape.EventBody
import health.nape.Haptic
import health.nape.Phase
import health.nape.Snapshot
import health.nape.Urgency
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TestTimeSource

/** How events and snapshots become what the screen shows. */
class StateTest {
    private fun telemetry(elapsedMs: ULong) = Event(0u, elapsedMs, EventBody.Telemetry(elapsedMs, 50_000u, 50_000u))

    @Test
    fun time_runs_on_between_snapshots_as_fast_as_the_session_does() {
        val time = TestTimeSource()
        val state = SessionScreenState().at(Snapshot(1u, "Ada", Samples.holding), pace = 2.0, time)
        time += 10.seconds
        assertEquals(228_000L, state.position.nowMs())
        time += 60.minutes
        assertEquals(600_000L, state.position.nowMs())
    }

    @Test
    fun time_stands_still_while_the_session_does() {
        val time = TestTimeSource()
        val state = SessionScreenState().at(Snapshot(1u, null, Samples.holding.copy(moving = false)), pace = 1.0, time)
        time += 10.seconds
        assertEquals(208_000L, state.position.nowMs())
    }

    @Test
    fun the_countdown_runs_down_to_the_pull_and_not_past_it() {
        val time = TestTimeSource()
        val counting = Samples.holding.copy(phase = Phase.READY, positionMs = 2_000u, segmentEndMs = 10_000u, moving = false)
        val state = SessionScreenState().at(Snapshot(1u, null, counting), pace = 1.0, time)
        time += 3.seconds
        assertEquals(5_000L, state.position.nowMs())
        time += 60.seconds
        assertEquals(10_000L, state.position.nowMs())
    }

    @Test
    fun the_picture_keeps_the_last_minute() {
        val state = SessionScreenState().after((0uL..200_000uL step 2_000L).map(::telemetry))
        assertEquals(142_000L, state.forces.first().elapsedMs)
        assertEquals(200_000L, state.forces.last().elapsedMs)
    }

    @Test
    fun after_a_silence_the_line_begins_anew() {
        val silent = SessionScreenState().after(listOf(telemetry(1_000u), Event(0u, 5_000u, EventBody.Stale(4_000u))))
        assertTrue(silent.stale)
        val heard = silent.after(listOf(telemetry(9_000u)))
        assertFalse(heard.stale)
        assertEquals(listOf(false, true), heard.forces.map { it.afterGap })
    }

    @Test
    fun an_old_measurement_grows_older_on_the_screen() {
        val time = TestTimeSource()
        val lost = Samples.holding.copy(measuredMn = null, measuredAgeMs = 4_000u)
        val state = SessionScreenState(forces = Samples.forces, stale = true).at(Snapshot(1u, null, lost), 1.0, time)
        assertEquals("Measured 4 s ago", state.reading().title)
        time += 3.seconds
        assertEquals("Measured 7 s ago", state.reading().title)
        assertTrue(state.reading().old)
    }

    @Test
    fun a_stale_measurement_is_never_called_fresh_even_where_the_snapshot_still_has_it() {
        assertTrue(Samples.screen().copy(stale = true).reading().old)
    }

    @Test
    fun the_last_moment_stays_and_says_whether_it_insists() {
        val moment = EventBody.Moment("key", "Let go by hand.", "Let go.", Haptic.ALARM, Urgency.INSISTS)
        val state = SessionScreenState().after(listOf(Event(0u, 0u, moment), telemetry(0u)))
        assertEquals(Telling("Let go by hand.", insists = true, Haptic.ALARM), state.moment)
    }
}
