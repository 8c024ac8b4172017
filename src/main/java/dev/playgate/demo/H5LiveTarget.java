package dev.playgate.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * What the handshake of an H5Live WebSocket asks for.
 *
 * @param stream its name as it was asked for, whether there is such a stream or not; empty if not exactly one was named
 * @param flags what is in the comma list {@code flags}
 */
record H5LiveTarget(String stream, Set<String> flags) {

    private static final Set<String> PATHS = Set.of("/h5live/authstream", "/h5live/authstream/stream.mp4");

    /** Nothing if the raw target is not exactly one of the paths of H5Live. */
    static Optional<H5LiveTarget> parse(String rawTarget) {
        int query = rawTarget.indexOf('?');
        if (!PATHS.contains(query < 0 ? rawTarget : rawTarget.substring(0, query))) {
            return Optional.empty();
        }
        Map<String, List<String>> parameters = new QueryStringDecoder(rawTarget).parameters();
        List<String> names = parameters.getOrDefault("stream", List.of());
        return Optional.of(new H5LiveTarget(names.size() == 1 ? names.getFirst() : "",
                parameters.getOrDefault("flags", List.of()).stream().flatMap(list -> Stream.of(list.split(",", -1)))
                        .collect(Collectors.toUnmodifiableSet())));
    }

    /** Whether it wants nothing but to be closed, with 4200. */
    boolean probes() {
        return flags.contains("checkandclose");
    }

    boolean startsFast() {
        return flags.contains("faststart");
    }
}
