package health.nape

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import java.nio.file.Files
import java.security.SecureRandom
import kotlin.time.Duration.Companion.seconds

/** An instant at which the examples' plan holds. */
const val NOW = "2026-03-10T09:00:00+01:00"

/** How to open a new journal in a folder of its own, with a key of its own. */
fun newJournal(): OpenConfig = OpenConfig(
    folder = Files.createTempDirectory("nape-kotlin").toString(),
    key = ByteArray(32).also(SecureRandom()::nextBytes),
    demonstration = true,
    now = NOW,
    zone = null,
)

/** Runs [test] on a new journal and shuts it down; nothing here may take long. */
fun onNewJournal(test: suspend (Nape) -> Unit) = runBlocking {
    withTimeout(60.seconds) {
        val nape = Nape.open(newJournal(), null, null, null)
        try {
            test(nape)
        } finally {
            nape.shutDown()
        }
    }
}

/** A session with the simulated home unit, 300 times as fast as life. */
fun simulated(rehearsal: Boolean = false) = StartSession(
    modality = Modality.HOME_UNIT,
    region = Region.CERVICAL,
    device = DeviceChoice.Simulated(seed = 1u),
    rehearsal = rehearsal,
    confirmed = Confirmed(setup = true, inPlace = true, presence = true, audible = true),
    getInMs = 10_000u,
    pace = 300.0,
    script = emptyList(),
)

/** Both forms, a plan, the rehearsal: all that a session needs. The number of the last event. */
suspend fun Nape.prepare(): ULong {
    recordScreening(Shared.sheet("nothing to tell, full form, home unit"))
    recordScreening(Shared.sheet("nothing to tell, short form, home unit"))
    setPlan(Shared.plan("home-unit-intermittent"))
    // A rehearsal counts once Stop was pressed in it.
    startSession(simulated(rehearsal = true).copy(script = listOf(ScriptLine(5_000u, ScriptAct.Stop(null)))))
    return lastEvent(after = 0u).seq
}

/** The end of the first session after event number [after]. */
suspend fun Nape.lastEvent(after: ULong): Event = eventFlow(after).first { it.body is EventBody.Finished }

/** What that end was. */
suspend fun Nape.finished(after: ULong): EventBody.Finished = lastEvent(after).body as EventBody.Finished
