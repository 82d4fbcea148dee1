package health.nape.ui

import health.nape.Event
import health.nape.EventBody
import health.nape.ForceUnit
import health.nape.Haptic
import health.nape.Phase
import health.nape.Readiness
import health.nape.SessionView
import health.nape.Snapshot
import health.nape.Urgency
import kotlin.time.TimeMark
import kotlin.time.TimeSource

/** All that the session screen shows. Values only: two equal states draw the same picture. */
data class SessionScreenState(
    /** Whose journal it is. */
    val person: String? = null,
    /** The session that runs or has just ended; none before the first start. */
    val session: SessionView? = null,
    /** Where the session stands on its timeline, running on by itself. */
    val position: Position = Position.START,
    /** When [session] was read, so that the age of a measurement grows on the screen too. */
    val read: TimeMark? = null,
    /** What was measured in the last [FORCE_WINDOW_MS] of session time, oldest first. */
    val forces: List<ForceSample> = emptyList(),
    /** Nothing has been heard from the device for a while: the last measurement is old. */
    val stale: Boolean = false,
    /** The last thing worth telling. */
    val moment: Telling? = null,
    /** The session whose end the person has seen. */
    val endSeen: String? = null,
    /** What speaks against a start, and what would be run; none while it is not known. */
    val readiness: Readiness? = null,
    /** A look back, from the end of the first session here on. */
    val trend: TrendCardState? = null,
    /** What went wrong, until the person has read it. */
    val problem: Problem? = null,
    /** The unit in which the person reads forces. */
    val units: ForceUnit = ForceUnit.KILOGRAM,
) {
    /** Whether a session is under way: started and not over. */
    val running: Boolean get() = session != null && session.phase != Phase.ENDED

    /** Whether a session's end is still to be seen. */
    val endShown: Boolean get() = session != null && session.phase == Phase.ENDED && session.id != endSeen

    /** Whether the first start here has to be the rehearsal without a pull. */
    val rehearsalDue: Boolean get() = readiness?.refusals?.firstOrNull()?.rule == "gate.rehearsal"

    /** The look back, once a session with a pull is over and nothing is left to do about that pull. */
    val trendShown: TrendCardState?
        get() = trend.takeIf {
            session != null && !running && !session.rehearsal && releaseWords(session.release, rehearsal = false).known
        }
}

/**
 * A place on the timeline. While [moving] it runs on from where it was [taken], [pace] times as fast as the clock, and
 * stops at [limitMs].
 */
data class Position(val atMs: Long, val limitMs: Long, val moving: Boolean, val pace: Double, val taken: TimeMark?) {
    /** Where it is now. */
    fun nowMs(): Long {
        val since = if (moving && taken != null) taken.elapsedNow().inWholeMilliseconds * pace else 0.0
        return (atMs + since.toLong()).coerceAtMost(maxOf(atMs, limitMs))
    }

    companion object {
        /** Nothing has begun. */
        val START = Position(0, 0, moving = false, pace = 1.0, taken = null)
    }
}

/** One measurement; [afterGap] where nothing was heard before it, so that no line may be drawn up to it. */
data class ForceSample(val elapsedMs: Long, val measuredMn: Long, val targetMn: Long, val afterGap: Boolean = false)

/** Words for the person. [insists]: to be noticed at once. */
data class Telling(val text: String, val insists: Boolean, val haptic: Haptic)

/** Something went wrong. [letGo]: a Stop did not get through, so the pull has to come off by hand. */
data class Problem(val text: String, val letGo: Boolean = false)

/** How much session time the picture of the force shows. */
const val FORCE_WINDOW_MS = 60_000L

/** This state after [events]. */
internal fun SessionScreenState.after(events: List<Event>): SessionScreenState = events.fold(this) { state, event ->
    when (val body = event.body) {
        is EventBody.Started -> state.copy(forces = emptyList(), stale = false, moment = null, problem = null)
        is EventBody.Telemetry -> state.measured(
            ForceSample(event.elapsedMs.toLong(), body.measuredMn.toLong(), body.targetMn.toLong(), state.stale),
        )
        is EventBody.Stale -> state.copy(stale = true)
        is EventBody.Moment -> state.copy(moment = Telling(body.text, body.urgency == Urgency.INSISTS, body.haptic))
        else -> state
    }
}

private fun SessionScreenState.measured(sample: ForceSample): SessionScreenState {
    val kept = forces.filter { it.elapsedMs > sample.elapsedMs - FORCE_WINDOW_MS && it.elapsedMs <= sample.elapsedMs }
    return copy(forces = kept + sample, stale = false)
}

/** This state at a [snapshot], read at [time]; the session goes [pace] times as fast as the clock. */
internal fun SessionScreenState.at(snapshot: Snapshot, pace: Double, time: TimeSource): SessionScreenState {
    val session = snapshot.session
    val mark = time.markNow()
    val position = session?.let {
        // The countdown runs too, up to the pull; whether that begins then is the device's to say.
        val limit = if (it.phase == Phase.READY) it.segmentEndMs else it.totalMs
        Position(it.positionMs.toLong(), limit.toLong(), it.moving || it.phase == Phase.READY, pace, mark)
    }
    return copy(person = snapshot.person, session = session, position = position ?: Position.START, read = mark)
}
