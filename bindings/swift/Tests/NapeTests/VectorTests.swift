import Foundation
import Nape
import Testing

/// The cases that all languages share, of screening and of sessions; their expected values were written by hand.
@Suite struct VectorTests {
    static let answers = (try? Shared.answers()) ?? []
    static let symptoms: [Vector<SymptomCase>] = (try? Shared.cases("symptoms.json", document: "report")) ?? []
    static let timelines: [Vector<TimelineCase>] = (try? Shared.cases("timeline.json", document: "plan")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.answers.count >= 238)
        #expect(Self.symptoms.count >= 60)
        #expect(Self.timelines.count >= 35)
    }

    @Test(arguments: answers)
    func answersMeanTheSameInEveryLanguage(vector: Vector<ScreeningCase>) async throws {
        let expect = vector.known.expect
        let check = { try checkAnswers(sheet: answersFromJson(document: vector.document), now: vector.known.now) }
        if let field = expect.error {
            let error = try await napeError { try check() }
            guard case .BadInput(let first, _, _, let also) = error else { throw Unexpected.error(error) }
            #expect(([first] + also.map(\.field)).contains(field))
        } else {
            let found = try check()
            #expect(word(found.outcome) == expect.outcome)
            #expect(found.fired.map(\.rule) == expect.fired)
            #expect(found.missing == expect.missing)
        }
    }

    @Test(arguments: symptoms)
    func symptomsMeanTheSameInEveryLanguage(vector: Vector<SymptomCase>) throws {
        let found = try checkSymptoms(report: symptomsFromJson(document: vector.document))
        let expect = vector.known.expect
        #expect(word(found.action) == expect.action)
        #expect(word(found.outcome) == expect.outcome)
        #expect(found.locks == expect.locks)
        #expect(found.fired.map(\.rule) == expect.fired)
    }

    @Test(arguments: timelines)
    func aPlanTakesTheSameCourseInEveryLanguage(vector: Vector<TimelineCase>) throws {
        let found = try compileTimeline(plan: planFromJson(document: vector.document), now: vector.known.now)
        #expect(found.totalMs == vector.known.expect.total_ms)
        #expect(found.segments.map(TimelineCase.Part.init) == vector.known.expect.segments)
    }
}

extension Shared {
    static func answers() throws -> [Vector<ScreeningCase>] {
        try cases("screening.json", document: "sheet")
    }
}

/// A case of screening.json: an outcome, or the field for which the sheet is refused.
struct ScreeningCase: Known {
    let name: String
    let now: String
    let expect: Expected

    struct Expected: Decodable {
        let outcome: String?
        let fired: [String]?
        let missing: [String]?
        let error: String?
    }
}

/// A case of symptoms.json.
struct SymptomCase: Known {
    let name: String
    let expect: Expected

    struct Expected: Decodable {
        let action: String
        let outcome: String
        let locks: Bool
        let fired: [String]
    }
}

/// A case of timeline.json.
struct TimelineCase: Known {
    let name: String
    let now: String
    let expect: Expected

    struct Expected: Decodable {
        let total_ms: UInt64
        let segments: [Part]
    }

    struct Part: Decodable, Equatable {
        let kind: String
        let start_ms: UInt64
        let end_ms: UInt64
        let from_mn: UInt32?
        let to_mn: UInt32?
        let cycle: UInt32?

        init(_ segment: Segment) {
            kind = word(segment.kind)
            start_ms = segment.startMs
            end_ms = segment.endMs
            from_mn = segment.fromMn
            to_mn = segment.toMn
            cycle = segment.cycle
        }
    }
}
