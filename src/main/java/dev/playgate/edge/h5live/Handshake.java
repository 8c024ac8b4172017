package dev.playgate.edge.h5live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** The opening handshake of WebSockets (RFC 6455 section 4). */
sealed interface Handshake {

    /**
     * One that can be accepted.
     *
     * @param accept proves to the viewer that its handshake was read
     */
    record Valid(String accept, Optional<Deflate> deflate) implements Handshake {}

    /** Another version than 13 (security B8). */
    record OtherVersion() implements Handshake {}

    /** None. */
    record Malformed() implements Handshake {}

    String VERSION = "13";

    /** Reads a viewer's; its subprotocols are not for this gateway, and are not chosen from. */
    static Handshake read(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (!request.method().equals(HttpMethod.GET) || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || keys.size() != 1 || !isKey(keys.getFirst())) {
            return new Malformed();
        }
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(VERSION))
                ? new Valid(accept(keys.getFirst()),
                        Deflate.offered(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)))
                : new OtherVersion();
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What answers a key. */
    static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
