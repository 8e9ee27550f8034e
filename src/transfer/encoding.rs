//! Which encoding a text file is in, and reading it as UTF-8 without holding it.

use crate::codes;
use encoding_rs::CoderResult;
use encoding_rs::Decoder;
use encoding_rs::Encoding;
use std::io::Read;

codes! {
    /// The encodings order files come in. A guess can be overridden by name.
    pub enum TextEncoding {
        Utf8 = "utf-8",
        Gb18030 = "gb18030",
        Utf16Le = "utf-16le",
        Utf16Be = "utf-16be",
        Big5 = "big5",
    }
}

impl TextEncoding {
    /// The phrase key.
    pub fn key(self) -> String {
        format!("import-encoding-{}", self.code())
    }

    const fn decoding(self) -> &'static Encoding {
        match self {
            TextEncoding::Utf8 => encoding_rs::UTF_8,
            TextEncoding::Gb18030 => encoding_rs::GB18030,
            TextEncoding::Utf16Le => encoding_rs::UTF_16LE,
            TextEncoding::Utf16Be => encoding_rs::UTF_16BE,
            TextEncoding::Big5 => encoding_rs::BIG5,
        }
    }

    /// A text in this encoding, without a mark.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            TextEncoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            TextEncoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            TextEncoding::Utf8 | TextEncoding::Gb18030 | TextEncoding::Big5 => {
                self.decoding().encode(text).0.into_owned()
            }
        }
    }

    /// A reader of `source` that gives UTF-8; a byte order mark is dropped and bytes that mean
    /// nothing become `�`.
    pub fn decode<R: Read>(self, source: R) -> Decoded<R> {
        Decoded {
            source,
            decoder: self.decoding().new_decoder_with_bom_removal(),
            input: vec![0; 32 << 10],
            from: 0,
            to: 0,
            ended: false,
            flushed: false,
            ready: Vec::with_capacity(ROOM),
            given: 0,
        }
    }

    /// The text of a short piece, such as the head of a file; a character cut off at its end is
    /// left away.
    pub fn decode_piece(self, bytes: &[u8]) -> String {
        let mut decoder = self.decoding().new_decoder_with_bom_removal();
        let room = decoder
            .max_utf8_buffer_length(bytes.len())
            .unwrap_or(bytes.len());
        let mut text = String::with_capacity(room);
        let _ = decoder.decode_to_string(bytes, &mut text, false);
        text
    }
}

/// A stream of bytes in some encoding, read as UTF-8.
pub struct Decoded<R> {
    source: R,
    decoder: Decoder,
    input: Vec<u8>,
    from: usize,
    to: usize,
    ended: bool,
    flushed: bool,
    /// Decoded and not yet given: a reader may ask for less than one character.
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.ready.len() {
            if self.ended && self.flushed {
                return Ok(0);
            }
            self.decode_more()?;
        }
        let length = out.len().min(self.ready.len() - self.given);
        out[..length].copy_from_slice(&self.ready[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

impl<R: Read> Decoded<R> {
    fn decode_more(&mut self) -> std::io::Result<()> {
        if self.from == self.to && !self.ended {
            self.from = 0;
            self.to = self.source.read(&mut self.input)?;
            self.ended = self.to == 0;
        }
        self.ready.resize(ROOM, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(
            &self.input[self.from..self.to],
            &mut self.ready,
            self.ended,
        );
        self.from += read;
        self.flushed = self.ended && result == CoderResult::InputEmpty;
        self.ready.truncate(written);
        self.given = 0;
        Ok(())
    }
}

/// bytes decoded at a time
const ROOM: usize = 64 << 10;

/// What a file's encoding is guessed from, gathered while its bytes pass by.
pub struct Guess {
    head: Vec<u8>,
    detector: chardetng::EncodingDetector,
    utf8: Utf8Tally,
}

/// How much of a file is looked at for everything but UTF-8, which is tallied to the end.
const HEAD: usize = 1 << 20;

impl Default for Guess {
    fn default() -> Self {
        Guess {
            head: Vec::new(),
            detector: chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny),
            utf8: Utf8Tally::default(),
        }
    }
}

impl Guess {
    /// Looks at the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.utf8.feed(bytes);
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        if room > 0 {
            self.detector.feed(&bytes[..room], false);
            self.head.extend_from_slice(&bytes[..room]);
        }
    }

    /// The encoding the bytes seen so far are most likely in.
    pub fn encoding(&self) -> TextEncoding {
        if let Some(marked) = by_mark(&self.head) {
            return marked;
        }
        if let Some(wide) = by_zeros(&self.head) {
            return wide;
        }
        // A cut in the middle of a character must not turn a UTF-8 file into another one.
        if self.utf8.broken * 50 <= self.utf8.whole {
            return TextEncoding::Utf8;
        }
        let simplified = telling(&self.head, TextEncoding::Gb18030);
        let traditional = telling(&self.head, TextEncoding::Big5);
        if simplified != traditional {
            return if simplified > traditional {
                TextEncoding::Gb18030
            } else {
                TextEncoding::Big5
            };
        }
        let named = self
            .detector
            .guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
        if named == encoding_rs::BIG5 {
            TextEncoding::Big5
        } else {
            TextEncoding::Gb18030
        }
    }
}

/// The encoding a byte order mark names.
pub fn by_mark(head: &[u8]) -> Option<TextEncoding> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some(TextEncoding::Utf8),
        [0xff, 0xfe, ..] => Some(TextEncoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(TextEncoding::Utf16Be),
        [0x84, 0x31, 0x95, 0x33, ..] => Some(TextEncoding::Gb18030),
        _ => None,
    }
}

/// UTF-16 without a mark: commas, digits and line ends leave zeros on one side only.
pub fn by_zeros(head: &[u8]) -> Option<TextEncoding> {
    let head = &head[..head.len().min(8 << 10)];
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let count = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (first, second) = (count(0), count(1));
    // A zero on both sides is a NUL, and a text has none.
    if second * 20 >= pairs && first * 50 < pairs {
        return Some(TextEncoding::Utf16Le);
    }
    if first * 20 >= pairs && second * 50 < pairs {
        return Some(TextEncoding::Utf16Be);
    }
    None
}

/// How often characters of column headings and addresses come up when read as `encoding`, less
/// what is no character at all.
fn telling(head: &[u8], encoding: TextEncoding) -> i64 {
    const WORDS: &str = "订单号编状态买家付款金额时间数量商品收货地址物流手机省市区县路街道交易成功\
        訂單號編狀態買賣家時間數量商品收貨地址物流手機縣區街道總計運費備註姓名電話";
    let piece = &head[..head.len().min(64 << 10)];
    encoding
        .decode_piece(piece)
        .chars()
        .map(|c| match c {
            '\u{fffd}' => -4,
            // Read wrongly, Chinese text falls into rare characters of the private use area.
            '\u{e000}'..='\u{f8ff}' => -2,
            c if !c.is_ascii() && WORDS.contains(c) => 1,
            _ => 0,
        })
        .sum()
}

/// How many characters beyond ASCII are whole UTF-8 and how many bytes are not.
#[derive(Default)]
struct Utf8Tally {
    whole: u64,
    broken: u64,
    cut: Vec<u8>,
}

impl Utf8Tally {
    fn feed(&mut self, bytes: &[u8]) {
        if self.cut.is_empty() {
            self.tally(bytes);
        } else {
            let mut joined = std::mem::take(&mut self.cut);
            joined.extend_from_slice(bytes);
            self.tally(&joined);
        }
    }

