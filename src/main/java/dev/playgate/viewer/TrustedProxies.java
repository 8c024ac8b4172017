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
        return clientBehind(Optional.of(peer), xForwardedForLines);
    }

    /**
     * The same of a request that another proxy holds and asks about: its own peer is the right-most entry.
     *
     * @param xForwardedForLines as the asking proxy wrote them; none: empty
     */
    public Optional<IpAddress> clientOf(List<String> xForwardedForLines) {
        return clientBehind(Optional.empty(), xForwardedForLines);
    }

    /** @param nearest empty: one who is trusted without being in the list */
    private Optional<IpAddress> clientBehind(Optional<IpAddress> nearest, List<String> xForwardedForLines) {
        Optional<IpAddress> client = nearest;
        int entries = 0;
        for (String line : xForwardedForLines.reversed()) {
            for (int end = line.length(); end >= 0;) {
                if (client.isPresent() && !isTrusted(client.get())) {
                    return client;
                }
                int comma = line.lastIndexOf(',', end - 1);
                client = ForwardedEntry.parse(line.substring(comma + 1, end));
                entries++;
                if (client.isEmpty() || entries > MAX_ENTRIES) {
                    return Optional.empty();
                }
                end = comma;
            }
        }
        return client;
    }

    /** Whether it is one of them. */
    public boolean isTrusted(IpAddress address) {
        for (IpRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
