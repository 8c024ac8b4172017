package dev.playgate.token;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compact token taken apart (RFC 7515 section 7.1), within the caps that hold before any cryptography
 * (security A5, A6). Nothing in it is to be believed yet.
 */
final class TokenText {

    private static final int MAX_HEADER_BYTES = 1024;
    private static final int MAX_MEMBERS = 64;

    /** Tokens of one issuer have one header: it is not read anew for each. */
    private static volatile @Nullable Header lastHeader;

    private record Header(String text, ObjectNode members) {}

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
        ObjectNode header = header(text.substring(0, first));
        ObjectNode claims = object(part(text.substring(first + 1, second)));
        byte[] signature = part(text.substring(second + 1));
        return new TokenText(header, claims, text.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static ObjectNode header(String text) throws FaultyToken {
        Header known = lastHeader;
        if (known != null && known.text().equals(text)) {
            return known.members();
        }
        byte[] json = part(text);
        if (json.length > MAX_HEADER_BYTES) {
            throw new FaultyToken(TokenFault.TOO_LARGE);
        }
        Header read = new Header(text, object(json));
        lastHeader = read;
        return read.members();
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
