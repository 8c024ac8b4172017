package dev.playgate.token;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of one JWK (RFC 7517 section 4); what is wrong with them is collected, without their values. */
final class JwkMembers {

    private final ObjectNode jwk;
    private final String name;
    private final List<String> faults;

    /**
     * @param position names the key in faults, beside its {@code kid}; counts from 1
     */
    JwkMembers(ObjectNode jwk, int position, List<String> faults) {
        this.jwk = jwk;
        this.name = kid().map(kid -> "key " + position + " (" + kid + ")").orElse("key " + position);
        this.faults = faults;
    }

    void fault(String fault) {
        faults.add(name + ": " + fault);
    }

    boolean has(String member) {
        return jwk.has(member);
    }

    Optional<String> kid() {
        return text("kid").filter(PrintableAscii::isName);
    }

    Optional<String> text(String member) {
        return jwk.path(member).stringValueOpt();
    }

    /** Whether the member is absent, or an array of which one element is this text. */
    boolean isAbsentOrContains(String member, String text) {
        JsonNode value = jwk.path(member);
        return value.isMissingNode()
                || (value.isArray() && value.valueStream().anyMatch(element -> element.asString("").equals(text)));
    }

    /** An unsigned number (RFC 7518 section 2, Base64urlUInt). */
    Optional<BigInteger> number(String member) {
        return bytes(member).map(bytes -> new BigInteger(1, bytes));
    }

    /** Bytes of exactly this length. */
    Optional<byte[]> bytes(String member, int length) {
        Optional<byte[]> bytes = bytes(member);
        if (bytes.isPresent() && bytes.get().length != length) {
            fault(member + " has not " + length + " bytes");
            return Optional.empty();
        }
        return bytes;
    }

    /** The public members that a verifier needs, and no others. */
    ObjectNode published(TokenAlgorithm algorithm) {
        ObjectNode published = StrictJson.newObject();
        for (String member : List.of("kty", "crv", "kid", "n", "e", "x")) {
            text(member).ifPresent(value -> published.put(member, value));
        }
        return published.put("use", "sig").put("alg", algorithm.joseName());
    }

    private Optional<byte[]> bytes(String member) {
        Optional<byte[]> bytes = text(member).flatMap(Base64Url::decode).filter(decoded -> decoded.length > 0);
        if (bytes.isEmpty()) {
            fault(member + " is missing or not base64url");
        }
        return bytes;
    }
}
