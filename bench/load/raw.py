"""An origin that does on purpose what no server would."""

import asyncio
import base64
import hashlib
import re
import threading


class Raw:
    """An origin that is made of a function over each of its connections."""

    def __init__(self, serve):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096), self.loop).result()
        self.port = self.server.sockets[0].getsockname()[1]

    def stop(self):
        self.loop.call_soon_threadsafe(self.server.close)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: video/iso.segment\r\nContent-Length: 2048\r\n\r\n"


class SocketOrigin(Raw):
    """Media of 2 KiB, and H5Live that says something five times a second."""

    def __init__(self):
        super().__init__(self.serve)

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"\r\nupgrade: websocket" in head.lower():
                    await self.frames(head, writer)
                    return
                if b".m3u8" in head.split(b"\r\n", 1)[0]:
                    body = b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsegment1.m4s\n"
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n"
                                 b"Content-Length: %d\r\n\r\n" % len(body) + body)
                else:
                    writer.write(HEAD + bytes(2048))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    async def frames(self, head, writer):
        key = re.search(rb"(?i)\r\nsec-websocket-key: *(\S+)", head).group(1)
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"\x81\x02{}")
            await writer.drain()
            await asyncio.sleep(0.2)
