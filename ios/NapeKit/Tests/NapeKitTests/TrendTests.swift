import Foundation
import Nape
import Testing

@testable import NapeKit

/// The words of a trend, and where its parts lie.
@Suite struct TrendChartStateTests {
    @Test func thePictureIsSpokenWithItsNumbers() {
        #expect(
            state().spoken
                == "Pain, 1 Mar 2026 to 4 Mar 2026. No entry: 1 of 4 days. First week: 6.4 on average, 6 of 7 days. "
                + "Last week: 3.1 on average, 5 of 7 days. The last week is 3.3 lower.")
    }

    @Test func aWeekWithTooFewEntriesHasNoMeanAndNothingIsCompared() {
        var trend = sampleTrend
        trend.last?.mean = nil
        trend.last?.days = 3
        trend.change = nil
        trend.direction = nil
        #expect(state(trend).weeks.last == "Last week: too few entries for a mean, 3 of 7 days")
    }

    @Test func theFirstWeekOfACourseIsCalledSo() {
        var trend = sampleTrend
        trend.baseline = .course
        #expect(state(trend).weeks.first?.hasPrefix("First week of your course: 6.4") == true)
    }

    @Test(arguments: [
        (1.25, TrendDirection.higher, "The last week is 1.2 higher"),
        (-0.01, .lower, "The last week is less than 0.1 lower"),
        (0, .same, "Both weeks have the same mean"),
    ])
    func aChangeIsSaidAsADirection(change: Double, direction: TrendDirection, words: String) {
        var trend = sampleTrend
        trend.change = change
        trend.direction = direction
        #expect(state(trend).weeks.last == words)
    }

    @Test func datesHaveTheirYearOnlyWhereThereAreSeveral() {
        var trend = sampleTrend
        #expect(state(trend).dateWords("2026-03-01") == "1 Mar")
        trend.from = "2021-03-01"
        #expect(state(trend).dateWords("2026-03-01") == "1 Mar 2026")
        #expect(state(trend).dateWords("no date") == "no date")
    }

    @Test func aMeasureIsNamedAsPeopleWriteItWithItsUnit() {
        var trend = sampleTrend
        trend.measure = "range_of_motion"
        trend.unit = "degrees"
        #expect(state(trend).title == "Range of motion (degrees)")
    }
}

@Suite struct TrendFrameTests {
    private let frame = TrendFrame(chart: sampleChart, room: CGRect(x: 20, y: 10, width: 400, height: 200))

    @Test func aMissingDayBreaksTheLine() {
        #expect(
            frame.lines == [
                [CGPoint(x: 70, y: 10)],
                [CGPoint(x: 270, y: 210), CGPoint(x: 370, y: 110)],
            ])
        #expect(frame.gaps == [CGRect(x: 120, y: 10, width: 100, height: 200)])
        for gap in frame.gaps {
            #expect(frame.lines.allSatisfy { line in !line.contains { gap.contains($0) } })
        }
    }

    @Test func aWeekIsABandOverTheWholeHeightWithItsMeanAcross() {
        let bands = frame.bands
        #expect(bands.map(\.name) == ["First", "Last"])
        #expect(bands[0].place == CGRect(x: 20, y: 10, width: 200, height: 200))
        #expect(bands[0].mean == [CGPoint(x: 20, y: 60), CGPoint(x: 220, y: 60)])
        #expect(bands[1].mean.isEmpty)
    }

    @Test func numbersStandBesideTheirHeights() { #expect(frame.heights == [210, 110, 10]) }

    @Test func theEndsHaveTheirDatesAndWhatHasNoRoomGivesWay() {
        #expect(frame.datePlaces(widths: [60, 60, 60], gap: 8) == [40, 140, 340])
        #expect(frame.datePlaces(widths: [180, 180, 180], gap: 8) == [20, nil, 240])
        #expect(frame.datePlaces(widths: [500, 500, 500], gap: 8) == [nil, nil, 20])
    }

    @Test func namesAboveNeighbouringWeeksDoNotLieOnEachOther() {
        #expect(frame.namePlaces(widths: [60, 50], gap: 8) == [20, 370])
        #expect(frame.namePlaces(widths: [360, 50], gap: 8) == [20, 370])
        var near = sampleChart
        near.bands[0].span = ChartSpan(from: 9000, to: 9500)
        #expect(TrendFrame(chart: near, room: frame.room).namePlaces(widths: [60, 50], gap: 8) == [302, 370])
    }
}

