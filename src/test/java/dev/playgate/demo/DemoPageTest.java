package dev.playgate.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class DemoPageTest {

    private final WebTestClient client = WebTestClient.bindToRouterFunction(DemoPage.routes()).build();

    @ParameterizedTest
    @CsvSource({"index.html, text/html", "player.js, text/javascript", "player.css, text/css",
            "h5live.js, text/javascript", "media.js, text/javascript", "vendor/dash.min.js, text/javascript",
            "vendor/dash.LICENSE.txt, text/plain", "icon.svg, image/svg+xml", "vendor/hls.min.js, text/javascript",
            "vendor/hls.LICENSE.txt, text/plain"})
    void everyFileOfThePageIsServedUnderTheContentSecurityPolicy(String file, String type) {
        client.get().uri("/demo/" + file).exchange().expectStatus().isOk().expectHeader()
                .contentTypeCompatibleWith(type)
                .expectHeader().valueEquals("Content-Security-Policy", DemoPage.CONTENT_SECURITY_POLICY).expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff").expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer").expectHeader().valueEquals("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/"})
    void theShortAddressesLeadToThePage(String address) {
        client.get().uri(address).exchange().expectStatus().isTemporaryRedirect().expectHeader().location(
                "/demo/index.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/none.html", "/demo/vendor", "/demo/../clip/360p/init.mp4",
            "/demo/%2e%2e/clip/360p/init.mp4", "/demo/vendor/%252e%252e/index.html"})
    void nothingElseIsServed(String address) {
        client.get().uri(uri -> URI.create(address)).exchange().expectStatus().isNotFound();
    }

    @Test
    void thePageHasNoInlineScriptOrStyleAndLoadsNothingFromElsewhere() throws Exception {
        String page = new ClassPathResource("demo/page/index.html").getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\ssrc=)").doesNotContain("<style")
                .doesNotContainPattern("\\s(style|on[a-z]+)=").doesNotContainPattern("(src|href)=\"(https?:)?//");
    }
}
