package dev.playgate.token;

import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The header of a playback token: {@code alg}, {@code kid}, perhaps {@code typ}, and nothing else (security A4). */
record JoseHeader(TokenAlgorithm algorithm, String kid) {

    private static final Set<String> MEMBERS = Set.of("alg", "kid", "typ");

    static JoseHeader of(ObjectNode header) throws FaultyToken {
        if (!MEMBERS.containsAll(header.propertyNames())) {
            throw new FaultyToken(TokenFault.HEADER);
        }
        JsonNode type = header.path("typ");
        if (!type.isMissingNode() && !type.asString("").equals("JWT")) {
            throw new FaultyToken(TokenFault.HEADER);
        }
        TokenAlgorithm algorithm = header.path("alg").stringValueOpt().flatMap(TokenAlgorithm::of)
                .orElseThrow(() -> new FaultyToken(TokenFault.ALGORITHM));
        String kid = header.path("kid").stringValueOpt().filter(PrintableAscii::isName)
                .orElseThrow(() -> new FaultyToken(TokenFault.KEY_UNKNOWN));
        return new JoseHeader(algorithm, kid);
    }
}
