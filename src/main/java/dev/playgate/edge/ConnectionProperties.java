package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.util.unit.DataSize;

import dev.playgate.viewer.IpRange;

/**
 * {@code playgate.connections}: what one viewer may take of the edge (security H3).
 *
 * @param maximum connections of viewers at a time
 * @param head how long a request's head may take from its first byte, 100 ms to 1 h
 * @param silence how long a connection may be open without a complete request head, 100 ms to 1 h
 * @param maximumRequestLine longer ones are refused; a token takes up to 4 KB of it; 1 KB to 1 MB
 * @param maximumHeaders all header fields together; 1 KB to 1 MB
 * @param proxyProtocol addresses and CIDR ranges of the proxies that alone may connect to {@code server.port}, and begin
 *     with the PROXY protocol; empty: it is not spoken there (security D4)
 * @param http2 whether it is offered to viewers who come by TLS, beside HTTP/1.1
 */
public record ConnectionProperties(int maximum, Duration head, Duration silence, DataSize maximumRequestLine,
        DataSize maximumHeaders, List<String> proxyProtocol, boolean http2) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final DataSize SMALLEST = DataSize.ofKilobytes(1);
    private static final DataSize LARGEST = DataSize.ofMegabytes(1);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public ConnectionProperties {
        List<String> faults = new ArrayList<>();
        if (maximum < 1) {
            faults.add("maximum is less than 1");
        }
        check("head", head, faults);
        check("silence", silence, faults);
        check("maximum-request-line", maximumRequestLine, faults);
        check("maximum-headers", maximumHeaders, faults);
        for (String proxy : proxyProtocol) {
            if (IpRange.parse(proxy).isEmpty()) {
                faults.add("proxy-protocol: an entry is neither an address nor a CIDR range: " + proxy);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        proxyProtocol = List.copyOf(proxyProtocol);
    }

    /** Those of {@code proxyProtocol}. */
    List<IpRange> proxies() {
        return proxyProtocol.stream().map(IpRange::parse).flatMap(Optional::stream).toList();
    }

    private static void check(String name, Duration time, List<String> faults) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            faults.add(name + " is not between 100 ms and 1 h");
        }
    }

    private static void check(String name, DataSize size, List<String> faults) {
        if (size.compareTo(SMALLEST) < 0 || size.compareTo(LARGEST) > 0) {
            faults.add(name + " is not between 1 KB and 1 MB");
        }
    }
}
