package dev.playgate.token;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.stream.StreamName;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.GROUP;
import static dev.playgate.token.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** What a seal keeps of the tickets that it has opened and sealed. */
class KeptTicketsTest {

    private static final long MAX_BYTES = 1 << 20;
    private static final String FIRST = "1:" + "A".repeat(43);
    private static final String SECOND = "2:" + "B".repeat(42) + "A";

    private TicketSecrets inForce = secrets(FIRST);
    private final TicketSeal seal = new TicketSeal(() -> inForce, MAX_BYTES);

    @Test
    void aTicketThatWasOpenedIsKept() {
        String text = seal.seal(ticket(1));
        Ticket first = seal.open(text).orElseThrow();
        assertThat(seal.open(new String(text.toCharArray())).orElseThrow()).isSameAs(first).isEqualTo(ticket(1));
    }

    @Test
    void aTicketThatWasSealedIsKept() {
        String first = seal.seal(ticket(1));
        assertThat(seal.seal(ticket(1))).isSameAs(first);
        assertThat(seal.seal(ticket(2))).isNotEqualTo(first);
    }

    @Test
    @DisplayName("F1 the whole text is compared: a ticket that was opened opens nothing that ends like it")
    void f1_wholeText() {
        String text = seal.seal(ticket(1));
        assertThat(seal.open(text)).isPresent();
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(seal.open(changed)).isEmpty();
        }
    }

    @Test
    @DisplayName("F2 a secret that is taken out takes its tickets with it at once, kept or not")
    void f2_removedSecret() {
        String text = seal.seal(ticket(1));
        assertThat(seal.open(text)).isPresent();
        inForce = secrets(SECOND);
        assertThat(seal.open(text)).isEmpty();
        assertThat(seal.seal(ticket(1))).isNotEqualTo(text);
        inForce = secrets(FIRST);
        assertThat(seal.open(text)).contains(ticket(1));
    }

    @Test
    @DisplayName("F2 another secret under the same id is another secret")
    void f2_sameId() {
        String text = seal.seal(ticket(1));
        assertThat(seal.open(text)).isPresent();
        inForce = secrets("1" + SECOND.substring(1));
        assertThat(seal.open(text)).isEmpty();
    }

    @Test
    void aRotationSealsWithTheNewSecretAtOnceAndOpensTheOldTickets() {
        String text = seal.seal(ticket(1));
        inForce = secrets(SECOND + "\n" + FIRST);
        String next = seal.seal(ticket(1));
        assertThat(next).isNotEqualTo(text);
        assertThat(seal.open(text)).contains(ticket(1));
        assertThat(seal.open(next)).contains(ticket(1));
    }

    @Test
    @DisplayName("F3 forged tickets push no ticket out")
    void f3_forgedTickets() {
        String text = seal.seal(ticket(1));
        Ticket first = seal.open(text).orElseThrow();
        for (int i = 0; i < 3000; i++) {
            String head = "AgEx" + (1000 + i);
            assertThat(seal.open(head + text.substring(head.length()))).isEmpty();
        }
        assertThat(seal.open(text).orElseThrow()).isSameAs(first);
    }

    @Test
    @DisplayName("F3 what is kept is bounded by weight, of which streams are a part")
    void f3_weight() {
        List<Ticket> plain = IntStream.range(0, 1000).mapToObj(KeptTicketsTest::ticket).toList();
        assertThat(kept(plain)).isBetween(350L, 500L);
        Set<StreamName> names = Set.copyOf(IntStream.range(0, 20).mapToObj(i -> new StreamName("s" + i)).toList());
        assertThat(kept(IntStream.range(0, 1000).mapToObj(i -> ticket(i, names)).toList())).isBetween(130L, 200L);
    }

    /** How many of the tickets are kept when all have been sealed and opened. */
    private long kept(List<Ticket> tickets) {
        TicketSeal bounded = new TicketSeal(() -> inForce, MAX_BYTES);
        List<String> texts = tickets.stream().map(bounded::seal).toList();
        Set<Ticket> opened = Collections.newSetFromMap(new IdentityHashMap<>());
        texts.forEach(text -> opened.add(bounded.open(text).orElseThrow()));
        return texts.stream().filter(text -> opened.contains(bounded.open(text).orElseThrow())).count();
    }

    private static Ticket ticket(int session) {
        return ticket(session, Set.of());
    }

    private static Ticket ticket(int session, Set<StreamName> streams) {
        Instant end = NOW.plusSeconds(43200);
        return new Ticket(session, DEMO, GROUP, streams, "j", new KeyReference("rsa-1", Optional.empty()),
                Optional.empty(), Optional.empty(), Ticket.Traits.NONE, NOW, end);
    }

    private static TicketSecrets secrets(String text) {
        try {
            return TicketSecrets.parse(text);
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
