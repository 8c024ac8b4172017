package dev.playgate.control.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.EntryKey;
import dev.playgate.stream.OrganisationId;

/** Drops revocations that can hit nothing any more, so many at a time that other writes need not wait for all. */
record RevocationSweep(Database database) {

    private static final int CHUNK = 1000;

    void dropSingle(Instant now) {
        inChunks(write -> {
            List<EntryKey> dropped = write.sql().sql("""
                DELETE FROM revocation WHERE (organisation, jti) IN
                (SELECT organisation, jti FROM revocation WHERE until <= ? ORDER BY until LIMIT ?)
                RETURNING organisation, jti
                """).param(now.getEpochSecond()).param(CHUNK)
                    .query((row, _) -> EntryKey.revocation(OrganisationId.of(row.getString("organisation")),
                            row.getString("jti")))
                    .list();
            dropped.forEach(key -> write.change(CatalogChange.remove(key)));
            return dropped.size();
        });
    }

    /** @param endless when rules without an end must have been made, so that they go */
    void dropRules(Instant now, Instant endless) {
        inChunks(write -> {
            List<EntryKey> dropped = write.sql().sql("""
                DELETE FROM revocation_rule WHERE id IN
                (SELECT r.id FROM revocation_rule r JOIN organisation o ON o.id = r.organisation
                WHERE r.until <= ? OR (r.until IS NULL AND r.created < ?
                AND o.token_keys IS NULL AND o.token_keys_url IS NULL) LIMIT ?)
                RETURNING organisation, id
                """).param(now.getEpochSecond()).param(endless.getEpochSecond()).param(CHUNK)
                    .query((row, _) -> EntryKey.revocationRule(OrganisationId.of(row.getString("organisation")),
                            UUID.fromString(row.getString("id"))))
                    .list();
            dropped.forEach(key -> write.change(CatalogChange.remove(key)));
            return dropped.size();
        });
    }

    void forgetTokens(Instant expiredBefore) {
        inChunks(write -> IssuedTokenStore.forget(write, expiredBefore, CHUNK));
    }

    private void inChunks(ToIntFunction<Write> work) {
        int done;
        do {
            done = database.write(work::applyAsInt);
        } while (done == CHUNK);
    }
}
