// What the session screen shows, as one value: pure functions of a snapshot, the events before it, and an instant.
import Nape

/// All that the session screen shows. Two equal states draw the same picture.
public struct SessionScreenState: Equatable, Sendable {
    /// Whose journal it is.
    public internal(set) var person: String?
    /// The session that runs or has just ended; none before the first start.
    public internal(set) var session: SessionView?
    /// The last thing worth telling.
    public internal(set) var telling: Telling?
    /// What speaks against a start, and what would be run; none while it is not known.
    public internal(set) var readiness: Readiness?
    /// A look back, from the end of the first session here on.
    public internal(set) var trend: TrendCardState?
    /// What went wrong, until the person has read it.
    public internal(set) var problem: Problem?
    /// Stop was pressed and the session hasn't shown it yet.
    public internal(set) var stopping = false
    /// The unit in which the person reads forces.
    public internal(set) var units = ForceUnit.newton

    /// The session whose end the person has seen.
    var endSeen: String?
    /// When `session` was read: the screen counts on from there.
    var read = ContinuousClock.now
    /// How many times as fast as the clock the session goes.
    var pace = 1.0
    /// The last measurement, however old.
    var measured: Measured?

    struct Measured: Equatable, Sendable {
        var millinewtons: UInt32
        var at: ContinuousClock.Instant
    }

    /// A measurement older than this is not shown as live; the core draws the same line.
    static let freshFor = Duration.seconds(2)
}

extension SessionScreenState {
    /// Whether a session is under way: started and not over.
    public var running: Bool { session.map { $0.phase != .ended } ?? false }

    /// Whether a session's end is still to be seen.
    public var endShown: Bool { session.map { $0.phase == .ended && $0.id != endSeen } ?? false }

    /// The look back, once a session with a pull is over and nothing is left to do about that pull.
    public var trendShown: TrendCardState? {
        guard let session, !running, !session.rehearsal, session.releaseWords.isOff else { return nil }
        return trend
    }

    /// Whether the first start here has to be the rehearsal without a pull.
    public var rehearsalDue: Bool { readiness?.refusals.first?.rule == "gate.rehearsal" }

    /// Whether `start` would start something.
    public var canStart: Bool { !running && (readiness?.ready == true || rehearsalDue) }

    public var canSayInPlace: Bool { session?.phase == .setup }
    public var canPause: Bool { session?.phase == .running && session?.segment != .release && !stopping }
    public var canResume: Bool { session?.phase == .paused && !stopping }
    public var canEaseOff: Bool { session?.phase == .running && session?.rehearsal == false && !stopping }

    /// Whether the person has to say that a passive pull is off.
    public var releaseAsked: Bool { session?.releaseAsked ?? false }

    /// Where the session stands on its timeline, in milliseconds: it runs on by itself from where it was read.
    public func position(at now: ContinuousClock.Instant) -> UInt64 {
        guard let session else { return 0 }
        // The countdown runs too, up to the pull; whether that begins then is the device's to say.
        let counts = session.moving || session.phase == .ready
        let limit = session.phase == .ready ? session.segmentEndMs : session.totalMs
        guard counts, session.positionMs < limit else { return session.positionMs }
        return min(limit, session.positionMs + milliseconds(sessionTime(from: read, to: now)))
    }

    /// The time left on the timeline, in milliseconds; none where the session no longer runs to its end.
    public func timeLeft(at now: ContinuousClock.Instant) -> UInt64? {
        guard let session, session.phase != .releasing, session.phase != .ended else { return nil }
        let position = position(at: now)
        return session.totalMs > position ? session.totalMs - position : 0
    }

    /// What was measured last, and whether it may be taken for the present.
    public func measurement(at now: ContinuousClock.Instant) -> PullReading {
        guard let measured else { return .none }
        let words = forceWords(measured.millinewtons, in: units)
        let age = sessionTime(from: measured.at, to: now)
        let live = session?.measuredMn != nil && age <= Self.freshFor
        return live ? .live(words) : .old(words, ageSeconds: Int(age.components.seconds))
    }

    /// The pull that is wanted now.
    public var target: String? { session?.targetMn.map { forceWords($0, in: units) } }

    private func sessionTime(from: ContinuousClock.Instant, to: ContinuousClock.Instant) -> Duration {
        max(.zero, from.duration(to: to)) * pace
    }

    /// This state at a snapshot that was read at `now`.
    func at(_ snapshot: Snapshot, now: ContinuousClock.Instant) -> Self {
        var next = self
        next.person = snapshot.person
        next.session = snapshot.session
        next.read = now
        if snapshot.session?.id != session?.id { next.measured = nil }
        guard let shown = snapshot.session else { return next }
        if let force = shown.measuredMn, let age = shown.measuredAgeMs {
            next.measured = Measured(millinewtons: force, at: now - .milliseconds(age) / pace)
        }
        if shown.phase == .releasing || shown.phase == .ended { next.stopping = false }
        return next
    }

    /// This state after an event.
    func after(_ event: Event) -> Self {
        var next = self
        switch event.body {
        case .started:
            next.telling = nil
            next.problem = nil
            next.stopping = false
        case .moment(_, let text, let spoken, let haptic, let urgency):
            next.telling = Telling(
                number: event.seq, text: text, spoken: urgency == .quiet ? nil : spoken, insists: urgency == .insists,
                haptic: haptic)
        case .journalFailed:
            next.problem = Problem(words: "The journal can't be written, so the session lets go.")
        default:
            break
        }
        return next
    }
}

/// What was measured last.
public enum PullReading: Equatable, Sendable {
    case none
    case live(String)
    /// Not the present any more, and shown with its age.
    case old(String, ageSeconds: Int)
}

/// Words for the person, once each: milestones, never ticks.
public struct Telling: Equatable, Sendable {
    /// Another one where the same words come again.
    public let number: UInt64
    public let text: String
    /// What a screen reader says; none where it is for the screen only.
    public let spoken: String?
    /// To be noticed at once.
    public let insists: Bool
    public let haptic: Haptic
}

private func milliseconds(_ duration: Duration) -> UInt64 {
    UInt64(max(0, duration / .milliseconds(1)))
}
