"""Services and characteristics of the profile: UUIDs, properties, and which of them a unit has."""

from dataclasses import dataclass
from enum import Enum

SIG_BASE = "-0000-1000-8000-00805f9b34fb"
TRACTION_BASE = "-7065-4f3b-8a1c-5d2e9b704c16"


def _of_the_sig(short):
    return f"0000{short}{SIG_BASE}"


def _of_the_profile(first_group):
    return f"{first_group}{TRACTION_BASE}"


class Service(Enum):
    DEVICE_INFORMATION = _of_the_sig("180a")
    BATTERY = _of_the_sig("180f")
    TRACTION = _of_the_profile("4e610001")


@dataclass(frozen=True)
class Shape:
    service: Service
    uuid: str
    properties: frozenset

    @property
    def tells(self):
        """It can be subscribed to."""
        return bool(self.properties & {"notify", "indicate"})


def _shape(service, uuid, *properties):
    return Shape(service, uuid, frozenset(properties))


class Characteristic(Enum):
    MANUFACTURER_NAME = _shape(Service.DEVICE_INFORMATION, _of_the_sig("2a29"), "read")
    MODEL_NUMBER = _shape(Service.DEVICE_INFORMATION, _of_the_sig("2a24"), "read")
    SERIAL_NUMBER = _shape(Service.DEVICE_INFORMATION, _of_the_sig("2a25"), "read")
    FIRMWARE_REVISION = _shape(Service.DEVICE_INFORMATION, _of_the_sig("2a26"), "read")
    BATTERY_LEVEL = _shape(Service.BATTERY, _of_the_sig("2a19"), "read", "notify")
    FEATURE = _shape(Service.TRACTION, _of_the_profile("4e610002"), "read")
    CONTROL_POINT = _shape(Service.TRACTION, _of_the_profile("4e610003"), "write", "indicate")
    STOP = _shape(Service.TRACTION, _of_the_profile("4e610004"), "write", "write-without-response")
    STATUS = _shape(Service.TRACTION, _of_the_profile("4e610005"), "read", "notify")
    TELEMETRY = _shape(Service.TRACTION, _of_the_profile("4e610006"), "notify")
    SESSION_RECORD = _shape(Service.TRACTION, _of_the_profile("4e610007"), "notify")
    CLOCK = _shape(Service.TRACTION, _of_the_profile("4e610008"), "read", "write")
    RECORD_ACCESS = _shape(Service.TRACTION, _of_the_sig("2a52"), "write", "indicate")

    @property
    def shape(self):
        return self.value

    @property
    def label(self):
        """Its name in the lines of the control socket."""
        return self.name.lower().replace("_", "-")


OF_RECORDS = frozenset({Characteristic.SESSION_RECORD, Characteristic.CLOCK, Characteristic.RECORD_ACCESS})


def present(traits):
    """The characteristics that such a unit has, in the order of the profile."""
    return [one for one in Characteristic if traits.keeps_records or one not in OF_RECORDS]


def labelled(label):
    """The characteristic of this label; raises KeyError where there is none."""
    return Characteristic[label.upper().replace("-", "_")]
