import Foundation
import Nape
import Testing

/// The cases that all languages share; their expected values were written by hand.
@Suite struct VectorTests {
    static let screeningCases = (try? Shared.screeningCases()) ?? []
    static let symptomCases = (try? Shared.symptomCases()) ?? []

    @Test func thereAreCases() {
        #expect(Self.screeningCases.count >= 120)
        #expect(Self.symptomCases.count >= 30)
    }

    @Test(arguments: screeningCases)
    func answersMeanTheSameInEveryLanguage(known: ScreeningCase) async throws {
        let check = { try checkAnswers(sheet: answersFromJson(document: known.sheet), now: known.now) }
        switch known.expected {
        case .refused(let field):
            let error = try await napeError { try check() }
            guard case .BadInput(let first, _, _, let also) = error else { throw Unexpected.error(error) }
            #expect(([first] + also.map(\.field)).contains(field))
        case .outcome(let outcome, let fired, let missing):
            let found = try check()
            #expect(word(found.outcome) == outcome)
            #expect(found.fired.map(\.rule) == fired)
            #expect(found.missing == missing)
        }
    }

    @Test(arguments: symptomCases)
    func symptomsMeanTheSameInEveryLanguage(known: SymptomCase) throws {
        let found = try checkSymptoms(report: symptomsFromJson(document: known.report))
        #expect(word(found.action) == known.action)
        #expect(word(found.outcome) == known.outcome)
        #expect(found.locks == known.locks)
        #expect(found.fired.map(\.rule) == known.fired)
    }

    @Test(.enabled(if: Shared.has("timeline.json")))
    func aPlanTakesTheSameCourseInEveryLanguage() throws {
        let cases = try Shared.timelineCases()
        #expect(!cases.isEmpty)
        for known in cases {
            let timeline = try compileTimeline(plan: planFromJson(document: known.plan), now: known.now)
            #expect(timeline.totalMs == known.expect.total_ms, "\(known.name)")
            #expect(timeline.segments.map(TimelineCase.Segment.init) == known.expect.segments, "\(known.name)")
        }
    }
}
