package dev.playgate.control.dashboard;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.playgate.control.registry.IssuedTokenStore.Issued;

/**
 * A token that plays, as pages show it.
 *
 * @param standing why it cannot be revoked by itself; empty: it can
 */
record ShownToken(String jti, String user, String tag, String standing) {

    /** @param known tokens that were created here, by {@code jti} */
    static ShownToken of(String jti, Map<String, Issued> known) {
        @Nullable
        Issued found = known.get(jti);
        Optional<Issued> token = Optional.ofNullable(found);
        return new ShownToken(jti, token.flatMap(Issued::user).orElse(""), token.flatMap(Issued::tag).orElse(""),
                token.map(issued -> issued.revocable() ? "" : "not revocable").orElse("not created here"));
    }
}
