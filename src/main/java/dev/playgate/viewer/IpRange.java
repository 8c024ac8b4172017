package dev.playgate.viewer;

import java.util.Optional;

/** An address or a CIDR range, compared as bytes (security D3). */
public final class IpRange {

    private IpRange() {
    }

    public static Optional<IpRange> parse(String text) {
        return Optional.empty();
    }

    public boolean contains(IpAddress address) {
        return false;
    }
}
