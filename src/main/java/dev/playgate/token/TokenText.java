package dev.playgate.token;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.node.ObjectNode;

/**
 * A compact token taken apart (RFC 7515 section 7.1), within the caps that hold before any cryptography
 * (security A5, A6). Nothing in it is to be believed yet.
 */
final class TokenText {

    private static final int MAX_HEADER_BYTES = 1024;
    private static final int MAX_MEMBERS = 64;

    private final ObjectNode header;
    private final ObjectNode claims;
    private final byte[] signed;
    private final byte[] signature;

    private TokenText(ObjectNode header, ObjectNode claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    static TokenText of(CompactToken token) throws FaultyToken {
        String text = token.text();
        if (text.length() > CompactToken.MAX_CHARACTERS) {
            throw new FaultyToken(TokenFault.TOO_LARGE);
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            throw new FaultyToken(TokenFault.MALFORMED);
        }
        byte[] header = part(text.substring(0, first));
        byte[] claims = part(text.substring(first + 1, second));
        byte[] signature = part(text.substring(second + 1));
        if (header.length > MAX_HEADER_BYTES) {
            throw new FaultyToken(TokenFault.TOO_LARGE);
        }
        return new TokenText(object(header), object(claims),
                text.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature);
    }

    ObjectNode header() {
        return header;
    }

    ObjectNode claims() {
        return claims;
    }

    /** Whether the signature holds for this text under the key. */
    boolean isSignedBy(AdmittedKey key, SignatureCheck check) {
        return check.holds(key, signed, signature);
    }

    private static byte[] part(String text) throws FaultyToken {
        return Base64Url.decode(text).filter(bytes -> bytes.length > 0)
                .orElseThrow(() -> new FaultyToken(TokenFault.MALFORMED));
    }

    private static ObjectNode object(byte[] json) throws FaultyToken {
        return StrictJson.readObject(json, MAX_MEMBERS).orElseThrow(() -> new FaultyToken(TokenFault.MALFORMED));
    }
}
