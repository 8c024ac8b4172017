package dev.playgate.catalog;

import java.util.Optional;

/** The read port behind which the registry stands. Reading does no I/O. */
@FunctionalInterface
public interface Catalog {

    /** The newest snapshot that was valid; empty until there has been one. */
    Optional<CatalogSnapshot> current();
}
