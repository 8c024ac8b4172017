package dev.playgate.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints what can be pasted once everything is up. The token comes from the token API, asked as anybody would, and goes
 * to the console, not to the log (security G1).
 */
final class Welcome implements ApplicationListener<ApplicationReadyEvent> {

    private static final String API_KEY = "demo-api-key";
    private static final String TOKEN_REQUEST = "{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\"}";
    private static final String PLAYLIST = "/hls/Demo1-live1/index.m3u8";

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        String base = "http://localhost:" + port;
        try {
            print(base, token(base));
        } catch (IOException e) {
            throw new IllegalStateException("the token API of the demo does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String token(String base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/splay")).header("X-BINTU-APIKEY", API_KEY)
                            .header("Content-Type", "application/json").POST(BodyPublishers.ofString(TOKEN_REQUEST))
                            .build(),
                    BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body()).required("data").required("token").stringValue();
        }
    }

    private static void print(String base, String token) {
        String playable = PLAYLIST + "?jwtoken=" + token;
        System.out.printf("""

            Playgate is ready.

            Plays (ffplay, VLC, hls.js, Safari):
              %1$s%2$s

            The same without a token is refused:
              %1$s%3$s

            Create a token:
              curl -s %1$s/api/v1/splay -H 'X-BINTU-APIKEY: %4$s' -H 'Content-Type: application/json' -d '%5$s'

            In a browser:
              %1$s/demo/#%2$s

            """, base, playable, PLAYLIST, API_KEY, TOKEN_REQUEST);
        System.out.flush();
    }
}
