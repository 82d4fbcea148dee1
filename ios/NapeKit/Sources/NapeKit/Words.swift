// What the session screen calls things; the same words as on the other screens.
import Nape

extension SessionView {
    /// What happens now, in one or two words.
    public var phaseWords: String {
        switch phase {
        case .setup: "Get into place"
        case .ready: rehearsal ? "Rehearsal" : "Get ready"
        case .paused: "Paused"
        case .releasing: "Letting go"
        case .ended: "Ended"
        case .running:
            switch segment {
            case .hold: "Hold"
            case .rest: "Rest"
            case .release: "Letting go"
            case .ramp: "Changing"
            case .setup: "Get into place"
            case nil: "Running"
            }
        }
    }

    /// Which cycle of how many; none where there is none.
    public var cycleWords: String? {
        cycle.map { "Round \($0) of \(cycles)" }
    }

    /// Where the device stands; none where there is none.
    public var deviceWords: String? {
        switch device {
        case .none: nil
        case .connecting: "Connecting"
        case .connected: "Connected"
        case .armed: "Device ready"
        case .running: "Device running"
        case .releasing: "Device letting go"
        case .idle: "Device at rest"
        case .fault: "Device fault"
        case .lost: "Device out of reach"
        }
    }

    /// How the session ended, as a heading.
    public var endWords: String {
        // A rehearsal is for pressing Stop; one that ran out has not shown that the person can.
        if rehearsal { return end == .completed && reason == .person ? "Rehearsal done" : "Not rehearsed yet" }
        return switch end {
        case .completed: "Session done"
        case .stopped: "Session stopped"
        case .emergency: "Stopped for a warning sign"
        case .interrupted: "Session interrupted"
        case .uncertain, nil: "Session ended"
        }
    }

    /// Why it ended before its time.
    public var reasonWords: String? {
        switch reason {
        case .person: "You pressed Stop."
        case .symptom: "You reported a symptom."
        case .deviceFault: "The device reported a fault."
        case .linkLost: "The device could not be reached."
        case .lowBattery: "The device's battery was nearly empty."
        case .handSwitch: "Your hand switch was pressed."
        case .pauseTimeout: "The pause was too long."
        case .signal: "The app was told to end."
        case .killed: "The app was ended in the middle."
        case .storage: "The journal could not be written."
        case .overLimit: "The gauge measured more than your limit."
        case nil: nil
        }
    }

    /// Whether the pull is off, and how that is known.
    public var releaseWords: ReleaseWords {
        if rehearsal { return ReleaseWords("There was no pull", "A rehearsal runs without force.", isOff: true) }
        return switch release {
        case .confirmed: ReleaseWords("The pull is off", "The device measured it.", isOff: true)
        case .byPerson: ReleaseWords("The pull is off", "You confirmed it.", isOff: true)
        case .unconfirmed:
            ReleaseWords("Let go by hand now", "The device did not confirm that the pull is off.", isOff: false)
        case .unknown, nil:
            ReleaseWords("Check that the pull is off", "Nobody has confirmed it. Let go by hand.", isOff: false)
        }
    }
}

/// The words about a release.
public struct ReleaseWords: Equatable, Sendable {
    public let title: String
    public let detail: String
    /// Known to be off: nothing is left to do.
    public let isOff: Bool

    init(_ title: String, _ detail: String, isOff: Bool) {
        self.title = title
        self.detail = detail
        self.isOff = isOff
    }
}

/// Time as it is read off a clock: `12:40`. What has begun counts, so that it ends at `0:00` exactly.
public func clockWords(_ milliseconds: UInt64) -> String {
    let (minutes, seconds) = wholeSeconds(milliseconds).quotientAndRemainder(dividingBy: 60)
    return "\(minutes):\(seconds < 10 ? "0" : "")\(seconds)"
}

/// Time as it is spoken: `12 minutes 40 seconds`.
public func spokenTime(_ milliseconds: UInt64) -> String {
    let (minutes, seconds) = wholeSeconds(milliseconds).quotientAndRemainder(dividingBy: 60)
    let parts = [counted(minutes, "minute"), counted(seconds, "second")].compactMap { $0 }
    return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
}

private func counted(_ number: UInt64, _ unit: String) -> String? {
    number == 0 ? nil : "\(number) \(unit)\(number == 1 ? "" : "s")"
}

private func wholeSeconds(_ milliseconds: UInt64) -> UInt64 {
    milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)
}

/// A force in tenths of `unit`, rounded down as the core does: the greatest tenth that, typed back and so cut to whole
/// millinewtons, is not more than `millinewtons`. Twenty pounds stay twenty.
public func forceWords(_ millinewtons: UInt32, in unit: ForceUnit) -> String {
    let scale: UInt64 = 100_000_000_000
    var above = (UInt64(millinewtons) + 1).multipliedFullWidth(by: scale)
    // One less, across the two halves.
    if above.low == 0 { above.high -= 1 }
    above.low &-= 1
    let tenths = unit.exact.dividingFullWidth(above).quotient
    return "\(tenths / 10).\(tenths % 10) \(unit.sign)"
}

extension ForceUnit {
    /// The sign of a unit.
    var sign: String {
        switch self {
        case .newton: "N"
        case .kilogram: "kg"
        case .pound: "lb"
        }
    }

    /// Ten-billionths of a millinewton in one unit; by definition exact.
    fileprivate var exact: UInt64 {
        switch self {
        case .newton: 10_000_000_000_000
        case .kilogram: 98_066_500_000_000
        case .pound: 44_482_216_152_605
        }
    }
}
