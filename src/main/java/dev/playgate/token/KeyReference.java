package dev.playgate.token;

import java.util.Optional;

import dev.playgate.stream.OrganisationId;

/**
 * Names a verification key: its {@code kid} and whose it is.
 *
 * @param owner the organisation whose own key it is, and whose streams alone it opens; empty: a platform key
 */
public record KeyReference(String kid, Optional<OrganisationId> owner) {}
