import NapeKit
import SwiftUI

/// The session screen, for a person who lies on their back with the phone above them: few things, very large, and a
/// Stop that is the largest of all and never out of reach. Nothing is said by colour alone.
struct SessionView: View {
    let model: SessionModel

    var body: some View {
        let state = model.state
        VStack(spacing: 16) {
            ScrollView {
                VStack(spacing: 20) {
                    SessionBanner(state: state)
                    if let problem = state.problem {
                        ProblemCard(problem: problem, dismiss: model.dismissProblem)
                    }
                    if state.running {
                        RunningCard(state: state)
                        SessionControls(model: model)
                    } else if state.endShown {
                        EndCard(state: state, acknowledge: { model.acknowledge() })
                    } else {
                        StartCard(state: state, start: { model.start() })
                    }
                    if let trend = state.trendShown { TrendView(card: trend) }
                }
                .padding()
            }
            StopButton(stopping: state.stopping, stop: { model.stop() })
        }
        .task { await model.follow() }
        .onChange(of: state.telling) { _, telling in announce(telling) }
        .sensoryFeedback(.warning, trigger: state.telling) { _, telling in telling?.insists == true }
    }

    /// Milestones only; the time left is there for who asks for it.
    private func announce(_ telling: Telling?) {
        guard let spoken = telling?.spoken else { return }
        AccessibilityNotification.Announcement(spoken).post()
    }
}

/// Whose journal it is, and that a simulated pull is none.
private struct SessionBanner: View {
    let state: SessionScreenState

    var body: some View {
        VStack(spacing: 8) {
            if let person = state.person {
                Text("\(person)'s journal").font(.headline)
            }
            if state.session?.simulated == true {
                Label("Simulated: no real pull", systemImage: "theatermasks").font(.headline)
            }
            if state.session?.rehearsal == true {
                Label("Rehearsal: press Stop, then get out", systemImage: "figure.walk").font(.headline)
            }
        }
    }
}

/// Phase, time left, cycle and pull; the time and the measurement's age go on between events.
private struct RunningCard: View {
    let state: SessionScreenState

    var body: some View {
        VStack(spacing: 12) {
            if let session = state.session {
                Text(session.phaseWords).font(.largeTitle.bold()).accessibilityAddTraits(.isHeader)
                TimelineView(.periodic(from: .now, by: 0.5)) { _ in
                    VStack(spacing: 12) {
                        TimeLeft(milliseconds: state.timeLeft(at: .now))
                        Pull(target: state.target, measurement: state.measurement(at: .now))
                    }
                }
                if let cycle = session.cycleWords { Text(cycle).font(.title2) }
                if let device = session.deviceWords {
                    Label(device, systemImage: "antenna.radiowaves.left.and.right").font(.body)
                }
                if session.eased { Label("Eased off", systemImage: "arrow.down").font(.body) }
            }
            if let telling = state.telling { Text(telling.text).font(.title3) }
        }
    }
}

private struct TimeLeft: View {
    let milliseconds: UInt64?
    @ScaledMetric(relativeTo: .largeTitle) private var size = 96.0

    var body: some View {
        if let milliseconds {
            Text(clockWords(milliseconds))
                .font(.system(size: size, weight: .bold, design: .rounded))
                .monospacedDigit()
                .minimumScaleFactor(0.5)
                .lineLimit(1)
                .accessibilityLabel("Time left")
                .accessibilityValue(spokenTime(milliseconds))
        }
    }
}

/// The wanted and the measured pull. An old measurement says how old it is.
private struct Pull: View {
    let target: String?
    let measurement: PullReading

