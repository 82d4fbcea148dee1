import Foundation
import Nape
import Testing

/// A system that shows notifications is written in Swift and called by the core.
@Suite struct ReminderTests {
    private final class System: NotificationPort, @unchecked Sendable {
        private let lock = NSLock()
        private var alerts: [String: ReminderAlert] = [:]

        var shown: [ReminderAlert] { lock.withLock { alerts.values.sorted { $0.at < $1.at } } }

        func capabilities() throws -> NotificationCapabilities {
            NotificationCapabilities(allowed: true, capacity: 64, exact: .exact)
        }

        func held() throws -> [HeldAlert] { shown.map { HeldAlert(id: $0.id, title: $0.title, body: $0.body) } }

        func cancel(ids: [String]) throws { lock.withLock { ids.forEach { alerts[$0] = nil } } }

        func schedule(alerts new: [ReminderAlert]) throws { lock.withLock { new.forEach { alerts[$0.id] = $0 } } }
    }

    @Test func aSystemHoldsWhatIsPlannedAndIsToldOnlyWhatChanges() async throws {
        try await onNewJournal(zone: "Europe/Berlin") { person in
            let rule = #"{"kind":"daily","time":"02:30","zone_policy":"floating"}"#
            let reminder = try reminderFromJson(document: Data(#"{"subject":"breathing","rule":\#(rule)}"#.utf8))
            _ = try await person.nape.addReminder(reminder: reminder)
            let system = System()
            let first = try await person.nape.syncReminders(port: system)
            #expect(first.added == 29 && first.cancelled == 0 && first.ringsExactly)
            // In the night to 29 March the clock goes forward at two.
            #expect(system.shown.contains { $0.at == "2026-03-29T03:00:00+02:00" })
            #expect(system.shown.allSatisfy { $0.title == "Nape" })
            #expect(try await person.nape.syncReminders(port: system).added == 0)
            try await person.nape.setReminderManner(manner: ReminderManner(showsSubject: true))
            #expect(try await person.nape.syncReminders(port: system).renewed == 28)
            try await person.nape.pauseReminders(id: nil, until: "2027-01-01")
            #expect(try await person.nape.syncReminders(port: system).cancelled == 29)
            #expect(system.shown.isEmpty)
        }
    }
}