    fn tally(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.whole += beyond_ascii(text.as_bytes());
                    return;
                }
                Err(error) => {
                    self.whole += beyond_ascii(&bytes[..error.valid_up_to()]);
                    let rest = &bytes[error.valid_up_to()..];
                    let Some(length) = error.error_len() else {
                        self.cut = rest.to_vec();
                        return;
                    };
                    self.broken += length as u64;
                    bytes = &rest[length..];
                }
            }
        }
    }
}

/// Characters beyond ASCII in valid UTF-8: their first bytes.
fn beyond_ascii(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(bytes: &[u8]) -> TextEncoding {
        let mut guess = Guess::default();
        // In odd pieces, as a disk may give them.
        for piece in bytes.chunks(7) {
            guess.feed(piece);
        }
        guess.encoding()
    }

    const SIMPLIFIED: &str = "订单编号,买家会员名,收货地址\n1,小鱼,江苏省 南京市\n";
    const TRADITIONAL: &str = "訂單編號,買家姓名,收貨地址\n1,小魚,臺北市信義區\n";

    fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn each_encoding_is_found_by_its_bytes_alone() {
        assert_eq!(guessed(SIMPLIFIED.as_bytes()), TextEncoding::Utf8);
        let (gbk, _, _) = encoding_rs::GB18030.encode(SIMPLIFIED);
        assert_eq!(guessed(&gbk), TextEncoding::Gb18030);
        let (big5, _, _) = encoding_rs::BIG5.encode(TRADITIONAL);
        assert_eq!(guessed(&big5), TextEncoding::Big5);
        assert_eq!(
            guessed(&wide(SIMPLIFIED, u16::to_le_bytes)),
            TextEncoding::Utf16Le
        );
        assert_eq!(
            guessed(&wide(SIMPLIFIED, u16::to_be_bytes)),
            TextEncoding::Utf16Be
        );
        assert_eq!(guessed(b"order_no,amount\n1,2\n"), TextEncoding::Utf8);
        assert_eq!(guessed(b""), TextEncoding::Utf8);
    }

    #[test]
    fn a_utf8_file_cut_in_the_middle_of_a_character_stays_utf8() {
        let whole = SIMPLIFIED.repeat(40);
        assert_eq!(
            guessed(&whole.as_bytes()[..whole.len() - 30 - 2]),
            TextEncoding::Utf8
        );
    }

    #[test]
    fn decoding_in_a_stream_gives_the_text_without_its_mark() {
        for (encoding, bytes) in [
            (
                TextEncoding::Utf8,
                [b"\xef\xbb\xbf", SIMPLIFIED.as_bytes()].concat(),
            ),
            (
                TextEncoding::Gb18030,
                encoding_rs::GB18030.encode(SIMPLIFIED).0.into_owned(),
            ),
            (
                TextEncoding::Utf16Le,
                wide(&format!("\u{feff}{SIMPLIFIED}"), u16::to_le_bytes),
            ),
        ] {
            let mut text = String::new();
            encoding
                .decode(bytes.as_slice())
                .read_to_string(&mut text)
                .expect("memory can be read");
            assert_eq!(text, SIMPLIFIED, "{encoding}");
        }
    }

    #[test]
    fn four_byte_characters_survive() {
        let text = "𠮷野家,👨‍👩‍👧\n";
        let (bytes, _, unmappable) = encoding_rs::GB18030.encode(text);
        assert!(!unmappable);
        assert_eq!(TextEncoding::Gb18030.decode_piece(&bytes), text);
    }
}
