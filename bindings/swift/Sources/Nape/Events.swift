// Events as Swift reads them: pulled page by page, in a loop. Reading consumes nothing, so several loops can read side
// by side, each at its own pace. Ending or cancelling one ends its wait and nothing else: a session runs on.
import Foundation

/// How many events cross in one call.
private let pageLimit: UInt32 = 64

extension Nape {
    /// What happens after event number `after`, in order; 0 begins with the opening of the journal.
    ///
    /// The sequence ends once the journal is closed, or when the task that reads it is cancelled. A later one takes up
    /// where this one left off, with the last event's `seq`. A reader that may fall far behind reads `eventPages`.
    public func eventStream(after: UInt64 = 0) -> EventStream {
        EventStream(pages: eventPages(after: after))
    }

    /// The same in pages, with what each page says of itself: telemetry that was dropped, and whether the reader was
    /// so slow that it must take a `snapshot()` first.
    public func eventPages(after: UInt64 = 0) -> EventPages {
        EventPages(nape: self, after: after)
    }

    /// The present, once it includes event number `seq`.
    ///
    /// An event can arrive a moment before the snapshot that shows it. A screen that took the older snapshot with the
    /// last event of a session would never show the end. Throws `CancellationError` where the task is cancelled.
    public func snapshot(including seq: UInt64) async throws -> Snapshot {
        while true {
            let present = try snapshot()
            if present.seq >= seq { return present }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The next page, or none where the waiting task is cancelled.
    fileprivate func nextPage(after: UInt64) async throws -> EventPage? {
        // A generated call can't be cancelled: it returns with the next event or with `close()`. So it waits in a task
        // of its own, and cancelling ends only this stream of one page.
        let wait = AsyncThrowingStream<EventPage, any Error> { continuation in
            Task {
                do {
                    continuation.yield(try await events(after: after, limit: pageLimit))
                    continuation.finish()
                } catch NapeError.Closed {
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
        }
        for try await page in wait { return page }
        return nil
    }
}

/// Events one by one; each loop over it begins anew.
public struct EventStream: AsyncSequence, Sendable {
    public typealias Element = Event
    fileprivate let pages: EventPages

    public func makeAsyncIterator() -> Iterator {
        Iterator(pages: pages.makeAsyncIterator())
    }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var pages: EventPages.Iterator
        private var page: ArraySlice<Event> = []

        fileprivate init(pages: EventPages.Iterator) {
            self.pages = pages
        }

        public mutating func next() async throws -> Event? {
            while page.isEmpty {
                guard let next = try await pages.next() else { return nil }
                page = next.events[...]
            }
            return page.popFirst()
        }
    }
}

/// Events in pages; each loop over it begins anew.
public struct EventPages: AsyncSequence, Sendable {
    public typealias Element = EventPage
    fileprivate let nape: Nape
    fileprivate let after: UInt64

    public func makeAsyncIterator() -> Iterator {
        Iterator(nape: nape, after: after)
    }

    public struct Iterator: AsyncIteratorProtocol {
        private let nape: Nape
        private var after: UInt64
        private var ended = false

        fileprivate init(nape: Nape, after: UInt64) {
            self.nape = nape
            self.after = after
        }

        public mutating func next() async throws -> EventPage? {
            guard !ended, !Task.isCancelled, let page = try await nape.nextPage(after: after) else { return nil }
            after = page.next
            ended = page.closed
            return page
        }
    }
}
