import Foundation
import Nape
import Testing

/// The cases that all languages share; their expected values were written by hand.
@Suite struct VectorTests {
    /// Every fourth case: Rust and Python run them all.
    static let screeningCases = (try? Shared.screeningCases())?.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        ?? []

    @Test func thereAreCases() {
        #expect(Self.screeningCases.count >= 20)
    }

    @Test(arguments: screeningCases)
    func answersMeanTheSameInEveryLanguage(known: ScreeningCase) throws {
        let outcome = try checkAnswers(sheet: answersFromJson(document: known.sheet), now: known.now)
        #expect(word(outcome.outcome) == known.outcome)
        #expect(outcome.fired.map(\.rule) == known.fired)
        #expect(outcome.missing == known.missing)
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
