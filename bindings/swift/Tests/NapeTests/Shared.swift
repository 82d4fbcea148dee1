import Foundation
import Testing

import Nape

/// What the tests of every language read.
enum Shared {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func has(_ vectors: String) -> Bool {
        FileManager.default.fileExists(atPath: file("tests/vectors/\(vectors)").path)
    }

    static func vectors<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: file("tests/vectors/\(name)")))
    }

    static func plan(_ name: String) throws -> Plan {
        try planFromJson(document: Data(contentsOf: file("cli/examples/plans/\(name).json")))
    }

    static func screeningCases() throws -> [ScreeningCase] {
        try cases("screening.json").map(ScreeningCase.init)
    }

    static func symptomCases() throws -> [SymptomCase] {
        try cases("symptoms.json").map(SymptomCase.init)
    }

    static func timelineCases() throws -> [TimelineCase] {
        try cases("timeline.json").map(TimelineCase.init)
    }

    /// As loose objects, because a sheet or a plan goes to the door as the bytes that it came as.
    private static func cases(_ name: String) throws -> [[String: Any]] {
        let content = try JSONSerialization.jsonObject(with: Data(contentsOf: file("tests/vectors/\(name)")))
        return try #require(content as? [[String: Any]])
    }

    private static func file(_ path: String) -> URL {
        root.appendingPathComponent(path)
    }
}

/// A case of screening.json.
struct ScreeningCase: Sendable, CustomTestStringConvertible {
    let name: String
    let sheet: Data
    let now: String
    let expected: Expected

    enum Expected: Sendable {
        case outcome(String, fired: [String], missing: [String])
        case refused(field: String)
    }

    init(_ fields: [String: Any]) throws {
        let expect = try #require(fields["expect"] as? [String: Any])
        name = try #require(fields["name"] as? String)
        sheet = try JSONSerialization.data(withJSONObject: #require(fields["sheet"]))
        now = try #require(fields["now"] as? String)
        if let field = expect["error"] as? String {
            expected = .refused(field: field)
        } else {
            expected = .outcome(
                try #require(expect["outcome"] as? String),
                fired: try #require(expect["fired"] as? [String]),
                missing: try #require(expect["missing"] as? [String]))
        }
    }

    var testDescription: String { name }
}

/// A case of symptoms.json.
struct SymptomCase: Sendable, CustomTestStringConvertible {
    let name: String
    let report: Data
    let action: String
    let outcome: String
    let locks: Bool
    let fired: [String]

    init(_ fields: [String: Any]) throws {
        let expect = try #require(fields["expect"] as? [String: Any])
        name = try #require(fields["name"] as? String)
        report = try JSONSerialization.data(withJSONObject: #require(fields["report"]))
        action = try #require(expect["action"] as? String)
        outcome = try #require(expect["outcome"] as? String)
        locks = try #require(expect["locks"] as? Bool)
        fired = try #require(expect["fired"] as? [String])
    }

    var testDescription: String { name }
}

/// An enum's case as JSON writes it: `needsProvider` is `needs_provider`.
func word(_ value: some Equatable) -> String {
    String(describing: value).reduce(into: "") { word, letter in
        word += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
    }
}

/// The class `Nape` hides the module of the same name, so the door's type can't be written `Nape.Segment`.
typealias CoreSegment = Segment

/// A case of timeline.json.
struct TimelineCase {
    let name: String
    let plan: Data
    let now: String
    let expect: Expected

    struct Expected: Decodable {
        let total_ms: UInt64
        let segments: [Segment]
    }

    struct Segment: Decodable, Equatable {
        let kind: String
        let start_ms: UInt64
        let end_ms: UInt64
        let from_mn: UInt32?
        let to_mn: UInt32?
        let cycle: UInt32?

        init(_ segment: CoreSegment) {
            kind = word(segment.kind)
            start_ms = segment.startMs
            end_ms = segment.endMs
            from_mn = segment.fromMn
            to_mn = segment.toMn
            cycle = segment.cycle
        }
    }

    init(_ fields: [String: Any]) throws {
        name = try #require(fields["name"] as? String)
        plan = try JSONSerialization.data(withJSONObject: #require(fields["plan"]))
        now = try #require(fields["now"] as? String)
        let expected = try JSONSerialization.data(withJSONObject: #require(fields["expect"]))
        expect = try JSONDecoder().decode(Expected.self, from: expected)
    }
}
