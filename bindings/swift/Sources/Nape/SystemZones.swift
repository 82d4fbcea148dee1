import Foundation

/// The system's zone rules, as Foundation knows them; give it to `Nape.open` beside `OpenConfig.zone`.
public final class SystemZones: ZonePort {
    public init() {}

    /// The changes of `zone`'s offset from `fromUnixMs` until before `untilUnixMs`; the first entry is the offset in
    /// force at the start. An unknown zone is `BadInput`.
    public func transitions(zone: String, fromUnixMs: Int64, untilUnixMs: Int64) throws -> [ZoneTransition] {
        guard let rules = TimeZone(identifier: zone) else {
            throw NapeError.BadInput(field: "zone", detail: "unknown zone", allowed: "an IANA name", also: [])
        }
        var instant = Date(unixMs: fromUnixMs)
        var found = [ZoneTransition(atUnixMs: fromUnixMs, offsetS: Int32(rules.secondsFromGMT(for: instant)))]
        while let next = rules.nextDaylightSavingTimeTransition(after: instant), next > instant,
            next.unixMs < untilUnixMs
        {
            instant = next
            let offset = Int32(rules.secondsFromGMT(for: next))
            // A zone can change its name or its daylight rule and keep its offset.
            if offset != found.last?.offsetS {
                found.append(ZoneTransition(atUnixMs: next.unixMs, offsetS: offset))
            }
        }
        return found
    }
}

extension Date {
    fileprivate init(unixMs: Int64) {
        self.init(timeIntervalSince1970: Double(unixMs) / 1000)
    }

    fileprivate var unixMs: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded())
    }
}
