"""Numbers and checksums as the profile writes them: little-endian, unsigned, sealed by a CRC-16."""

import binascii
import zlib


def u8(number):
    return number.to_bytes(1, "little")


def u16(number):
    return number.to_bytes(2, "little")


def u24(number):
    return number.to_bytes(3, "little")


def u32(number):
    return number.to_bytes(4, "little")


def u48(number):
    return number.to_bytes(6, "little")


def number(data):
    """The number that these bytes hold."""
    return int.from_bytes(data, "little")


def crc16(data):
    """CRC-16/CCITT-FALSE; Python's own `crc_hqx` is that polynomial, unreflected, from any initial value."""
    return binascii.crc_hqx(data, 0xFFFF)


def crc32(data):
    """CRC-32/ISO-HDLC, the one of zip."""
    return zlib.crc32(data)


def sealed(body):
    """The frame: these bytes and their CRC."""
    return body + u16(crc16(body))


def unsealed(frame):
    """The bytes before the CRC, or None where it is wrong."""
    body, seal = frame[:-2], frame[-2:]
    return body if len(seal) == 2 and number(seal) == crc16(body) else None


def below_65536(value):
    """What fits in a u16, where the profile lets 65535 stand for more."""
    return min(value, 0xFFFF)
