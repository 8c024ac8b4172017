package dev.playgate.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import dev.playgate.stream.OrganisationId;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.ISSUER;
import static dev.playgate.token.TestTokens.RIVAL;
import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

class KeyRingTest {

    private final KeyRing ring = new KeyRing();

    @Test
    void aNewRingIsEmpty() {
        assertThat(ring.current().isEmpty()).isTrue();
        assertThat(ring.current().size()).isZero();
        assertThat(find("rsa-1", DEMO)).isEmpty();
    }

    @Test
    @DisplayName("F2 a change is in force at once, under an epoch of its own")
    void f2_changes() {
        long before = ring.current().epoch();
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA, EC));
        long with = ring.current().epoch();
        assertThat(with).isGreaterThan(before);
        assertThat(ring.current().isEmpty()).isFalse();
        assertThat(find("rsa-1", DEMO)).contains(TestTokens.platform(RSA));

        ring.replacePlatformKeys(KeySource.FILE, keys(EC));
        assertThat(ring.current().epoch()).isGreaterThan(with);
        assertThat(find("rsa-1", DEMO)).isEmpty();
        assertThat(find("ec-1", DEMO)).isPresent();

        ring.removePlatformKeys(KeySource.FILE);
        assertThat(ring.current().isEmpty()).isTrue();
    }

    @Test
    void theSameKeysAreNoChange() {
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA));
        KeySet before = ring.current();
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA));
        assertThat(ring.current()).isSameAs(before);
        ring.replacePlatformKeys(KeySource.FILE, new IssuerKeys("https://other.test", List.of(RSA.admitted())));
        assertThat(ring.current()).isNotSameAs(before);
        assertThat(find("rsa-1", DEMO)).map(VerificationKey::issuer).contains("https://other.test");
    }

    @Test
    void sourcesAddUp() {
        ring.replacePlatformKeys(KeySource.REMOTE, keys(RSA));
        ring.replacePlatformKeys(KeySource.SIGNING, keys(EC));
        ring.replaceOrganisationKeys(Map.of(RIVAL, keys(ED)));
        assertThat(ring.current().size()).isEqualTo(3);
        ring.removePlatformKeys(KeySource.REMOTE);
        assertThat(find("rsa-1", RIVAL)).isEmpty();
        assertThat(find("ec-1", RIVAL)).isPresent();
        ring.replaceOrganisationKeys(Map.of());
        assertThat(find("ed-1", RIVAL)).isEmpty();
    }

    @Test
    @DisplayName("A remote set cannot take the place of a key of one's own")
    void theNearerSourceCounts() {
        ring.replacePlatformKeys(KeySource.REMOTE, keys(STRANGER));
        assertThat(find("rsa-1", DEMO)).contains(TestTokens.platform(STRANGER));
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA));
        assertThat(find("rsa-1", DEMO)).contains(TestTokens.platform(RSA));
        ring.replacePlatformKeys(KeySource.SIGNING, keys(STRANGER));
        assertThat(find("rsa-1", DEMO)).contains(TestTokens.platform(STRANGER));
    }

    @Test
    @DisplayName("A8 organisations may use one kid, and the platform's wins")
    void a8_ownKeys() {
        ring.replaceOrganisationKeys(Map.of(RIVAL, keys(RSA), DEMO, keys(STRANGER)));
        assertThat(find("rsa-1", RIVAL)).map(VerificationKey::key).contains(RSA.admitted());
        assertThat(find("rsa-1", DEMO)).map(VerificationKey::key).contains(STRANGER.admitted());
        assertThat(ring.current().find("rsa-1", Optional.empty())).isEmpty();
        assertThat(find("rsa-1", OrganisationId.of("44444444-4444-4444-8444-444444444444"))).isEmpty();

        ring.replacePlatformKeys(KeySource.FILE, keys(EC.named("rsa-1")));
        assertThat(find("rsa-1", RIVAL)).map(VerificationKey::owner).contains(Optional.empty());
        assertThat(ring.current().find(new KeyReference("rsa-1", Optional.of(RIVAL)))).isPresent();
    }

    @Test
    void aReferenceFindsItsKeyAlone() {
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA));
        assertThat(ring.current().find(new KeyReference("rsa-1", Optional.empty()))).isPresent();
        assertThat(ring.current().find(new KeyReference("rsa-1", Optional.of(DEMO)))).isEmpty();
        assertThat(ring.current().find(new KeyReference("rsa-2", Optional.empty()))).isEmpty();
        assertThat(TestTokens.platform(RSA).reference()).isEqualTo(new KeyReference("rsa-1", Optional.empty()));
    }

    @Test
    void aKeyThatIsHiddenIsToldOfOnce() {
        String warning = "Key KeyReference[kid=hidden, owner=Optional.empty] is not in force: "
                + "an earlier source has another key with this kid";
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(KeyRing.class);
        logger.addAppender(log);
        ring.replacePlatformKeys(KeySource.FILE, keys(RSA.named("seen"), RSA.named("hidden")));
        ring.replacePlatformKeys(KeySource.REMOTE, keys(RSA.named("seen"), EC.named("hidden")));
        int whenItIsHidden = log.list.size();
        ring.replacePlatformKeys(KeySource.SIGNING, keys(ED));
        logger.detachAppender(log);
        assertThat(log.list.subList(0, whenItIsHidden)).extracting(ILoggingEvent::getFormattedMessage)
                .contains(warning);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("hidden") || message.contains("seen"))
                .containsExactly(warning);
    }

    @Test
    void unknownKidsAreNotedUntilForgotten() {
        assertThat(ring.isUnknownKidNoted()).isFalse();
        ring.noteUnknownKid();
        ring.noteUnknownKid();
        assertThat(ring.isUnknownKidNoted()).isTrue();
        ring.forgetUnknownKid();
        assertThat(ring.isUnknownKidNoted()).isFalse();
    }

    private Optional<VerificationKey> find(String kid, OrganisationId subject) {
        return ring.current().find(kid, Optional.of(subject));
    }

    private static IssuerKeys keys(TestKey... keys) {
        return new IssuerKeys(ISSUER, List.of(keys).stream().map(TestKey::admitted).toList());
    }
}
