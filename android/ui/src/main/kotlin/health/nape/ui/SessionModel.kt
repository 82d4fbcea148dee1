package health.nape.ui

import health.nape.EventBody
import health.nape.Nape
import health.nape.NapeException
import health.nape.StartSession
import health.nape.eventPages
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlin.time.TimeSource

/** What a person can do on the session screen. Every call returns at once; what comes of it is in the state. */
interface SessionActions {
    /** Starts the session, or the rehearsal where that is due first. */
    fun start()
    /** In place, and ready for the pull. */
    fun setupDone()
    /** Takes the pull off for a moment. */
    fun pause()
    /** Goes on after a pause. */
    fun resume()
    /** One step lower, and on. */
    fun easeOff()
    /** Stops. */
    fun stop()
    /** A passive pull is off. */
    fun released()
    /** The end was noticed. */
    fun acknowledge()
    /** The [Problem] has been read. */
    fun dismissProblem()
}

/**
 * The session screen's state, kept up to date from the core, and the person's commands to it.
 *
 * Events say that something changed, one `snapshot()` a page says what is; between the two the screen counts on by
 * itself. The session belongs to the core: when [scope] ends, only this model ends.
 *
 * @param nape the open journal
 * @param offer what [start] starts; its `rehearsal` is set here where a rehearsal is due
 * @param scope how long to follow the events
 * @param time what the screen counts on by. A phone lends one that counts suspend.
 */
class SessionModel(
    private val nape: Nape,
    private val offer: StartSession,
    private val scope: CoroutineScope,
    private val time: TimeSource = TimeSource.Monotonic,
) : SessionActions {
    private val mutable = MutableStateFlow(SessionScreenState())

    /** What the screen shows. */
    val state: StateFlow<SessionScreenState> = mutable.asStateFlow()

    init {
        scope.launch(Dispatchers.Default) { guarded { follow() } }
        refreshReadiness()
    }

    override fun start() {
        command { nape.startSession(offer.copy(rehearsal = state.value.rehearsalDue)) }
    }

    override fun setupDone() {
        command { nape.setupDone() }
    }

    override fun pause() {
        command { nape.pause() }
    }

    override fun resume() {
        command { nape.resume() }
    }

    override fun easeOff() {
        command { nape.easeOff() }
    }

    override fun stop() {
        command(letGo = true) { nape.stop(null) }
    }

    override fun released() {
        command { nape.released() }
    }

    override fun acknowledge() {
        mutable.update { if (it.endShown) it.copy(endSeen = it.session?.id) else it }
        command { nape.acknowledge() }
    }

    override fun dismissProblem() = mutable.update { it.copy(problem = null) }

    private suspend fun follow() {
        nape.profile().units?.let { units -> mutable.update { it.copy(units = units) } }
        val first = nape.snapshot()
        mutable.update { it.at(first, offer.pace, time) }
        nape.eventPages(first.seq).collect { page ->
            val wasRunning = state.value.running
            if (page.events.any { it.body is EventBody.Started }) nape.setTelemetryRate(MEASUREMENTS_A_SECOND)
            val snapshot = nape.snapshot()
            mutable.update { it.after(page.events).at(snapshot, offer.pace, time) }
            if (wasRunning && !state.value.running) {
                refreshReadiness()
                refreshTrend()
            }
        }
    }

    private fun refreshReadiness() {
        command { nape.readiness(offer).let { readiness -> mutable.update { it.copy(readiness = readiness) } } }
    }

    private fun refreshTrend() {
        val question = TrendQuestion(MEASURE, TREND_DAYS, offer.region)
        command { nape.trendCard(question).let { card -> mutable.update { it.copy(trend = card) } } }
    }

    /** On the caller's own thread up to the first wait, so that no command stands in a queue, a Stop least of all. */
    private fun command(letGo: Boolean = false, call: suspend () -> Unit): Job =
        scope.launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) { guarded(letGo, call) }

    private suspend fun guarded(letGo: Boolean = false, call: suspend () -> Unit) {
        try {
            call()
        } catch (cancelled: CancellationException) {
            throw cancelled
        } catch (error: Exception) {
            mutable.update { it.copy(problem = Problem(words(error), letGo)) }
        }
    }
}

/** Enough for a line that moves, and calm enough for figures that are read. */
private const val MEASUREMENTS_A_SECOND = 1.0

/** What is looked back on after a session, and over how many days. */
private const val MEASURE = "pain"
private const val TREND_DAYS = 90u

/** What an error says to a person. */
internal fun words(error: Exception): String = when (error) {
    is NapeException.Refused -> error.detail
    is NapeException.BadInput -> "${error.field}: ${error.detail}"
    is NapeException.SessionRunning -> "A session is running already."
    is NapeException.NotFound -> error.detail
    is NapeException.Device -> error.detail
    is NapeException.StoppedFirst -> "Stopped before the session began. Nothing pulled."
    is NapeException.WrongKey -> "The key does not open this journal."
    is NapeException.Damaged -> "The journal is damaged: ${error.detail}"
    is NapeException.ErasureBegun -> "The journal is being erased."
    is NapeException.Storage -> "The journal can't be used: ${error.detail}"
    is NapeException.Backup -> error.detail
    is NapeException.Closed -> "The journal is closed."
    else -> "Something went wrong inside Nape. Please report it."
}
