package dev.playgate.control.registry;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import dev.playgate.catalog.OwnKeys;
import dev.playgate.stream.OrganisationId;

/** Organisations' own public keys: uploaded, or read from a URL. All of them were admitted (security A2). */
public final class TokenKeyStore {

    private final Database database;

    public TokenKeyStore(Database database) {
        this.database = database;
    }

    /** An organisation whose keys come from a URL. */
    record Followed(OrganisationId organisation, URI url) {}

    /** Where the organisation's keys come from; empty: uploaded, or none. */
    public Optional<URI> url(OrganisationId organisation) {
        return database.read(sql -> sql
                .sql("SELECT token_keys_url FROM organisation WHERE id = ? AND token_keys_url IS NOT NULL")
                .param(organisation.toString()).query(String.class).optional()).map(URI::create);
    }

    /**
     * The organisation has these keys from now on, and no others. False when there is no such organisation.
     *
     * @param url where they come from; empty: uploaded
     */
    public boolean put(OrganisationId organisation, OwnKeys keys, Optional<URI> url, Actor actor) {
        return database.write(write -> {
            if (!put(write, organisation, keys, url)) {
                return false;
            }
            OrganisationStore.changed(write, organisation);
            write.audit(Optional.of(organisation), actor, "token-keys.set", url.map(URI::getHost).orElse("uploaded"));
            return true;
        });
    }

    static boolean put(Write write, OrganisationId organisation, OwnKeys keys, Optional<URI> url) {
        return write.sql()
                .sql("UPDATE organisation SET token_issuer = ?, token_keys = ?, token_keys_url = ? WHERE id = ?")
                .param(keys.issuer().orElse(null)).param(keys.jwkSet()).param(url.map(URI::toString).orElse(null))
                .param(organisation.toString()).update() > 0;
    }

    /** The organisation has no keys of its own from now on. */
    public void remove(OrganisationId organisation, Actor actor) {
        database.write(write -> {
            boolean removed = write.sql().sql("""
                UPDATE organisation SET token_issuer = NULL, token_keys = NULL, token_keys_url = NULL
                WHERE id = ? AND token_keys IS NOT NULL
                """).param(organisation.toString()).update() > 0;
            if (removed) {
                OrganisationStore.changed(write, organisation);
                write.audit(Optional.of(organisation), actor, "token-keys.delete", "all");
            }
            return removed;
        });
    }

    /** All whose keys come from a URL. */
    List<Followed> followed() {
        return database.read(sql -> sql.sql("""
            SELECT id, token_keys_url FROM organisation WHERE token_keys_url IS NOT NULL
            """)
                .query((row, _) -> new Followed(OrganisationId.of(row.getString("id")),
                        URI.create(row.getString("token_keys_url"))))
                .list());
    }

    /** What was followed has these keys by now; nothing happens where it is not followed any more. */
    void refresh(Followed followed, String jwkSet) {
        database.write(write -> {
            boolean changed = write.sql().sql("""
                UPDATE organisation SET token_keys = ? WHERE id = ? AND token_keys_url = ? AND token_keys <> ?
                """).param(jwkSet).param(followed.organisation().toString()).param(followed.url().toString())
                    .param(jwkSet).update() > 0;
            if (changed) {
                OrganisationStore.changed(write, followed.organisation());
                write.audit(Optional.of(followed.organisation()), Actor.PROCESS, "token-keys.refresh",
                        followed.url().getHost());
            }
            return changed;
        });
    }
}
