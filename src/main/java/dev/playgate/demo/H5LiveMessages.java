package dev.playgate.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text frames of H5Live: an event's name, and under that name what it says. */
final class H5LiveMessages {

    /**
     * A player's wish to go on with another stream.
     *
     * @param requestId with {@code tag} and {@code count}, what the answer repeats
     * @param stream empty if the frame names none
     */
    record Switch(JsonNode requestId, JsonNode tag, JsonNode count, String stream, boolean startsFast) {}

    private static final String SWITCH = "onUpdateSource";

    private H5LiveMessages() {
    }

    static String serverInfo() {
        return message("onServerInfo", Map.of("serverType", "playgate-demo", "capabilities", List.of(SWITCH), "events",
                List.of("onServerInfo", "onStreamStatus", "onStreamInfo", "onUpdateSourceSuccess",
                        "onUpdateSourceError")));
    }

    static String streamStatus(SampleStream stream) {
        return message("onStreamStatus", Map.of("status", "started", "stream", stream.name()));
    }

    static String streamInfo(SampleStream stream) {
        Rendition rendition = stream.rendition();
        return message("onStreamInfo", Map.of("stream", stream.name(), "haveVideo", true, "haveAudio", true,
                "mimeType", "video/mp4; codecs=\"" + rendition.codecs() + "\"", "videoInfo",
                Map.of("width", rendition.width(), "height", rendition.height(), "frameRate", 25), "audioInfo",
                Map.of("channels", 1, "sampleRate", 48_000, "bitsPerSample", 16)));
    }

    static String switched(Switch wish) {
        return message("onUpdateSourceSuccess",
                Map.of("requestId", wish.requestId(), "tag", wish.tag(), "count", wish.count()));
    }

    static String notSwitched(Switch wish, int code) {
        return message("onUpdateSourceError",
                Map.of("requestId", wish.requestId(), "tag", wish.tag(), "count", wish.count(), "code", code));
    }

    /** Nothing if the frame says something else. */
    static Optional<Switch> wish(String frame) {
        try {
            JsonNode message = JsonMapper.shared().readTree(frame);
            if (!message.path("eventType").asString("").equals(SWITCH)) {
                return Optional.empty();
            }
            JsonNode wish = message.path(SWITCH);
            return Optional.of(new Switch(message.path("requestId"), wish.path("tag"), wish.path("count"),
                    wish.path("rtmp").path("stream").asString(""),
                    wish.path("options").path("faststart").asBoolean(false)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String message(String event, Map<String, Object> content) {
        return JsonMapper.shared().writeValueAsString(Map.of("eventType", event, event, content));
    }
}