/// Against the real core.
@MainActor
@Suite struct TrendCardTests {
    @Test(.timeLimit(.minutes(1)))
    func afterASessionTheScreenLooksBack() async throws {
        try await Demo.run(pace: 300) { demo in
            try await demo.nape.writePain([7, 6, nil, 6, 5], lastAt: "2026-03-10T08:00:00+01:00")
            #expect(demo.model.state.trendShown == nil)
            try await demo.rehearse()
            #expect(demo.model.state.trendShown == nil)
            try await demo.startAndGetIn()
            #expect(demo.model.state.trendShown == nil)
            demo.model.stop()
            try await demo.model.until { $0.trendShown != nil }
            guard case .drawn(let state) = demo.model.state.trendShown else {
                Issue.record("\(String(describing: demo.model.state.trendShown))")
                return
            }
            #expect(state.missing == "No entry: 86 of 90 days")
            #expect(state.chart.lines.map(\.places.count) == [2, 2])
            #expect(state.weeks.first == "First week: too few entries for a mean, 0 of 7 days")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func whereThereIsNoTrendTheCardSaysWhy() async throws {
        try await Demo.run(pace: 300) { demo in
            let none = try await demo.nape.trendCard(TrendQuestion(measure: "pain", days: 0, region: .cervical))
            #expect(none == .failed("days: out of range (allowed: a whole number from 1 to 3660)"))
            await demo.leave()
            try await demo.nape.close()
            let closed = try await demo.nape.trendCard(TrendQuestion(measure: "pain", days: 90, region: .cervical))
            #expect(closed == .failed("The journal is closed."))
        }
    }
}

extension Nape {
    /// One entry a day up to a moment; none where there is none.
    fileprivate func writePain(_ days: [Double?], lastAt: String) async throws {
        let last = try #require(ISO8601DateFormatter().date(from: lastAt))
        let entries = days.reversed().enumerated().compactMap { back, pain in
            pain.map {
                let at = ISO8601DateFormatter().string(from: last.addingTimeInterval(-86_400 * Double(back)))
                return NewEntry(entry: Entry(kind: .pain, at: at, value: $0))
            }
        }
        _ = try await addEntries(entries: entries)
    }
}

private let sampleTrend = Trend(
    measure: "pain", unit: nil, from: "2026-03-01", to: "2026-03-04", goal: .lower,
    points: [(1, 10.0), (3, 0), (4, 5)].map { TrendPoint(date: "2026-03-0\($0.0)", mean: $0.1, n: 1, total: nil) },
    baseline: .days, first: TrendWeek(from: "2026-02-20", to: "2026-02-26", days: 6, mean: 6.4),
    last: TrendWeek(from: "2026-02-26", to: "2026-03-04", days: 5, mean: 3.1), change: -3.3, direction: .lower,
    meaningful: true, why: "On average, pain is lower.")

/// Four days: the second one is missing.
private let sampleChart = TrendChart(
    xTicks: [
        ChartTick(at: 1250, label: "2026-03-01"), ChartTick(at: 3750, label: "2026-03-02"),
        ChartTick(at: 8750, label: "2026-03-04"),
    ],
    yTicks: [ChartTick(at: 0, label: "0"), ChartTick(at: 5000, label: "5"), ChartTick(at: 10_000, label: "10")],
    daysPerMark: 1,
    lines: [
        ChartLine(places: [ChartPlace(x: 1250, y: 10_000)]),
        ChartLine(places: [ChartPlace(x: 6250, y: 0), ChartPlace(x: 8750, y: 5000)]),
    ],
    gaps: [ChartSpan(from: 2500, to: 5000)],
    bands: [
        ChartBand(isFirst: true, span: ChartSpan(from: 0, to: 5000), mean: 7500),
        ChartBand(isFirst: false, span: ChartSpan(from: 5000, to: 10_000), mean: nil),
    ])

private func state(_ trend: Trend = sampleTrend) -> TrendChartState {
    TrendChartState(trend: trend, chart: sampleChart)
}
