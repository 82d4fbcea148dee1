import Foundation
import Nape
import Testing

/// The cases that all languages share, of entries and the trends that they make.
@Suite struct TrendVectorTests {
    static let trends: [Vector<TrendCase>] =
        (try? Shared.cases("trends.json", list: "cases", document: "input")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.trends.count >= 53)
    }

    @Test(arguments: trends)
    func entriesMakeTheSameTrendInEveryLanguage(vector: Vector<TrendCase>) async throws {
        let check = { try checkTrend(document: vector.document) }
        if case .object(let expect) = vector.known.expect, case .text(let field) = expect["error"] {
            let error = try await napeError { try check() }
            guard case .BadInput(let named, _, _, _) = error else { throw Unexpected.error(error) }
            #expect(named == field)
        } else {
            let trend = try JSONDecoder().decode(JSON.self, from: Data(check().utf8))
            #expect(trend == vector.known.expect)
        }
    }
}

/// A case of trends.json.
struct TrendCase: Known {
    let name: String
    let expect: JSON
}
