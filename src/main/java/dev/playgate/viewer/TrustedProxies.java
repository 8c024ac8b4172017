package dev.playgate.viewer;

import java.util.List;
import java.util.Optional;

/** The proxies whose word on the client's address is taken (security D1). */
public record TrustedProxies(List<IpRange> ranges) {

    /** No chain of real proxies is longer; whoever sends more entries of trusted addresses has no address. */
    private static final int MAX_ENTRIES = 50;

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /**
     * The client's address: the peer, unless it is trusted; then the right-most address that is not trusted, over all
     * field lines in order, and the left-most if all are. Entries are literals, with a port only as
     * {@code a.b.c.d:port} or {@code [v6]:port}. Empty, which matches no range, if an entry on the way is anything else,
     * or the chain is longer than 50.
     *
     * @param peer the socket's
     * @param xForwardedForLines the values of all {@code X-Forwarded-For} field lines
     */
    public Optional<IpAddress> clientOf(IpAddress peer, List<String> xForwardedForLines) {
        IpAddress client = peer;
        int entries = 0;
        for (String line : xForwardedForLines.reversed()) {
            for (int end = line.length(); end >= 0;) {
                if (!isTrusted(client)) {
                    return Optional.of(client);
                }
                int comma = line.lastIndexOf(',', end - 1);
                Optional<IpAddress> entry = ForwardedEntry.parse(line.substring(comma + 1, end));
                entries++;
                if (entry.isEmpty() || entries > MAX_ENTRIES) {
                    return Optional.empty();
                }
                client = entry.get();
                end = comma;
            }
        }
        return Optional.of(client);
    }

    private boolean isTrusted(IpAddress address) {
        for (IpRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
