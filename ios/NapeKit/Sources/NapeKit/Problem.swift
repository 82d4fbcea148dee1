import Nape

/// Something went wrong; the screen shows it until the person has read it.
public struct Problem: Equatable, Sendable {
    public let words: String
    /// Stop did not get through, or nobody knows any more what the session does: the pull has to come off by hand.
    public let letGo: Bool
    /// What the core said; none where the problem is not an answer of the core's.
    public let error: NapeError?

    init(words: String, letGo: Bool = false, error: NapeError? = nil) {
        self.words = letGo ? "Let go by hand now. \(words)" : words
        self.letGo = letGo
        self.error = error
    }

    init(_ error: any Error, letGo: Bool) {
        let known = error as? NapeError
        self.init(words: known.map(errorWords) ?? "The app failed.", letGo: letGo, error: known)
    }
}

/// An error of the core's for the person.
private func errorWords(_ error: NapeError) -> String {
    switch error {
    case .Refused(_, let detail), .NotFound(let detail), .Device(let detail): detail
    case .StoppedFirst: "Stopped before the session began. Nothing pulled."
    case .BadInput(let field, let detail, let allowed, _):
        allowed.map { "\(field): \(detail) (allowed: \($0))" } ?? "\(field): \(detail)"
    case .SessionRunning: "A session is running already."
    case .WrongKey: "The key does not open this journal."
    case .Damaged: "The journal is damaged. It was left as it is."
    case .ErasureBegun: "The journal is being erased."
    case .Storage: "The journal can't be used."
    case .Backup: "This file can't be restored. The journal was left as it is."
    case .Closed: "The journal is closed."
    case .Internal: "The app failed."
    }
}
