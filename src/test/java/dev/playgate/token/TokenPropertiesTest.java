package dev.playgate.token;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import dev.playgate.stream.StreamName;
import dev.playgate.token.Proof.Proved;
import dev.playgate.token.Proof.Rejected;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.GROUP;
import static dev.playgate.token.TestTokens.ISSUER;
import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.quote;
import static dev.playgate.token.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

class TokenPropertiesTest {

    private static final List<String> VALID = List.of(RSA, EC, ED).stream()
            .map(key -> valid().with("user", quote("someone")).signedBy(key).text()).toList();
    private static final TicketSeal SEAL = new TicketSeal(TokenPropertiesTest::secrets);

    @Property
    void anyTextIsRejectedAndOpensNothing(@ForAll String text) {
        assertThat(Verdicts.of(text)).isInstanceOf(Rejected.class);
        assertThat(SEAL.open(text)).isEmpty();
    }

    @Property
    void anyPartsAreRejected(@ForAll String header, @ForAll String payload, @ForAll byte[] signature) {
        String text = TestTokens.encode(header) + "." + TestTokens.encode(payload) + "." + TestKey.base64(signature);
        assertThat(Verdicts.of(text)).isInstanceOf(Rejected.class);
    }

    @Property(tries = 300)
    void anySignatureIsRejected(@ForAll @IntRange(max = 2) int index, @ForAll byte[] signature) {
        String text = VALID.get(index);
        String forged = text.substring(0, text.lastIndexOf('.') + 1) + TestKey.base64(signature);
        assertThat(Verdicts.of(forged)).isInstanceOf(Rejected.class);
    }

    @Property(tries = 300)
    void aValidTokenWithOneBitTurnedIsRejected(@ForAll @IntRange(max = 2) int index,
            @ForAll @IntRange(max = 2) int part,
            @ForAll @IntRange(max = 10_000) int bit) {
        String[] parts = VALID.get(index).split("\\.", -1);
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
        int turned = bit % (bytes.length * 8);
        bytes[turned / 8] = (byte) (bytes[turned / 8] ^ 1 << turned % 8);
        parts[part] = TestKey.base64(bytes);
        assertThat(Verdicts.of(String.join(".", parts))).isInstanceOf(Rejected.class);
    }

    @Property(tries = 300)
    void aValidTokenWithOneCharacterChangedIsRejected(@ForAll @IntRange(max = 2) int index,
            @ForAll @IntRange(max = 10_000) int position, @ForAll char character) {
        String text = VALID.get(index);
        int at = position % text.length();
        String changed = text.substring(0, at) + character + text.substring(at + 1);
        assertThat(Verdicts.of(changed) instanceof Proved).isEqualTo(changed.equals(text));
    }

    @Property(tries = 200)
    void signedClaimsAreProvedAsTheyAre(@ForAll("claims") PlaybackClaims claims) {
        CompactToken token = new TokenSigner().sign(claims, Optional.empty(), TokenSignerTest.key()).orElseThrow();
        assertThat(TokenSignerTest.verify(token)).isEqualTo(claims);
    }

    @Property(tries = 300)
    void ticketsComeBackAsTheyWere(@ForAll("tickets") Ticket ticket) {
        assertThat(SEAL.open(SEAL.seal(ticket))).contains(ticket);
    }

    @Provide
    Arbitrary<PlaybackClaims> claims() {
        Arbitrary<Optional<Instant>> issued = times().optional();
        Arbitrary<String> labels = Arbitraries.strings().withCharRange(' ', '~').withChars('ü', '漢', '\u2028')
                .ofMaxLength(100);
        return Combinators
                .combine(jtis(), issued, scopes(), domains(), ranges().list().ofMaxSize(10), labels.optional(),
                        labels.optional(), Arbitraries.integers().between(0, 7))
                .as((jti, iat, scope, domain, addresses, user, tag, flags) -> new PlaybackClaims(ISSUER, DEMO, jti, iat,
                        iat, Instant.ofEpochSecond(99_999_999_999L), scope, domain, (flags & 1) != 0, addresses, user,
                        tag, (flags & 2) != 0, (flags & 4) != 0));
    }

    @Provide
    Arbitrary<Ticket> tickets() {
        Arbitrary<KeyReference> keys = Combinators.combine(jtis(), Arbitraries.just(DEMO).optional())
                .as(KeyReference::new);
        return Combinators
                .combine(Arbitraries.longs(), names().set().ofMaxSize(20), jtis(), keys, domains(), ranges().optional(),
                        traits(), times().list().ofSize(2))
                .as((session, names, jti, key, domain, address, traits, times) -> new Ticket(session, DEMO, GROUP,
                        names, jti, key, domain, address, traits, times.get(0), times.get(1)));
    }

    private static Arbitrary<Ticket.Traits> traits() {
        return Combinators.combine(times().optional(), Arbitraries.longs(), Arbitraries.longs())
                .as(Ticket.Traits::new);
    }

    private static Arbitrary<String> jtis() {
        return Arbitraries.oneOf(Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(128),
                Arbitraries.create(() -> UUID.randomUUID().toString()));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(1, 99_999_999_998L).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Scope> scopes() {
        return Arbitraries.oneOf(names().set().ofMinSize(1).ofMaxSize(10).map(Scope.Streams::new),
                Arbitraries.just(new Scope.Group(GROUP)), Arbitraries.just(new Scope.Organisation()));
    }

    private static Arbitrary<StreamName> names() {
        return Arbitraries.strings().alpha().numeric().withChars('-', '_').ofMinLength(1).ofMaxLength(64)
                .map(StreamName::new);
    }

    private static Arbitrary<Optional<DomainPattern>> domains() {
        return Arbitraries.of("example.com", "*.example.co.uk", "bücher.example", "localhost", "203.0.113.7")
                .map(text -> DomainPattern.parse(text).orElseThrow()).optional();
    }

    private static Arbitrary<IpRange> ranges() {
        return Arbitraries.of("203.0.113.7", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::/0")
                .map(text -> IpRange.parse(text).orElseThrow());
    }

    private static TicketSecrets secrets() {
        try {
            return TicketSecrets.parse("1:" + "A".repeat(43));
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
