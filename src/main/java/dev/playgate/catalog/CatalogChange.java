package dev.playgate.catalog;

import java.util.Optional;

/**
 * One entry came, changed or went.
 *
 * @param entry as it is from now on; empty: gone
 */
public record CatalogChange(EntryKey key, Optional<CatalogEntry> entry) {

    public static CatalogChange put(CatalogEntry entry) {
        return new CatalogChange(entry.key(), Optional.of(entry));
    }

    public static CatalogChange remove(EntryKey key) {
        return new CatalogChange(key, Optional.empty());
    }
}
