package dev.playgate.token;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.stream.StreamName;

/** The target of a token: exactly one of three claims (product section 3). */
final class ScopeClaims {

    private static final int MAX_STREAMS = 100;

    private ScopeClaims() {
    }

    static Scope read(ObjectNode claims) throws FaultyToken {
        if (Stream.of("streams", "groupid", "orgawide").filter(claims::has).count() != 1) {
            throw new FaultyToken(TokenFault.TARGET);
        }
        if (claims.path("orgawide").equals(BooleanNode.TRUE)) {
            return new Scope.Organisation();
        }
        if (claims.has("streams")) {
            return streams(claims.path("streams"));
        }
        return claims.path("groupid").stringValueOpt().flatMap(CanonicalId::group).map(Scope.Group::new)
                .orElseThrow(() -> new FaultyToken(TokenFault.TARGET));
    }

    private static Scope streams(JsonNode value) throws FaultyToken {
        if (!value.isArray() || value.isEmpty() || value.size() > MAX_STREAMS) {
            throw new FaultyToken(TokenFault.TARGET);
        }
        Set<StreamName> names = new HashSet<>();
        for (JsonNode element : value) {
            String name = element.asString("");
            if (!element.isString() || !StreamName.isValid(name) || !names.add(new StreamName(name))) {
                throw new FaultyToken(TokenFault.TARGET);
            }
        }
        return new Scope.Streams(names);
    }
}
