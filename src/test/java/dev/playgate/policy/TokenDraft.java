package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.token.SigningKey;
import dev.playgate.token.TokenSigner;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** A token for the group of {@code Demo1-live1}, issued a minute ago, for an hour; each test spoils one thing. */
final class TokenDraft {

    private static final Map<Draft, String> SIGNED = new ConcurrentHashMap<>();

    static final String ISSUER = "playgate";
    static final String DEMOS_ISSUER = "https://tokens.demo.example";
    static final String JTI = "jti-1";
    static final Instant ISSUED = Playout.NOW.minusSeconds(60);
    static final Instant EXPIRES = Playout.NOW.plusSeconds(3600);

    private String issuer = ISSUER;
    private OrganisationId organisation = SampleCatalog.DEMO;
    private String jti = JTI;
    private Optional<Instant> issuedAt = Optional.of(ISSUED);
    private Optional<Instant> notBefore = Optional.of(ISSUED);
    private Instant expiresAt = EXPIRES;
    private Scope scope = new Scope.Group(SampleCatalog.LIVE1.group());
    private Optional<DomainPattern> domain = Optional.empty();
    private boolean domainOptional;
    private List<IpRange> addresses = List.of();
    private Optional<String> user = Optional.empty();
    private Optional<String> tag = Optional.empty();
    private boolean forceDisconnect;
    private SigningKey key = TestSigningKeys.PLATFORM.issuing();

    TokenDraft organisation(OrganisationId id) {
        organisation = id;
        return this;
    }

    TokenDraft jti(String text) {
        jti = text;
        return this;
    }

    TokenDraft issuedAt(Instant time) {
        issuedAt = Optional.of(time);
        return this;
    }

    TokenDraft notBefore(Instant time) {
        notBefore = Optional.of(time);
        return this;
    }

    TokenDraft withoutBegin() {
        issuedAt = Optional.empty();
        notBefore = Optional.empty();
        return this;
    }

    TokenDraft expiresAt(Instant time) {
        expiresAt = time;
        return this;
    }

    TokenDraft expiresIn(Duration time) {
        return expiresAt(Playout.NOW.plus(time));
    }

    TokenDraft streams(String... names) {
        return scope(new Scope.Streams(Set.copyOf(Stream.of(names).map(StreamName::new).toList())));
    }

    TokenDraft group(GroupId group) {
        return scope(new Scope.Group(group));
    }

    TokenDraft organisationWide() {
        return scope(new Scope.Organisation());
    }

    TokenDraft scope(Scope target) {
        scope = target;
        return this;
    }

    TokenDraft domain(String pattern) {
        domain = DomainPattern.parse(pattern);
        return this;
    }

    TokenDraft domainOptional() {
        domainOptional = true;
        return this;
    }

    TokenDraft addresses(String... ranges) {
        addresses = Stream.of(ranges).map(range -> IpRange.parse(range).orElseThrow()).toList();
        return this;
    }

    TokenDraft user(String text) {
        user = Optional.of(text);
        return this;
    }

    TokenDraft tag(String text) {
        tag = Optional.of(text);
        return this;
    }

    TokenDraft forceDisconnect() {
        forceDisconnect = true;
        return this;
    }

    /** Signed by a key of the platform's other than the issuing one. */
    TokenDraft signedBy(SigningKey other) {
        key = other;
        return this;
    }

    /** Signed by the own key of Demo. */
    TokenDraft signedByDemo() {
        issuer = DEMOS_ISSUER;
        return signedBy(TestSigningKeys.DEMOS.issuing());
    }

    PlaybackClaims claims() {
        return new PlaybackClaims(issuer, organisation, jti, issuedAt, notBefore, expiresAt, scope, domain,
                domainOptional, addresses, user, tag, false, forceDisconnect);
    }

    /** Signed once, however many tests ask for it. */
    String sign() {
        return SIGNED.computeIfAbsent(new Draft(claims(), key),
                draft -> new TokenSigner().sign(draft.claims(), Optional.empty(), draft.key()).orElseThrow().text());
    }

    private record Draft(PlaybackClaims claims, SigningKey key) {}
}
