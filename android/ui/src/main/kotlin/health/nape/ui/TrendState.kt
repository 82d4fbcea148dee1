package health.nape.ui

import health.nape.Nape
import health.nape.Region
import health.nape.Trend
import health.nape.TrendBaseline
import health.nape.TrendChart
import health.nape.TrendDirection
import health.nape.TrendWeek
import kotlinx.coroutines.CancellationException
import java.math.BigDecimal
import java.math.RoundingMode
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.time.format.DateTimeParseException
import java.time.temporal.ChronoUnit
import java.util.Locale
import kotlin.math.abs

/** What to look back on. */
data class TrendQuestion(val measure: String, val days: UInt, val region: Region)

/** What the card of a trend shows. */
sealed interface TrendCardState {
    /** A trend. */
    data class Drawn(val trend: TrendState) : TrendCardState
    /** Why there is none. */
    data class Failed(val words: String) : TrendCardState
}

/** A trend and its drawing, as the core made them, and the words for both. Two equal states draw the same picture. */
data class TrendState(val trend: Trend, val chart: TrendChart) {
    /** Of what, with its unit where it has several. */
    val title: String
        get() {
            val name = trend.measure.replace('_', ' ').replaceFirstChar(Char::uppercase)
            return name + trend.unit?.let { " ($it)" }.orEmpty()
        }

    private val days: Long get() = ChronoUnit.DAYS.between(LocalDate.parse(trend.from), LocalDate.parse(trend.to)) + 1

    /** How the days below the picture are written: with the year where there are several. */
    internal val dayFormat: DateTimeFormatter get() = if (days > DAYS_OF_YEAR) DAY_OF_YEAR else DAY

    /** The days that were asked for. */
    val span: String get() = "${dayWords(trend.from, DAY_OF_YEAR)} to ${dayWords(trend.to, DAY_OF_YEAR)}"

    /** Whether anything was written down on these days. */
    val empty: Boolean get() = trend.points.isEmpty()

    /** On how many of the days nothing was written down. */
    val missing: String get() = "No entry: ${days - trend.points.size} of $days days"

    /** What one mark is. */
    val mark: String get() = if (chart.daysPerMark == 1u) "A day" else "The mean of ${chart.daysPerMark} days"

    /** The weeks that are compared, each in a line, and what lies between their means. */
    val weeks: List<String>
        get() {
            val first = if (trend.baseline == TrendBaseline.COURSE) "First week of your course" else "First week"
            return listOfNotNull(
                trend.first?.let { weekWords(first, it) },
                trend.last?.let { weekWords("Last week", it) },
                changeWords(),
            )
        }

    /** What the picture shows, for who doesn't see it. */
    val spoken: String get() = (listOf("$title, $span", missing) + weeks).joinToString(" ") { "$it." }

    private fun weekWords(name: String, week: TrendWeek): String {
        val mean = week.mean?.let { "${numberWords(it)} on average" } ?: "too few entries for a mean"
        return "$name: $mean, ${week.days} of 7 days"
    }

    private fun changeWords(): String? {
        val change = abs(trend.change ?: return null)
        val much = if (change < LEAST_SHOWN) "less than 0.1" else numberWords(change)
        return when (trend.direction ?: return null) {
            TrendDirection.LOWER -> "The last week is $much lower"
            TrendDirection.HIGHER -> "The last week is $much higher"
            TrendDirection.SAME -> "Both weeks have the same mean"
        }
    }
}

/** Asks the core for a trend and its drawing; what goes wrong is said in place of it. */
suspend fun Nape.trendCard(question: TrendQuestion): TrendCardState = try {
    val (measure, days, region) = question
    TrendCardState.Drawn(TrendState(trend(measure, days, region), trendChart(measure, days, region, MOST_MARKS)))
} catch (cancelled: CancellationException) {
    throw cancelled
} catch (error: Exception) {
    TrendCardState.Failed(words(error))
}

/** What can still be told apart from left to right on a phone. */
private const val MOST_MARKS = 90u

/** Below it a change would be shown as none. */
private const val LEAST_SHOWN = 0.05

private const val DAYS_OF_YEAR = 366
private val DAY: DateTimeFormatter = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH)
private val DAY_OF_YEAR: DateTimeFormatter = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH)

/** A date of the core's as people write it; anything else as it is. */
internal fun dayWords(label: String, format: DateTimeFormatter): String = try {
    LocalDate.parse(label).format(format)
} catch (_: DateTimeParseException) {
    label
}

/** Rounded as the other screens do, a half to the even digit. */
private fun numberWords(number: Double): String = BigDecimal(number).setScale(1, RoundingMode.HALF_EVEN).toPlainString()
