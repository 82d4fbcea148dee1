import Foundation
import NapeKit
import SwiftUI

/// The app: for now the session screen on a demonstration with a simulated home unit.
@main
struct NapeApp: App {
    @State private var opened = Opened.not

    var body: some Scene {
        WindowGroup {
            switch opened {
            case .not: ProgressView("Opening the journal").task { opened = await .demonstration() }
            case .ready(let model): SessionView(model: model)
            case .failed(let words): Label(words, systemImage: "exclamationmark.triangle").font(.title2)
            }
        }
    }
}

/// The demonstration's journal. It is nobody's, begins anew at each launch, and so needs no key that lasts.
@MainActor
private enum Opened {
    case not
    case ready(SessionModel)
    case failed(String)

    static func demonstration() async -> Opened {
        do {
            let files = Demonstration(
                plan: try example("home-unit-intermittent"), fullForm: try example("full-nothing-against"),
                shortForm: try example("short-nothing-against"))
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            let nape = try await files.open(folder: folder, keys: KeyInMemory())
            return .ready(SessionModel(nape: nape, offer: Demonstration.session(pace: 1)))
        } catch {
            return .failed("The demonstration can't be opened.")
        }
    }

    /// One of the terminal's examples, copied into the app's bundle.
    private static func example(_ name: String) throws -> Data {
        guard let file = Bundle.main.url(forResource: name, withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try Data(contentsOf: file)
    }
}
