package health.nape

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/** The most events that one call brings over. */
private const val PAGE: UInt = 64u

/**
 * What happens from event number [after] on, in order; 0 begins with the opening of the journal.
 *
 * The flow pulls: reading consumes nothing, so several collectors can read side by side, each at its own pace.
 * Cancelling a collector ends its wait and nothing else; a session runs on, and a later flow takes up where this one
 * left off with the last event's `seq`. The flow completes once the journal is closed.
 *
 * A collector that may fall far behind reads [eventPages] instead, which say when to take a `snapshot()`.
 */
fun Nape.eventFlow(after: ULong = 0u): Flow<Event> = flow {
    eventPages(after).collect { page -> page.events.forEach { emit(it) } }
}

/**
 * The same in pages, with what each page says about itself: telemetry that was dropped, and whether the reader was so
 * slow that it must take a `snapshot()` first.
 */
fun Nape.eventPages(after: ULong = 0u): Flow<EventPage> = flow {
    var next = after
    while (true) {
        val page = try {
            events(next, PAGE)
        } catch (_: NapeException.Closed) {
            return@flow
        }
        emit(page)
        if (page.closed) return@flow
        next = page.next
    }
}
