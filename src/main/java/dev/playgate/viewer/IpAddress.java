package dev.playgate.viewer;

import java.net.InetAddress;
import java.util.Optional;

/** An IPv4 or IPv6 address. {@code ::ffff:a.b.c.d} is {@code a.b.c.d} (security D3). */
public final class IpAddress {

    private IpAddress() {
    }

    /** A literal in its usual form; octal, hexadecimal and short forms, and zone ids are none (security D2). */
    public static Optional<IpAddress> parse(String literal) {
        return Optional.empty();
    }

    public static IpAddress of(InetAddress address) {
        return new IpAddress();
    }
}
