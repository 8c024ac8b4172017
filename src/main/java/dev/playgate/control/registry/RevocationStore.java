package dev.playgate.control.registry;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.stream.OrganisationId;

/** What tokens are revoked (product sections 3 and 4). */
public final class RevocationStore {

    /** Of a revocation of a token whose {@code exp} nobody knows: the year 9999. */
    static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    private final Database database;

    public RevocationStore(Database database) {
        this.database = database;
    }

    /** Revokes one token until neither it nor a session of it can be alive any more. */
    public void revoke(OrganisationId organisation, String jti, Instant until, Actor actor) {
        database.write(write -> {
            put(write, organisation, jti, until);
            write.audit(Optional.of(organisation), actor, "token.revoke", jti);
            return jti;
        });
    }

    /** Revokes one token, again if it is. */
    static void put(Write write, OrganisationId organisation, String jti, Instant until) {
        write.sql().sql("""
            INSERT INTO revocation (organisation, jti, until, created) VALUES (?, ?, ?, ?)
            ON CONFLICT (organisation, jti) DO UPDATE SET until = excluded.until
            """).param(organisation.toString()).param(jti).param(until.getEpochSecond())
                .param(write.now().getEpochSecond()).update();
        write.change(CatalogChange.put(new CatalogEntry.OfRevocation(organisation, jti, until)));
    }
}
