import Foundation
import Nape
import Testing

/// A person with a journal of their own.
struct Person {
    /// The morning on which everything happens.
    static let morning = "2026-03-10T09:00:00+01:00"

    let nape: Nape
    private let folder: URL

    /// With an empty journal.
    init(zone: String? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let config = OpenConfig(
            folder: folder.path, key: Data(repeating: 7, count: 32), demonstration: false, now: Self.morning, zone: zone)
        nape = try await Nape.open(config: config, clock: nil, zones: SystemZones(), presence: nil)
    }

    /// Answers with which nothing speaks against a session, a plan, and a rehearsal; the number of the last event.
    func prepare() async throws -> UInt64 {
        for sheet in ["nothing to tell, full form, home unit", "nothing to tell, short form, home unit"] {
            let known = try #require(Shared.answers().first { $0.known.name == sheet })
            let outcome = try await nape.recordScreening(sheet: answersFromJson(document: known.document))
            #expect(outcome.outcome == .clear)
        }
        _ = try await nape.setPlan(plan: Shared.plan("home-unit-intermittent"))
        let stopped = [ScriptLine(atMs: 5_000, act: .stop(why: nil))]
        _ = try await nape.startSession(start: .simulated(pace: 1_000, rehearsal: true, script: stopped))
        return try #require(await events(after: 0).last?.seq)
    }

    /// The events of the session that runs, up to its end.
    func events(after: UInt64) async throws -> [Event] {
        var events: [Event] = []
        for try await event in nape.eventStream(after: after) {
            events.append(event)
            if case .finished = event.body { break }
        }
        return events
    }

    /// Closes the journal and removes it.
    func leave() async throws {
        try await nape.close()
        try FileManager.default.removeItem(at: folder)
    }
}

/// A test on a journal of its own, closed and removed after it.
func onNewJournal(zone: String? = nil, _ test: (Person) async throws -> Void) async throws {
    let person = try await Person(zone: zone)
    do {
        try await test(person)
    } catch {
        try await person.leave()
        throw error
    }
    try await person.leave()
}

extension StartSession {
    static func simulated(pace: Double, rehearsal: Bool = false, script: [ScriptLine] = []) -> Self {
        StartSession(
            modality: .homeUnit, region: .cervical, device: .simulated(seed: 1), rehearsal: rehearsal,
            confirmed: Confirmed(setup: true, inPlace: true, presence: true, audible: true), getInMs: 0, pace: pace,
            script: script)
    }
}
