// A trend and its drawing as one value: pure functions of what the core made, and of the room there is.
import Foundation
import Nape

/// What to look back on.
public struct TrendQuestion: Equatable, Sendable {
    public let measure: String
    public let days: UInt32
    public let region: Region

    public init(measure: String, days: UInt32, region: Region) {
        self.measure = measure
        self.days = days
        self.region = region
    }
}

/// What the card of a trend shows.
public enum TrendCardState: Equatable, Sendable {
    case drawn(TrendChartState)
    /// Why there is none, in words.
    case failed(String)
}

/// A trend and its drawing, as the core made them. Two equal states draw the same picture.
public struct TrendChartState: Equatable, Sendable {
    public let trend: Trend
    public let chart: TrendChart

    public init(trend: Trend, chart: TrendChart) {
        self.trend = trend
        self.chart = chart
    }
}

extension Nape {
    /// Asks the core for a trend and its drawing; what goes wrong is said in place of it.
    public func trendCard(_ question: TrendQuestion) async throws -> TrendCardState {
        do {
            let (measure, days, region) = (question.measure, question.days, question.region)
            return .drawn(
                TrendChartState(
                    trend: try await trend(measure: measure, days: days, region: region),
                    chart: try await trendChart(measure: measure, days: days, region: region, slots: mostMarks)))
        } catch let error as CancellationError {
            throw error
        } catch {
            return .failed(Problem(error, letGo: false).words)
        }
    }
}

/// What can still be told apart from left to right on a phone.
private let mostMarks: UInt32 = 90

// The words.
extension TrendChartState {
    /// Of what, with its unit where it has several.
    public var title: String {
        let name = trend.measure.replacingOccurrences(of: "_", with: " ")
        return name.prefix(1).uppercased() + name.dropFirst() + (trend.unit.map { " (\($0))" } ?? "")
    }

    /// The days that were asked for.
    public var span: String { "\(dayWords(trend.from, year: true)) to \(dayWords(trend.to, year: true))" }

    /// Whether nothing was written down on these days.
    public var isEmpty: Bool { trend.points.isEmpty }

    /// On how many of the days nothing was written down.
    public var missing: String { "No entry: \(days - trend.points.count) of \(days) days" }

    /// What one mark is.
    public var mark: String { chart.daysPerMark == 1 ? "A day" : "The mean of \(chart.daysPerMark) days" }

    /// The weeks that are compared, each in a line, and what lies between their means.
    public var weeks: [String] {
        let first = trend.baseline == .course ? "First week of your course" : "First week"
        let lines = [trend.first.map { words(first, $0) }, trend.last.map { words("Last week", $0) }, changeWords]
        return lines.compactMap(\.self)
    }

    /// What the picture shows, for who doesn't see it.
    public var spoken: String { (["\(title), \(span)", missing] + weeks).map { "\($0)." }.joined(separator: " ") }

    private var days: Int {
        guard let from = date(trend.from), let to = date(trend.to) else { return trend.points.count }
        return (utc.dateComponents([.day], from: from, to: to).day ?? 0) + 1
    }

    private var changeWords: String? {
        guard let change = trend.change.map(abs), let direction = trend.direction else { return nil }
        let much = change < leastShown ? "less than 0.1" : numberWords(change)
        return switch direction {
        case .lower: "The last week is \(much) lower"
        case .higher: "The last week is \(much) higher"
        case .same: "Both weeks have the same mean"
        }
    }

    private func words(_ name: String, _ week: TrendWeek) -> String {
        let mean = week.mean.map { "\(numberWords($0)) on average" } ?? "too few entries for a mean"
        return "\(name): \(mean), \(week.days) of 7 days"
    }

    /// The words of a label below the picture: with the year where there are several.
    public func dateWords(_ label: String) -> String { dayWords(label, year: days > 366) }
}

/// Below it a change would be shown as none.
private let leastShown = 0.05

private let utc: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
}()

private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

private func parts(_ label: String) -> (year: Int, month: Int, day: Int)? {
    let numbers = label.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
        (1...12).contains(month)
    else { return nil }
    return (year, month, day)
}

private func date(_ label: String) -> Date? {
    parts(label).flatMap { utc.date(from: DateComponents(year: $0.year, month: $0.month, day: $0.day)) }
}

/// A date of the core's as people write it; anything else as it is.
private func dayWords(_ label: String, year: Bool) -> String {
    guard let parts = parts(label) else { return label }
    return "\(parts.day) \(months[parts.month - 1])" + (year ? " \(parts.year)" : "")
}

private func numberWords(_ number: Double) -> String { String(format: "%.1f", number) }
