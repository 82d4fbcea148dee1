package health.nape

import java.time.Instant
import java.time.zone.ZoneRulesException
import java.time.zone.ZoneRulesProvider

/** The system's zone rules, as java.time knows them; give it to [Nape.open] beside [OpenConfig.zone]. */
class SystemZones : ZonePort {
    /**
     * The changes of [zone]'s offset from [fromUnixMs] until before [untilUnixMs]; the first entry is the offset in force at
     * the start. An unknown zone is `BadInput`.
     */
    override fun transitions(zone: String, fromUnixMs: Long, untilUnixMs: Long): List<ZoneTransition> {
        val rules = try {
            ZoneRulesProvider.getRules(zone, false)
        } catch (_: ZoneRulesException) {
            throw NapeException.BadInput("zone", "not a known zone", "an IANA name such as Europe/Lisbon", emptyList())
        }
        val from = Instant.ofEpochMilli(fromUnixMs)
        val changes = generateSequence(rules.nextTransition(from)) { rules.nextTransition(it.instant) }
            .map { ZoneTransition(it.instant.toEpochMilli(), it.offsetAfter.totalSeconds) }
            .takeWhile { it.atUnixMs < untilUnixMs }
        return listOf(ZoneTransition(fromUnixMs, rules.getOffset(from).totalSeconds)) + changes
    }
}