    var body: some View {
        VStack(spacing: 4) {
            if let target { Text("Target \(target)").font(.title2) }
            switch measurement {
            case .none:
                Text("Nothing measured yet").font(.body)
            case .live(let force):
                Text("Measured \(force)").font(.title2)
            case .old(let force, let age):
                Label("\(force), measured \(age) s ago", systemImage: "exclamationmark.triangle").font(.title2)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

/// What can be done besides Stop; only what would do something is shown.
private struct SessionControls: View {
    let model: SessionModel

    var body: some View {
        VStack(spacing: 12) {
            if model.state.canSayInPlace { LargeButton("I am in place", "checkmark") { model.setupDone() } }
            if model.state.releaseAsked {
                Text("Take the pull off now. Then say that it is off.").font(.title2)
                LargeButton("The pull is off", "checkmark") { model.released() }
                LargeButton("I hear it", "ear") { model.acknowledge() }
            }
            if model.state.canEaseOff { LargeButton("Ease off", "arrow.down") { model.easeOff() } }
            if model.state.canPause { LargeButton("Pause", "pause") { model.pause() } }
            if model.state.canResume { LargeButton("Go on", "play") { model.resume() } }
        }
    }
}

/// How the session ended, and whether the pull is known to be off.
private struct EndCard: View {
    let state: SessionScreenState
    let acknowledge: @MainActor () -> Void

    var body: some View {
        VStack(spacing: 16) {
            if let session = state.session {
                let release = session.releaseWords
                Text(session.endWords).font(.largeTitle.bold()).accessibilityAddTraits(.isHeader)
                if let reason = session.reasonWords { Text(reason).font(.title3) }
                Label(release.title, systemImage: release.isOff ? "checkmark.circle" : "exclamationmark.triangle")
                    .font(.title.bold())
                Text(release.detail).font(.title3)
                if session.eased { Label("Eased off", systemImage: "arrow.down").font(.body) }
            }
            LargeButton("Understood", "checkmark", action: acknowledge)
        }
    }
}

/// What would be run, and what speaks against it.
private struct StartCard: View {
    let state: SessionScreenState
    let start: @MainActor () -> Void

    var body: some View {
        VStack(spacing: 16) {
            Text(state.rehearsalDue ? "First, a rehearsal" : "Next session").font(.largeTitle.bold())
                .accessibilityAddTraits(.isHeader)
            if state.canStart {
                Text("Start only if you can reach the release, nobody comes through the door, someone knows, and you can hear the end.")
                    .font(.title3)
                LargeButton(state.rehearsalDue ? "All true: start the rehearsal" : "All true: start", "play", action: start)
            } else {
                ForEach(state.readiness?.refusals ?? [], id: \.rule) { refusal in
                    Label(refusal.text, systemImage: "exclamationmark.triangle").font(.title3)
                }
            }
        }
    }
}

private struct ProblemCard: View {
    let problem: Problem
    let dismiss: @MainActor () -> Void

    var body: some View {
        VStack(spacing: 12) {
            Label(problem.words, systemImage: problem.letGo ? "hand.raised" : "exclamationmark.triangle")
                .font(problem.letGo ? .largeTitle.bold() : .title3)
            LargeButton("I have read this", "checkmark", action: dismiss)
        }
    }
}

/// Below everything else, always there, never disabled: a second press while the first is under way is passed on too.
private struct StopButton: View {
    let stopping: Bool
    let stop: @MainActor () -> Void

    var body: some View {
        Button(action: stop) {
            Label(stopping ? "Stopping" : "Stop", systemImage: "stop.fill")
                .font(.system(.largeTitle, design: .rounded).bold())
                .frame(maxWidth: .infinity, minHeight: 160)
        }
        .buttonStyle(.borderedProminent)
        .tint(.red)
        .padding()
        .accessibilityLabel("Stop")
        .accessibilityHint("Takes the pull off and ends the session")
        .accessibilitySortPriority(1)
    }
}

private struct LargeButton: View {
    let words: String
    let symbol: String
    let action: @MainActor () -> Void

    init(_ words: String, _ symbol: String, action: @escaping @MainActor () -> Void) {
        self.words = words
        self.symbol = symbol
        self.action = action
    }

    var body: some View {
        Button(action: action) {
            Label(words, systemImage: symbol).font(.title2.bold()).frame(maxWidth: .infinity, minHeight: 72)
        }
        .buttonStyle(.bordered)
    }
}
