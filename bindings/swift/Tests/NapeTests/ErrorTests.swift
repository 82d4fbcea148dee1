import Foundation
import Nape
import Testing

@Suite struct ErrorTests {
    @Test func aPlanOverALimitIsRefusedWithItsRules() async throws {
        try await onNewJournal { person in
            let plan = try Shared.plan("home-unit-over-limit")
            let error = try await napeError { try await person.nape.setPlan(plan: plan) }
            guard case .Refused(let rules, let detail) = error else { throw Unexpected.error(error) }
            #expect(rules.contains("envelope.force_max"))
            #expect(!detail.isEmpty)
            #expect(try await person.nape.plan(modality: .homeUnit, region: .cervical) == nil)
        }
    }

    @Test func aSessionWithoutTheFormsIsRefusedWithTheFirstMissingThing() async throws {
        try await onNewJournal { person in
            let error = try await napeError {
                try await person.nape.startSession(start: .simulated(pace: 1))
            }
            guard case .Refused(let rules, _) = error else { throw Unexpected.error(error) }
            #expect(rules == ["gate.full_form"])
        }
    }

    @Test(arguments: [
        (#"{"modality": "home_unit", "pattern": "sustained", "duration_ms": "long"}"#, "duration_ms"),
        (#"{"modality": "home_unit", "pattern": "sustained", "duration_ms": 1, "colour": 1}"#, "colour"),
        (#"{"modality": "sofa", "pattern": "sustained", "duration_ms": 1}"#, "modality"),
    ])
    func badInputNamesItsField(plan: String, field: String) async throws {
        let error = try await napeError { try planFromJson(document: Data(plan.utf8)) }
        guard case .BadInput(let named, _, _, _) = error else { throw Unexpected.error(error) }
        #expect(named == field)
    }

    @Test func aShortKeyIsATypedError() async throws {
        let config = OpenConfig(
            folder: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path,
            key: Data([1, 2, 3]), demonstration: false, now: nil, zone: nil)
        await #expect(throws: NapeError.self) { try await Nape.open(config: config, clock: nil, zones: nil, presence: nil) }
    }
}

/// The error with which `call` fails.
func napeError(of call: () async throws -> Any) async throws -> NapeError {
    do {
        throw Unexpected.success("\(try await call())")
    } catch let error as NapeError {
        return error
    }
}

enum Unexpected: Error {
    case success(String)
    case error(NapeError)
}
