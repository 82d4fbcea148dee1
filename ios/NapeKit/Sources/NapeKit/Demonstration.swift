import Foundation
import Nape

/// A demonstration with a simulated home unit: a journal of nobody's, its forms answered and its plan set from files.
public struct Demonstration: Sendable {
    /// The files, as bytes.
    let plan: Data
    let fullForm: Data
    let shortForm: Data

    public init(plan: Data, fullForm: Data, shortForm: Data) {
        self.plan = plan
        self.fullForm = fullForm
        self.shortForm = shortForm
    }

    /// Opens the journal in `folder` and does what comes before a session. The rehearsal stays with the person.
    public func open(folder: URL, keys: KeyInMemory, now: String? = nil) async throws -> Nape {
        // Before a key is looked for: one that is to be forgotten must not be used again.
        _ = try await finishErasure(folder: folder.path, keys: keys)
        let config = OpenConfig(folder: folder.path, key: keys.key(), demonstration: true, now: now, zone: nil)
        let nape = try await Nape.open(config: config, clock: nil, zones: nil, presence: nil)
        _ = try await nape.recover()
        try await nape.setProfile(
            profile: Profile(name: "Robin", birthYear: nil, weight: nil, units: .pound, country: nil))
        for form in [fullForm, shortForm] {
            _ = try await nape.recordScreening(sheet: answersFromJson(document: form))
        }
        _ = try await nape.setPlan(plan: planFromJson(document: plan))
        return nape
    }

    /// A session with the simulated home unit, `pace` times as fast as life.
    public static func session(pace: Double) -> StartSession {
        StartSession(
            modality: .homeUnit, region: .cervical, device: .simulated(seed: 7), rehearsal: false,
            confirmed: Confirmed(setup: true, inPlace: false, presence: true, audible: true), getInMs: 10_000,
            pace: pace, script: [])
    }
}
