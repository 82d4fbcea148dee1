import Foundation
import Nape
import Testing

/// The cases that all languages share, of one thing in two copies of a journal.
@Suite struct MergeVectorTests {
    static let merges: [Vector<MergeCase>] =
        (try? Shared.cases("merges.json", list: "cases", document: "input")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.merges.count >= 59)
    }

    @Test(arguments: merges)
    func aMergeComesToTheSameInEveryLanguage(vector: Vector<MergeCase>) throws {
        let merged = try JSONDecoder().decode(JSON.self, from: Data(checkMerge(document: vector.document).utf8))
        #expect(merged == vector.known.expect)
    }
}

/// A case of merges.json.
struct MergeCase: Known {
    let name: String
    let expect: JSON
}
