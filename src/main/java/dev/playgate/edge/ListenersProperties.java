package dev.playgate.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * {@code playgate.listeners}: where viewers are listened to beside {@code server.port}.
 *
 * @param listeners absent: nowhere
 */
public record ListenersProperties(@Nullable List<Listener> listeners) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * One of them.
     *
     * @param address on which it listens, a literal; absent: all of the machine
     * @param port 0 to 65535, and 0 any that is free
     * @param tls the name of the bundle with its certificate; absent: plain HTTP
     * @param proxyProtocol addresses and CIDR ranges of the proxies that alone may connect, and begin with the PROXY
     *     protocol; absent or empty: viewers do
     */
    public record Listener(@Nullable String address, int port, @Nullable String tls,
            @Nullable List<String> proxyProtocol) {

        /** Those of {@code proxyProtocol}. */
        List<IpRange> proxies() {
            return written().stream().map(IpRange::parse).flatMap(Optional::stream).toList();
        }

        private List<String> written() {
            return Objects.requireNonNullElse(proxyProtocol, List.of());
        }
    }

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public ListenersProperties {
        List<String> faults = new ArrayList<>();
        for (Listener listener : all(listeners)) {
            if (listener.port() < 0 || listener.port() > HIGHEST_PORT) {
                faults.add("listeners: a port is not between 0 and " + HIGHEST_PORT + ": " + listener.port());
            }
            if (listener.address() != null && IpAddress.parse(listener.address()).isEmpty()) {
                faults.add("listeners: an address is no literal: " + listener.address());
            }
            for (String proxy : listener.written()) {
                if (IpRange.parse(proxy).isEmpty()) {
                    faults.add("listeners: proxy-protocol: an entry is neither an address nor a CIDR range: " + proxy);
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** None: empty. */
    List<Listener> all() {
        return all(listeners);
    }

    private static List<Listener> all(@Nullable List<Listener> listeners) {
        return listeners == null ? List.of() : List.copyOf(listeners);
    }
}
