package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.Stream;
import dev.playgate.token.KeySet;

/**
 * One request with all that is known of it: what a {@link Check} looks at.
 *
 * @param stream empty when the registry does not know it
 */
record Case(PlayoutRequest request, CatalogSnapshot catalog, KeySet keys, Optional<Stream> stream, Right right) {}
