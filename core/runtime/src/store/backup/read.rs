//! Is a file whole, and what is in it?

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use age::DecryptError;
use age::stream::StreamReader;
use sha2::{Digest, Sha256};

use super::check::Contents;
use super::error::BackupError;
use super::lines::{End, FORMAT, FormatOnly, Header, Line, Tally};
use super::secret::Secret;
use crate::store::error::StoreError;

/// No line that Nape writes comes near; a file made to fill the memory is refused.
const LONGEST_LINE: u64 = 64 << 20;

/// A backup that its secret opens.
pub struct BackupFile {
    stream: StreamReader<BufReader<File>>,
    header: Header,
}

impl std::fmt::Debug for BackupFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BackupFile").field("header", &self.header).finish_non_exhaustive()
    }
}

impl BackupFile {
    /// Opens the file and reads its first line; the rest is checked by whoever reads it all.
    pub fn open(path: &Path, secret: &Secret) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::io("open the backup"))?;
        let decryptor = age::Decryptor::new_buffered(BufReader::new(file)).map_err(closed)?;
        let identity = secret.identity();
        let mut stream = decryptor.decrypt(std::iter::once(&*identity)).map_err(closed)?;
        let line = next_line(&mut BufReader::new(&mut stream))?;
        let header = header(&line)?;
        Ok(Self { stream, header })
    }

    /// What the file says of itself.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Looks at every line but the first and the last, and hands it over. An error means that the file is not whole, or
    /// not as it was written, wherever it is found: nothing that was handed over before may be kept.
    pub(super) fn each(
        &mut self,
        take: &mut dyn FnMut(Line) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.stream.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let mut input = BufReader::new(&mut self.stream);
        let (mut digest, mut counts) = (Sha256::new(), Tally::default());
        let first = next_line(&mut input)?;
        if header(&first)? != self.header {
            return Err(BackupError::Damaged.into());
        }
        digest.update(&first);
        let mut contents = Contents::new();
        loop {
            let text = next_line(&mut input)?;
            let line = serde_json::from_slice(&text).map_err(|_| BackupError::Damaged)?;
            if let Line::End(end) = line {
                let whole = End { counts: self.header.counts, sha256: digest.finalize().into() };
                let nothing_follows = input.fill_buf().map_err(unreadable)?.is_empty();
                if end != whole || counts != end.counts || !nothing_follows {
                    return Err(BackupError::Damaged.into());
                }
                return Ok(contents.finish()?);
            }
            digest.update(&text);
            tally(&mut counts, &line);
            contents.take(&line)?;
            take(line)?;
        }
    }
}

fn tally(counts: &mut Tally, line: &Line) {
    match line {
        Line::Origin(_) => counts.origins += 1,
        Line::Fact(_) => counts.facts += 1,
        Line::Version(_) => counts.versions += 1,
        Line::Page(_) => counts.pages += 1,
        Line::End(_) => {}
    }
}

fn header(line: &[u8]) -> Result<Header, BackupError> {
    let FormatOnly { format } = serde_json::from_slice(line).map_err(|_| BackupError::NotABackup)?;
    if format > FORMAT {
        return Err(BackupError::NewerFormat { found: format, known: FORMAT });
    }
    serde_json::from_slice(line).map_err(|_| BackupError::Damaged)
}

/// One line with its line feed.
fn next_line(input: &mut impl BufRead) -> Result<Vec<u8>, StoreError> {
    let mut line = Vec::new();
    input.take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(unreadable)?;
    if line.last() == Some(&b'\n') { Ok(line) } else { Err(BackupError::Damaged.into()) }
}

/// age reports a file that was cut or changed as one of these two.
fn unreadable(error: io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => BackupError::Damaged.into(),
        _ => StoreError::io("read the backup")(error),
    }
}

fn closed(error: DecryptError) -> StoreError {
    match error {
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => {
            BackupError::WrongSecret.into()
        }
        DecryptError::InvalidMac => BackupError::Damaged.into(),
        DecryptError::ExcessiveWork { .. } => BackupError::TooMuchWork.into(),
        DecryptError::Io(error)
            if !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) =>
        {
            StoreError::io("read the backup")(error)
        }
        _ => BackupError::NotABackup.into(),
    }
}
