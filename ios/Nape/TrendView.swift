import NapeKit
import SwiftUI

/// A measure over days: its picture, its numbers, and what the core says of them.
struct TrendView: View {
    let card: TrendCardState

    var body: some View {
        switch card {
        case .drawn(let state): TrendCard(state: state)
        case .failed(let words): Label(words, systemImage: "exclamationmark.triangle").font(.title3)
        }
    }
}

private struct TrendCard: View {
    let state: TrendChartState

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(state.title).font(.title.bold()).accessibilityAddTraits(.isHeader)
            // One text for a screen reader in place of the parts of a picture.
            VStack(alignment: .leading, spacing: 8) {
                Text(state.span).font(.caption).foregroundStyle(.secondary)
                if state.isEmpty {
                    Text(state.missing).font(.body)
                } else {
                    TrendPicture(state: state)
                    Keys(state: state)
                }
                ForEach(state.weeks, id: \.self) { Text($0).font(.body) }
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(state.spoken)
            Text(state.trend.why).font(.body)
        }
    }
}

/// The drawing with its labels. Where its parts lie is the core's to say.
private struct TrendPicture: View {
    let state: TrendChartState
    /// A line of labels; the picture grows by those above and below it, not by itself.
    @ScaledMetric(relativeTo: .caption) private var line = 20.0

    var body: some View {
        Canvas { context, size in
            let labels = Labels(state: state, context: context)
            let left = labels.numbers.map { labels.width($0) }.max() ?? 0
            let (width, height) = (size.width - left - gap, size.height - 2 * line - gap)
            let room = CGRect(x: left + gap, y: line, width: max(1, width), height: max(1, height))
            let frame = TrendFrame(chart: state.chart, room: room)
            drawGround(frame, in: context)
            drawMeans(frame, in: context)
            drawDays(frame, in: context)
            labels.draw(around: frame, in: context)
        }
        .frame(height: 176 + 2 * line)
    }

    private func drawGround(_ frame: TrendFrame, in context: GraphicsContext) {
        for band in frame.bands { context.fill(Path(band.place), with: .color(.accentColor.opacity(0.15))) }
        for height in frame.heights {
            var grid = Path()
            grid.addLines([CGPoint(x: frame.room.minX, y: height), CGPoint(x: frame.room.maxX, y: height)])
            context.stroke(grid, with: .color(.secondary.opacity(0.3)), style: StrokeStyle(lineWidth: 1))
        }
        for missing in frame.gaps {
            hatch(CGRect(x: missing.minX, y: missing.maxY - foot, width: missing.width, height: foot), in: context)
        }
    }

    private func drawDays(_ frame: TrendFrame, in context: GraphicsContext) {
        for days in frame.lines {
            var path = Path()
            path.addLines(days)
            context.stroke(path, with: .color(.secondary), style: StrokeStyle(lineWidth: 1.5))
            for day in days { context.fill(dot(day), with: .color(.primary)) }
        }
    }

    private func drawMeans(_ frame: TrendFrame, in context: GraphicsContext) {
        for band in frame.bands where !band.mean.isEmpty {
            var path = Path()
            path.addLines(band.mean)
            context.stroke(path, with: .color(.accentColor), style: StrokeStyle(lineWidth: 5, lineCap: .butt))
        }
    }
}

/// The words round the picture, as large as the person reads.
private struct Labels {
    let numbers: [GraphicsContext.ResolvedText]
    private let dates: [GraphicsContext.ResolvedText]
    private let names: [GraphicsContext.ResolvedText]

    init(state: TrendChartState, context: GraphicsContext) {
        func resolved(_ words: String, _ color: Color = .secondary) -> GraphicsContext.ResolvedText {
            context.resolve(Text(words).font(.caption).foregroundStyle(color))
        }
        numbers = state.chart.yTicks.map { resolved($0.label) }
        dates = state.chart.xTicks.map { resolved(state.dateWords($0.label)) }
        names = TrendFrame(chart: state.chart, room: .zero).bands.map { resolved($0.name, .accentColor) }
    }

    func width(_ label: GraphicsContext.ResolvedText) -> CGFloat {
        label.measure(in: CGSize(width: Double.infinity, height: Double.infinity)).width
    }

    func draw(around frame: TrendFrame, in context: GraphicsContext) {
        for (label, height) in zip(numbers, frame.heights) {
            context.draw(label, at: CGPoint(x: frame.room.minX - gap, y: height), anchor: .trailing)
        }
        for (label, start) in zip(dates, frame.datePlaces(widths: dates.map(width), gap: gap)) {
            guard let start else { continue }
            context.draw(label, at: CGPoint(x: start, y: frame.room.maxY + gap), anchor: .topLeading)
        }
        for (label, start) in zip(names, frame.namePlaces(widths: names.map(width), gap: gap)) {
            context.draw(label, at: CGPoint(x: start, y: frame.room.minY), anchor: .bottomLeading)
        }
    }
}

/// What the marks in the picture are.
private struct Keys: View {
    let state: TrendChartState

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Key(words: state.mark) { room, context in
                let points = [0.1, 0.5, 0.9].map { CGPoint(x: room.width * $0, y: room.midY) }
                var path = Path()
                path.addLines(points)
                context.stroke(path, with: .color(.secondary), style: StrokeStyle(lineWidth: 1.5))
                for point in points { context.fill(dot(point), with: .color(.primary)) }
            }
            if state.chart.bands.contains(where: { $0.mean != nil }) {
                Key(words: "The mean of a week") { room, context in
                    let bar = CGRect(x: 0, y: room.midY - 2.5, width: room.width, height: 5)
                    context.fill(Path(room), with: .color(.accentColor.opacity(0.15)))
                    context.fill(Path(bar), with: .color(.accentColor))
                }
            }
            Key(words: state.missing) { room, context in hatch(room, in: context) }
        }
    }
}

private struct Key: View {
    let words: String
    let sample: (CGRect, GraphicsContext) -> Void

    var body: some View {
        HStack(spacing: 10) {
            Canvas { context, size in sample(CGRect(origin: .zero, size: size), context) }
                .frame(width: 24, height: foot)
            Text(words).font(.caption).foregroundStyle(.secondary)
        }
    }
}

private let gap = 8.0
private let foot = 12.0

private func dot(_ middle: CGPoint) -> Path {
    Path(ellipseIn: CGRect(x: middle.x - 2, y: middle.y - 2, width: 4, height: 4))
}

/// Strokes from lower left to upper right, inside `place` only.
private func hatch(_ place: CGRect, in context: GraphicsContext) {
    var inside = context
    inside.clip(to: Path(place))
    let step = 5.0
    // From one grid for all, so that stretches beside each other look alike.
    for x in stride(from: ((place.minX - place.height) / step).rounded(.down) * step, to: place.maxX, by: step) {
        var stroke = Path()
        stroke.addLines([CGPoint(x: x, y: place.maxY), CGPoint(x: x + place.height, y: place.minY)])
        inside.stroke(stroke, with: .color(.secondary), style: StrokeStyle(lineWidth: 1))
    }
}
