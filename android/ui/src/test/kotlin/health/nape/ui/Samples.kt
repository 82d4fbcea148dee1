package health.nape.ui

import health.nape.DeviceState
import health.nape.EffectiveDose
import health.nape.End
import health.nape.Haptic
import health.nape.Modality
import health.nape.Phase
import health.nape.Readiness
import health.nape.Region
import health.nape.Release
import health.nape.SegmentKind
import health.nape.SessionView
import kotlin.time.TestTimeSource

/** Actions that only write down that they were asked for. */
class Asked : SessionActions {
    val all = mutableListOf<String>()
    override fun start() { all += "start" }
    override fun setupDone() { all += "setup done" }
    override fun pause() { all += "pause" }
    override fun resume() { all += "resume" }
    override fun easeOff() { all += "ease off" }
    override fun stop() { all += "stop" }
    override fun released() { all += "released" }
    override fun acknowledge() { all += "acknowledge" }
    override fun dismissProblem() { all += "dismiss" }
}

/** A session of ten minutes: holds of a minute at 7 kg, rests of twenty seconds at 2 kg. */
object Samples {
    private val time = TestTimeSource()
    private const val HOLD_MN = 68_646L
    private const val REST_MN = 19_613L

    val holding: SessionView = SessionView(
        id = "01994f7e-0000-7000-8000-000000000001",
        modality = Modality.HOME_UNIT,
        region = Region.CERVICAL,
        phase = Phase.RUNNING,
        segment = SegmentKind.HOLD,
        cycle = 3u,
        cycles = 7u,
        positionMs = 208_000u,
        moving = true,
        totalMs = 600_000u,
        segmentEndMs = 232_000u,
        targetMn = HOLD_MN.toUInt(),
        measuredMn = 68_300u,
        measuredAgeMs = 400u,
        device = DeviceState.RUNNING,
        eased = false,
        simulated = true,
        rehearsal = false,
        releaseAsked = false,
        end = null,
        reason = null,
        release = null,
    )

    val ended: SessionView = holding.copy(
        phase = Phase.ENDED, segment = null, cycle = null, positionMs = 600_000u, moving = false, targetMn = null,
        measuredMn = 0u, device = DeviceState.IDLE, end = End.COMPLETED, release = Release.CONFIRMED,
    )

    /** A minute of measurements every two seconds: the end of a hold, a rest, and the hold that goes on. */
    val forces: List<ForceSample> = (148L..208L step 2).map { second ->
        val target = target(second)
        val before = target(second - 2)
        // The cuff follows a little late and breathes a little; by a fixed pattern.
        val measured = (target * 3 + before) / 4 - (second * 7 % 5) * 260
        ForceSample(second * 1000, measured, target)
    }

    private fun target(second: Long): Long = when {
        second < 160 -> HOLD_MN
        second < 165 -> HOLD_MN - (HOLD_MN - REST_MN) * (second - 160) / 5
        second < 180 -> REST_MN
        second < 190 -> REST_MN + (HOLD_MN - REST_MN) * (second - 180) / 10
        else -> HOLD_MN
    }

    /** The screen at [session]; its clock stands still. */
    fun screen(session: SessionView? = holding) = SessionScreenState(
        person = "Robin",
        session = session,
        position = session?.let { position(it) } ?: Position.START,
        read = time.markNow(),
        forces = if (session == null) emptyList() else forces,
        moment = Telling("Hold, round 3.", insists = false, Haptic.TAP),
    )

    private fun position(session: SessionView) =
        Position(session.positionMs.toLong(), session.totalMs.toLong(), session.moving, pace = 1.0, time.markNow())

    private val dose = EffectiveDose(HOLD_MN.toUInt(), 600_000u, limitedBy = emptyList())

    /** Before a start that nothing speaks against. */
    val ready = SessionScreenState(
        person = "Robin",
        readiness = Readiness(ready = true, refusals = emptyList(), dose = dose, firstDose = false),
    )
}
