package dev.playgate.control.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.registry.RegistryApi.Answer;
import dev.playgate.control.registry.RegistryApi.Who;

import static org.assertj.core.api.Assertions.assertThat;

/** The call that a player makes for a stream group. */
class PlayerGroupTest {

    private static final String LIVE1 = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";
    private static final String LIVE2 = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1002";
    private static final String CALL = "/stream/" + LIVE1 + "/group?profile=player";

    private final AtomicLong nanos = new AtomicLong();
    private Optional<Optional<CatalogSnapshot>> snapshot = Optional.empty();
    private final RegistryApi api = new RegistryApi((calls, own) -> {
        GroupStore groups = new GroupStore(own.database());
        return List.of(new StreamController(calls, new StreamStore(own.database()), RegistryApi.URLS),
                new PlayerGroupController(calls, () -> snapshot.orElseGet(() -> Optional.of(own.snapshot())),
                        new PlayerGroups(groups, RegistryApi.URLS, nanos::get, Runnable::run)));
    });

    private JsonNode group() {
        Answer answer = api.open(HttpMethod.GET, CALL);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private void change(String stream, String body) {
        api.call(Who.USER, HttpMethod.PATCH, "/api/v1/streams/" + stream, body).data();
        // Twice: who asks first starts the look, who asks next has it.
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        api.open(HttpMethod.GET, CALL);
    }

    private static List<String> names(JsonNode group) {
        return group.path("playout").path("h5live").findValuesAsString("streamname");
    }

    @Test
    void itIsWhatPlayersDemand() {
        change(LIVE2, "{\"width\": 640, \"height\": 360, \"bitrate\": 700, \"fps\": 25}");

        String server = """
            {"websocket":"wss://playout.example.com/h5live/authstream/stream.mp4",\
            "hls":"https://playout.example.com/h5live/authhttp/playlist.m3u8",\
            "progressive":"https://playout.example.com/h5live/authhttp/stream.mp4"}""";
        String first = "{\"url\":\"rtmp://localhost/splay\",\"streamname\":\"Demo1-live1\"}";
        String second = "{\"url\":\"rtmp://localhost/splay\",\"streamname\":\"Demo1-live2\"}";
        assertThat(group()).hasToString("{\"id\":\"" + LIVE1 + "\",\"state\":\"live\",\"playout\":{\"rtmp\":[" + first
                + "," + second + "],\"hls\":[],\"h5live\":["
                + "{\"index\":0,\"label\":\"Demo1-live1\",\"info\":{\"width\":0,\"height\":0,\"bitrate\":0,\"fps\":0},"
                + "\"rtmp\":" + first + ",\"server\":" + server + "},"
                + "{\"index\":1,\"label\":\"640x360\",\"info\":{\"width\":640,\"height\":360,\"bitrate\":700,\"fps\":25},"
                + "\"rtmp\":" + second + ",\"server\":" + server + "}]}}");
    }

    @ParameterizedTest
    @CsvSource({
            "live,    live,    live,    Demo1-live1 Demo1-live2",
            "created, live,    live,    Demo1-live1 Demo1-live2",
            "ended,   created, ended,   Demo1-live1 Demo1-live2",
            "created, ended,   created, Demo1-live1 Demo1-live2",
            "locked,  live,    live,    Demo1-live2",
            "locked,  ended,   locked,  Demo1-live2",
            "live,    locked,  live,    Demo1-live1",
            "locked,  locked,  locked,  ''"})
    void itIsLiveWhenOneOfItsStreamsIs(String passthrough, String other, String state, String names) {
        change(LIVE1, "{\"state\": \"" + passthrough + "\"}");
        change(LIVE2, "{\"state\": \"" + other + "\"}");

        JsonNode group = group();

        assertThat(group.path("state").asString()).isEqualTo(state);
        assertThat(String.join(" ", names(group))).isEqualTo(names);
        assertThat(group.path("playout").path("rtmp")).hasSize(names(group).size());
    }

    @Test
    void aDeletedStreamIsLeftOut() {
        api.delete(Who.USER, "/api/v1/streams/" + LIVE1);

        assertThat(names(group())).containsExactly("Demo1-live2");
        assertThat(group().path("playout").path("h5live").get(0).path("index").asInt()).isZero();
    }

    @Test
    void anUnknownGroupIsAnsweredWithTheEnvelope() {
        api.delete(Who.USER, "/api/v1/streams/" + LIVE1);
        api.delete(Who.USER, "/api/v1/streams/" + LIVE2);

        for (String id : List.of(LIVE1, "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9effff", "none",
                "8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1001")) {
            Answer answer = api.open(HttpMethod.GET, "/stream/" + id + "/group?profile=player");
            assertThat(answer.refusal()).isEqualTo("404 4040 There is no such stream group");
            assertThat(answer.body().path("success").asBoolean(true)).isFalse();
            assertThat(answer.raw().getResponseHeaders().get("Access-Control-Allow-Origin")).containsExactly("*");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                        | Parameter required: profile
        ?profile=other            | Parameter invalid: profile must be one of player
        ?profile=player&jwtoken=x | Parameter unknown: jwtoken
        """)
    void anotherQueryIsRefused(String query, String answer) {
        assertThat(api.open(HttpMethod.GET, "/stream/" + LIVE1 + "/group" + query).refusal())
                .isEqualTo("400 1000 " + answer);
    }

    @Test
    void everyPageMayReadItAndAskBefore() {
        Answer answer = api.open(HttpMethod.GET, CALL);
        assertThat(answer.raw().getResponseHeaders().get("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(answer.raw().getResponseHeaders().get("Cache-Control")).containsExactly("no-store");

        Answer preflight = api.open(HttpMethod.OPTIONS, CALL);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.raw().getResponseHeaders().get("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(preflight.raw().getResponseHeaders().get("Access-Control-Allow-Methods"))
                .containsExactly("GET, HEAD");
    }

    @Test
    void itIsToldWhileTheDatabaseIsDown() {
        change(LIVE2, "{\"width\": 640, \"height\": 360}");
        snapshot = Optional.of(Optional.of(api.snapshot()));
        api.database().close();
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));

        assertThat(names(group())).containsExactly("Demo1-live1", "Demo1-live2");
        assertThat(group().path("playout").path("h5live").get(1).path("label").asString()).isEqualTo("640x360");
        assertThat(api.open(HttpMethod.GET, "/stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001/group?profile=player").body()
                .path("playout").path("h5live").get(0).path("label").asString()).isEqualTo("Rival-live1");
    }

    @Test
    void withoutACatalogNothingIsTold() {
        snapshot = Optional.of(Optional.empty());

        assertThat(api.open(HttpMethod.GET, CALL).refusal()).isEqualTo("503 5030 Temporarily unavailable");
    }
}
