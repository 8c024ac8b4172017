package dev.playgate.control.webhook;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where a webhook may lead, as far as its text says. */
class WebhookPropertiesTest {

    private final WebhookProperties properties = new WebhookProperties(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com", "https://hooks.example.com:8443/a/b?c=d%20e",
            "https://8.8.8.8/",
            "https://[2606:4700:4700::1111]/"})
    void anHttpsUrlWithAPublicAddressOrANameMay(String url) {
        assertThat(properties.admit(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hooks.example.com", "http://hooks.example.com/", "http://127.0.0.1/",
            "http://localhost/", "ftp://hooks.example.com/", "javascript:alert(1)", "HTTPS://hooks.example.com/",
            "https:///hook", "https:hooks.example.com", "https://user@hooks.example.com/",
            "https://user:pass@hooks.example.com/", "https://hooks.example.com/#f", "https://hooks.example.com/ä",
            "https://hööks.example.com/", "https://hooks.example.com/a b", "https://hooks.example.com/\r\nHost: x",
            "https://2130706433/", "https://127.1/", "https://0x7f000001/", "https://0x7f.0.0.1/",
            "https://127.0.0.1/", "https://0.0.0.0/", "https://10.1.2.3/", "https://192.168.0.1/",
            "https://169.254.169.254/latest/meta-data/", "https://[::1]/", "https://[::]/",
            "https://[::ffff:169.254.169.254]/", "https://[::ffff:a9fe:a9fe]/", "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/",
            "https://hooks_example/", "\"><script>alert(1)</script>"})
    void nothingElseMay(String url) {
        assertThat(properties.admit(url)).isEmpty();
    }

    @Test
    void aUrlIsBounded() {
        assertThat(properties.admit("https://h.example/" + "x".repeat(2030))).isPresent();
        assertThat(properties.admit("https://h.example/" + "x".repeat(2031))).isEmpty();
    }

    @Test
    void whatIsNamedMayToo() {
        WebhookProperties named = new WebhookProperties(List.of("10.20.0.0/16", "127.0.0.1"));
        assertThat(named.admit("https://10.20.3.4/")).isPresent();
        assertThat(named.admit("https://10.21.3.4/")).isEmpty();
        assertThat(named.admit("http://127.0.0.1:8080/")).isPresent();
        assertThat(named.admit("http://localhost:8080/")).isPresent();
        assertThat(named.admit("http://10.20.3.4/")).as("plain http is for the own machine").isEmpty();
        assertThat(named.admit("https://[::1]/")).isEmpty();
        assertThat(new WebhookProperties(List.of("10.0.0.0/8")).admit("http://127.0.0.1/")).isEmpty();
    }

    @Test
    void everyFaultOfTheNetworksIsNamed() {
        assertThatThrownBy(() -> new WebhookProperties(List.of("10.0.0.0/8", "localhost", "10.0.0.0/33")))
                .hasMessage("allowed-networks[1] is no address and no CIDR range; allowed-networks[2] is no address and"
                        + " no CIDR range");
    }
}
