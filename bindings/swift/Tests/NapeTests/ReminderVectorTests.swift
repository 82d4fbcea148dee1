import Foundation
import Nape
import Testing

/// The cases that all languages share, of rules and what rings; each brings the offsets of its zones.
@Suite struct ReminderVectorTests {
    static let plans: [Vector<ReminderCase>] =
        (try? Shared.cases("reminders.json", list: "cases", document: "input")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.plans.count >= 412)
    }

    @Test(arguments: plans)
    func rulesRingAtTheSameInstantsInEveryLanguage(vector: Vector<ReminderCase>) throws {
        let plan = try checkReminders(document: vector.document, zones: LentZones(zones: vector.known.zones))
        let rings = plan.notifications.map { ReminderCase.Rings(at: $0.at, rule: $0.rule) }
        #expect(rings == vector.known.expect.notifications)
        let dropped = plan.dropped.map { ReminderCase.Dropped(rule: $0.rule, reason: "\($0.reason)", at: $0.at) }
        #expect(dropped == vector.known.expect.dropped)
    }
}

/// The offsets that go with a case.
final class LentZones: ZonePort {
    private let zones: [String: [[Int64]]]

    init(zones: [String: [[Int64]]]) {
        self.zones = zones
    }

    func transitions(zone: String, fromUnixMs _: Int64, untilUnixMs _: Int64) throws -> [ZoneTransition] {
        (zones[zone] ?? []).map { ZoneTransition(atUnixMs: $0[0], offsetS: Int32($0[1])) }
    }
}

/// A case of reminders.json.
struct ReminderCase: Known {
    struct Rings: Decodable, Equatable, Sendable {
        let at: String
        let rule: UInt32
    }

    struct Dropped: Decodable, Equatable, Sendable {
        let rule: UInt32
        let reason: String
        let at: String?
    }

    struct Expect: Decodable, Equatable, Sendable {
        let notifications: [Rings]
        let dropped: [Dropped]
    }

    let name: String
    let zones: [String: [[Int64]]]
    let expect: Expect
}
