package dev.playgate.token;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RemoteKeySetSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://keys.test/jwks.json", "http://localhost:8080/jwks.json", "http://127.0.0.1/a",
            "http://[::1]:1/a"})
    void uris(String uri) {
        assertThat(RemoteKeySetSettings.of(URI.create(uri), "iss").refreshEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://keys.test/a", "file:///etc/passwd", "keys.test/a", "/a", "https:///a",
            "https://user:password@keys.test/a", "HTTPS:keys.test", "jar:https://keys.test/a"})
    void otherUris(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> RemoteKeySetSettings.of(URI.create(uri), "iss"))
                .withMessage("uri is not an https URL with a host and without user information");
    }

    @Test
    void plainHttpIsAllowedByName() {
        URI uri = URI.create("http://keys.test/a");
        assertThatIllegalArgumentException().isThrownBy(() -> RemoteKeySetSettings.of(uri, "iss"))
                .withMessage("uri is http and not on this machine, which allowPlainHttp does not allow");
        assertThat(new RemoteKeySetSettings(uri, "iss", true, Duration.ofSeconds(30), Duration.ofSeconds(31),
                Duration.ofMinutes(1)).allowPlainHttp()).isTrue();
    }

    @Test
    void allFaultsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoteKeySetSettings(URI.create("a"), "", true, Duration.ofSeconds(29),
                        Duration.ofSeconds(29), Duration.ZERO))
                .withMessage("uri is not an https URL with a host and without user information; issuer is empty; "
                        + "refreshEvery is shorter than 30 seconds; maxStaleness is not longer than refreshEvery; "
                        + "timeout is not within a minute");
        assertThatIllegalArgumentException().isThrownBy(() -> new RemoteKeySetSettings(URI.create("https://a"), "iss",
                false, Duration.ofSeconds(30), Duration.ofSeconds(31), Duration.ofMillis(60_001)));
    }
}
