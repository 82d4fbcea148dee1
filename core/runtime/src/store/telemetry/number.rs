//! A signed 64-bit number folded to `2n` or `-2n - 1` and written seven bits a byte, the lowest first, the top bit set on
//! all bytes but the last.

pub(super) fn put(body: &mut Vec<u8>, number: i64) {
    let mut folded = ((number << 1) ^ (number >> 63)).cast_unsigned();
    while folded >= 0x80 {
        body.push(low_byte(folded) | 0x80);
        folded >>= 7;
    }
    body.push(low_byte(folded));
}

const fn low_byte(value: u64) -> u8 {
    value.to_le_bytes()[0]
}

pub(super) fn take(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let mut folded: u64 = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let byte = bytes.next()?;
        let bits = u64::from(byte & 0x7f);
        // The tenth byte has room for one bit.
        if bits.leading_zeros() < shift {
            return None;
        }
        folded |= bits << shift;
        if byte < 0x80 {
            return Some((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed());
        }
    }
    None
}
