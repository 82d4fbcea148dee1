// Where the core's fractions lie in a picture. Nothing is decided here: a label without room is left out.
import Foundation
import Nape

/// The drawing of a trend in a rectangle: days to the right, the measure upwards.
public struct TrendFrame: Equatable, Sendable {
    public let chart: TrendChart
    public let room: CGRect

    public init(chart: TrendChart, room: CGRect) {
        self.chart = chart
        self.room = room
    }

    /// A week that is compared.
    public struct Band: Equatable, Sendable {
        public let name: String
        public let place: CGRect
        /// The two ends of its mean; none where it has none.
        public let mean: [CGPoint]
    }

    /// Marks to be joined, each run by itself: over missing days there is no line.
    public var lines: [[CGPoint]] {
        chart.lines.map { line in line.places.map { CGPoint(x: across($0.x), y: up($0.y)) } }
    }

    /// Where nothing was written down.
    public var gaps: [CGRect] { chart.gaps.map(place) }

    public var bands: [Band] {
        chart.bands.map { band in
            let place = place(band.span)
            let mean = band.mean.map(up).map { [CGPoint(x: place.minX, y: $0), CGPoint(x: place.maxX, y: $0)] } ?? []
            return Band(name: band.isFirst ? "First" : "Last", place: place, mean: mean)
        }
    }

    /// The heights of the numbers beside the picture.
    public var heights: [CGFloat] { chart.yTicks.map { up($0.at) } }

    /// Where dates of these widths begin: each about its middle and within the picture; the ends first, and nothing
    /// over another one.
    public func datePlaces(widths: [CGFloat], gap: CGFloat) -> [CGFloat?] {
        let starts = zip(chart.xTicks, widths).map { tick, width in
            max(room.minX, min(across(tick.at) - width / 2, room.maxX - width))
        }
        var taken: [Int] = []
        for at in [starts.count - 1, 0] + starts.indices where starts.indices.contains(at) && !taken.contains(at) {
            let isFree = taken.allSatisfy {
                starts[at] + widths[at] + gap <= starts[$0] || starts[$0] + widths[$0] + gap <= starts[at]
            }
            if isFree { taken.append(at) }
        }
        return starts.indices.map { taken.contains($0) ? starts[$0] : nil }
    }

    /// Where the names of bands of these widths begin: the last one ends with its band, one before it gives way.
    public func namePlaces(widths: [CGFloat], gap: CGFloat) -> [CGFloat] {
        var limit = room.maxX
        var starts: [CGFloat] = []
        for (at, band) in bands.enumerated().reversed() {
            let endsWithBand = at > 0 && at == bands.count - 1
            let wanted = endsWithBand ? band.place.maxX - widths[at] : band.place.minX
            starts.append(max(room.minX, min(wanted, limit - widths[at])))
            limit = starts[starts.count - 1] - gap
        }
        return starts.reversed()
    }

    private func across(_ at: UInt16) -> CGFloat { room.minX + CGFloat(at) / side * room.width }

    private func up(_ at: UInt16) -> CGFloat { room.maxY - CGFloat(at) / side * room.height }

    private func place(_ span: ChartSpan) -> CGRect {
        CGRect(x: across(span.from), y: room.minY, width: across(span.to) - across(span.from), height: room.height)
    }
}

/// The length of the core's square.
private let side: CGFloat = 10_000
