package dev.playgate.edge;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CorsTest {

    private final Cors listed = new Cors(List.of("https://shop.example"));

    @Test
    void byDefaultEveryPageMayReadAndNoneMaySendCookies() {
        assertThat(new Cors(List.of()).headers(List.of("https://any.example")))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void aListedPageMayReadAndSendCookies() {
        assertThat(listed.headers(List.of("https://shop.example")))
                .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
                .containsEntry("Access-Control-Allow-Credentials", "true").containsEntry("Vary", "Origin");
    }

    @Test
    void aPageThatIsNotListedMayNotAndCachesKeepThemApart() {
        assertThat(listed.headers(List.of("https://shop.example.evil"))).containsOnlyKeys("Vary");
        assertThat(listed.headers(List.of())).containsOnlyKeys("Vary");
        assertThat(listed.headers(List.of("https://shop.example", "https://shop.example"))).containsOnlyKeys("Vary");
    }
}
