package dev.playgate.edge.express;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Connections of HTTP/2 to one edge: all conversations share one, until it is old. */
final class Http2Lines {

    /** So few that what they reset, or have reset, is no reason to end the connection. */
    private static final int MOST_STREAMS = 40;
    /** A connection that has been idle for longer may be about to be closed. */
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    private final int port;
    private @Nullable Http2Line shared;
    private int streams;
    private long used;

    Http2Lines(int port) {
        this.port = port;
    }

    /** One that others have, too. */
    synchronized Http2Line shared() throws IOException {
        Http2Line line = shared;
        long now = System.nanoTime();
        if (line == null || line.isOver() || streams >= MOST_STREAMS || now - used > IDLE) {
            line = own();
            streams = 0;
        }
        streams++;
        used = now;
        shared = line;
        return line;
    }

    /** One for a conversation that may be the end of it. It is closed by the edge, when it is idle. */
    Http2Line own() throws IOException {
        return Http2Line.open(port);
    }
}
