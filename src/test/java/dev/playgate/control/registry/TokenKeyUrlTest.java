package dev.playgate.control.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Organisations' own public keys by URL, where plain http to the own machine is allowed. */
class TokenKeyUrlTest {

    private static final String KEYS = "{\"keys\":[" + TokenKeyApiTest.KEY + "]}";

    private final AdminApi api = AdminApi.startWithPlainHttp();
    private volatile int status = 200;
    private volatile String body = KEYS;
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    @AfterEach
    void stop() {
        server.stop(0);
        api.close();
    }

    @Test
    void plainHttpIsForTheOwnMachineEvenWhereItIsAllowed() {
        assertThat(api.withKey("beta-key").put(TokenKeyApiTest.PATH, "{\"url\":\"http://keys.test/\"}").toString())
                .startsWith("400 1000 Parameter invalid: url must be an https URL");
    }

    @Test
    void keysByUrlAreFetchedAtOnceAndFollowed() {
        assertThat(api.withKey("beta-key").put(TokenKeyApiTest.PATH, "{\"url\":\"" + url + "\"}")).hasToString("204");
        assertThat(api.withKey("beta-key").get("/api/v1/organisation").data().get("tokenKeys"))
                .hasToString("{\"url\":\"" + url + "\",\"kids\":[\"beta-1\"]}");
        long version = api.snapshot().version();
        api.refreshTokenKeys();
        assertThat(api.snapshot().version()).isEqualTo(version);
        body = KEYS.replace("beta-1", "beta-2");
        api.refreshTokenKeys();
        assertThat(beta().ownKeys().orElseThrow().jwkSet()).isEqualTo(body);
    }

    @Test
    @DisplayName("When something is down: the keys in hand stay")
    void theKeysInHandStay() {
        api.withKey("beta-key").put(TokenKeyApiTest.PATH, "{\"url\":\"" + url + "\"}");
        OwnKeys inHand = beta().ownKeys().orElseThrow();
        status = 500;
        api.refreshTokenKeys();
        status = 200;
        body = "{\"keys\":[]}";
        api.refreshTokenKeys();
        server.stop(0);
        api.refreshTokenKeys();

        assertThat(beta().ownKeys()).contains(inHand);
    }

    @Test
    void anUploadEndsTheFollowing() {
        api.withKey("beta-key").put(TokenKeyApiTest.PATH, "{\"url\":\"" + url + "\"}");
        api.withKey("beta-key").put(TokenKeyApiTest.PATH, KEYS);
        body = KEYS.replace("beta-1", "beta-2");
        api.refreshTokenKeys();

        assertThat(api.withKey("beta-key").get("/api/v1/organisation").data().get("tokenKeys"))
                .hasToString("{\"kids\":[\"beta-1\"]}");
    }

    @Test
    void whatTheUrlAnswersIsJudgedBeforeAnythingChanges() {
        status = 302;
        assertThat(putUrl()).isEqualTo("400 1000 Parameter invalid: url answered with status 302");
        status = 200;
        body = "{\"keys\":[{}]}";
        assertThat(putUrl()).startsWith("400 1000 Parameter invalid: url has keys that are not admitted: key 1");
        body = KEYS + " ".repeat(1 << 18);
        assertThat(putUrl()).isEqualTo("400 1000 Parameter invalid: url gave no whole answer in 5 s");
        server.stop(0);
        assertThat(putUrl()).isEqualTo("400 1000 Parameter invalid: url gave no whole answer in 5 s");
        assertThat(beta().ownKeys()).isEmpty();
    }

    private String putUrl() {
        return api.withKey("beta-key").put(TokenKeyApiTest.PATH, "{\"url\":\"" + url + "\"}").toString();
    }

    private Organisation beta() {
        return api.snapshot().organisation(AdminApi.BETA).orElseThrow();
    }
}
