package dev.playgate.control.issue;

import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import dev.playgate.token.CompactToken;

/** What {@code POST /api/v1/splay/verify} asks of (product section 4). */
record VerifyCall(CompactToken token) {

    static final Set<String> PARAMETERS = Set.of("token");

    static VerifyCall of(ObjectNode body) throws RefusedCallException {
        String token = Parameters.of(body, PARAMETERS).string("token")
                .orElseThrow(() -> RefusedCallException.required("token"));
        return new VerifyCall(new CompactToken(token));
    }
}
