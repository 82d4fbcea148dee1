import Foundation
import Nape
import Testing

@testable import NapeKit

/// Whole sessions by clicks, against the real core and its simulated device.
@MainActor
@Suite struct SessionModelTests {
    @Test(.timeLimit(.minutes(1)))
    func aSessionIsClickedThroughToItsEnd() async throws {
        try await Demo.run(pace: 300) { demo in
            let model = demo.model
            try await demo.rehearse()
            try await demo.startAndGetIn()
            #expect(model.state.person == "Robin")
            #expect(model.state.session?.simulated == true)
            try await model.until { $0.session?.segment == .hold && $0.session?.measuredMn != nil }
            #expect(model.state.target?.hasSuffix(" lb") == true)

            model.easeOff()
            try await model.until { $0.session?.eased == true }
            model.pause()
            try await model.until { $0.session?.phase == .paused }
            #expect(model.state.canResume && !model.state.canPause)
            model.resume()
            try await model.until { $0.session?.phase == .running }

            try await model.until { $0.endShown }
            let session = try #require(model.state.session)
            #expect(session.end == .completed)
            #expect(session.eased)
            #expect(session.endWords == "Session done")
            #expect(session.releaseWords.isOff)
            #expect(model.state.problem == nil)
            model.acknowledge()
            #expect(!model.state.endShown)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func stopEndsTheSessionAndTheScreenSaysThatThePullIsOff() async throws {
        try await Demo.run(pace: 300) { demo in
            let model = demo.model
            try await demo.rehearse()
            try await demo.startAndGetIn()
            model.stop()
            #expect(model.state.stopping)
            #expect(!model.state.canPause && !model.state.canEaseOff)

            try await model.until { $0.endShown }
            let session = try #require(model.state.session)
            #expect(session.end == .stopped)
            #expect(session.endWords == "Session stopped")
            #expect(session.reasonWords == "You pressed Stop.")
            #expect(session.release == .confirmed)
            #expect(!model.state.stopping)
            #expect(model.state.timeLeft(at: .now) == nil)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func stopIsTakenInEveryPhase() async throws {
        try await Demo.run(pace: 300) { demo in
            let model = demo.model
            // Before anything was started, too.
            await model.stop().value
            #expect(model.state.problem == nil)

            try await model.until { $0.canStart }
            model.start()
            try await model.until { $0.canSayInPlace }
            model.stop()
            try await model.until { $0.endShown }
            await model.stop().value
            #expect(model.state.problem == nil)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func leavingTheScreenStopsNothingAndTheNextScreenShowsTheSession() async throws {
        try await Demo.run(pace: 20) { demo in
            try await demo.rehearse()
            try await demo.startAndGetIn()
            await demo.leave()

            let next = SessionModel(nape: demo.nape, offer: Demonstration.session(pace: 20))
            let following = Task { await next.follow() }
            try await next.until { $0.session?.phase == .running && $0.session?.measuredMn != nil }
            #expect(demo.model.state.problem == nil)
            next.stop()
            try await next.until { $0.endShown }
            following.cancel()
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func aRefusedStartIsATypedProblemOnTheScreen() async throws {
        try await Demo.run(pace: 300) { demo in
            // With the rehearsal still due, a start that skips it.
            await demo.leave()
            let hasty = SessionModel(nape: demo.nape, offer: Demonstration.session(pace: 300))
            await hasty.start().value
            guard case .Refused(let rules, _) = hasty.state.problem?.error else {
                Issue.record("\(String(describing: hasty.state.problem))")
                return
            }
            #expect(rules == ["gate.rehearsal"])
            #expect(hasty.state.problem?.letGo == false)
            hasty.dismissProblem()
            #expect(hasty.state.problem == nil)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func onAClosedJournalACommandIsATypedProblemAndStopIsNone() async throws {
        try await Demo.run(pace: 300) { demo in
            await demo.leave()
            try await demo.nape.close()
            // A closed core has released already.
            await demo.model.stop().value
            #expect(demo.model.state.problem == nil)
            await demo.model.pause().value
            #expect(demo.model.state.problem?.error == .Closed)
        }
    }
}
