"""Small evidence files: pictures of a painted skyline and one-page sign-in sheets. Each says that it is a demo."""

import random
import struct
import zlib

from core.files import Upload

WIDTH, HEIGHT = 320, 200
PICTURES, SHEETS = 24, 8
SKY, GROUND, FIRST_HOUSE, WINDOW = 0, 1, 2, 7


def evidence_pool(rng: random.Random) -> list[Upload]:
    """The files from which every fulfilment takes one or two."""
    pictures = [Upload(f"活动现场{n + 1:02d}（演示）.png", _picture(rng)) for n in range(PICTURES)]
    sheets = [Upload(f"签到表{n + 1:02d}（演示）.pdf", _sheet(n + 1, rng.randrange(12, 60))) for n in range(SHEETS)]
    return pictures + sheets


def _picture(rng: random.Random) -> bytes:
    rows = [bytearray([SKY]) * WIDTH for _ in range(HEIGHT)]
    x = 0
    while x < WIDTH:
        width, top = rng.randrange(24, 60), rng.randrange(40, 130)
        colour = rng.randrange(FIRST_HOUSE, WINDOW)
        end = min(x + width, WIDTH)
        for y in range(top, HEIGHT - 24):
            rows[y][x:end] = bytes([colour]) * (end - x)
        for y in range(top + 8, HEIGHT - 36, 14):
            for left in range(x + 5, end - 8, 11):
                for line in range(y, y + 6):
                    rows[line][left : left + 5] = bytes([WINDOW]) * 5
        x = end
    for y in range(HEIGHT - 24, HEIGHT):
        rows[y][:] = bytes([GROUND]) * WIDTH
    shade = rng.randrange(0, 40)
    palette = [(188 + shade, 214, 235), (122, 132 + shade, 110), (214, 178, 150), (176, 96, 84)]
    palette += [(150, 160, 172), (201, 190, 160), (110, 128, 140), (250, 240, 190)]
    return _png(rows, palette)


def _png(rows: list[bytearray], palette: list[tuple[int, int, int]]) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    colours = bytes(min(part, 255) for colour in palette for part in colour)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"PLTE", colours)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def _sheet(number: int, people: int) -> bytes:
    """A one-page PDF with a standard Chinese font that every reader has, so that nothing need be embedded."""
    lines = [f"活动签到表 第{number:02d}号", f"到场 {people} 人次", "本页由演示程序生成，内容均为虚构。"]
    text = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -36 Td" for line in lines)
    stream = f"BT /F1 20 Tf 72 740 Td {text} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for index, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
