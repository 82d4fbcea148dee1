package health.nape.ui

import health.nape.Entry
import health.nape.EntryKind
import health.nape.NewEntry
import java.time.OffsetDateTime
import java.time.format.DateTimeFormatter

/** So many days of made-up pain. */
internal const val DIARY_DAYS = 90u

/**
 * Made-up pain on each morning up to [last]: it comes and goes, on some days nothing is written down, and it proves
 * nothing about traction. A day is the same in every diary, so that one can be continued.
 */
internal fun diaryUntil(last: OffsetDateTime): List<NewEntry> {
    val mornings = (0L until DIARY_DAYS.toLong()).map(last::minusDays).reversed()
    return mornings.filterNot { isMissing(it.toLocalDate().toEpochDay()) }.map { morning ->
        val day = morning.toLocalDate().toEpochDay()
        val pain = PATTERN[(day % PATTERN.size).toInt()] + if (day / 45 % 2 == 0L) 1.0 else 0.0
        val at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(morning)
        NewEntry(id = null, Entry(EntryKind.PAIN, at, value = pain))
    }
}

private val PATTERN = listOf(4.0, 3.0, 4.0, 5.0, 5.0, 4.0, 6.0, 5.0, 3.0, 4.0, 4.0, 2.0, 3.0, 5.0, 6.0, 5.0)

/** A fortnight without a word, a few days in a row, and now and then one. */
private fun isMissing(day: Long) = day % 61 in 28L..41L || day % 61 in 57L..59L || day % 11 == 5L || day % 17 == 9L
