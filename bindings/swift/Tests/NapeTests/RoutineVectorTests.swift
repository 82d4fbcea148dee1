import Foundation
import Nape
import Testing

/// The cases that all languages share, of routines.
@Suite struct RoutineVectorTests {
    static let checks: [Vector<RoutineCheckCase>] =
        (try? Shared.cases("routines.json", list: "checks", document: "routine")) ?? []
    static let courses: [Vector<RoutineCourseCase>] =
        (try? Shared.cases("routines.json", list: "courses", document: "routine")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.checks.count >= 24)
        #expect(Self.courses.count >= 6)
    }

    @Test(arguments: checks)
    func aRoutineHasTheSameLimitsInEveryLanguage(vector: Vector<RoutineCheckCase>) throws {
        let open = try #require([RoutineOpen.nothing, .breathing, .posture, .everything].first { word($0) == vector.known.open })
        let found = try checkRoutine(routine: routineFromJson(document: vector.document), open: open)
        #expect(found.accepted == vector.known.expect.accepted)
        #expect(found.problems.map { Wrong(field: $0.field, rule: $0.rule) } == vector.known.expect.problems)
    }

    @Test(arguments: courses)
    func aRoutineTakesTheSameCourseInEveryLanguage(vector: Vector<RoutineCourseCase>) throws {
        let found = try compileRoutine(routine: routineFromJson(document: vector.document))
        #expect(found.timedMs == vector.known.expect.timed_ms)
        #expect(found.parts.map(RoutineCourseCase.Part.init) == vector.known.expect.parts)
    }
}

/// A case of routines.json: what is wrong with a routine where so much is open.
struct RoutineCheckCase: Known {
    let name: String
    let open: String
    let expect: Expected

    struct Expected: Decodable {
        let accepted: Bool
        let problems: [Wrong]
    }
}

/// A case of routines.json: what comes when.
struct RoutineCourseCase: Known {
    let name: String
    let expect: Expected

    struct Expected: Decodable {
        let timed_ms: UInt64
        let parts: [Part]
    }

    struct Part: Decodable, Equatable {
        let step: UInt32
        let set: UInt32
        let side: UInt32?
        let leg: UInt32
        let start_ms: UInt64
        let end_ms: UInt64?
        let repetitions: UInt32?
        let rest: Bool

        init(_ part: RoutinePart) {
            step = part.step
            set = part.set
            side = part.side
            leg = part.leg
            start_ms = part.startMs
            end_ms = part.endMs
            repetitions = part.repetitions
            rest = part.rest
        }
    }
}
