import Foundation
import Nape
import Testing

private let address = "C4:11:22:33:44:55"
private let feature = "4e610002-7065-4f3b-8a1c-5d2e9b704c16"
private let stop = "4e610004-7065-4f3b-8a1c-5d2e9b704c16"
private let status = "4e610005-7065-4f3b-8a1c-5d2e9b704c16"

// The profile's worked Feature, and a unit at rest, numbered 1 and 2.
private let featureFrame = bytes("0100000101036400b0080a00c800080700009b53")
private let atRest = bytes("0000005007000000000000000000000001001f62")
private let atRestStill = bytes("0000005007000000000000000000000002004c37")

private func bytes(_ hex: String) -> Data {
    var (data, rest) = (Data(), Substring(hex))
    while let byte = UInt8(rest.prefix(2), radix: 16) {
        data.append(byte)
        rest = rest.dropFirst(2)
    }
    return data
}

/// A Bluetooth stack of the app's own, with a unit at rest behind it. It answers from within each call.
private final class LentStack: BluetoothPort, @unchecked Sendable {
    private let lock = NSLock()
    private var events: BluetoothEvents?
    private var written = 0

    var stops: Int { lock.withLock { written } }

    private var told: BluetoothEvents? { lock.withLock { events } }

    func begin(events: BluetoothEvents) throws {
        lock.withLock { self.events = events }
        events.state(state: .ready)
    }

    func look(scan: UInt64, services: [String]) throws {
        let heard = HeardDevice(
            address: address, name: "Neck\u{1b}[1mTrac", signalDbm: -50, services: services, paired: true)
        told?.found(scan: scan, device: heard)
    }

    func stopLooking(scan: UInt64) throws {}

    func connect(connection: UInt64, address: String) throws {
        told?.connected(connection: connection, mtu: 185)
    }

    func disconnect(connection: UInt64) throws {
        told?.disconnected(connection: connection, why: .requested)
    }

    func subscribe(connection: UInt64, request: UInt64, characteristic: String) throws {
        told?.done(connection: connection, request: request, value: Data())
    }

    func read(connection: UInt64, request: UInt64, characteristic: String) throws {
        switch characteristic {
        case feature: told?.done(connection: connection, request: request, value: featureFrame)
        case status: told?.done(connection: connection, request: request, value: atRest)
        default: told?.failed(connection: connection, request: request, why: .notFound)
        }
    }

    func write(connection: UInt64, request: UInt64, characteristic: String, value: Data, withResponse: Bool) throws {
        told?.done(connection: connection, request: request, value: Data())
        if characteristic == stop && !withResponse {
            lock.withLock { written += 1 }
            try told?.notified(connection: connection, characteristic: status, value: atRestStill)
        }
    }

    func pair(pairing: UInt64, address: String, passkey: UInt32?) throws {
        told?.pairing(pairing: pairing, step: .done)
    }

    func answerPasskey(pairing: UInt64, passkey: UInt32) throws {}

    func answerNumber(pairing: UInt64, same: Bool) throws {}

    func cancelPairing(pairing: UInt64) throws {}

    func forget(forgetting: UInt64, address: String) throws {
        told?.forgotten(forgetting: forgetting, outcome: .gone)
    }
}

@Suite struct LentBluetoothTests {
    private func onLentStack(_ test: (Nape, LentStack) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let config = OpenConfig(
            folder: folder.path, key: Data(repeating: 7, count: 32), demonstration: false, now: Person.morning, zone: nil)
        let stack = LentStack()
        let nape = try await Nape.open(
            config: config, clock: nil, zones: SystemZones(), presence: nil, bluetooth: stack)
        try await test(nape, stack)
        try await nape.close()
        try FileManager.default.removeItem(at: folder)
    }

    @Test func aLentStackIsAskedForTractionDevicesAndTheirNamesAreFitToBeShown() async throws {
        try await onLentStack { nape, _ in
            let found = try await nape.findDevices(forMs: 200, found: nil)
            #expect(found.map(\.address) == [address])
            #expect(found.first?.name == "Neck[1mTrac")
        }
    }

    @Test func aUnitBehindALentStackIsReadFirstAndThenToldToStop() async throws {
        try await onLentStack { nape, stack in
            let unit = RecordSource.at(address: address)
            let now = try await nape.deviceNow(source: unit, release: false)
            #expect(now.state == .idle && now.released == nil)
            #expect(stack.stops == 0)
            #expect(try await nape.deviceNow(source: unit, release: true).released == true)
            #expect(stack.stops == 1)
        }
    }
}
