package dev.playgate.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import dev.playgate.Ports;

import static org.assertj.core.api.Assertions.assertThat;

/** What a process prints that was told to print everything. */
class LogLevelsIT {

    private static final String LIVE = "Demo1-live1";
    private static final String KEY = "demo-api-key";
    private static final int PIECE = 40;

    private final Path folder = folder();
    private final DisposableServer origin = HttpServer.create().host("127.0.0.1").port(0)
            .route(routes -> routes
                    .get("/hls/**", (_, response) -> response.header("Content-Type", "application/vnd.apple.mpegurl")
                            .sendString(Mono.just("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n1.m4s\n")))
                    .ws("/ws/**", (in, out) -> out.sendString(Flux.just("{}")).then(in.receive().then())))
            .bindNow();

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cluster-levels");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> settings() throws IOException {
        String url = "http://127.0.0.1:" + origin.port();
        return new ArrayList<>(List.of("--logging.level.root=trace", "--logging.level.reactor.netty=trace",
                "--logging.level.io.netty=debug", "--logging.level.web=trace", "--logging.level.sql=trace",
                "--logging.level._org.springframework=trace", "--logging.level.org.springframework.security=trace",
                "--logging.level.org.springframework.web.server.adapter.HttpWebHandlerAdapter=trace",
                "--spring.http.codecs.log-request-details=true",
                "--spring.cloud.gateway.server.webflux.httpclient.wiretap=true",
                "--spring.cloud.gateway.server.webflux.httpserver.wiretap=true",
                "--playgate.webhook.allowed-networks=127.0.0.1",
                "--playgate.database.url=jdbc:sqlite:" + folder.resolve("playgate.db"),
                "--playgate.registry.file=config/registry.yaml", "--playgate.registry.sample-keys=accepted",
                "--playgate.keys.signing=" + folder.resolve("signing.jwks"), "--playgate.keys.generate=true",
                "--playgate.tickets.secrets=" + folder.resolve("tickets"), "--playgate.tickets.generate=true",
                "--playgate.playout.forms[0].path=/hls/", "--playgate.playout.forms[0].medium=HLS",
                "--playgate.playout.forms[0].origin=" + url,
                "--playgate.playout.forms[1].path=/ws/", "--playgate.playout.forms[1].medium=WEBSOCKET",
                "--playgate.playout.forms[1].origin=" + url,
                "--playgate.playout.forms[2].path=/dead/", "--playgate.playout.forms[2].medium=HLS",
                "--playgate.playout.forms[2].origin=http://127.0.0.1:" + Ports.free()));
    }

    @Test
    void g1_noLevelMakesAProcessPrintCredentials() throws Exception {
        Node node = Node.start("levels", folder, settings()).awaitReady();
        try {
            HttpResponse<String> created = node.call("POST", "/api/v1/splay", "{\"streams\":[\"" + LIVE + "\"]}",
                    "X-BINTU-APIKEY", KEY);
            String token = created.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
            String ticket = playlist(node, token).replaceFirst("(?s).*[?&]ticket=([^\\s&\"]+).*", "$1");
            assertThat(ticket).hasSizeGreaterThan(PIECE);
            assertThat(node.call("POST", "/api/v1/splay/verify", "{\"token\":\"" + token + "\"}",
                    "X-BINTU-APIKEY", KEY).statusCode()).isEqualTo(200);
            for (String protocol : List.of("HTTP/1.1", "HTTP/1.0")) {
                for (String credential : List.of(token, token.replaceFirst(".$", "-"), token + "x", ticket)) {
                    askEverywhere(node, protocol, credential);
                }
            }
            assertThat(ask(node, "HTTP/1.0", "/hls/" + LIVE + "/a.m3u8?jwtoken=" + token)).startsWith("HTTP/1.1 200");
            openSocket(node, token);
            signIn(node, "the-first-password");
            String secret = tryWebhook(node, "http://127.0.0.1:" + origin.port());
            tryWebhook(node, "http://127.0.0.1:" + Ports.free());
            node.call("POST", "/api/v1/splay/verify", "{\"token\":\"" + token, "X-BINTU-APIKEY", KEY);

            node.stop();

            String log = node.log();
            assertThat(log).contains("libraries print requests").contains("decision=refused");
            assertThat(log.lines().filter(line -> line.contains("eyJ") || line.contains(KEY)
                    || line.contains("the-first-password") || line.contains("key-of-the-receiver")
                    || hasPiece(line, secret)
                    || hasPiece(line, token) || hasPiece(line, ticket))
                    .map(line -> line.replaceAll("[A-Za-z0-9_-]{30,}", "***"))).isEmpty();
        } finally {
            node.stop();
            origin.disposeNow();
        }
    }

    private static boolean hasPiece(String line, String credential) {
        for (int i = 0; i + PIECE <= credential.length(); i += PIECE / 2) {
            if (line.contains(credential.substring(i, i + PIECE))) {
                return true;
            }
        }
        return false;
    }

    private static String playlist(Node node, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = Node.send(node.request("/hls/" + LIVE + "/index.m3u8?jwtoken=" + token));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** In all places of requests that are admitted, refused, malformed, not for playouts, or that no origin answers. */
    private static void askEverywhere(Node node, String protocol, String credential) throws IOException {
        String path = "/hls/" + LIVE + "/index.m3u8";
        ask(node, protocol, path + "?jwtoken=" + credential);
        ask(node, protocol, path + "?ticket=" + credential);
        ask(node, protocol, path + "?other=" + credential);
        ask(node, protocol, "/~" + credential + path);
        ask(node, protocol, path, "Authorization: Bearer " + credential);
        ask(node, protocol, path, "Cookie: jwtoken=" + credential);
        ask(node, protocol, path, "X-" + credential.substring(0, PIECE) + ": " + credential,
                "Referer: https://www.demo.example/?jwtoken=" + credential, "User-Agent: " + credential);
        ask(node, protocol, "/dead/" + LIVE + "/a.m3u8?jwtoken=" + credential);
        ask(node, protocol, "/nothing/" + credential + "?jwtoken=" + credential);
        ask(node, protocol, "/api/v1/splay/" + credential, "X-BINTU-APIKEY: " + KEY, "X-BINTU-TOKEN: " + credential);
        ask(node, protocol, "/decode?token=" + credential);
        ask(node, protocol, path + "/../" + credential);
        ask(node, protocol, path + "?jwtoken=" + credential + "&jwtoken=" + credential);
        ask(node, protocol, "//" + credential);
        ask(node, protocol, path + " " + credential);
        ask(node, protocol, path, "Bad Name " + credential + ": 1");
        ask(node, protocol, path, "Accept: " + "a/b,".repeat(60) + credential);
        ask(node, protocol, path, "Host: " + credential);
        ask(node, protocol, path, "Content-Length: " + credential);
        ask(node, "HTTP/" + credential, path);
    }

    private static String ask(Node node, String protocol, String target, String... headerLines) throws IOException {
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            viewer.setSoTimeout(10_000);
            viewer.getOutputStream().write(("GET " + target + " " + protocol + "\r\nHost: localhost\r\n"
                    + "Connection: close\r\n" + String.join("\r\n", headerLines)
                    + (headerLines.length == 0 ? "\r\n" : "\r\n\r\n")).getBytes(StandardCharsets.ISO_8859_1));
            return new String(viewer.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void openSocket(Node node, String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + node.port()
                    + "/ws/" + LIVE + "/a?jwtoken=" + token), new WebSocket.Listener() {
                    }).get(10, TimeUnit.SECONDS);
            socket.sendText("{\"token\":\"" + token + "\"}", true).get(10, TimeUnit.SECONDS);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        }
    }

    /** To a receiver that does not take what it is told; answers with the secret. */
    private static String tryWebhook(Node node, String receiver) throws IOException, InterruptedException {
        String path = "/api/v1/organisation/webhook";
        String set = node.call("PUT", path, "{\"url\":\"" + receiver + "/hook?key-of-the-receiver\"}", "X-BINTU-APIKEY",
                KEY).body();
        assertThat(node.call("POST", path + "/test", "", "X-BINTU-APIKEY", KEY).body()).contains("\"taken\":false");
        return set.replaceFirst("(?s).*\"secret\":\"([^\"]+)\".*", "$1");
    }

    private static void signIn(Node node, String password) throws IOException, InterruptedException {
        assertThat(Node.send(node.request("/auth/sign-in").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=operator%40localhost&password=" + password)))
                .statusCode()).isGreaterThanOrEqualTo(400);
    }
}
