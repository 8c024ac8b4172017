package dev.playgate.policy;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.catalog.Label;

/** What a {@link dev.playgate.catalog.RevocationRule} asks of a token, or of what was made from it. */
interface Revocable {

    /** Claim {@code iat}; empty: not known. */
    Optional<Instant> issuedAt();

    boolean hasUser(Label user);

    boolean hasTag(Label tag);
}
