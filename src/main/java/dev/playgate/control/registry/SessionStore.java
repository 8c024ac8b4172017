package dev.playgate.control.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.control.registry.AccountStore.Account;
import dev.playgate.stream.OrganisationId;

/**
 * Sessions of people, each by the SHA-256 of its bintu token. What opens one locks the account first, so that a changed
 * password leaves none behind. With a session that is ended, the tokens that its pages play with are revoked.
 */
public final class SessionStore {

    private final Database database;
    private final Duration revocationKept;

    /** @param maximumPlayout how long a session of a playback token may run after its token was proved */
    public SessionStore(Database database, Duration maximumPlayout) {
        this.database = database;
        this.revocationKept = RevocationStore.keptAfterExpiry(maximumPlayout);
    }

    /**
     * Opens a session, and forgets those of anybody that have expired.
     *
     * @return when it ends; empty when the password that was proved is not the person's any more
     */
    public Optional<Instant> open(AccountStore.Known known, String bintuToken, Duration lifetime, Actor actor) {
        Account account = known.account();
        return database.write(write -> {
            write.sql().sql("DELETE FROM account_session WHERE expires <= ?").param(write.now().getEpochSecond())
                    .update();
            boolean proved = write.sql().sql("UPDATE account SET role = role WHERE id = ? AND password = ?")
                    .param(account.id().toString()).param(known.passwordHash()).update() > 0;
            if (!proved) {
                return Optional.empty();
            }
            write.audit(account.organisation(), actor, "session.open", account.email());
            return Optional.of(insert(write, account.id(), bintuToken, lifetime));
        });
    }

    /**
     * Puts a new bintu token in the place of one.
     *
     * @return when the new one ends; empty when the old one has ended
     */
    public Optional<Instant> refresh(Account account, String oldToken, String newToken, Duration lifetime,
            Actor actor) {
        return database.write(write -> {
            write.sql().sql("UPDATE account SET role = role WHERE id = ?").param(account.id().toString()).update();
            if (!delete(write, account.id(), oldToken, actor)) {
                return Optional.empty();
            }
            write.audit(account.organisation(), actor, "session.refresh", account.email());
            return Optional.of(insert(write, account.id(), newToken, lifetime));
        });
    }

    /**
     * Lets a session that is used go on: when half of its time or more is over, it is given the whole of it again.
     *
     * @param longest from its opening
     * @return when it ends; empty when it has ended
     */
    public Optional<Instant> prolong(String bintuToken, Duration lifetime, Duration longest, Instant now) {
        String hash = ApiKeyHash.of(bintuToken).hex();
        return database.read(sql -> sql
                .sql("SELECT created, expires FROM account_session WHERE sha256 = ? AND expires > ?").param(hash)
                .param(now.getEpochSecond())
                .query((row, _) -> new Span(Rows.time(row, "created"), Rows.time(row, "expires"))).optional())
                .map(span -> {
                    Instant last = span.opened().plus(longest);
                    Instant next = now.plus(lifetime).isBefore(last) ? now.plus(lifetime) : last;
                    if (span.ends().isAfter(now.plus(lifetime.dividedBy(2))) || !next.isAfter(span.ends())) {
                        return span.ends();
                    }
                    database.write(write -> write.sql()
                            .sql("UPDATE account_session SET expires = ? WHERE sha256 = ? AND expires < ?")
                            .param(next.getEpochSecond()).param(hash).param(next.getEpochSecond()).update());
                    return next;
                });
    }

    private record Span(Instant opened, Instant ends) {}

    /** Ends the session, if it has not ended. */
    public void end(Account account, String bintuToken, Actor actor) {
        database.write(write -> {
            boolean ended = delete(write, account.id(), bintuToken, actor);
            if (ended) {
                write.audit(account.organisation(), actor, "session.end", account.email());
            }
            return ended;
        });
    }

    /** Ends those of the account, which may be deleted; tokens of sessions that expired before are revoked as well. */
    void endAll(Write write, UUID account, Actor actor) {
        write.sql().sql("DELETE FROM account_session WHERE account = ?").param(account.toString()).update();
        revokeTokens(write, "account = ?", List.of(account.toString()), actor);
    }

    private boolean delete(Write write, UUID account, String bintuToken, Actor actor) {
        String hash = ApiKeyHash.of(bintuToken).hex();
        boolean deleted = write.sql()
                .sql("DELETE FROM account_session WHERE sha256 = ? AND account = ? AND expires > ?")
                .param(hash).param(account.toString()).param(write.now().getEpochSecond()).update() > 0;
        if (deleted) {
            revokeTokens(write, "account = ? AND session = ?", List.of(account.toString(), hash), actor);
        }
        return deleted;
    }

    private void revokeTokens(Write write, String those, List<String> values, Actor actor) {
        write.sql().sql("UPDATE issued_token SET account = NULL, session = NULL WHERE " + those
                + " RETURNING organisation, jti, expires").params(values)
                .query((row, _) -> new OfSession(OrganisationId.of(row.getString("organisation")),
                        row.getString("jti"), Rows.time(row, "expires")))
                .list().forEach(token -> RevocationStore.revoke(write, token.organisation(), token.jti(),
                        token.expires().plus(revocationKept), actor));
    }

    /** A playback token of a session. */
    private record OfSession(OrganisationId organisation, String jti, Instant expires) {}

    /**
     * Whose session it is.
     *
     * @param account id
     * @param sha256 of the bintu token
     */
    record Holder(String account, String sha256) {}

    /** Empty when it has ended; else it does not end before the transaction does. */
    static Optional<Holder> hold(Write write, String bintuToken) {
        String hash = ApiKeyHash.of(bintuToken).hex();
        return write.sql().sql("""
            UPDATE account_session SET expires = expires WHERE sha256 = ? AND expires > ? RETURNING account
            """).param(hash).param(write.now().getEpochSecond()).query(String.class).optional()
                .map(account -> new Holder(account, hash));
    }

    private static Instant insert(Write write, UUID account, String bintuToken, Duration lifetime) {
        Instant expires = write.now().plus(lifetime);
        write.sql().sql("INSERT INTO account_session (sha256, account, created, expires) VALUES (?, ?, ?, ?)")
                .param(ApiKeyHash.of(bintuToken).hex()).param(account.toString())
                .param(write.now().getEpochSecond()).param(expires.getEpochSecond()).update();
        return expires;
    }
}
