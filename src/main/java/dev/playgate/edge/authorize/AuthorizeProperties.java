package dev.playgate.edge.authorize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.playgate.viewer.IpRange;

/**
 * {@code playgate.authorize}: which other proxies may ask for decisions, and where.
 *
 * @param port on which they are answered, 0 to 65535, and 0 any that is free; absent: nobody is
 * @param peers addresses and CIDR ranges of the proxies; the connections of others are closed unread
 */
public record AuthorizeProperties(@Nullable Integer port, List<String> peers) {

    private static final int HIGHEST_PORT = 65_535;

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public AuthorizeProperties {
        List<String> faults = new ArrayList<>();
        if (port != null && (port < 0 || port > HIGHEST_PORT)) {
            faults.add("port is not between 0 and " + HIGHEST_PORT);
        }
        if (port != null && peers.isEmpty()) {
            faults.add("peers is empty: nobody could ask");
        }
        for (String peer : peers) {
            if (IpRange.parse(peer).isEmpty()) {
                faults.add("peers: an entry is neither an address nor a CIDR range: " + peer);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        peers = List.copyOf(peers);
    }

    /** Those of {@code peers}. */
    List<IpRange> ranges() {
        return peers.stream().map(IpRange::parse).flatMap(Optional::stream).toList();
    }
}
