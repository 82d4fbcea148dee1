import Foundation
import Testing

import Nape

/// What the tests of every language read.
enum Shared {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func vectors<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: file("tests/vectors/\(name)")))
    }

    static func plan(_ name: String) throws -> Plan {
        try planFromJson(document: Data(contentsOf: file("cli/examples/plans/\(name).json")))
    }

    /// The cases of a file of vectors: the whole of it, or its `list`; `document` is the field that the door reads.
    static func cases<Case: Known>(_ name: String, list: String? = nil, document: String) throws -> [Vector<Case>] {
        var content = try JSONSerialization.jsonObject(with: Data(contentsOf: file("tests/vectors/\(name)")))
        if let list {
            content = try #require((content as? [String: Any])?[list])
        }
        return try #require(content as? [[String: Any]]).map { try Vector($0, document: document) }
    }

    private static func file(_ path: String) -> URL {
        root.appendingPathComponent(path)
    }
}

/// What a case says beside its document.
protocol Known: Decodable, Sendable {
    var name: String { get }
}

/// A case of a file of vectors. Its document goes to the door as the bytes that it came as.
struct Vector<Case: Known>: Sendable, CustomTestStringConvertible {
    let document: Data
    let known: Case

    init(_ fields: [String: Any], document name: String) throws {
        document = try JSONSerialization.data(withJSONObject: #require(fields[name]))
        known = try JSONDecoder().decode(Case.self, from: JSONSerialization.data(withJSONObject: fields))
    }

    var testDescription: String { known.name }
}

/// One thing that is wrong with a plan or a routine.
struct Wrong: Decodable, Hashable, Sendable {
    let field: String
    let rule: String
}

/// Any JSON, so that two documents can be compared by what they say.
enum JSON: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }
}

/// An enum's case as JSON writes it: `needsProvider` is `needs_provider`.
func word(_ value: some Equatable) -> String {
    String(describing: value).reduce(into: "") { word, letter in
        word += letter.isUppercase ? "_\(letter.lowercased())" : String(letter)
    }
}
