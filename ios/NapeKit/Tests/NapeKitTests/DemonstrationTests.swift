import Foundation
import Nape
import Testing

@testable import NapeKit

/// How the demonstration's journal is opened.
@Suite struct DemonstrationTests {
    @Test(.timeLimit(.minutes(1)))
    func anErasureThatWasCutShortIsFinishedAtTheNextOpeningAndItsKeyIsForgotten() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = KeyInMemory()
        try await Examples.demonstration().open(folder: folder, keys: keys).close()
        let key = keys.key()
        try await Examples.demonstration().open(folder: folder, keys: keys).close()
        #expect(keys.key() == key)

        // Its key can't be forgotten, and so the erasure waits, begun, as it does after a kill.
        await #expect(throws: NapeError.self) {
            try await eraseJournal(folder: folder.path, key: key, keys: Stuck(), presence: Yes())
        }
        let config = OpenConfig(folder: folder.path, key: key, demonstration: true, now: nil, zone: nil)
        await #expect(throws: NapeError.ErasureBegun) {
            _ = try await Nape.open(config: config, clock: nil, zones: nil, presence: nil)
        }

        let fresh = try await Examples.demonstration().open(folder: folder, keys: keys)
        #expect(keys.key() != key)
        #expect(try await fresh.profile().name == "Robin")
        try await fresh.close()
    }
}

private final class Stuck: KeyPort {
    func forget(journal: String?) throws { throw NapeError.Closed }
}

private final class Yes: PresencePort {
    func confirm(reason: PresenceReason, words: String) throws -> Bool { true }
}
