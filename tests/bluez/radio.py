"""A virtual radio: two controllers on one link, one for BlueZ (HCI over a socket), one for the unit's own host.

bumble's controllers serve bumble well; BlueZ meets three things in them that a real one does otherwise, and those are
set right here. Each was found by a BlueZ that did not go on.
"""

import asyncio

from bumble import hci
from bumble.controller import Controller
from bumble.core import PhysicalTransport
from bumble.hci import Address
from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport import open_transport
from bumble.transport.common import AsyncPipeSink

# From the range for documentation.
ADAPTER_ADDRESS = Address("00:00:5E:00:53:01", Address.PUBLIC_DEVICE_ADDRESS)
# What the controller for BlueZ does without: BlueZ then scans, connects and advertises the old way, which is what the
# virtual link knows in full.
WITHOUT = (
    hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
    | hci.LeFeatureMask.LE_PERIODIC_ADVERTISING
    | hci.LeFeatureMask.LL_PRIVACY
    | hci.LeFeatureMask.LE_CODED_PHY
    | hci.LeFeatureMask.LE_2M_PHY
)


class Air(LocalLink):
    """Names the sender of data by the address that the connection was made with. bumble takes the random one always,
    and BlueZ connects with its public address, so nobody would know whose data it is."""

    def send_acl_data(self, sender_controller, destination_address, transport, data):
        if transport != PhysicalTransport.LE:
            super().send_acl_data(sender_controller, destination_address, transport, data)
            return
        receiver = self.find_le_controller(destination_address)
        connection = sender_controller.le_connections.get(destination_address)
        if receiver is not None and connection is not None:
            sender = connection.self_address
            asyncio.get_running_loop().call_soon(receiver.on_link_acl_data, sender, transport, data)


class AdapterController(Controller):
    """BlueZ's end."""

    le_features = Controller.le_features & ~WITHOUT

    def on_hci_le_create_connection_cancel_command(self, _command):
        """A cancelled connection completes as one that never was; without that event BlueZ waits for it forever."""
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        completed = hci.HCI_LE_Connection_Complete_Event(
            status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
            connection_handle=0,
            role=hci.Role.CENTRAL,
            peer_address_type=pending.peer_address.address_type,
            peer_address=pending.peer_address,
            connection_interval=0,
            peripheral_latency=0,
            supervision_timeout=0,
            central_clock_accuracy=0,
        )
        # After the command's own completion.
        asyncio.get_running_loop().call_soon(self.send_hci_packet, completed)
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)

    def on_advertising_pdu(self, pdu):
        """Says the scan response as it is; bumble says the advertisement a second time, where no name has room."""
        scanning, self.le_scan_enable = self.le_scan_enable, False
        try:
            super().on_advertising_pdu(pdu)
        finally:
            self.le_scan_enable = scanning
        if not scanning:
            return
        reports = hci.HCI_LE_Advertising_Report_Event
        self._report(pdu, reports.EventType.ADV_IND, pdu.data)
        if response := self._scan_response(pdu.advertiser_address):
            self._report(pdu, reports.EventType.SCAN_RSP, response)

    def _scan_response(self, address):
        advertiser = self.link.find_le_controller(address)
        return bytes(advertiser.le_legacy_advertiser.scan_response_data) if advertiser else b""

    def _report(self, pdu, event_type, data):
        report = hci.HCI_LE_Advertising_Report_Event.Report(
            event_type=event_type,
            address_type=pdu.advertiser_address.address_type,
            address=pdu.advertiser_address,
            data=data,
            rssi=-50,
        )
        self.send_hci_packet(hci.HCI_LE_Advertising_Report_Event([report]))


class UnitController(Controller):
    """The unit's end, advertising the old way too, so that its scan response is where the other end looks for it."""

    le_features = Controller.le_features & ~WITHOUT


class Radio:
    """Both controllers. `host` is for the unit's device; BlueZ comes in by the socket."""

    def __init__(self, adapter, unit, transport):
        self.adapter = adapter
        self.unit = unit
        self.host = Host(unit, AsyncPipeSink(unit))
        self._transport = transport

    @classmethod
    async def open(cls, socket):
        """`socket` is where QEMU finds the controller."""
        air = Air()
        transport = await open_transport(f"unix-server:{socket}")
        adapter = AdapterController(
            "adapter", host_source=transport.source, host_sink=transport.sink, link=air, public_address=ADAPTER_ADDRESS
        )
        return cls(adapter, UnitController("unit", link=air), transport)

    def lose_link(self):
        """Both ends find that nothing came for too long; nobody said goodbye."""
        for controller in (self.adapter, self.unit):
            for connection in list(controller.le_connections.values()):
                controller.on_le_disconnected(connection, hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR)
