import Foundation
import Nape
import Testing

@Suite struct SystemZonesTests {
    // 2026: clocks in Berlin go forward on 29 March and back on 25 October, both at 01:00 UTC.
    private let newYear2026: Int64 = 1_767_225_600_000
    private let newYear2027: Int64 = 1_798_761_600_000

    @Test func aYearInBerlinHasTheOffsetAtItsStartAndTwoChanges() throws {
        let found = try SystemZones().transitions(
            zone: "Europe/Berlin", fromUnixMs: newYear2026, untilUnixMs: newYear2027)
        #expect(
            found == [
                ZoneTransition(atUnixMs: newYear2026, offsetS: 3_600),
                ZoneTransition(atUnixMs: 1_774_746_000_000, offsetS: 7_200),
                ZoneTransition(atUnixMs: 1_792_890_000_000, offsetS: 3_600),
            ])
    }

    @Test func aZoneWithoutChangesHasOneEntry() throws {
        let found = try SystemZones().transitions(zone: "Asia/Tokyo", fromUnixMs: newYear2026, untilUnixMs: newYear2027)
        #expect(found == [ZoneTransition(atUnixMs: newYear2026, offsetS: 32_400)])
    }

    @Test func anUnknownZoneIsBadInputAlsoThroughTheCore() async throws {
        let error = try await napeError { try await Person(zone: "Mars/Olympus") }
        guard case .BadInput(let field, _, _, _) = error else { throw Unexpected.error(error) }
        #expect(field == "zone")
    }

    @Test func aJournalOpensWithTheSystemsRules() async throws {
        try await onNewJournal(zone: "Europe/Berlin") { person in _ = try await person.prepare() }
    }
}
