package dev.playgate.control.registry;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.playgate.stream.OrganisationId;

/**
 * Organisations' webhooks and what they are still to be told. A process claims a webhook before it delivers, so that
 * events of one organisation are told by one process at a time, in their order.
 */
public final class WebhookStore {

    /** How many tries in a row lengthen the wait for the next. */
    private static final int LONGEST_BACKOFF = 9;
    private static final Duration MAXIMUM_BACKOFF = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MAXIMUM_EVENTS = 10_000;
    private static final int CHUNK = 1000;

    private final Database database;

    public WebhookStore(Database database) {
        this.database = database;
    }

    /** Where to, and what it is signed with. */
    public record Target(URI url, String secret) {

        /** Both are secrets: the query of a URL often is. */
        @Override
        public String toString() {
            return "Target";
        }
    }

    /**
     * A webhook and how it goes.
     *
     * @param waiting events that are still to be told
     * @param dropped events that were given up
     */
    public record Entry(URI url, Instant created, long waiting, long dropped, Optional<Instant> delivered,
            Optional<Failure> lastFailure) {}

    /**
     * A try that failed.
     *
     * @param why in words that hold nothing of what the receiver said
     */
    public record Failure(Instant at, String why) {}

    /**
     * A webhook that one process is at.
     *
     * @param until in milliseconds; tells this claim from all others
     */
    public record Claim(OrganisationId organisation, long until) {}

    /** An event that is to be told now. */
    public record Due(long version, Target target, String body) {}

    /** An event that tells of nothing. */
    public static String testEvent(OrganisationId organisation, Instant now) {
        return WebhookOutbox.body("test", now, organisation.toString()).toString();
    }

    /** The organisation has this webhook from now on, and no other. False when there is no such organisation. */
    public boolean put(OrganisationId organisation, Target target, Actor actor) {
        return database.write(write -> {
            if (!OrganisationStore.lock(write, organisation)) {
                return false;
            }
            write.sql().sql("""
                INSERT INTO webhook (organisation, url, secret, created, due, claimed, failures, dropped)
                VALUES (?, ?, ?, ?, 0, 0, 0, 0)
                ON CONFLICT (organisation) DO UPDATE SET url = excluded.url, secret = excluded.secret,
                    created = excluded.created, due = 0, failures = 0, failed = NULL, failure = NULL, delivered = NULL,
                    dropped = 0
                """).param(organisation.toString()).param(target.url().toString()).param(target.secret())
                    .param(write.now().getEpochSecond()).update();
            write.audit(Optional.of(organisation), actor, "webhook.set", target.url().getHost());
            return true;
        });
    }

    /** Takes it away, and what it was still to be told. False when there is none. */
    public boolean remove(OrganisationId organisation, Actor actor) {
        return database.write(write -> {
            // First, as elsewhere: who delivers has locked its event, and waits for the webhook.
            write.sql().sql("DELETE FROM webhook_event WHERE organisation = ?").param(organisation.toString()).update();
            boolean removed = write.sql().sql("DELETE FROM webhook WHERE organisation = ?")
                    .param(organisation.toString()).update() > 0;
            if (removed) {
                write.audit(Optional.of(organisation), actor, "webhook.delete", organisation.toString());
            }
            return removed;
        });
    }

    public Optional<Entry> find(OrganisationId organisation) {
        return database.read(sql -> sql.sql("""
            SELECT url, created, delivered, failed, failure, dropped,
                (SELECT COUNT(*) FROM webhook_event e WHERE e.organisation = w.organisation) AS waiting
            FROM webhook w WHERE organisation = ?
            """).param(organisation.toString())
                .query((row, _) -> new Entry(URI.create(row.getString("url")), Rows.time(row, "created"),
                        row.getLong("waiting"), row.getLong("dropped"), Rows.optionalTime(row, "delivered"),
                        failure(Rows.optionalTime(row, "failed"), Rows.text(row, "failure"))))
                .optional());
    }

    private static Optional<Failure> failure(Optional<Instant> at, Optional<String> why) {
        return at.flatMap(time -> why.map(words -> new Failure(time, words)));
    }

    /** Where the organisation is told. */
    public Optional<Target> target(OrganisationId organisation) {
        return database.read(sql -> sql.sql("SELECT url, secret FROM webhook WHERE organisation = ?")
                .param(organisation.toString())
                .query((row, _) -> new Target(URI.create(row.getString("url")), row.getString("secret"))).optional());
    }

