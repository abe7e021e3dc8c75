"""Small files for evidence."""

import struct
import zlib

from core.files import Upload


def png(shade: int = 120) -> bytes:
    """A valid picture of one pixel; another shade is another file."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def photo(shade: int = 120) -> Upload:
    return Upload("现场照片.png", png(shade))
