"""Encodings beyond UTF-8, Latin-1 and ASCII: those that school files are written in.

Spreadsheets write `utf-8-sig`, `cp1252` and `utf-16`; archives name their files in `cp437`; a lesson
on secrets turns letters by `rot13`. `find` is asked only for names the engine does not know.
"""

import _codecs
import codecs

# The upper characters of one-byte encodings; U+FFFE where there is none.
_LOWER = "".join(map(chr, range(128)))
_LATIN = "".join(map(chr, range(160, 256)))
_TABLES = {
    "cp1252": _LOWER + "€\ufffe‚ƒ„…†‡ˆ‰Š‹Œ\ufffeŽ\ufffe\ufffe‘’“”•–—˜™š›œ\ufffežŸ" + _LATIN,
    "iso8859_15": _LOWER + "".join(map(chr, range(128, 160))) + _LATIN.translate({0xa4: "€", 0xa6: "Š", 0xa8: "š", 0xb4: "Ž", 0xb8: "ž", 0xbc: "Œ", 0xbd: "œ", 0xbe: "Ÿ"}),
    "cp437": _LOWER + (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0"
    ),
    "cp850": _LOWER + (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
        "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0"
    ),
    "mac_roman": _LOWER + (
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        "¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
    ),
}
_ALIASES = {
    "windows_1252": "cp1252", "1252": "cp1252", "ansi": "cp1252",
    "iso_8859_15": "iso8859_15", "latin_9": "iso8859_15", "latin9": "iso8859_15", "l9": "iso8859_15",
    "437": "cp437", "ibm437": "cp437", "850": "cp850", "ibm850": "cp850",
    "macroman": "mac_roman", "macintosh": "mac_roman",
    "utf_8_bom": "utf_8_sig", "utf8_sig": "utf_8_sig", "utf8sig": "utf_8_sig",
    "utf16": "utf_16", "u16": "utf_16", "utf_16le": "utf_16_le", "utf_16be": "utf_16_be",
    "utf16le": "utf_16_le", "utf16be": "utf_16_be", "utf32": "utf_32", "u32": "utf_32", "utf7": "utf_7",
    "rot13": "rot_13", "hex_codec": "hex", "base64_codec": "base64", "base_64": "base64",
}
_NATIVE = (
    "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7",
    "raw_unicode_escape", "unicode_escape",
)
_BOM = b"\xef\xbb\xbf"


def find(name):
    """The codec of a normalised name, or None."""
    name = _ALIASES.get(name, name)
    if name in _TABLES:
        return _text(name.replace("iso8859_", "iso8859-").replace("mac_", "mac-"), *_charmap(_TABLES[name]), 1)
    if name == "utf_8_sig":
        return _text("utf-8-sig", _sig_encode, _sig_decode, 0)
    if name in _NATIVE:
        decode = getattr(_codecs, name + "_decode")
        return _text(
            name.replace("_", "-") if name.startswith("utf") else name,
            getattr(_codecs, name + "_encode"),
            lambda data, errors="strict": decode(bytes(data), errors, True),
            0,
        )
    if name == "rot_13":
        return _other("rot13", _rot13, _rot13)
    if name == "hex":
        import binascii

        return _other(
            "hex",
            lambda data, errors="strict": (binascii.b2a_hex(data), len(data)),
            lambda data, errors="strict": (binascii.a2b_hex(data), len(data)),
        )
    if name == "base64":
        import base64

        return _other(
            "base64",
            lambda data, errors="strict": (base64.encodebytes(data), len(data)),
            lambda data, errors="strict": (base64.decodebytes(data), len(data)),
        )
    return None


def _charmap(table):
    """The two directions of a table of 256 characters."""
    back = {letter: byte for byte, letter in enumerate(table) if letter != "\ufffe"}
    why = "character maps to <undefined>"

    def encode(text, errors="strict"):
        try:
            return bytes([back[letter] for letter in text]), len(text)
        except KeyError:
            pass
        out, at = bytearray(), 0
        handle = codecs.lookup_error(errors)
        while at < len(text):
            if text[at] in back:
                out.append(back[text[at]])
                at += 1
                continue
            instead, at = handle(UnicodeEncodeError("charmap", text, at, at + 1, why))
            out += instead if isinstance(instead, bytes) else encode(instead)[0]
        return bytes(out), len(text)

    def decode(data, errors="strict"):
        data = bytes(data)
        text = "".join([table[byte] for byte in data])
        if "\ufffe" not in text:
            return text, len(data)
        out, at = [], 0
        handle = codecs.lookup_error(errors)
        while at < len(data):
            if table[data[at]] != "\ufffe":
                out.append(table[data[at]])
                at += 1
                continue
            instead, at = handle(UnicodeDecodeError("charmap", data, at, at + 1, why))
            out.append(instead)
        return "".join(out), len(data)

    return encode, decode


def _sig_encode(text, errors="strict"):
    data, length = _codecs.utf_8_encode(text, errors)
    return _BOM + data, length


def _sig_decode(data, errors="strict"):
    data = bytes(data)
    start = 3 if data.startswith(_BOM) else 0
    text, length = _codecs.utf_8_decode(data[start:], errors, True)
    return text, length + start


def _rot13(text, errors="strict"):
    turned = {}
    for first in "Aa":
        for at in range(26):
            turned[ord(first) + at] = ord(first) + (at + 13) % 26
    return text.translate(turned), len(text)


def _text(name, encode, decode, step):
    """A codec of text. Those of one byte a character (`step`) need not wait for the rest."""

    class Encoder(codecs.IncrementalEncoder):
        started = False

        def encode(self, text, final=False):
            data = encode(text, self.errors)[0]
            if self.started and name in ("utf-8-sig", "utf-16", "utf-32"):
                # The mark of the byte order comes once, before everything.
                data = data[{"utf-8-sig": 3, "utf-16": 2, "utf-32": 4}[name]:]
            self.started = self.started or bool(text)
            return data

        def reset(self):
            self.started = False

    class Decoder(codecs.IncrementalDecoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.waiting = b""

        def decode(self, data, final=False):
            if step:
                return decode(data, self.errors)[0]
            self.waiting += bytes(data)
            if not final:
                return ""
            data, self.waiting = self.waiting, b""
            return decode(data, self.errors)[0]

        def reset(self):
            self.waiting = b""

    class Reader(codecs.StreamReader):
        def decode(self, data, errors="strict"):
            return decode(data, errors)

    class Writer(codecs.StreamWriter):
        def encode(self, text, errors="strict"):
            return encode(text, errors)

    return codecs.CodecInfo(
        name=name, encode=encode, decode=decode, incrementalencoder=Encoder,
        incrementaldecoder=Decoder, streamreader=Reader, streamwriter=Writer,
    )


def _other(name, encode, decode):
    """A codec that `codecs.encode` and `codecs.decode` use, and `str.encode` must not."""
    return codecs.CodecInfo(name=name, encode=encode, decode=decode, _is_text_encoding=False)
