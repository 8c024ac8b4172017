package dev.playgate.control.registry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicPropertiesTest {

    private static final String SOURCE = "rtmp://localhost/splay";

    @Test
    void withoutTlsUrlsSaySo() {
        PublicProperties.Urls urls = new PublicProperties("localhost:8080", false, SOURCE).of(new StreamName("a-b"));

        assertThat(urls.websocket()).startsWith("ws://localhost:8080/h5live/authstream/");
        assertThat(urls.hls()).startsWith("http://localhost:8080/h5live/authhttp/");
        assertThat(urls.progressive()).startsWith("http://localhost:8080/h5live/authhttp/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"playout.example.com", "localhost:8080", "192.0.2.1", "[2001:db8::1]:8443"})
    void aHostMayHaveAPort(String host) {
        assertThat(new PublicProperties(host, true, SOURCE).servers().hls()).startsWith("https://" + host + "/h5live/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://playout.example.com", "playout.example.com/", "a@playout.example.com",
            "playout.example.com:", "playout.example.com:65536", "playout.example.com:x", "a b", "a?b", "a#b"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> new PublicProperties(host, true, SOURCE))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("host is not a host, or a host and a port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost/splay", "rtmp:splay", "rtmp://", "localhost/splay", "rtmp://a b/"})
    void whatIsNoRtmpUrlIsRefused(String source) {
        assertThatThrownBy(() -> new PublicProperties("localhost", true, source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source does not begin with rtmp:// or rtmps:// and a host");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> new PublicProperties("/", true, "/")).hasMessageContainingAll("host is", "; source");
    }
}
