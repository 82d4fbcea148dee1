package health.nape.ui

import health.nape.Confirmed
import health.nape.DeviceChoice
import health.nape.ForceUnit
import health.nape.Modality
import health.nape.Nape
import health.nape.OpenConfig
import health.nape.Profile
import health.nape.Region
import health.nape.StartSession
import health.nape.answersFromJson
import health.nape.finishErasure
import health.nape.planFromJson
import java.nio.file.Path
import java.time.OffsetDateTime
import java.time.format.DateTimeFormatter

/**
 * A journal made for demonstration, in a [folder] of its own, never a person's. Its answers and plan are the terminal
 * program's examples; each opening is the morning of the next free day, so that a session can be run.
 */
class Demonstration(private val folder: Path, private val examples: (String) -> ByteArray = ::fromClassPath) {
    private val keys = KeyInFile(folder.resolve("key"))

    /** Opens the journal and answers the forms as the examples do. */
    suspend fun open(): Nape {
        // Before a key is looked for: one that is to be forgotten must not be used again.
        finishErasure(folder.toString(), keys)
        val first = open(FIRST_MORNING)
        val last = first.sessions(1u).firstOrNull()?.started
        val morning = last?.let { nextMorning(OffsetDateTime.parse(it)) } ?: FIRST_MORNING
        val nape = if (last == null) first else {
            first.shutDown()
            open(morning)
        }
        prepare(nape)
        continueDiary(nape, morning)
        return nape
    }

    private suspend fun open(now: OffsetDateTime): Nape {
        val instant = INSTANT.format(now)
        val config = OpenConfig(folder.toString(), keys.key(), demonstration = true, now = instant, zone = null)
        return Nape.open(config, clock = null, zones = null, presence = null)
    }

    private suspend fun prepare(nape: Nape) {
        nape.recover()
        if (nape.profile().name == null) nape.setProfile(PERSON)
        if (nape.plan(MODALITY, REGION) == null) nape.setPlan(planFromJson(examples(PLAN)))
        val due = nape.screeningStatus(MODALITY, REGION)
        if (due.fullDue) nape.recordScreening(answersFromJson(examples(FULL_FORM)))
        nape.recordScreening(answersFromJson(examples(SHORT_FORM)))
    }

    private suspend fun continueDiary(nape: Nape, morning: OffsetDateTime) {
        val kept = nape.trend("pain", DIARY_DAYS, REGION).points.lastOrNull()?.date.orEmpty()
        val new = diaryUntil(morning).filter { it.entry.at.substringBefore('T') > kept }
        if (new.isNotEmpty()) nape.addEntries(new)
    }

    companion object {
        private const val PLAN = "plans/home-unit-intermittent.json"
        private const val FULL_FORM = "answers/full-nothing-against.json"
        private const val SHORT_FORM = "answers/short-nothing-against.json"

        /** With seconds, which `toString` leaves out where there are none. */
        private val INSTANT = DateTimeFormatter.ISO_OFFSET_DATE_TIME
        private val FIRST_MORNING = OffsetDateTime.parse("2026-03-02T07:30:00-05:00")
        private val MODALITY = Modality.HOME_UNIT
        private val REGION = Region.CERVICAL
        private val PERSON =
            Profile(name = "Robin", birthYear = null, weight = null, units = ForceUnit.POUND, country = null)

        /** A session with the simulated home unit, [pace] times as fast as life. */
        fun session(pace: Double) = StartSession(
            modality = MODALITY,
            region = REGION,
            device = DeviceChoice.Simulated(seed = 7u),
            rehearsal = false,
            confirmed = Confirmed(setup = true, inPlace = false, presence = true, audible = true),
            getInMs = 10_000u,
            pace = pace,
            script = emptyList(),
        )

        private fun fromClassPath(name: String): ByteArray {
            val example = Demonstration::class.java.getResourceAsStream("/examples/$name")
            return checkNotNull(example) { "no example $name" }.use { it.readBytes() }
        }

        /** Every other day, so that the plan's number for a week is never reached. */
        private fun nextMorning(last: OffsetDateTime) = last.plusDays(2).with(FIRST_MORNING.toLocalTime())
    }
}
