# What is said of a device outside a session.

traction-device-not-reached = The device can't be reached. Look whether it is on and near.
traction-device-bluetooth-off = Bluetooth is off. Switch it on, then try again.
traction-device-bluetooth-not-permitted = This program may not use Bluetooth. Allow it in the system's settings.
traction-device-bluetooth-not-there = This machine has no Bluetooth.
traction-device-unintelligible = What the device says makes no sense here, or is of another version of the protocol.
traction-device-not-paired = The device asks to be paired with a passkey first.
traction-device-busy = The device is pulling. Its records can wait.
traction-device-stalled = The device no longer answers. What it sent so far is kept, and the rest is fetched the next time.
traction-device-lost = The connection broke. What was fetched so far is kept, and the rest is fetched the next time.
traction-device-keeps-none = This device keeps no records.
traction-device-stopped = Stopped before all records were fetched. The rest is fetched the next time.
traction-device-looked-at = This device is being looked at. Wait until that has ended.
traction-device-syncs-already = Records are being fetched already.
traction-device-pairing-wrong-passkey = That is not the device's passkey. Look at the six digits on it and try again.
traction-device-pairing-refused = The device refused to be paired. Look whether it waits for pairing.
traction-device-pairing-timed-out = Pairing took too long. Try again while the device is near.
traction-device-pairing-cancelled = Pairing was cancelled. Nothing was paired.
traction-device-pairing-failed = The device could not be paired.
