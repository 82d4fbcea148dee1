import Nape
import Observation

/// The session screen's state, kept up to date from the core, and the person's commands to it.
///
/// Events say that something changed, one `snapshot()` a page says what is; between the two the screen counts on by
/// itself. The session belongs to the core: where the screen goes away, only `follow()` ends.
///
/// Every command returns at once; what comes of it, an error too, is in `state`. The returned task ends with the call.
@MainActor
@Observable
public final class SessionModel {
    /// What the screen shows.
    public private(set) var state = SessionScreenState()

    private let nape: Nape
    private let offer: StartSession
    private var lookBack: TrendQuestion { TrendQuestion(measure: "pain", days: 90, region: offer.region) }
    @ObservationIgnored private var lastCommand: Task<Void, Never>?

    /// Measurements a second that a session screen shows; the core sends fewer by itself.
    private static let measurementsPerSecond = 2.0

    /// - Parameters:
    ///   - nape: the open journal
    ///   - offer: what `start()` starts; its `rehearsal` is set here where a rehearsal is due
    public init(nape: Nape, offer: StartSession) {
        self.nape = nape
        self.offer = offer
        state.pace = offer.pace
    }

    /// Keeps the state up to date until the task is cancelled or the journal is closed. Cancelling stops nothing.
    public func follow() async {
        do {
            state.units = try await nape.profile().units ?? .newton
            try await refreshReadiness()
            let first = try nape.snapshot()
            show(first)
            if state.running { try nape.setTelemetryRate(perSecond: Self.measurementsPerSecond) }
            for try await page in nape.eventPages(after: first.seq) {
                try await show(page)
            }
        } catch is CancellationError {
            // The screen went away.
        } catch NapeError.Closed {
            // What is closed has let go.
        } catch {
            // What the screen shows is no longer what is.
            failed(error, letGo: state.running)
        }
    }

    /// Starts the session, or the rehearsal where that is due first.
    @discardableResult public func start() -> Task<Void, Never> {
        var request = offer
        request.rehearsal = state.rehearsalDue
        return command { [request] nape in _ = try await nape.startSession(start: request) }
    }

    /// In place, and ready for the pull.
    @discardableResult public func setupDone() -> Task<Void, Never> { command { try await $0.setupDone() } }

    /// Takes the pull off for a moment.
    @discardableResult public func pause() -> Task<Void, Never> { command { try await $0.pause() } }

    /// Goes on after a pause.
    @discardableResult public func resume() -> Task<Void, Never> { command { try await $0.resume() } }

    /// Too strong: one step lower, and on.
    @discardableResult public func easeOff() -> Task<Void, Never> { urgent { try await $0.easeOff() } }

    /// Stops. There is no state in which it is not passed on.
    @discardableResult public func stop() -> Task<Void, Never> {
        state.stopping = state.running
        return urgent(letGo: true) { try await $0.stop(why: nil) }
    }

    /// A passive pull is off.
    @discardableResult public func released() -> Task<Void, Never> { command { try await $0.released() } }

    /// The end was noticed.
    @discardableResult public func acknowledge() -> Task<Void, Never> {
        if state.endShown { state.endSeen = state.session?.id }
        return command { try await $0.acknowledge() }
    }

    /// The problem has been read.
    public func dismissProblem() {
        state.problem = nil
    }

    private func show(_ page: EventPage) async throws {
        let wasRunning = state.running
        for event in page.events {
            if case .started = event.body { try nape.setTelemetryRate(perSecond: Self.measurementsPerSecond) }
            state = state.after(event)
        }
        show(page.closed ? try nape.snapshot() : try await nape.snapshot(including: page.next))
        guard wasRunning != state.running, !page.closed else { return }
        try await refreshReadiness()
        if wasRunning { state.trend = try await nape.trendCard(lookBack) }
    }

    private func show(_ snapshot: Snapshot) {
        state = state.at(snapshot, now: .now)
    }

    private func refreshReadiness() async throws {
        state.readiness = try await nape.readiness(start: offer)
    }

    /// In the order in which they were given: Pause after Resume must never arrive before it.
    private func command(_ act: @escaping @Sendable (Nape) async throws -> Void) -> Task<Void, Never> {
        let before = lastCommand
        let task = urgent { nape in
            await before?.value
            try await act(nape)
        }
        lastCommand = task
        return task
    }

    /// Past every other command, and off the main actor: it waits for nothing that the screen does.
    private func urgent(
        letGo: Bool = false, _ act: @escaping @Sendable (Nape) async throws -> Void
    ) -> Task<Void, Never> {
        Task.detached(priority: .userInitiated) { [nape, weak self] in
            do {
                try await act(nape)
            } catch {
                await self?.failed(error, letGo: letGo)
            }
        }
    }

    private func failed(_ error: any Error, letGo: Bool) {
        if letGo { state.stopping = false }
        // A call to let go by hand stays until it has been read.
        guard state.problem?.letGo != true else { return }
        state.problem = Problem(error, letGo: letGo)
    }
}
