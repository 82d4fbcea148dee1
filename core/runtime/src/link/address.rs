//! The address by which a platform knows a device: what is remembered of a device, typed and read aloud.

use std::fmt;
use std::str::FromStr;

use nape_logic::document::FieldError;
use uuid::Uuid;

/// What addresses look like on a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressForm {
    /// The address on the air, six bytes: Linux, Android, Windows.
    Mac,
    /// A number that Apple's systems give to a device, another one on each phone.
    Uuid,
}

impl AddressForm {
    /// The form of the platform that this was built for.
    pub const OF_THIS_PLATFORM: Self =
        if cfg!(target_vendor = "apple") { AddressForm::Uuid } else { AddressForm::Mac };

    const fn allowed(self) -> &'static str {
        match self {
            AddressForm::Mac => "six pairs of hexadecimal digits with colons, such as C4:11:22:33:44:55",
            AddressForm::Uuid => "an identifier such as 8f14e45f-ceea-467f-9a3b-1d2c3b4a5968",
        }
    }
}

/// A device's address, in one spelling: two are equal where they name the same device on the same platform.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceAddress(Form);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    Mac([u8; 6]),
    Uuid(u128),
}

impl DeviceAddress {
    /// The address of these six bytes, the first one as it is written first.
    pub const fn mac(bytes: [u8; 6]) -> Self {
        Self(Form::Mac(bytes))
    }

    /// The address of this identifier.
    pub const fn uuid(identifier: u128) -> Self {
        Self(Form::Uuid(identifier))
    }

    /// Reads an address of `form`, in capitals or not. Nothing around it is allowed; the error says what is.
    pub fn parse(form: AddressForm, text: &str) -> Result<Self, FieldError> {
        let read = match form {
            AddressForm::Mac => mac(text).map(Self::mac),
            AddressForm::Uuid => hyphenated(text).map(Self::uuid),
        };
        read.ok_or_else(|| FieldError::new("address", "not the address of a device", form.allowed()))
    }

    /// Which form it has.
    pub const fn form(self) -> AddressForm {
        match self.0 {
            Form::Mac(_) => AddressForm::Mac,
            Form::Uuid(_) => AddressForm::Uuid,
        }
    }
}

impl FromStr for DeviceAddress {
    type Err = FieldError;

    /// Reads an address of this platform's form.
    fn from_str(text: &str) -> Result<Self, FieldError> {
        Self::parse(AddressForm::OF_THIS_PLATFORM, text)
    }
}

impl fmt::Display for DeviceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Mac([first, rest @ ..]) => {
                write!(f, "{first:02X}")?;
                rest.iter().try_for_each(|byte| write!(f, ":{byte:02X}"))
            }
            Form::Uuid(identifier) => Uuid::from_u128(identifier).fmt(f),
        }
    }
}

impl fmt::Debug for DeviceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn mac(text: &str) -> Option<[u8; 6]> {
    let mut bytes = [0; 6];
    let mut pairs = text.split(':');
    for byte in &mut bytes {
        // `from_str_radix` takes a sign too.
        let pair = pairs.next().filter(|pair| pair.len() == 2 && is_hexadecimal(pair))?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    pairs.next().is_none().then_some(bytes)
}

/// The one spelling of the several that `Uuid` reads: braces, `urn:` and missing hyphens are none of a platform's.
fn hyphenated(text: &str) -> Option<u128> {
    let read = Uuid::try_parse(text).ok()?;
    read.to_string().eq_ignore_ascii_case(text).then(|| read.as_u128())
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(form: AddressForm, text: &str) -> Option<String> {
        DeviceAddress::parse(form, text).ok().map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_spelled_one_way_however_it_was_typed() {
        let mac = read(AddressForm::Mac, "c4:11:Ab:33:44:0f");
        assert_eq!(mac.as_deref(), Some("C4:11:AB:33:44:0F"));
        let uuid = read(AddressForm::Uuid, "8F14E45F-CEEA-467F-9A3B-1D2C3B4A5968");
        assert_eq!(uuid.as_deref(), Some("8f14e45f-ceea-467f-9a3b-1d2c3b4a5968"));
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_allowed_form() {
        for text in [
            "",
            "C4:11:22:33:44",
            "C4:11:22:33:44:55:66",
            "C4-11-22-33-44-55",
            "C41122334455",
            " C4:11:22:33:44:55",
            "C4:11:22:33:44:55\n",
            "C4:11:22:33:44:+5",
            "C4:11:22:33:44:5",
            "C4:11:22:33:44:é",
            "8f14e45f-ceea-467f-9a3b-1d2c3b4a5968",
        ] {
            let error = DeviceAddress::parse(AddressForm::Mac, text).expect_err(text);
            assert_eq!(error.field, "address");
            assert!(error.allowed.is_some_and(|allowed| allowed.contains("C4:11:22:33:44:55")));
        }
    }

    #[test]
    fn an_identifier_has_its_hyphens_and_nothing_around_them() {
        for text in [
            "8f14e45fceea467f9a3b1d2c3b4a5968",
            "{8f14e45f-ceea-467f-9a3b-1d2c3b4a5968}",
            "urn:uuid:8f14e45f-ceea-467f-9a3b-1d2c3b4a5968",
            "C4:11:22:33:44:55",
        ] {
            assert_eq!(read(AddressForm::Uuid, text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_address_reads_back_as_it_is_shown(bytes: [u8; 6], identifier: u128) {
            for address in [DeviceAddress::mac(bytes), DeviceAddress::uuid(identifier)] {
                prop_assert_eq!(DeviceAddress::parse(address.form(), &address.to_string()), Ok(address));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            for form in [AddressForm::Mac, AddressForm::Uuid] {
                let _ = DeviceAddress::parse(form, &text);
            }
        }
    }
}
