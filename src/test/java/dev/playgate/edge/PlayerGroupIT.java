package dev.playgate.edge;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A player's call for a stream group, from another page, through the whole application. */
class PlayerGroupIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final String CALL = "/stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001/group?profile=player";
    private static final String ORIGIN = "Origin: https://www.demo.example";

    @Test
    void itIsAnsweredWithoutATokenToEveryPage() {
        RawAnswer answer = EDGE.ask("GET", CALL, ORIGIN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Content-Type")).contains("application/json");
        JsonNode group = JsonMapper.shared().readTree(answer.text());
        assertThat(group.path("state").asString()).isEqualTo("live");
        assertThat(group.at("/playout/h5live/1/rtmp/streamname").asString()).isEqualTo("Demo1-live2");
        assertThat(group.at("/playout/h5live/0/server/hls").asString())
                .isEqualTo("https://localhost:8080/h5live/authhttp/playlist.m3u8");
    }

    @Test
    void itsPreflightIsAnswered() {
        RawAnswer answer = EDGE.ask("OPTIONS", CALL, ORIGIN, "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: content-type");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Access-Control-Allow-Methods").orElseThrow()).contains("GET");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow()).containsIgnoringCase("content-type");
    }

    @Test
    void anUnknownGroupIsNotFound() {
        RawAnswer answer = EDGE.ask("GET", "/stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9effff/group?profile=player", ORIGIN);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.text())
                .isEqualTo("{\"success\":false,\"errorCode\":4040,\"message\":\"There is no such stream group\"}");
    }
}
