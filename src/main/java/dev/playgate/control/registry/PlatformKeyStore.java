package dev.playgate.control.registry;

import java.util.Optional;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.PlatformKeys;

/** The public halves of the keys that issue, as edges have them. Used by one thread. */
public final class PlatformKeyStore {

    private final Database database;
    private Optional<PlatformKeys> published = Optional.empty();

    public PlatformKeyStore(Database database) {
        this.database = database;
    }

    /** Makes these the published ones, unless they are; costs nothing where this has published them last. */
    public void publish(PlatformKeys keys) {
        if (published.filter(keys::equals).isPresent()) {
            return;
        }
        CatalogEntry entry = new CatalogEntry.OfPlatformKeys(keys);
        if (!isPublished(entry)) {
            database.write(write -> {
                write.change(CatalogChange.put(entry));
                write.audit(Optional.empty(), Actor.PROCESS, "keys.publish", keys.issuer());
                return entry;
            });
        }
        published = Optional.of(keys);
    }

    private boolean isPublished(CatalogEntry entry) {
        return database.read(sql -> sql.sql("SELECT COUNT(*) FROM feed WHERE kind = ? AND id = ? AND value = ?")
                .param(entry.key().kind().wireName()).param(entry.key().id()).param(FeedCodec.write(entry))
                .query((row, _) -> row.getLong(1)).single()) > 0;
    }
}
