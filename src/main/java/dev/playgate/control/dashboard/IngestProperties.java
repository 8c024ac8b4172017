package dev.playgate.control.dashboard;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.playgate.stream.StreamName;

/**
 * {@code playgate.ingest}: where streams are sent to, for the dashboard.
 *
 * @param server RTMP URL, to which a stream's name is the key
 * @param whip URL of a WHIP endpoint (RFC 9725) to which browsers send, {@code https}, or {@code http} to this machine,
 *        with {@code {stream}} in its path or query where a stream's name goes; empty as absent: browsers do not send
 */
public record IngestProperties(String server, @Nullable String whip) {

    private static final String NAME = "{stream}";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public IngestProperties {
        whip = whip == null || whip.isEmpty() ? null : whip;
        List<String> faults = new ArrayList<>();
        if (!server.matches("rtmps?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._~/-]*)?")) {
            faults.add("server does not begin with rtmp:// or rtmps:// and a host");
        }
        if (whip != null && !isEndpoint(whip)) {
            faults.add("whip is not a https URL, or a http URL to this machine, with " + NAME
                    + " once in its path or query");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static boolean isEndpoint(String text) {
        int name = text.indexOf(NAME);
        if (name < 0 || text.indexOf(NAME, name + 1) >= 0) {
            return false;
        }
        try {
            URI uri = URI.create(text.replace(NAME, "x"));
            boolean isSafe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
            // The name is not part of the origin, which the policy of the page says.
            return isSafe && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && name > origin(uri).length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where browsers send the stream to. */
    Optional<String> whip(StreamName stream) {
        return Optional.ofNullable(whip).map(template -> template.replace(NAME, stream.value()));
    }

    /** Scheme, host and port of it, as content security policies name it. */
    Optional<String> whipOrigin() {
        return Optional.ofNullable(whip).map(template -> URI.create(template.replace(NAME, "x")))
                .map(IngestProperties::origin);
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
