package dev.playgate.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names a request in the answer, in the log and to the origin. Made here, never taken from a client. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private RequestId() {
    }

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextInt());
    }
}
