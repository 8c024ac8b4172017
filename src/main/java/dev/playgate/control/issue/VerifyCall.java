package dev.playgate.control.issue;

import java.util.Set;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.token.CompactToken;

/** What {@code POST /api/v1/splay/verify} asks of (product section 4). */
record VerifyCall(CompactToken token) {

    static final Set<String> PARAMETERS = Set.of("token");

    static VerifyCall of(Parameters body) throws RefusedCallException {
        String token = body.only(PARAMETERS).string("token")
                .orElseThrow(() -> RefusedCallException.required("token"));
        return new VerifyCall(new CompactToken(token));
    }
}
