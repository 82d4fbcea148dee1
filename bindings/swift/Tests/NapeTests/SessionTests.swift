import Foundation
import Nape
import Testing

@Suite struct SessionTests {
    /// How a session ends in every language, from session_end.json.
    struct ExpectedEnd: Decodable {
        let end: String
        let release: String
        let eased: Bool
        let reason: String?
    }

    @Test func aWholeSessionEndsAsItDoesInEveryLanguage() async throws {
        try await onNewJournal { person in
            let before = try await person.prepare()
            let id = try await person.nape.startSession(start: .simulated(pace: 300))

            let last = try await person.events(after: before).last
            guard case .finished(let end, let reason, let release, let eased, let session) = last?.body else {
                Issue.record("the last event is the end: \(String(describing: last))")
                return
            }
            let expected = try Shared.vectors("session_end.json", as: ExpectedEnd.self)
            #expect(word(end) == expected.end)
            #expect(word(release) == expected.release)
            #expect(eased == expected.eased)
            #expect(reason.map(word) == expected.reason)
            #expect(session == id)

            let kept = try await person.nape.session(id: id)
            #expect(kept.summary.end == .completed)
            #expect(kept.telemetry.samples > 600)
            #expect(kept.telemetry.maxMn < 95_000)
        }
    }

    @Test func cancellingAReaderEndsItsWaitAndNotTheSessionAndStopEndsTheSession() async throws {
        try await onNewJournal { person in
            let nape = person.nape
            let before = try await person.prepare()
            _ = try await nape.startSession(start: .simulated(pace: 20))
            let reader = Task {
                var events: [Event] = []
                for try await event in nape.eventStream(after: before) { events.append(event) }
                return events
            }
            let pulling = try await first(nape, after: before) { $0 == .loadStarted }

            reader.cancel()
            let read = try await reader.value
            #expect(!read.contains { if case .finished = $0.body { true } else { false } })
            #expect(try await nape.snapshot(including: pulling.seq).session?.phase == .running)
            _ = try await first(nape, after: pulling.seq) { if case .telemetry = $0 { true } else { false } }

            try await nape.stop(why: "enough for today")
            guard case .finished(let end, let reason, let release, _, _) = try await person.events(after: before).last?.body
            else { throw Unfinished() }
            #expect(end == .stopped)
            #expect(reason == .person)
            #expect(release == .confirmed)
        }
    }

    @Test func aReaderThatWaitsForNothingEndsAtOnceWhenItIsCancelled() async throws {
        try await onNewJournal { person in
            let nape = person.nape
            let reader = Task {
                for try await _ in nape.eventStream(after: 1_000_000) {}
            }
            // Long enough for the reader to wait inside the core; where it didn't, this test shows less and still holds.
            try await Task.sleep(for: .milliseconds(50))
            reader.cancel()
            try await reader.value
        }
    }

    @Test func everyReaderSeesEveryEventInOrder() async throws {
        try await onNewJournal { person in
            let before = try await person.prepare()
            _ = try await person.nape.startSession(start: .simulated(pace: 1_000))
            let first = try await person.events(after: before)
            let second = try await person.events(after: before)
            #expect(first.map(\.seq) == first.map(\.seq).sorted())
            let told = { (events: [Event]) in
                events.filter { if case .telemetry = $0.body { false } else { true } }
            }
            #expect(told(first) == told(second))
        }
    }

    @Test func aStopIsTakenWhereNothingRuns() async throws {
        try await onNewJournal { person in try await person.nape.stop(why: nil) }
    }

    @Test func theStreamEndsOnceTheJournalIsClosed() async throws {
        try await onNewJournal { person in
            let nape = person.nape
            let reader = Task { for try await _ in nape.eventStream() {} }
            try await nape.close()
            try await reader.value
        }
    }

    private struct Unfinished: Error {}

    private func first(_ nape: Nape, after: UInt64, where found: (EventBody) -> Bool) async throws -> Event {
        for try await event in nape.eventStream(after: after) where found(event.body) { return event }
        throw Unfinished()
    }
}
