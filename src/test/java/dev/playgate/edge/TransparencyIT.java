package dev.playgate.edge;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is not a playlist is the same behind the edge as before it, of whatever length and however it is framed; what the
 * origin cuts or the viewer leaves is a part of it; and no buffer is lost on the way.
 */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class TransparencyIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final int LARGEST = 50_000_000;
    private static final int VIEWERS = 3;
    private static final int BODIES = 30;

    /** What happens to one body. */
    private enum End {
        WHOLE, CUT_BY_ORIGIN, LEFT_BY_VIEWER
    }

    /**
     * One body and its way.
     *
     * @param at bytes after which it is cut or left; of what is cut before the first, nothing is delivered but an error
     */
    private record Way(long seed, int length, boolean chunked, End end, int at) {

        static Way random(long seed) {
            Random random = new Random(seed);
            int length = 2 + (int) Math.exp(random.nextDouble() * Math.log(LARGEST / 10.0));
            return new Way(seed, length, random.nextBoolean(),
                    List.of(End.values()).get(random.nextInt(End.values().length)), 1 + random.nextInt(length - 1));
        }
    }

    private record Received(long length, String hash, boolean whole) {}

    /** The same bytes for the same seed, piece by piece. */
    private static final class Media {

        private final Random random;
        private final byte[] piece = new byte[32 << 10];
        private int left;

        Media(Way way, int length) {
            this.random = new Random(way.seed());
            this.left = length;
        }

        /** The length of the next piece; 0 at the end. */
        int next() {
            random.nextBytes(piece);
            int length = Math.min(piece.length, left);
            left -= length;
            return length;
        }
    }

    private static void send(OriginCall call, Way way) throws IOException {
        call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                way.chunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + way.length()));
        Media media = new Media(way, way.end() == End.CUT_BY_ORIGIN ? way.at() : way.length());
        for (int length = media.next(); length > 0; length = media.next()) {
            if (way.chunked()) {
                call.send(Integer.toHexString(length) + "\r\n");
            }
            call.socket().getOutputStream().write(media.piece, 0, length);
            if (way.chunked()) {
                call.send("\r\n");
            }
        }
        if (way.end() == End.CUT_BY_ORIGIN) {
            call.close();
        } else if (way.chunked()) {
            call.send("0\r\n\r\n");
        }
    }

    private static String hash(Way way, long length) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Media media = new Media(way, (int) length);
        for (int part = media.next(); part > 0; part = media.next()) {
            digest.update(media.piece, 0, part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Received receive(Way way) throws Exception {
        String marker = EDGE.origin().script(call -> send(call, way));
        String target = RunningEdge.HLS + marker + ".mp4?jwtoken=" + EDGE.token(valid -> valid);
        try (Socket viewer = EDGE.send(EDGE.request("GET", target));
                InputStream in = new BufferedInputStream(viewer.getInputStream(), 64 << 10)) {
            String head = RawAnswer.upTo("\r\n\r\n", in);
            assertThat(head).as("%s", way).startsWith("HTTP/1.1 200 ");
            assertThat(head.contains("chunked")).isEqualTo(way.chunked());
            return read(in, way.chunked(), way.length(), way.end() == End.LEFT_BY_VIEWER ? way.at() : Long.MAX_VALUE);
        }
    }

    /** Reads until the end, or until it has had enough. */
    private static Received read(InputStream in, boolean chunked, long length, long enough) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[32 << 10];
        long read = 0;
        try {
            for (long left = chunked ? chunk(in) : length; left > 0; left = chunked ? chunk(in) : 0) {
                for (long of = left; of > 0;) {
                    int wanted = (int) Math.min(Math.min(piece.length, of), enough - read);
                    int got = wanted == 0 ? -1 : in.read(piece, 0, wanted);
                    if (got < 0) {
                        throw new EOFException();
                    }
                    digest.update(piece, 0, got);
                    read += got;
                    of -= got;
                }
                if (chunked) {
                    RawAnswer.upTo("\r\n", in);
                }
            }
            return new Received(read, HexFormat.of().formatHex(digest.digest()), true);
        } catch (IOException | AssertionError _) {
            return new Received(read, HexFormat.of().formatHex(digest.digest()), false);
        }
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(RawAnswer.upTo("\r\n", in).strip(), 16);
    }

    private static List<Way> ways(long seed) {
        List<Way> ways = new ArrayList<>(List.of(new Way(seed, 1, false, End.WHOLE, 0),
                new Way(seed, 1, true, End.WHOLE, 0), new Way(seed, LARGEST, false, End.WHOLE, 0),
                new Way(seed, LARGEST, true, End.WHOLE, 0),
                new Way(seed, LARGEST, false, End.CUT_BY_ORIGIN, LARGEST / 3),
                new Way(seed, LARGEST, true, End.LEFT_BY_VIEWER, LARGEST / 5)));
        for (int i = 0; i < BODIES; i++) {
            ways.add(Way.random(seed + i));
        }
        return ways;
    }

    @Test
    void bodiesPassByteForByteAndNoBufferIsLost() throws Exception {
        long seed = new Random().nextLong();
        try (BufferLeaks leaks = BufferLeaks.watched();
                ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS, Thread.ofVirtual().factory())) {
            List<Future<?>> shown = new ArrayList<>();
            for (Way way : ways(seed)) {
                shown.add(viewers.submit(() -> {
                    Received received = receive(way);
                    assertThat(received.hash()).as("%s", way).isEqualTo(hash(way, received.length()));
                    assertThat(received.whole()).as("%s", way).isEqualTo(way.end() == End.WHOLE);
                    assertThat(received.length()).as("%s", way)
                            .isBetween(0L, way.end() == End.WHOLE ? way.length() : (long) way.at());
                    if (way.end() != End.CUT_BY_ORIGIN) {
                        assertThat(received.length()).isEqualTo(way.end() == End.WHOLE ? way.length() : way.at());
                    }
                    return way;
                }));
            }
            for (Future<?> one : shown) {
                one.get();
            }
            assertThat(leaks.found()).as("seed %s", seed).isEmpty();
        }
    }
}
