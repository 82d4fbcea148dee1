import Foundation
import Nape

/// The key of a journal that is nobody's: it lasts as long as the app runs. A person's lies in the Keychain.
public final class KeyInMemory: KeyPort, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Data?

    public init() {}

    /// The key; a new one where there is none.
    public func key() -> Data {
        lock.withLock {
            let key = kept ?? Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
            kept = key
            return key
        }
    }

    public func forget(journal: String?) throws {
        lock.withLock { kept = nil }
    }
}
