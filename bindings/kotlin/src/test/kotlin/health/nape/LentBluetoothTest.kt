package health.nape

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration.Companion.seconds

private const val ADDRESS = "C4:11:22:33:44:55"
private const val FEATURE = "4e610002-7065-4f3b-8a1c-5d2e9b704c16"
private const val STOP = "4e610004-7065-4f3b-8a1c-5d2e9b704c16"
private const val STATUS = "4e610005-7065-4f3b-8a1c-5d2e9b704c16"

/** The profile's worked Feature, and a unit at rest, numbered 1 and 2. */
private val FEATURE_FRAME = bytes("0100000101036400b0080a00c800080700009b53")
private val AT_REST = bytes("0000005007000000000000000000000001001f62")
private val AT_REST_STILL = bytes("0000005007000000000000000000000002004c37")

private fun bytes(hex: String) = hex.chunked(2).map { it.toInt(16).toByte() }.toByteArray()

/** A Bluetooth stack of the app's own, with a unit at rest behind it. It answers from within each call. */
private class LentStack : BluetoothPort {
    private lateinit var events: BluetoothEvents
    val stops = AtomicInteger()
    val connections = AtomicInteger()

    override fun begin(events: BluetoothEvents) {
        this.events = events
        events.state(BluetoothState.READY)
    }

    override fun look(scan: ULong, services: List<String>) = events.found(
        scan, HeardDevice(ADDRESS, name = "Neck\u001b[1mTrac", signalDbm = -50, services = services, paired = true),
    )

    override fun stopLooking(scan: ULong) = Unit

    override fun connect(connection: ULong, address: String) {
        connections.incrementAndGet()
        events.connected(connection, mtu = 185u)
    }

    override fun disconnect(connection: ULong) {
        connections.decrementAndGet()
        events.disconnected(connection, BluetoothEnd.REQUESTED)
    }

    override fun subscribe(connection: ULong, request: ULong, characteristic: String) =
        events.done(connection, request, ByteArray(0))

    override fun read(connection: ULong, request: ULong, characteristic: String) = when (characteristic) {
        FEATURE -> events.done(connection, request, FEATURE_FRAME)
        STATUS -> events.done(connection, request, AT_REST)
        else -> events.failed(connection, request, BluetoothFailure.NOT_FOUND)
    }

    override fun write(
        connection: ULong, request: ULong, characteristic: String, value: ByteArray, withResponse: Boolean,
    ) {
        events.done(connection, request, ByteArray(0))
        if (characteristic == STOP && !withResponse) {
            stops.incrementAndGet()
            events.notified(connection, STATUS, AT_REST_STILL)
        }
    }

    override fun pair(pairing: ULong, address: String, passkey: UInt?) = events.pairing(pairing, BluetoothPairing.Done)

    override fun answerPasskey(pairing: ULong, passkey: UInt) = Unit

    override fun answerNumber(pairing: ULong, same: Boolean) = Unit

    override fun cancelPairing(pairing: ULong) = Unit

    override fun forget(forgetting: ULong, address: String) = events.forgotten(forgetting, BluetoothForgotten.GONE)
}

class LentBluetoothTest {
    private fun onLentStack(test: suspend (Nape, LentStack) -> Unit) = runBlocking {
        withTimeout(60.seconds) {
            val stack = LentStack()
            val nape = Nape.open(newJournal(), null, null, null, stack)
            try {
                test(nape, stack)
            } finally {
                nape.shutDown()
            }
        }
    }

    @Test
    fun `a lent stack is asked for traction devices and their names are fit to be shown`() = onLentStack { nape, _ ->
        val found = nape.findDevices(200u, null).single()
        assertEquals(listOf(ADDRESS, "Neck[1mTrac", (-50).toShort()), listOf(found.address, found.name, found.signalDbm))
    }

    @Test
    fun `a unit behind a lent stack is read first and then told to stop`() = onLentStack { nape, stack ->
        val unit = RecordSource.At(ADDRESS)
        assertEquals(UnitState.IDLE to null, nape.deviceNow(unit, release = false).let { it.state to it.released })
        assertEquals(0, stack.stops.get())
        assertEquals(true, nape.deviceNow(unit, release = true).released)
        assertEquals(1, stack.stops.get())
    }
}
