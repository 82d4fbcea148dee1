"""The parts of BlueZ's D-Bus API that a central uses, over units that have no radio.

    faults.py    what a test makes go wrong, and when
    common.py    error names and read-only properties
    adapter.py   org.bluez.Adapter1 and AgentManager1
    device.py    org.bluez.Device1: connecting, pairing, the link's end
    gatt.py      org.bluez.GattService1 and GattCharacteristic1
"""