    /**
     * Takes webhooks that have something to be told and whose time has come, those first that have waited longest. A time
     * that lies further ahead than any that is written was written before a clock was set back.
     *
     * @param lease after which another process may take one, if this does not release it
     */
    public List<Claim> claim(Instant now, Duration lease, int most) {
        long time = now.toEpochMilli();
        // Twice, since the clocks of processes differ.
        long latestDue = time + MAXIMUM_BACKOFF.multipliedBy(2).toMillis();
        long latestClaim = time + lease.multipliedBy(2).toMillis();
        List<OrganisationId> due = database.read(sql -> sql.sql("""
            SELECT organisation FROM webhook w WHERE NOT due BETWEEN ? AND ? AND NOT claimed BETWEEN ? AND ?
            AND EXISTS (SELECT 1 FROM webhook_event e WHERE e.organisation = w.organisation) ORDER BY due LIMIT ?
            """).param(time + 1).param(latestDue).param(time + 1).param(latestClaim).param(most)
                .query((row, _) -> OrganisationId.of(row.getString("organisation"))).list());
        List<Claim> claims = new ArrayList<>();
        for (OrganisationId organisation : due) {
            Claim claim = new Claim(organisation, time + lease.toMillis());
            boolean taken = database.write(write -> write.sql()
                    .sql("UPDATE webhook SET claimed = ? WHERE organisation = ? AND NOT claimed BETWEEN ? AND ?")
                    .param(claim.until()).param(organisation.toString()).param(time + 1).param(latestClaim)
                    .update() > 0);
            if (taken) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /** The oldest event; empty when there is none, or when the webhook is no longer this claim's. */
    public Optional<Due> next(Claim claim) {
        return database.read(sql -> sql.sql("""
            SELECT version, body, url, secret FROM webhook_event e JOIN webhook w ON w.organisation = e.organisation
            WHERE e.organisation = ? AND claimed = ? ORDER BY version LIMIT 1
            """).param(claim.organisation().toString()).param(claim.until())
                .query((row, _) -> new Due(row.getLong("version"),
                        new Target(URI.create(row.getString("url")), row.getString("secret")), row.getString("body")))
                .optional());
    }

    /** The event was taken. The next comes after those of others that have waited longer. */
    public void delivered(Claim claim, Due event) {
        database.write(write -> {
            write.sql().sql("DELETE FROM webhook_event WHERE version = ?").param(event.version()).update();
            return write.sql()
                    .sql("UPDATE webhook SET failures = 0, delivered = ?, due = ? WHERE organisation = ? AND secret = ?")
                    .param(write.now().getEpochSecond()).param(write.now().toEpochMilli())
                    .param(claim.organisation().toString())
                    .param(event.target().secret()).update();
        });
    }

    /** The event was not taken: it comes again, later each time. One that was set meanwhile has not failed. */
    public void failed(Claim claim, Due event, String why) {
        database.write(write -> {
            String organisation = claim.organisation().toString();
            int failures = write.sql().sql("""
                UPDATE webhook SET failures = failures + 1, failed = ?, failure = ?
                WHERE organisation = ? AND secret = ? RETURNING failures
                """).param(write.now().getEpochSecond()).param(why).param(organisation)
                    .param(event.target().secret()).query(Integer.class).optional().orElse(0);
            return write.sql().sql("UPDATE webhook SET due = ? WHERE organisation = ? AND secret = ?")
                    .param(write.now().plus(backoff(failures)).toEpochMilli()).param(organisation)
                    .param(event.target().secret()).update();
        });
    }

    private static Duration backoff(int failures) {
        return failures > LONGEST_BACKOFF ? MAXIMUM_BACKOFF : Duration.ofSeconds(1L << failures);
    }

    /** Others may take it. */
    public void release(Claim claim) {
        database.write(write -> write.sql().sql("UPDATE webhook SET claimed = 0 WHERE organisation = ? AND claimed = ?")
                .param(claim.organisation().toString()).param(claim.until()).update());
    }

    /** Gives up events that nobody took for a day, and the oldest of too many; answers with how many. */
    public int sweep(Instant now) {
        int dropped = 0;
        int done;
        do {
            done = database.write(write -> noted(write, write.sql().sql("""
                DELETE FROM webhook_event WHERE version IN
                (SELECT version FROM webhook_event WHERE at <= ? ORDER BY at LIMIT ?) RETURNING organisation
                """).param(now.minus(KEPT).getEpochSecond()).param(CHUNK)
                    .query((row, _) -> row.getString("organisation")).list()));
            dropped += done;
        } while (done == CHUNK);
        List<String> full = database.read(sql -> sql
                .sql("SELECT organisation FROM webhook_event GROUP BY organisation HAVING COUNT(*) > ?")
                .param(MAXIMUM_EVENTS).query((row, _) -> row.getString("organisation")).list());
        for (String organisation : full) {
            dropped += database.write(write -> noted(write, write.sql().sql("""
                DELETE FROM webhook_event WHERE organisation = ? AND version <=
                (SELECT version FROM webhook_event WHERE organisation = ? ORDER BY version DESC LIMIT 1 OFFSET ?)
                RETURNING organisation
                """).param(organisation).param(organisation).param(MAXIMUM_EVENTS)
                    .query((row, _) -> row.getString("organisation")).list()));
        }
        return dropped;
    }

    /** Adds to what each webhook has not been told; events of one that was taken away while they were written go along. */
    private static int noted(Write write, List<String> organisations) {
        Map<String, Integer> counts = new HashMap<>();
        organisations.forEach(organisation -> counts.merge(organisation, 1, Integer::sum));
        counts.forEach((organisation, count) -> write.sql()
                .sql("UPDATE webhook SET dropped = dropped + ? WHERE organisation = ?").param(count)
                .param(organisation).update());
        return organisations.size();
    }
}
