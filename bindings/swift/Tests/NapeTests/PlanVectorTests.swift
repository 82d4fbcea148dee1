import Foundation
import Nape
import Testing

/// The cases that all languages share, of plans and of the next dose.
@Suite struct PlanVectorTests {
    /// The door checks a plan by itself alone; what a device, a profile or a first dose adds is the journal's.
    static let plans: [Vector<PlanCase>] = ((try? Shared.cases("plans.json", list: "cases", document: "plan")) ?? [])
        .filter(\.known.byItself)
    static let histories: [Vector<ProgressionCase>] =
        (try? Shared.cases("progression.json", list: "cases", document: "history")) ?? []

    @Test func noCaseWasLost() {
        #expect(Self.plans.count >= 181)
        #expect(Self.histories.count >= 57)
    }

    @Test(arguments: plans)
    func aPlanHasTheSameLimitsInEveryLanguage(vector: Vector<PlanCase>) throws {
        let expect = vector.known.expect
        let found = try checkPlan(plan: planFromJson(document: vector.document), now: vector.known.noon)
        #expect(found.accepted == expect.accepted)
        #expect(Set(found.problems.map { Wrong(field: $0.field, rule: $0.rule) }) == Set(expect.problems))
        if let warnings = expect.warnings {
            #expect(Set(found.warnings.map(\.rule)) == Set(warnings))
        }
        // What every limit leaves, also of a plan that is refused.
        if let remains = expect.effective ?? expect.lowered {
            hold(found.effective, to: remains)
        }
    }

    /// The rest force is not in the answer.
    private func hold(_ found: EffectiveDose, to remains: PlanCase.Remains) {
        #expect((found.forceMn ?? 0) == remains.force_mn)
        #expect(found.durationMs == remains.duration_ms)
        #expect(Set(found.limitedBy) == Set(remains.limited_by))
        if let height = remains.height {
            #expect(found.height?.value == height.value)
            #expect(found.height.map { word($0.unit) } == height.unit)
        }
        if let level = remains.level {
            #expect(found.level == level)
        }
        if let sets = remains.sets {
            #expect(found.sets == sets)
        }
        if let angle = remains.angle_deg {
            #expect(found.angleDeg == angle)
        }
    }

    @Test(arguments: histories)
    func aCourseMeansTheSameForTheNextDoseInEveryLanguage(vector: Vector<ProgressionCase>) throws {
        let advice = try checkProgression(history: vector.document, now: vector.known.now)
        #expect(try JSONDecoder().decode(JSON.self, from: Data(advice.utf8)) == vector.known.expect)
    }
}

/// A case of plans.json.
struct PlanCase: Known {
    let name: String
    let context: [String: JSON]
    let expect: Expected

    var byItself: Bool { Array(context.keys) == ["today"] }

    var noon: String {
        guard case .text(let today) = context["today"] else { return "" }
        return "\(today)T12:00:00Z"
    }

    struct Expected: Decodable {
        let accepted: Bool
        let problems: [Wrong]
        let effective: Remains?
        let lowered: Remains?
        let warnings: [String]?
    }

    struct Remains: Decodable {
        let force_mn: UInt32
        let duration_ms: UInt64
        let limited_by: [String]
        let height: Height?
        let level: UInt8?
        let sets: UInt8?
        let angle_deg: Double?
    }

    struct Height: Decodable {
        let value: Double
        let unit: String
    }
}

/// A case of progression.json.
struct ProgressionCase: Known {
    let name: String
    let now: String
    let expect: JSON
}
