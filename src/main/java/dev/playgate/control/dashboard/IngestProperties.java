package dev.playgate.control.dashboard;

/**
 * {@code playgate.ingest}: where streams are sent to, for the instructions of the dashboard.
 *
 * @param server RTMP URL, to which a stream's name is the key
 */
public record IngestProperties(String server) {

    /** Throws {@link IllegalArgumentException} that names the fault. */
    public IngestProperties {
        if (!server.matches("rtmps?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._~/-]*)?")) {
            throw new IllegalArgumentException("server does not begin with rtmp:// or rtmps:// and a host");
        }
    }
}
