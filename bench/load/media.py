"""What the origin has."""

import random

SIZES = {"2k.m4s": 2 << 10, "64k.m4s": 64 << 10, "1536k.m4s": 1536 << 10}


def playlist():
    """A live playlist of about 2 KiB: short names, as packagers write them."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-TARGETDURATION:2", "#EXT-X-MEDIA-SEQUENCE:81734",
             "#EXT-X-INDEPENDENT-SEGMENTS", '#EXT-X-MAP:URI="init.mp4"']
    number = 81734
    while sum(len(line) + 1 for line in lines) < 2 << 10:
        lines += [f"#EXT-X-PROGRAM-DATE-TIME:2026-01-01T{number // 1800 % 24:02}:{number // 30 % 60:02}:"
                  f"{number * 2 % 60:02}.000Z", "#EXTINF:2.000,", f"segment{number}.m4s"]
        number += 1
    return ("\n".join(lines) + "\n").encode()


class Media:

    def __init__(self, root, stream):
        self.root = root
        self.path = f"/hls/{stream}"
        self.folder = root / "hls" / stream
        self.folder.mkdir(parents=True)
        noise = random.Random(1)
        for name, size in SIZES.items():
            (self.folder / name).write_bytes(noise.randbytes(size))
        (self.folder / "index.m3u8").write_bytes(playlist())

    def target(self, name):
        return f"{self.path}/{name}"

    def body(self, name):
        return (self.folder / name).read_bytes()

    def size(self, name):
        return (self.folder / name).stat().st_size
