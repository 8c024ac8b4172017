package dev.playgate.control.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;

/** The playback tokens that were created here, without their texts: what they say that a revocation may name. */
public final class IssuedTokenStore {

    private final Database database;

    public IssuedTokenStore(Database database) {
        this.database = database;
    }

    /** Records a token. Until this has returned, nobody may be given it. */
    public void record(PlaybackClaims claims, Actor actor) {
        database.write(write -> {
            insert(write, claims, Optional.empty(), actor);
            return claims;
        });
    }

    /**
     * As well, a token that is revoked when the session ends.
     *
     * @return false, and nothing is recorded, when the session has ended
     */
    public boolean recordOfSession(PlaybackClaims claims, String bintuToken, Actor actor) {
        return database.write(write -> {
            Optional<SessionStore.Holder> holder = SessionStore.hold(write, bintuToken);
            holder.ifPresent(_ -> insert(write, claims, holder, actor));
            return holder.isPresent();
        });
    }

    private static void insert(Write write, PlaybackClaims claims, Optional<SessionStore.Holder> holder,
            Actor actor) {
        Target target = Target.of(claims.scope());
        write.sql().sql("""
            INSERT INTO issued_token
            (organisation, jti, viewer, tag, streams, stream_group, revocable, issued_at, expires, account, session)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """).param(claims.organisation().toString()).param(claims.jti())
                .param(claims.user().orElse(null)).param(claims.tag().orElse(null)).param(target.streams())
                .param(target.group()).param(claims.revocable() ? 1 : 0)
                .param(claims.issuedAt().orElse(write.now()).getEpochSecond())
                .param(claims.expiresAt().getEpochSecond())
                .param(holder.map(SessionStore.Holder::account).orElse(null))
                .param(holder.map(SessionStore.Holder::sha256).orElse(null)).update();
        write.audit(Optional.of(claims.organisation()), actor, "token.create", claims.jti());
    }

    /** A token that was created here. */
    public record Issued(String jti, Optional<String> user, Optional<String> tag, boolean revocable,
            Instant expires) {}

    /** Those of the organisation's tokens that have one of these ids, by it. */
    public Map<String, Issued> find(OrganisationId organisation, Set<String> jtis) {
        if (jtis.isEmpty()) {
            return Map.of();
        }
        List<Object> values = new ArrayList<>(List.of(organisation.toString()));
        values.addAll(jtis);
        String marks = jtis.stream().map(_ -> "?").collect(Collectors.joining(", "));
        return database.read(sql -> sql
                .sql("SELECT jti, viewer, tag, revocable, expires FROM issued_token WHERE organisation = ? AND jti IN ("
                        + marks + ")")
                .params(values)
                .query((row, _) -> new Issued(row.getString("jti"), Rows.text(row, "viewer"), Rows.text(row, "tag"),
                        row.getInt("revocable") == 1, Rows.time(row, "expires")))
                .list()).stream().collect(Collectors.toMap(Issued::jti, Function.identity()));
    }

    /** Tags of the organisation's tokens that have not expired, in their order; at most as many as are asked for. */
    public List<String> tags(OrganisationId organisation, Instant now, int most) {
        return database.read(sql -> sql
                .sql("SELECT DISTINCT tag FROM issued_token WHERE organisation = ? AND expires > ?"
                        + " AND tag IS NOT NULL ORDER BY tag LIMIT ?")
                .param(organisation.toString()).param(now.getEpochSecond()).param(most).query(String.class).list());
    }

    /** How many known tokens that have not expired the rule would hit, be it in some of their uses. */
    public long countHit(RevocationRule rule, Instant now) {
        StringBuilder sql = new StringBuilder(
                "SELECT COUNT(*) FROM issued_token WHERE organisation = ? AND expires > ? AND issued_at < ?");
        List<Object> values = new ArrayList<>(List.of(rule.organisation().toString(), now.getEpochSecond(),
                rule.issuedBefore().getEpochSecond()));
        rule.user().map(Label::text).ifPresent(user -> {
            sql.append(" AND viewer = ?");
            values.add(user);
        });
        rule.tag().map(Label::text).ifPresent(tag -> {
            sql.append(" AND tag = ?");
            values.add(tag);
        });
        List<String> names = rule.streams().stream().map(StreamName::value).sorted().toList();
        if (!names.isEmpty()) {
            String marks = names.stream().map(_ -> "?").collect(Collectors.joining(", "));
            addPlace(sql, values, "s.name IN (" + marks + ")", names);
        }
        rule.group().ifPresent(group -> addPlace(sql, values, "s.stream_group = ?", List.of(group.toString())));
        return database.read(reader -> reader.sql(sql.toString()).params(values).query(Long.class).single());
    }

    /** Tokens for all streams, for the group of one of these, or for one of these by its name. */
    private static void addPlace(StringBuilder sql, List<Object> values, String streams, List<String> parameters) {
        sql.append("""
             AND ((streams IS NULL AND stream_group IS NULL) OR EXISTS (SELECT 1 FROM stream s WHERE %s
            AND (s.stream_group = issued_token.stream_group OR REPLACE(' ' || issued_token.streams || ' ',
            ' ' || s.name || ' ', '') <> ' ' || issued_token.streams || ' ')))
            """.stripTrailing().formatted(streams));
        values.addAll(parameters);
    }

    /**
     * Forgets tokens that expired before that instant.
     *
     * @param most at a time
     * @return how many it were
     */
    static int forget(Write write, Instant expiredBefore, int most) {
        return write.sql().sql("""
            DELETE FROM issued_token WHERE (organisation, jti) IN
            (SELECT organisation, jti FROM issued_token WHERE expires < ? ORDER BY expires LIMIT ?)
            """).param(expiredBefore.getEpochSecond()).param(most).update();
    }

    /** A scope as it is stored. */
    private record Target(@Nullable String streams, @Nullable String group) {

        static Target of(Scope scope) {
            return switch (scope) {
                case Scope.Streams(var names) -> new Target(StreamNames.write(names), null);
                case Scope.Group(var group) -> new Target(null, group.toString());
                case Scope.Organisation() -> new Target(null, null);
            };
        }
    }
}
