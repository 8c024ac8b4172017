package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.Stream;

/** Whether the playouts of a stream need a token (product section 2). */
enum Enforcement {
    /** Its organisation has not enabled {@code secure}. */
    NONE,
    /** What would be refused is noted, and let through as if {@code secure} were not enabled. */
    SHADOW,
    /** They need one; so do those of a stream that the registry does not know, which has no organisation to spare it. */
    FULL;

    static Enforcement of(Optional<Stream> stream, CatalogSnapshot catalog) {
        if (stream.isEmpty()) {
            return FULL;
        }
        Optional<Organisation> owner = catalog.organisation(stream.get().organisation());
        if (owner.isEmpty()) {
            return FULL;
        }
        if (!owner.get().isSecure()) {
            return NONE;
        }
        return owner.get().shadow() ? SHADOW : FULL;
    }
}
