package dev.playgate.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/**
 * The right of one running session, carried by the children of a playlist in place of the token. Any replica opens it.
 *
 * @param session names the session in logs
 * @param group the stream group that was entered; nothing beyond it is opened
 * @param streams empty: every stream of the group; else only these
 * @param jti the token's
 * @param key the key that proved the token; the ticket dies with it
 * @param domain the token's, judged again where a request shows a page
 * @param address the entry of the token's {@code ip} that matched; empty if it had none
 * @param traits what the token says that a revocation or a limit looks at
 * @param provedAt when the token was proved, to the second or coarser; a ticket never renews a ticket
 * @param end the first instant at which it is no longer good, to the second
 */
public record Ticket(long session, OrganisationId organisation, GroupId group, Set<StreamName> streams, String jti,
        KeyReference key, Optional<DomainPattern> domain, Optional<IpRange> address, Traits traits, Instant provedAt,
        Instant end) {

    /**
     * What a revocation may name of a token beside its {@code jti}, and how many sessions it allows, as short as it can
     * be told.
     *
     * @param issuedAt claim {@code iat}, to the second; empty: not known
     * @param user a digest of claim {@code user}; 0: none
     * @param tag a digest of claim {@code tag}; 0: none
     * @param sessions claim {@code sessions}; 0: none
     */
    public record Traits(Optional<Instant> issuedAt, long user, long tag, int sessions) {

        /** Of a token without any. */
        public static final Traits NONE = new Traits(Optional.empty(), 0, 0, 0);

        public Traits {
            issuedAt = issuedAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Of a token that does not limit its sessions. */
        public Traits(Optional<Instant> issuedAt, long user, long tag) {
            this(issuedAt, user, tag, 0);
        }
    }

    /** Throws {@link IllegalArgumentException} when the key belongs to another organisation. */
    public Ticket {
        streams = Set.copyOf(streams);
        provedAt = provedAt.truncatedTo(ChronoUnit.SECONDS);
        end = end.truncatedTo(ChronoUnit.SECONDS);
        if (!key.owner().orElse(organisation).equals(organisation)) {
            throw new IllegalArgumentException("the key is another organisation's own");
        }
    }

    /** Of what tells tickets apart: sessions are named by a digest, and enter a group once in a while. */
    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(session) + group.hashCode()) + provedAt.hashCode();
    }
}
