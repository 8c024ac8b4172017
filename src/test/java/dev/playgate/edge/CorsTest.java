package dev.playgate.edge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CorsTest {

    private final Cors listed = new Cors(List.of("https://shop.example"));

    @Test
    void byDefaultEveryPageMayReadAndNoneMaySendCookies() {
        assertThat(headers(new Cors(List.of()), "https://any.example"))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void aListedPageMayReadAndSendCookies() {
        assertThat(headers(listed, "https://shop.example"))
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
                .containsEntry("Access-Control-Allow-Credentials", "true").containsEntry("Vary", "Origin");
    }

    @Test
    void aPageThatIsNotListedMayNotAndCachesKeepThemApart() {
        assertThat(headers(listed, "https://shop.example.evil")).containsOnlyKeys("Vary");
        assertThat(headers(listed)).containsOnlyKeys("Vary");
        assertThat(headers(listed, "https://shop.example", "https://shop.example")).containsOnlyKeys("Vary");
    }

    private static Map<String, String> headers(Cors cors, String... origin) {
        Map<String, String> headers = new HashMap<>();
        cors.forEach(List.of(origin), (name, value) -> headers.put(name.toString(), value.toString()));
        return headers;
    }
}
