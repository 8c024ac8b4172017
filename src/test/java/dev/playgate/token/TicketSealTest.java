package dev.playgate.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.crypto.Mac;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.GROUP;
import static dev.playgate.token.TestTokens.NOW;
import static dev.playgate.token.TestTokens.RIVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TicketSealTest {

    private static final TicketSecrets FIRST = secrets("1:" + "A".repeat(43));
    private static final TicketSecrets SECOND = secrets("2:" + "B".repeat(42) + "A");
    private static final TicketSecrets BOTH = secrets("1:" + "A".repeat(43) + "\n2:" + "B".repeat(42) + "A");
    private static final String UUID_JTI = "9f8b1c2d-0000-4000-8000-0123456789ab";
    private static final Ticket TICKET = ticket(UUID_JTI, "rsa-1");

    private final TicketSeal seal = new TicketSeal(() -> FIRST);

    @Test
    void aTicketComesBackAsItWas() {
        assertThat(seal.open(seal.seal(TICKET))).contains(TICKET);
        Ticket full = new Ticket(-1, DEMO, GROUP, Set.of(new StreamName("a"), new StreamName("b".repeat(64))), "j",
                new KeyReference("own-1", Optional.of(DEMO)), DomainPattern.parse("*.example.com"),
                IpRange.parse("2001:db8::/32"), new Ticket.Traits(Optional.of(NOW), -1, Long.MIN_VALUE, 1000),
                Instant.EPOCH,
                Instant.ofEpochSecond((1L << 40) - 1));
        assertThat(seal.open(seal.seal(full))).contains(full);
    }

    @Test
    void aUsualTicketIsShort() {
        assertThat(seal.seal(TICKET)).hasSizeBetween(120, 140).matches("[A-Za-z0-9_-]+");
        Ticket bound = new Ticket(1, DEMO, GROUP, Set.of(new StreamName("Demo1-live1"), new StreamName("Demo1-live2")),
                UUID_JTI, new KeyReference("AbCdEfGhIjK", Optional.of(DEMO)), DomainPattern.parse("player.example.com"),
                IpRange.parse("203.0.113.7"), new Ticket.Traits(Optional.of(NOW), 1, 1), NOW, NOW.plusSeconds(43200));
        assertThat(seal.seal(bound)).hasSizeLessThan(250);
    }

    @Test
    void onlyACanonicalUuidIsWrittenAsOne() {
        for (String jti : new String[]{UUID_JTI.toUpperCase(Locale.ROOT), "x".repeat(36),
                "1-1-1-1-1" + " ".repeat(27), "0".repeat(36), ""}) {
            Ticket ticket = ticket(jti, "rsa-1");
            assertThat(seal.open(seal.seal(ticket))).contains(ticket);
        }
    }

    @Test
    void timesAreToTheSecond() {
        Ticket ticket = new Ticket(1, DEMO, GROUP, Set.of(), "j", TICKET.key(), Optional.empty(), Optional.empty(),
                new Ticket.Traits(Optional.of(NOW.plusMillis(999)), 0, 0), NOW.plusMillis(999), NOW.plusMillis(1001));
        assertThat(ticket.traits().issuedAt()).contains(NOW);
        assertThat(ticket.provedAt()).isEqualTo(NOW);
        assertThat(ticket.end()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aKeyOfAnotherOrganisationOpensNothingHere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ticket(1, DEMO, GROUP, Set.of(), "j",
                new KeyReference("own-1", Optional.of(RIVAL)), Optional.empty(), Optional.empty(), Ticket.Traits.NONE,
                NOW, NOW));
    }

    @Test
    void everyChangeOfOneCharacterIsRefused() {
        String text = seal.seal(TICKET);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. ";
        for (int i = 0; i < text.length(); i++) {
            for (int c = 0; c < alphabet.length(); c++) {
                String changed = text.substring(0, i) + alphabet.charAt(c) + text.substring(i + 1);
                assertThat(seal.open(changed).isPresent()).isEqualTo(changed.equals(text));
            }
        }
    }

    @Test
    void everyTicketThatIsCutOrLongerIsRefused() {
        String text = seal.seal(TICKET);
        for (int i = 0; i < text.length(); i++) {
            assertThat(seal.open(text.substring(0, i))).isEmpty();
            assertThat(seal.open(text.substring(i + 1))).isEmpty();
        }
        assertThat(seal.open(text + "A")).isEmpty();
        assertThat(seal.open(text + "AAAA")).isEmpty();
        assertThat(seal.open(text + "=")).isEmpty();
    }

    @Test
    void rotation() {
        String old = seal.seal(TICKET);
        assertThat(new TicketSeal(() -> BOTH).open(old)).contains(TICKET);
        assertThat(new TicketSeal(() -> SECOND).open(old)).isEmpty();
        String next = new TicketSeal(() -> SECOND).seal(TICKET);
        assertThat(new TicketSeal(() -> BOTH).open(next)).contains(TICKET);
        assertThat(seal.open(next)).isEmpty();
    }

    @Test
    void anotherSecretUnderTheSameIdOpensNothing() {
        assertThat(new TicketSeal(() -> secrets("1:" + "B".repeat(42) + "A")).open(seal.seal(TICKET))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AA", "Ag", "AgEx", "Ag8", "AgAA", "!", "é", "AAAA.AAAA.AAAA"})
    void notATicket(String text) {
        assertThat(seal.open(text)).isEmpty();
        assertThat(seal.open(text + "A".repeat(24))).isEmpty();
        assertThat(seal.open(text + "A".repeat(25))).isEmpty();
        assertThat(seal.open(text + "_".repeat(26))).isEmpty();
    }

    @Test
    void anotherVersion() {
        byte[] body = Base64.getUrlDecoder().decode(seal.seal(TICKET));
        byte[] other = Arrays.copyOf(body, body.length - 16);
        assertThat(seal.open(authenticated(other))).contains(TICKET);
        for (byte version : new byte[]{1, 3}) {
            other[0] = version;
            assertThat(seal.open(authenticated(other))).isEmpty();
        }
    }

    @Test
    void whatIsAuthenticatedButNoTicket() {
        byte[] body = Base64.getUrlDecoder().decode(seal.seal(TICKET));
        for (int length = 3; length < body.length - 16; length++) {
            assertThat(seal.open(authenticated(Arrays.copyOf(body, length)))).isEmpty();
        }
        byte[] badStream = Arrays.copyOf(body, body.length - 14);
        badStream[body.length - 16] = 1;
        badStream[body.length - 15] = '/';
        assertThat(seal.open(authenticated(badStream))).isEmpty();
    }

    @Test
    void whatIsAuthenticatedButHoldsNoDomain() {
        assertThat(seal.open(authenticated(withDomain("a.example")))).isPresent();
        assertThat(seal.open(authenticated(withDomain("*")))).isEmpty();
    }

    @Test
    void whatIsAuthenticatedButHasAFlagOrADigestThatNobodyWrites() {
        byte[] body = withDomain("a.example");
        int flags = 3;
        body[flags] = 32;
        assertThat(seal.open(authenticated(body))).isEmpty();
        Ticket ticket = new Ticket(1, DEMO, GROUP, Set.of(), "j", TICKET.key(), Optional.empty(), Optional.empty(),
                new Ticket.Traits(Optional.empty(), 1, 0), NOW, NOW);
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(ticket));
        byte[] withoutDigest = Arrays.copyOf(sealed, sealed.length - 16);
        withoutDigest[withoutDigest.length - 11] = 0;
        assertThat(seal.open(authenticated(withoutDigest))).isEmpty();
    }

    @Test
    void lengths() {
        Ticket fits = ticket("j".repeat(255), "k".repeat(255));
        assertThat(seal.open(seal.seal(fits))).contains(fits);
        assertThatIllegalArgumentException().isThrownBy(() -> seal.seal(ticket("j".repeat(256), "k")));
        assertThatIllegalArgumentException().isThrownBy(() -> seal.seal(ticket("j", "k".repeat(256))));
        assertThat(seal.seal(withStreams(40))).hasSizeLessThan(TicketSeal.MAX_CHARACTERS);
        assertThatIllegalArgumentException().isThrownBy(() -> seal.seal(withStreams(60)));
        assertThat(seal.open("A".repeat(TicketSeal.MAX_CHARACTERS + 1))).isEmpty();
    }

    @Test
    void theLongestTicketIsOpened() {
        Ticket longest = longest();
        String text = seal.seal(longest);
        assertThat(text).hasSize(TicketSeal.MAX_CHARACTERS);
        assertThat(seal.open(text)).contains(longest);
        byte[] body = Base64.getUrlDecoder().decode(text);
        byte[] withAnotherStream = Arrays.copyOf(body, body.length - 14);
        withAnotherStream[body.length - 16] = 1;
        withAnotherStream[body.length - 15] = 's';
        assertThat(seal.open(authenticated(withAnotherStream))).isEmpty();
    }

    @Test
    void timesOutOfRange() {
        for (Instant time : new Instant[]{Instant.ofEpochSecond(-1), Instant.ofEpochSecond(1L << 40)}) {
            Ticket ticket = new Ticket(1, DEMO, GROUP, Set.of(), "j", TICKET.key(), Optional.empty(), Optional.empty(),
                    Ticket.Traits.NONE, NOW, time);
            assertThatIllegalArgumentException().isThrownBy(() -> seal.seal(ticket));
        }
    }

    private Ticket longest() {
        for (int i = 1; i <= 64; i++) {
            Set<StreamName> names = withStreams(45).streams().stream().collect(Collectors.toSet());
            names.add(new StreamName("x".repeat(i)));
            Ticket ticket = new Ticket(1, DEMO, GROUP, names, UUID_JTI, TICKET.key(), Optional.empty(),
                    Optional.empty(), Ticket.Traits.NONE, NOW, NOW);
            if (seal.seal(ticket).length() == TicketSeal.MAX_CHARACTERS) {
                return ticket;
            }
        }
        throw new AssertionError("no ticket of the greatest length");
    }

    private static Ticket withStreams(int count) {
        Set<StreamName> names = IntStream.range(0, count).mapToObj(i -> new StreamName("s".repeat(62) + (10 + i)))
                .collect(Collectors.toSet());
        return new Ticket(1, DEMO, GROUP, names, UUID_JTI, TICKET.key(), Optional.empty(), Optional.empty(),
                Ticket.Traits.NONE, NOW, NOW);
    }

    /** A body whose domain is this text. */
    private static byte[] withDomain(String domain) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[]{2, 1, '1', 0});
        body.writeBytes(new byte[8 + 16 + 16]);
        body.writeBytes(new byte[]{1, 'j', 1, 'k', (byte) domain.length()});
        body.writeBytes(domain.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(new byte[1 + 5 + 5]);
        return body.toByteArray();
    }

    private static String authenticated(byte[] body) {
        Mac mac = FIRST.mac("1").orElseThrow();
        byte[] sealed = Arrays.copyOf(body, body.length + 16);
        System.arraycopy(mac.doFinal(body), 0, sealed, body.length, 16);
        return TestKey.base64(sealed);
    }

    private static Ticket ticket(String jti, String kid) {
        return new Ticket(0x123456789abcdefL, DEMO, GROUP, Set.of(), jti, new KeyReference(kid, Optional.empty()),
                Optional.empty(), Optional.empty(), Ticket.Traits.NONE, NOW, NOW.plusSeconds(43200));
    }

    private static TicketSecrets secrets(String text) {
        try {
            return TicketSecrets.parse(text);
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
