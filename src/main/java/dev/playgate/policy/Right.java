package dev.playgate.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.catalog.Label;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.token.KeyReference;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.token.Ticket;
import dev.playgate.token.VerifiedToken;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** What a genuine credential grants, whichever kind it is, so that each check exists once. */
public sealed interface Right extends Revocable {

    OrganisationId organisation();

    String jti();

    /** The key that proved the token. */
    KeyReference key();

    /** Whether a stream of its organisation is covered. */
    boolean covers(Stream stream);

    Optional<DomainPattern> domain();

    /** Where the viewer may be; empty: anywhere. */
    List<IpRange> addresses();

    /** The first instant at which it is no longer good for a request. */
    Instant end();

    /** How many sessions the token allows at once; empty: it does not say. */
    Optional<Integer> sessions();

    /** A digest of claim {@code user}; empty: there is none. */
    Optional<Long> userDigest();

    /** Of a playback token. */
    record OfToken(VerifiedToken token) implements Right {

        PlaybackClaims claims() {
            return token.claims();
        }

        @Override
        public OrganisationId organisation() {
            return claims().organisation();
        }

        @Override
        public String jti() {
            return claims().jti();
        }

        @Override
        public KeyReference key() {
            return token.key();
        }

        @Override
        public boolean covers(Stream stream) {
            return switch (claims().scope()) {
                case Scope.Streams(var names) -> names.contains(stream.name());
                case Scope.Group(var group) -> group.equals(stream.group());
                case Scope.Organisation() -> true;
            };
        }

        @Override
        public Optional<DomainPattern> domain() {
            return claims().domain();
        }

        @Override
        public List<IpRange> addresses() {
            return claims().addresses();
        }

        @Override
        public Instant end() {
            return claims().expiresAt();
        }

        @Override
        public Optional<Integer> sessions() {
            return claims().sessions();
        }

        @Override
        public Optional<Long> userDigest() {
            return claims().user().map(user -> Label.ofUser(organisation(), user).digest());
        }

        @Override
        public Optional<Instant> issuedAt() {
            return claims().issuedAt();
        }

        @Override
        public boolean hasUser(Label user) {
            return claims().user().isPresent() && claims().user().get().equals(user.text());
        }

        @Override
        public boolean hasTag(Label tag) {
            return claims().tag().isPresent() && claims().tag().get().equals(tag.text());
        }
    }

    /** Of a session ticket: never more than the token's, and only the group that was entered. */
    record OfTicket(Ticket ticket) implements Right {

        @Override
        public OrganisationId organisation() {
            return ticket.organisation();
        }

        @Override
        public String jti() {
            return ticket.jti();
        }

        @Override
        public KeyReference key() {
            return ticket.key();
        }

        @Override
        public boolean covers(Stream stream) {
            return ticket.group().equals(stream.group())
                    && (ticket.streams().isEmpty() || ticket.streams().contains(stream.name()));
        }

        @Override
        public Optional<DomainPattern> domain() {
            return ticket.domain();
        }

        @Override
        public List<IpRange> addresses() {
            return ticket.address().map(List::of).orElseGet(List::of);
        }

        @Override
        public Instant end() {
            return ticket.end();
        }

        @Override
        public Optional<Integer> sessions() {
            return Optional.of(ticket.traits().sessions()).filter(number -> number > 0);
        }

        @Override
        public Optional<Long> userDigest() {
            return Optional.of(ticket.traits().user()).filter(digest -> digest != 0);
        }

        @Override
        public Optional<Instant> issuedAt() {
            return ticket.traits().issuedAt();
        }

        @Override
        public boolean hasUser(Label user) {
            return ticket.traits().user() == user.digest();
        }

        @Override
        public boolean hasTag(Label tag) {
            return ticket.traits().tag() == tag.digest();
        }
    }
}
