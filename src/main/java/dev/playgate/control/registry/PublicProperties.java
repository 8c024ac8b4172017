package dev.playgate.control.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.playgate.stream.StreamName;

/**
 * {@code playgate.public}: what viewers name this installation, for the URLs that it tells them (product section 5).
 *
 * @param host of playout URLs: a name or an address, with {@code :PORT} unless it is the scheme's own
 * @param secure whether they are {@code https} and {@code wss}, or {@code http} and {@code ws}
 * @param source the RTMP URL that players send as {@code url}
 */
public record PublicProperties(String host, boolean secure, String source) {

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public PublicProperties {
        List<String> faults = new ArrayList<>();
        if (!isHost(host)) {
            faults.add("host is not a host, or a host and a port");
        }
        if (!isSource(source)) {
            faults.add("source does not begin with rtmp:// or rtmps:// and a host");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static boolean isHost(String text) {
        try {
            URI uri = URI.create("https://" + text + "/");
            return uri.getHost() != null && uri.getRawUserInfo() == null && text.equals(uri.getRawAuthority())
                    && !text.endsWith(":") && uri.getPort() <= 65_535;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSource(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("rtmp".equals(uri.getScheme()) || "rtmps".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Where the media of one stream, or of any, is asked for.
     *
     * @param websocket fMP4 over WebSocket
     * @param progressive fMP4, endless
     */
    public record Urls(String websocket, String hls, String progressive) {}

    /** Without the query that names the stream. */
    Urls servers() {
        return urls("");
    }

    /** The playout URLs of a stream, without a token. */
    public Urls of(StreamName stream) {
        return urls("?url=" + URLEncoder.encode(source, StandardCharsets.UTF_8) + "&stream=" + stream);
    }

    /** The URL of a path, which begins with a slash. */
    public String at(String path) {
        return (secure ? "https://" : "http://") + host + path;
    }

    private Urls urls(String query) {
        String http = at("/h5live/authhttp/");
        return new Urls((secure ? "wss://" : "ws://") + host + "/h5live/authstream/stream.mp4" + query,
                http + "playlist.m3u8" + query, http + "stream.mp4" + query);
    }
}
