package health.nape.ui

import health.nape.DeviceState
import health.nape.End
import health.nape.ForceUnit
import health.nape.Modality
import health.nape.Phase
import health.nape.Reason
import health.nape.Release
import health.nape.SegmentKind
import health.nape.SessionView

/** What happens now, in one or two words. */
internal fun SessionView.phaseWords(): String = when (phase) {
    Phase.SETUP -> "Get into place"
    Phase.READY -> if (rehearsal) "Rehearsal" else "Get ready"
    Phase.PAUSED -> "Paused"
    Phase.RELEASING -> "Letting go"
    Phase.ENDED -> "Ended"
    Phase.RUNNING -> when (segment) {
        SegmentKind.HOLD -> "Hold"
        SegmentKind.REST -> "Rest"
        SegmentKind.RELEASE -> "Letting go"
        SegmentKind.RAMP -> "Changing"
        SegmentKind.SETUP -> "Get into place"
        null -> "Running"
    }
}

/** How a session ended, as a heading. */
internal fun SessionView.endWords(): String = when {
    // A rehearsal is for pressing Stop; one that ran out has not shown that the person can.
    rehearsal -> if (end == End.COMPLETED && reason == Reason.PERSON) "Rehearsal done" else "Not rehearsed yet"
    end == End.COMPLETED -> "Session done"
    end == End.STOPPED -> "Session stopped"
    end == End.EMERGENCY -> "Stopped for a warning sign"
    end == End.INTERRUPTED -> "Session interrupted"
    else -> "Session ended"
}

/** Why a session ended before its time. */
internal fun reasonWords(reason: Reason): String = when (reason) {
    Reason.PERSON -> "You pressed Stop."
    Reason.SYMPTOM -> "You reported a symptom."
    Reason.DEVICE_FAULT -> "The device reported a fault."
    Reason.LINK_LOST -> "The device could not be reached."
    Reason.LOW_BATTERY -> "The device's battery was nearly empty."
    Reason.HAND_SWITCH -> "Your hand switch was pressed."
    Reason.PAUSE_TIMEOUT -> "The pause was too long."
    Reason.SIGNAL -> "The app was told to end."
    Reason.KILLED -> "The app was ended in the middle."
    Reason.STORAGE -> "The journal could not be written."
    Reason.OVER_LIMIT -> "The gauge measured more than your limit."
}

/** Whether the pull is off, and how that is known. [rehearsal]: there was none. */
internal fun releaseWords(release: Release?, rehearsal: Boolean): ReleaseWords = when {
    rehearsal -> ReleaseWords("There was no pull", "A rehearsal runs without force.", known = true)
    release == Release.CONFIRMED -> ReleaseWords("The pull is off", "The device measured it.", known = true)
    release == Release.BY_PERSON -> ReleaseWords("The pull is off", "You confirmed it.", known = true)
    release == Release.UNCONFIRMED ->
        ReleaseWords("Let go by hand now", "The device did not confirm that the pull is off.", known = false)
    else -> ReleaseWords("Check that the pull is off", "Nobody has confirmed it. Let go by hand.", known = false)
}

/** The words about a release. [known]: nothing is left to do. */
internal data class ReleaseWords(val title: String, val detail: String, val known: Boolean)

/** Where the device stands; nothing where there is none. */
internal fun deviceWords(device: DeviceState): String? = when (device) {
    DeviceState.NONE -> null
    DeviceState.CONNECTING -> "Connecting"
    DeviceState.CONNECTED -> "Connected"
    DeviceState.ARMED -> "Device ready"
    DeviceState.RUNNING -> "Device running"
    DeviceState.RELEASING -> "Device letting go"
    DeviceState.IDLE -> "Device at rest"
    DeviceState.FAULT -> "Device fault"
    DeviceState.LOST -> "Device out of reach"
}

/** A way of traction. */
internal fun modalityWords(modality: Modality): String = when (modality) {
    Modality.MANUAL -> "By hand"
    Modality.CLINIC_MECHANICAL -> "Clinic machine"
    Modality.OVER_DOOR_PULLEY -> "Over-door pulley"
    Modality.NECK_HAMMOCK -> "Neck hammock"
    Modality.HOME_UNIT -> "Home unit"
    Modality.TRACTION_TABLE -> "Traction table"
    Modality.HANGING_BAR -> "Hanging bar"
    Modality.INVERSION_TABLE -> "Inversion table"
    Modality.NECK_CRACKING -> "Neck cracking"
    Modality.FOAM_ROLLER -> "Foam roller"
    Modality.FOAM_ROLLER_TRAPEZIUS -> "Foam roller, trapezius"
    Modality.PROFESSIONAL_ADJUSTMENT -> "Adjustment"
    Modality.COMPLEMENTARY -> "Routine"
}

/** Time as it is read off a clock: `12:40`. What has begun counts, so that it ends at `0:00` exactly. */
internal fun clockWords(ms: Long): String {
    val seconds = (ms.coerceAtLeast(0) + 999) / 1000
    return "${seconds / 60}:${(seconds % 60).toString().padStart(2, '0')}"
}

/** A length of time: `10 min`, or `7:30 min` where it is not whole. */
internal fun minutesWords(ms: Long): String = "${if (ms % 60_000 == 0L) ms / 60_000 else clockWords(ms)} min"

/** Time as it is spoken: `12 minutes 40 seconds`. */
internal fun spokenTime(ms: Long): String {
    val seconds = (ms.coerceAtLeast(0) + 999) / 1000
    val parts = listOf(seconds / 60 to "minute", seconds % 60 to "second")
    return parts.filter { (n, unit) -> n > 0 || (unit == "second" && seconds == 0L) }
        .joinToString(" ") { (n, unit) -> if (n == 1L) "$n $unit" else "$n ${unit}s" }
}

/** The sign of a unit. */
internal val ForceUnit.sign: String
    get() = when (this) {
        ForceUnit.NEWTON -> "N"
        ForceUnit.KILOGRAM -> "kg"
        ForceUnit.POUND -> "lb"
    }

/** Ten-billionths of a millinewton in one unit; by definition exact. */
private val ForceUnit.exact: Long
    get() = when (this) {
        ForceUnit.NEWTON -> 10_000_000_000_000
        ForceUnit.KILOGRAM -> 98_066_500_000_000
        ForceUnit.POUND -> 44_482_216_152_605
    }

/**
 * A force in tenths of [unit], rounded down as the core does: the greatest tenth that, typed back and so cut to whole
 * millinewtons, is not more than [millinewtons]. Twenty pounds stay twenty.
 */
internal fun forceWords(millinewtons: Long, unit: ForceUnit): String {
    val above = Math.multiplyExact(millinewtons + 1, 100_000_000_000L)
    val tenths = (above - 1) / unit.exact
    return "${tenths / 10}.${tenths % 10} ${unit.sign}"
}
