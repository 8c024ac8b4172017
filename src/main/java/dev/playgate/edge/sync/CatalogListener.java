package dev.playgate.edge.sync;

import java.util.Set;

import dev.playgate.catalog.EntryKey;

/** Is told what has changed in the catalog, once it is in force, by the thread that follows the feed; must not block. */
public interface CatalogListener {

    /** These entries came, changed or went. */
    void changed(Set<EntryKey> entries);

    /** Any entry may be another. */
    void replaced();
}
