import Foundation
import Nape
import Testing

@testable import NapeKit

/// The demonstration's files, where the terminal keeps them.
enum Examples {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("cli/examples")

    static func demonstration() throws -> Demonstration {
        Demonstration(
            plan: try Data(contentsOf: root.appendingPathComponent("plans/home-unit-intermittent.json")),
            fullForm: try Data(contentsOf: root.appendingPathComponent("answers/full-nothing-against.json")),
            shortForm: try Data(contentsOf: root.appendingPathComponent("answers/short-nothing-against.json")))
    }
}

/// A demonstration's journal and its session screen, without the screen.
@MainActor
struct Demo {
    let nape: Nape
    let model: SessionModel
    private let following: Task<Void, Never>

    /// What a person does and sees, in a journal of its own that is closed and removed after it.
    static func run(pace: Double, _ clicks: (Demo) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let nape = try await Examples.demonstration().open(
            folder: folder, keys: KeyInMemory(), now: "2026-03-10T09:00:00+01:00")
        let demo = Demo(nape: nape, pace: pace)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await clicks(demo))
        } catch {
            outcome = .failure(error)
        }
        try await nape.close()
        await demo.following.value
        try FileManager.default.removeItem(at: folder)
        try outcome.get()
    }

    private init(nape: Nape, pace: Double) {
        let model = SessionModel(nape: nape, offer: Demonstration.session(pace: pace))
        self.nape = nape
        self.model = model
        following = Task { await model.follow() }
    }

    /// Leaves the screen.
    func leave() async {
        following.cancel()
        await following.value
    }

    /// The rehearsal: get in, press Stop, get out. Slower than the session, so that there is time to press it.
    func rehearse() async throws {
        let slow = SessionModel(nape: nape, offer: Demonstration.session(pace: 10))
        let following = Task { await slow.follow() }
        try await slow.until { $0.rehearsalDue }
        slow.start()
        try await slow.until { $0.canSayInPlace }
        slow.setupDone()
        try await slow.until { $0.session?.phase == .ready }
        #expect(slow.state.session?.rehearsal == true)
        slow.stop()
        try await slow.until { $0.endShown }
        #expect(slow.state.session?.endWords == "Rehearsal done")
        following.cancel()
        await following.value
        try await model.until { $0.endShown }
        model.acknowledge()
    }

    /// Starts, says that one is in place, and waits for the pull.
    func startAndGetIn() async throws {
        try await model.until { $0.canStart && !$0.rehearsalDue }
        model.start()
        try await model.until { $0.canSayInPlace }
        model.setupDone()
        try await model.until { $0.session?.phase == .running }
    }
}

extension SessionModel {
    /// Waits until the state is so; half a minute at most, so that a failure is not a test that never ends.
    func until(_ isSo: (SessionScreenState) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while !isSo(state) {
            guard ContinuousClock.now < end else { throw StillWaiting(state: state) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

struct StillWaiting: Error {
    let state: SessionScreenState
}
