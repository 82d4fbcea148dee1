"""What the D-Bus objects share."""

from dbus_fast import DBusError, PropertyAccess
from dbus_fast.service import dbus_property

ADAPTER_PATH = "/org/bluez/hci0"


def error(name, text=""):
    """An error by the name that BlueZ gives it, below org.bluez.Error."""
    return DBusError(f"org.bluez.Error.{name}", text)


def not_connected():
    return error("Failed", "Not connected")


def read_only(cls, name, signature, value):
    """Adds a property to an interface class; `value(interface)` is what it says."""

    def getter(self):
        return value(self)

    getter.__name__ = name
    getter.__annotations__ = {"return": signature}
    setattr(cls, name, dbus_property(access=PropertyAccess.READ)(getter))
