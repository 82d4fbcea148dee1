import Foundation
import Nape
import Testing

/// Entries leave a journal as plain text and come into another one, once.
@Suite struct EntriesTests {
    @Test func entriesMoveAsLinesAndASecondTimeNothingIsNew() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let entry = #"{"kind":"sleep","at":"\#(Person.morning)","value":7}"#
        try await onNewJournal { person in
            _ = try await person.nape.addEntries(entries: entriesFromJson(document: Data(entry.utf8)))
            let written = try await person.nape.exportEntries(file: file.path, format: .jsonl, query: ExportQuery())
            #expect(written.kinds == ["sleep": 1])
        }
        try await onNewJournal { person in
            let lines = try await EntriesFile.open(file: file.path)
            #expect(try await person.nape.importEntries(file: lines, dryRun: true).added == 1)
            #expect(try await person.nape.importEntries(file: lines).added == 1)
            #expect(try await person.nape.importEntries(file: lines).unchanged == 1)
        }
    }
}
