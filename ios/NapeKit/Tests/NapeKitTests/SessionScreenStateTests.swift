import Nape
import Testing

@testable import NapeKit

@Suite struct SessionScreenStateTests {
    private let start = ContinuousClock.now

    @Test func theTimeLeftRunsOnBetweenEventsAndEndsAtZero() {
        let state = SessionScreenState().at(snapshot(positionMs: 60_000, totalMs: 100_000), now: start)
        #expect(state.timeLeft(at: start) == 40_000)
        #expect(state.timeLeft(at: start + .seconds(15)) == 25_000)
        #expect(state.timeLeft(at: start + .seconds(90)) == 0)
        #expect(state.timeLeft(at: start - .seconds(5)) == 40_000)
    }

    @Test func theTimeLeftStandsWhileTheSessionIsPaused() {
        let state = SessionScreenState().at(snapshot(phase: .paused, positionMs: 60_000, moving: false), now: start)
        #expect(state.timeLeft(at: start) == state.timeLeft(at: start + .seconds(15)))
    }

    @Test func aFasterSessionIsCountedFaster() {
        var state = SessionScreenState()
        state.pace = 10
        state = state.at(snapshot(positionMs: 0, totalMs: 100_000), now: start)
        #expect(state.timeLeft(at: start + .seconds(3)) == 70_000)
    }

    @Test(arguments: [Phase.releasing, .ended])
    func noTimeIsLeftOnceThePullComesOff(phase: Phase) {
        #expect(SessionScreenState().at(snapshot(phase: phase), now: start).timeLeft(at: start) == nil)
    }

    @Test func aMeasurementGrowsOldOnTheScreenByItself() {
        let state = SessionScreenState().at(snapshot(measuredMn: 88_900, ageMs: 500), now: start)
        #expect(state.measurement(at: start) == .live("88.9 N"))
        #expect(state.measurement(at: start + .seconds(1)) == .live("88.9 N"))
        #expect(state.measurement(at: start + .seconds(4)) == .old("88.9 N", ageSeconds: 4))
    }

    @Test func aMeasurementThatTheCoreNoLongerTakesForLiveIsShownAsOld() {
        let fresh = SessionScreenState().at(snapshot(measuredMn: 88_900, ageMs: 0), now: start)
        let later = fresh.at(snapshot(measuredMn: nil, ageMs: 3_000), now: start + .seconds(3))
        #expect(later.measurement(at: start + .seconds(3)) == .old("88.9 N", ageSeconds: 3))
    }

    @Test func anotherSessionDoesNotInheritAMeasurement() {
        let first = SessionScreenState().at(snapshot(measuredMn: 88_900, ageMs: 0), now: start)
        #expect(first.at(snapshot(id: "another"), now: start).measurement(at: start) == .none)
    }

    @Test(arguments: [Release.unconfirmed, .unknown, nil])
    func aReleaseThatNobodyConfirmedSaysToLetGoByHand(release: Release?) {
        let words = session(phase: .ended, end: .uncertain, release: release).releaseWords
        #expect(!words.isOff)
        #expect("\(words.title) \(words.detail)".contains("et go by hand"))
    }

    @Test(arguments: [(Release.confirmed, true), (.byPerson, true), (.unconfirmed, false), (.unknown, false)])
    func whileNobodyKnowsThatThePullIsOffNothingIsLookedBackOn(release: Release, isShown: Bool) {
        var state = SessionScreenState()
        state.trend = .failed("Why.")
        state.session = session(phase: .ended, release: release)
        #expect((state.trendShown != nil) == isShown)
    }

    @Test func aStopThatDidNotGetThroughSaysToLetGoByHand() {
        let problem = Problem(NapeError.Storage(detail: "disk"), letGo: true)
        #expect(problem.words.hasPrefix("Let go by hand now."))
        #expect(problem.error == .Storage(detail: "disk"))
    }

    @Test func aMomentIsSpokenOnlyWhereItMayInterrupt() {
        let quiet = SessionScreenState().after(moment(.quiet))
        #expect(quiet.telling?.text == "Words")
        #expect(quiet.telling?.spoken == nil)
        let insisting = quiet.after(moment(.insists))
        #expect(insisting.telling?.spoken == "Spoken")
        #expect(insisting.telling?.insists == true)
    }

    @Test(arguments: [
        (UInt32(88_964), ForceUnit.pound, "20.0 lb"), (88_963, .pound, "19.9 lb"), (88_999, .newton, "88.9 N"),
        (98_066, .kilogram, "10.0 kg"), (0, .newton, "0.0 N"), (UInt32.max, .newton, "4294967.2 N"),
    ])
    func aForceIsRoundedDownAndAWholePoundStaysWhole(millinewtons: UInt32, unit: ForceUnit, words: String) {
        #expect(forceWords(millinewtons, in: unit) == words)
    }

    @Test func timeIsReadOffAClockAndSpokenInWords() {
        #expect(clockWords(0) == "0:00")
        #expect(clockWords(1) == "0:01")
        #expect(clockWords(760_000) == "12:40")
        #expect(spokenTime(61_000) == "1 minute 1 second")
        #expect(spokenTime(0) == "0 seconds")
    }

    private func moment(_ urgency: Urgency) -> Event {
        Event(
            seq: 1, elapsedMs: 0,
            body: .moment(key: "key", text: "Words", spoken: "Spoken", haptic: .none, urgency: urgency))
    }

    private func snapshot(
        id: String = "a", phase: Phase = .running, positionMs: UInt64 = 0, totalMs: UInt64 = 100_000,
        moving: Bool = true, measuredMn: UInt32? = nil, ageMs: UInt64? = nil
    ) -> Snapshot {
        let session = session(
            id: id, phase: phase, positionMs: positionMs, totalMs: totalMs, moving: moving, measuredMn: measuredMn,
            ageMs: ageMs)
        return Snapshot(seq: 1, person: "Robin", session: session)
    }

    private func session(
        id: String = "a", phase: Phase, positionMs: UInt64 = 0, totalMs: UInt64 = 100_000, moving: Bool = false,
        measuredMn: UInt32? = nil, ageMs: UInt64? = nil, end: End? = nil, release: Release? = nil
    ) -> SessionView {
        SessionView(
            id: id, modality: .homeUnit, region: .cervical, phase: phase, segment: .hold, cycle: 1, cycles: 2,
            positionMs: positionMs, moving: moving, totalMs: totalMs, segmentEndMs: totalMs, targetMn: 88_900,
            measuredMn: measuredMn, measuredAgeMs: ageMs, device: .running, eased: false, simulated: true,
            rehearsal: false, releaseAsked: false, end: end, reason: nil, release: release)
    }
}
