package dev.playgate.edge;

import java.net.URI;

/**
 * Where an origin listens.
 *
 * @param hostName to connect to: a name or an address, which has no brackets
 * @param hostField the value of the field {@code Host}
 */
public record OriginAddress(String hostName, int port, boolean secure, String hostField) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Its URL, without a path. */
    public String url() {
        return (secure ? "https://" : "http://") + hostField;
    }

    /**
     * That of an origin's URL.
     *
     * @param origin an http or https URL with a host
     */
    public static OriginAddress of(URI origin) {
        boolean secure = "https".equals(origin.getScheme());
        int standard = secure ? HTTPS : HTTP;
        String host = origin.getHost();
        return new OriginAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                origin.getPort() < 0 ? standard : origin.getPort(), secure, origin.getRawAuthority());
    }
}
