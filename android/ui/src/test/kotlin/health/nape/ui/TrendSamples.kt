package health.nape.ui

import health.nape.ChartBand
import health.nape.ChartLine
import health.nape.ChartPlace
import health.nape.ChartSpan
import health.nape.ChartTick
import health.nape.Trend
import health.nape.TrendBaseline
import health.nape.TrendChart
import health.nape.TrendDirection
import health.nape.TrendGoal
import health.nape.TrendPoint
import health.nape.TrendWeek

/** Pain over twenty days, of which the ninth to the twelfth have no entry. */
object TrendSamples {
    private const val DAYS = 20
    private val written = (1..8) + (13..DAYS)

    private fun day(number: Int) = "2026-03-${number.toString().padStart(2, '0')}"

    private fun pain(day: Int) = if (day < 10) 6.0 + day % 3 else 3.0 + day % 2

    private fun line(days: List<Int>) = ChartLine(
        days.map { ChartPlace((500 * it - 250).toUShort(), (1000 * pain(it)).toInt().toUShort()) },
    )

    val trend = Trend(
        measure = "pain",
        unit = null,
        from = day(1),
        to = day(DAYS),
        goal = TrendGoal.LOWER,
        points = written.map { TrendPoint(day(it), pain(it), 1u, total = null) },
        baseline = TrendBaseline.DAYS,
        first = TrendWeek(day(1), day(7), 7u, 7.0),
        last = TrendWeek(day(14), day(20), 7u, 3.42857),
        change = -3.57143,
        direction = TrendDirection.LOWER,
        meaningful = true,
        why = "On average, pain is lower by 2 points or more than at the start. This is a clear change. " +
            "It does not show what caused it.",
    )

    val chart = TrendChart(
        xTicks = listOf(1, 10, DAYS).map { ChartTick((500 * it - 250).toUShort(), day(it)) },
        yTicks = listOf(0, 5, 10).map { ChartTick((it * 1000).toUShort(), "$it") },
        daysPerMark = 1u,
        lines = listOf(line((1..8).toList()), line((13..DAYS).toList())),
        gaps = listOf(ChartSpan(4000u, 6000u)),
        bands = listOf(
            ChartBand(isFirst = true, ChartSpan(0u, 3500u), mean = 7000u),
            ChartBand(isFirst = false, ChartSpan(6500u, 10_000u), mean = 3429u),
        ),
    )

    val pain = TrendState(trend, chart)
}
