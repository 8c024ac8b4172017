package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;

/** What tokens are revoked (product sections 3 and 4): single ones, and those that a rule names. */
public final class RevocationStore {

    /** Rules are judged one by one on every request of their organisation. */
    public static final int MAXIMUM_RULES = 1000;

    /** How long an expired token may still be revoked (product section 3). */
    public static final Duration REVOCABLE_AFTER_EXPIRY = Duration.ofHours(24);

    /** Of a revocation of a token whose {@code exp} nobody knows: the year 9999. */
    static final Instant NEVER = Instant.ofEpochSecond(253_402_300_799L);

    private static final String ALL = """
        (SELECT id, 1 AS is_rule, viewer, tag, streams, stream_group, issued_before, until, created
        FROM revocation_rule WHERE organisation = ?
        UNION ALL
        SELECT jti, 0, NULL, NULL, NULL, NULL, 0, until, created FROM revocation WHERE organisation = ?) AS known
        """.stripTrailing();

    private final Database database;

    public RevocationStore(Database database) {
        this.database = database;
    }

    /** What a revocation names: one token, or all that a rule hits. */
    public enum Kind {
        TOKEN, BULK
    }

    /**
     * A revocation in the registry.
     *
     * @param id the token's {@code jti}, or the rule's id
     * @param rule empty: of a single token
     * @param until when it ends by itself; empty: not
     */
    public record Known(String id, Optional<RevocationRule> rule, Instant created, Optional<Instant> until) {}

    /**
     * How long the revocation of a token is kept: until no session of it can be alive any more.
     *
     * @param maximumSession how long a session may run after its token was proved
     */
    public static Duration keptAfterExpiry(Duration maximumSession) {
        return maximumSession.compareTo(REVOCABLE_AFTER_EXPIRY) > 0 ? maximumSession : REVOCABLE_AFTER_EXPIRY;
    }

    /** Revokes one token until neither it nor a session of it can be alive any more. */
    public void revoke(OrganisationId organisation, String jti, Instant until, Actor actor) {
        database.write(write -> {
            revoke(write, organisation, jti, until, actor);
            return jti;
        });
    }

    static void revoke(Write write, OrganisationId organisation, String jti, Instant until, Actor actor) {
        put(write, organisation, jti, until);
        write.audit(Optional.of(organisation), actor, "token.revoke", jti);
    }

    /** Revokes one token, again if it is; the later end counts. */
    static void put(Write write, OrganisationId organisation, String jti, Instant until) {
        long inForce = write.sql().sql("""
            INSERT INTO revocation (organisation, jti, until, created) VALUES (?, ?, ?, ?)
            ON CONFLICT (organisation, jti) DO UPDATE SET until =
            CASE WHEN excluded.until > revocation.until THEN excluded.until ELSE revocation.until END
            RETURNING until
            """).param(organisation.toString()).param(jti).param(until.getEpochSecond())
                .param(write.now().getEpochSecond()).query(Long.class).single();
        write.change(CatalogChange
                .put(new CatalogEntry.OfRevocation(organisation, jti, Instant.ofEpochSecond(inForce))));
    }

    /** Revokes what the rule names. False when the organisation has {@value #MAXIMUM_RULES} rules. */
    public boolean add(RevocationRule rule, Actor actor) {
        return database.write(write -> {
            String organisation = rule.organisation().toString();
            long rules = write.sql().sql("SELECT COUNT(*) FROM revocation_rule WHERE organisation = ?")
                    .param(organisation).query(Long.class).single();
            if (rules >= MAXIMUM_RULES) {
                return false;
            }
            write.sql().sql("""
                INSERT INTO revocation_rule
                (id, organisation, viewer, tag, streams, stream_group, issued_before, until, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """).param(rule.id().toString()).param(organisation)
                    .param(rule.user().map(Label::text).orElse(null)).param(rule.tag().map(Label::text).orElse(null))
                    .param(StreamNames.write(rule.streams())).param(rule.group().map(GroupId::toString).orElse(null))
                    .param(rule.issuedBefore().getEpochSecond()).param(Rows.seconds(rule.until()))
                    .param(write.now().getEpochSecond()).update();
            write.change(CatalogChange.put(new CatalogEntry.OfRevocationRule(rule)));
            write.audit(Optional.of(rule.organisation()), actor, "revocation.create", rule.id().toString());
            return true;
        });
    }

