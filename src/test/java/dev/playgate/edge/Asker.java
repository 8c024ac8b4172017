package dev.playgate.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Another proxy that asks about a request of a viewer at 203.0.113.7, as text of HTTP/1.1. */
enum Asker {

    NGINX("/nginx", "", "X-Original-Method: GET\r\nX-Original-URI: %s\r\nX-Original-Host: a\r\n"
            + "X-Forwarded-For: 203.0.113.7"),

    INGRESS_NGINX("/ingress-nginx", "", "X-Original-Method: GET\r\nX-Original-URL: https://a%s\r\n"
            + "X-Forwarded-For: 203.0.113.7"),

    FORWARDED("/forwarded", "", "X-Forwarded-Method: GET\r\nX-Forwarded-Uri: %s\r\nX-Forwarded-Host: a\r\n"
            + "X-Forwarded-For: 203.0.113.7"),

    ENVOY("/envoy", "%s", "X-Playgate-Address: 203.0.113.7");

    private static final int TIMEOUT_MILLIS = 20_000;

    private final String path;
    private final String behind;
    private final String fields;

    /** @param behind the path that is asked at */
    Asker(String path, String behind, String fields) {
        this.path = path;
        this.behind = behind;
        this.fields = fields;
    }

    /** Where it asks. */
    String path() {
        return path;
    }

    /**
     * The last one of its connection.
     *
     * @param headerLines of the question, in which those of the viewer's request are
     */
    String question(String target, String... headerLines) {
        StringBuilder question = new StringBuilder("GET " + path + behind
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n");
        for (String line : headerLines) {
            question.append(line).append("\r\n");
        }
        return question.append("\r\n").toString().replace("%s", target);
    }

    /** Asks from an address of this machine. */
    static RawAnswer ask(String address, int port, String question) {
        try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0)) {
            proxy.setSoTimeout(TIMEOUT_MILLIS);
            proxy.getOutputStream().write(question.getBytes(StandardCharsets.ISO_8859_1));
            return RawAnswer.of(proxy.getInputStream().readAllBytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
