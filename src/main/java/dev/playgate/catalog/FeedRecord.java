package dev.playgate.catalog;

import java.util.Optional;

/**
 * A {@link CatalogChange} as it is stored and sent.
 *
 * @param version of the change; each has its own, and a later one a higher
 * @param kind wire name of {@link EntryKey.Kind}
 * @param value JSON; empty: the entry is gone
 */
public record FeedRecord(long version, String kind, String id, Optional<String> value) {}