    /**
     * Takes a revocation back. False when the organisation has none of this id.
     *
     * @param id as {@link Known#id}
     */
    public boolean lift(OrganisationId organisation, String id, Actor actor) {
        return database.write(write -> {
            if (liftRule(write, organisation, id)) {
                write.audit(Optional.of(organisation), actor, "revocation.lift", id);
                return true;
            }
            boolean single = write.sql().sql("DELETE FROM revocation WHERE organisation = ? AND jti = ?")
                    .param(organisation.toString()).param(id).update() > 0;
            if (single) {
                write.change(CatalogChange.remove(EntryKey.revocation(organisation, id)));
                write.audit(Optional.of(organisation), actor, "revocation.lift", id);
            }
            return single;
        });
    }

    private static boolean liftRule(Write write, OrganisationId organisation, String id) {
        boolean rule = write.sql().sql("DELETE FROM revocation_rule WHERE organisation = ? AND id = ?")
                .param(organisation.toString()).param(id).update() > 0;
        if (rule) {
            write.change(CatalogChange.remove(EntryKey.revocationRule(organisation, UUID.fromString(id))));
        }
        return rule;
    }

    /** What the organisation has revoked, of one kind or all, the newest first. */
    public Listed<Known> list(OrganisationId organisation, Optional<Kind> kind, Page page) {
        String found = ALL
                + kind.map(only -> only == Kind.BULK ? " WHERE is_rule = 1" : " WHERE is_rule = 0").orElse("");
        String id = organisation.toString();
        return database.read(sql -> {
            long total = sql.sql("SELECT COUNT(*) FROM " + found).param(id).param(id).query(Long.class).single();
            return Listed.of(sql.sql("SELECT * FROM " + found + " ORDER BY created DESC, id LIMIT ? OFFSET ?")
                    .param(id).param(id).param(page.size()).param(page.offset())
                    .query((row, _) -> known(organisation, row)).list(), total, page);
        });
    }

    /**
     * Empty when the organisation has none of this id.
     *
     * @param id as {@link Known#id}
     */
    public Optional<Known> find(OrganisationId organisation, String id) {
        return database.read(sql -> sql.sql("SELECT * FROM " + ALL + " WHERE id = ?").param(organisation.toString())
                .param(organisation.toString()).param(id).query((row, _) -> known(organisation, row)).list()).stream()
                .findFirst();
    }

    private static Known known(OrganisationId organisation, ResultSet row) throws SQLException {
        String id = row.getString("id");
        Instant created = Rows.time(row, "created");
        Optional<Instant> until = Rows.optionalTime(row, "until");
        if (row.getInt("is_rule") == 0) {
            return new Known(id, Optional.empty(), created, until.filter(end -> !end.equals(NEVER)));
        }
        RevocationRule rule = new RevocationRule(organisation, UUID.fromString(id),
                Rows.text(row, "viewer").map(user -> Label.ofUser(organisation, user)),
                Rows.text(row, "tag").map(tag -> Label.ofTag(organisation, tag)),
                StreamNames.read(Rows.text(row, "streams")), Rows.text(row, "stream_group").map(GroupId::of),
                Rows.time(row, "issued_before"), until);
        return new Known(id, Optional.of(rule), created, until);
    }

    /**
     * Drops what can hit nothing any more: single revocations and rules at their end, rules without an end when no token
     * from before them can be alive, nor a session of one; and tokens that can no longer be revoked. Rules of
     * organisations with keys of their own stay, since nobody knows how long their tokens live.
     *
     * @param maximumLifetime of a token
     * @param maximumSession after its token was proved
     */
    public void sweep(Instant now, Duration maximumLifetime, Duration maximumSession) {
        RevocationSweep sweep = new RevocationSweep(database);
        sweep.dropSingle(now);
        sweep.dropRules(now, now.minus(maximumLifetime).minus(REVOCABLE_AFTER_EXPIRY).minus(maximumSession));
        sweep.forgetTokens(now.minus(REVOCABLE_AFTER_EXPIRY));
    }
}
