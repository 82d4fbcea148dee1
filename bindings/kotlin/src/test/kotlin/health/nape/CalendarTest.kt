package health.nape

import kotlinx.coroutines.runBlocking
import net.fortuna.ical4j.data.CalendarBuilder
import net.fortuna.ical4j.model.Calendar
import net.fortuna.ical4j.model.Component
import net.fortuna.ical4j.model.Period
import net.fortuna.ical4j.model.component.VEvent
import net.fortuna.ical4j.model.parameter.TzId
import net.fortuna.ical4j.model.property.DtStart
import net.fortuna.ical4j.validate.ValidationEntry
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory
import java.io.StringReader
import java.nio.file.Files
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.OffsetDateTime
import java.time.ZoneId
import java.time.ZoneOffset
import java.time.ZonedDateTime
import java.time.temporal.Temporal
import kotlin.io.path.readText

/** A calendar as another program reads it: ical4j takes it and comes to the same instants as our planner, over two years. */
class CalendarTest {
    private val now = Instant.parse("2026-03-10T09:00:00Z")
    private val days = 365L
    private val quiet = listOf("22:00", "01:45")

    private fun rules(home: String): List<String> {
        val floating = "\"zone_policy\":\"floating\""
        val fixed = zones.filter { it != home }
            .map { """{"kind":"daily","time":"02:15","zone_policy":"fixed","zone":"$it"}""" }
        return listOf(
            """{"kind":"daily","time":"02:30",$floating}""",
            """{"kind":"daily","time":"00:00","zone_policy":"fixed","zone":"Africa/Cairo"}""",
            """{"kind":"weekly","time":"08:00","weekdays":["mon","thu","sun"],$floating}""",
            """{"kind":"weekly","time":"02:45","weekdays":["sun"],"start":"2026-03-20","count":60,$floating}""",
            """{"kind":"interval","every_minutes":20,"window":["01:50","03:50"],"end":"2027-11-30",$floating}""",
            """{"kind":"once","date":"2027-03-28","time":"02:30",$floating}""",
        ) + fixed
    }

    /** The instants of a rule by the planner alone, in two looks of a year. */
    private fun planned(home: String, rule: String): List<Instant> = (0..1L).flatMap { year ->
        val start = now.plusSeconds(year * days * 86_400)
        val state = """{"now":"$start","device_zone":"$home","quiet":["${quiet[0]}","${quiet[1]}"],""" +
            """"horizon_days":$days,"capacity":100000}"""
        val plan = checkReminders("""{"rules":[$rule],"state":$state}""".encodeToByteArray(), SystemZones())
        plan.notifications.map { OffsetDateTime.parse(it.at).toInstant() }
    }

    /** The file, and which rule each reminder is. */
    private fun written(home: String): Pair<String, Map<String, Int>> = runBlocking {
        val folder = Files.createTempDirectory("nape-calendar")
        val config = newJournal().copy(folder = folder.toString(), now = now.toString(), zone = home)
        val nape = Nape.open(config, null, SystemZones(), null)
        try {
            nape.setReminderManner(ReminderManner(quiet = quiet))
            val ids = rules(home).withIndex().associate { (number, rule) ->
                val reminder = """{"subject":"breathing","rule":$rule}"""
                nape.addReminder(reminderFromJson(reminder.encodeToByteArray())).id to number
            }
            val file = folder.resolve("nape.ics")
            val last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2 * days)
            nape.exportCalendar(file.toString(), CalendarQuery("2026-03-10", last.toString(), showsSubject = true))
            file.readText() to ids
        } finally {
            nape.shutDown()
        }
    }

    /**
     * Every instant of the file's events. A civil time of a zone is read by java.time: what ical4j makes of a `VTIMEZONE` depends
     * on the day of the look, and takes the second of two times that read the same.
     */
    private fun expanded(calendar: Calendar, home: String, ids: Map<String, Int>): List<Pair<Instant, Int>> {
        val end = now.plusSeconds(2 * days * 86_400)
        return calendar.getComponents<VEvent>(Component.VEVENT).flatMap { event ->
            val number = ids.getValue(event.uid.get().value.substringBefore('/'))
            // The span that is asked for is on the event's own kind of clock.
            val first = checkNotNull(event.getDateTimeStart<Temporal>()).date
            val span: Period<out Temporal> = when (first) {
                is LocalDateTime -> Period(LocalDateTime.of(2026, 3, 1, 0, 0), LocalDateTime.of(2028, 4, 1, 0, 0))
                is ZonedDateTime -> Period(first.minusDays(1), first.plusDays(800))
                else -> Period(now, end)
            }
            val zone = event.getProperty<DtStart<*>>("DTSTART").get().getParameter<TzId>("TZID")
            event.calculateRecurrenceSet<Temporal>(span).map { period ->
                when (val at = period.start) {
                    is LocalDateTime -> at.atZone(ZoneId.of(home)).toInstant()
                    is ZonedDateTime -> at.toLocalDateTime().atZone(ZoneId.of(zone.get().value)).toInstant()
                    else -> Instant.from(at)
                } to number
            }
        }.filter { (at, _) -> at >= now && at < end }.sortedWith(compareBy({ it.first }, { it.second }))
    }

    @TestFactory
    fun `another program comes to the same instants`() = zones.map { home ->
        dynamicTest(home) {
            val (file, ids) = written(home)
            val expected = rules(home).flatMapIndexed { number, rule -> planned(home, rule).map { it to number } }
                .sortedWith(compareBy({ it.first }, { it.second }))
            assertTrue(expected.size > 3_000) { "${expected.size}" }
            val calendar = CalendarBuilder().build(StringReader(file))
            assertEquals(emptyList<ValidationEntry>(), calendar.validate(true).entries.toList())
            val shown = expanded(calendar, home, ids)
            assertEquals(emptyList<Any>() to emptyList<Any>(), (expected - shown.toSet()) to (shown - expected.toSet()))
            assertEquals(expected.size, shown.size) { "nothing is there twice" }
        }
    }

    companion object {
        /** Half an hour, midnight gaps, the other half of the year, no change at all. */
        private val zones = listOf(
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Asia/Kolkata",
        )

        @BeforeAll
        @JvmStatic
        fun `read strictly and ask no server`() {
            for (
                relaxed in listOf(
                    "ical4j.unfolding.relaxed", "ical4j.parsing.relaxed", "ical4j.validation.relaxed",
                    "ical4j.compatibility.outlook", "ical4j.compatibility.notes",
                    "net.fortuna.ical4j.timezone.update.enabled",
                )
            ) {
                System.setProperty(relaxed, "false")
            }
        }
    }
}
