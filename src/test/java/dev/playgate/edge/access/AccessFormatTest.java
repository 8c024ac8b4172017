package dev.playgate.edge.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Each format is read back by a reader that is not ours, or has nothing of ours. */
class AccessFormatTest {

    private static final String AGENT = "Odd \"agent\" \\ of=it \u00e9";
    private static final AccessLine LINE = new AccessLine(Instant.parse("2026-07-01T12:00:00.5Z"), 0.25,
            Optional.of("203.0.113.7"), "GET", "/hls/Demo1-live1/a.m3u8?_HLS_msn=4", "HTTP/1.1", 403, 117,
            Optional.of("https://www.demo.example/"), Optional.of(AGENT), Optional.of("/hls/"),
            Optional.of("Demo1-live1"),
            Optional.of("token_expired"), Optional.of("0123456789abcdef01234567"));
    private static final AccessLine BARE = new AccessLine(Instant.parse("2026-07-01T12:00:00Z"), 0, Optional.empty(),
            "-", "-", "-", 400, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {
    };
    private static final Pattern COMBINED = Pattern.compile(
            "(\\S+) - - \\[([^]]+)] \"(\\S+) (\\S+) (\\S+)\" (\\d{3}) (\\d+) \"((?:[^\"\\\\]|\\\\.)*)\" \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S*))(?: |$)");

    @Test
    void combinedIsReadAsApacheAndNginxWriteIt() {
        Matcher fields = COMBINED.matcher(AccessFormat.COMBINED.line(LINE));
        assertThat(fields.matches()).isTrue();
        assertThat(fields.group(1)).isEqualTo("203.0.113.7");
        assertThat(OffsetDateTime.parse(fields.group(2),
                DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)).toInstant())
                .isEqualTo("2026-07-01T12:00:00Z");
        assertThat(fields.group(3)).isEqualTo("GET");
        assertThat(fields.group(4)).isEqualTo("/hls/Demo1-live1/a.m3u8?_HLS_msn=4");
        assertThat(fields.group(5)).isEqualTo("HTTP/1.1");
        assertThat(fields.group(6)).isEqualTo("403");
        assertThat(fields.group(7)).isEqualTo("117");
        assertThat(fields.group(8)).isEqualTo("https://www.demo.example/");
        assertThat(fields.group(9)).isEqualTo("Odd \\\"agent\\\" \\\\ of=it \\xe9");
        assertThat(AccessFormat.COMBINED.line(BARE)).matches(COMBINED).startsWith("- - - [01/Jul/2026:12:00:00 +0000]");
    }

    @Test
    void jsonIsAnObjectOfOneLineThatLeavesOutWhatIsNotKnown() {
        String line = AccessFormat.JSON.line(LINE);
        assertThat(line).doesNotContain("\n");
        assertThat(JsonMapper.shared().readValue(line, MEMBERS)).isEqualTo(Map.ofEntries(
                Map.entry("time", "2026-07-01T12:00:00.500Z"), Map.entry("address", "203.0.113.7"),
                Map.entry("method", "GET"), Map.entry("target", "/hls/Demo1-live1/a.m3u8?_HLS_msn=4"),
                Map.entry("protocol", "HTTP/1.1"), Map.entry("status", 403), Map.entry("bytes", 117),
                Map.entry("seconds", 0.25), Map.entry("referer", "https://www.demo.example/"),
                Map.entry("agent", AGENT), Map.entry("stream", "Demo1-live1"), Map.entry("reason", "token_expired"),
                Map.entry("request", "0123456789abcdef01234567")));
        assertThat(JsonMapper.shared().readValue(AccessFormat.JSON.line(BARE), MEMBERS)).isEqualTo(
                Map.of("time", "2026-07-01T12:00:00Z", "method", "-", "target", "-", "protocol", "-", "status", 400,
                        "bytes", 0, "seconds", 0.0));
    }

    @Test
    void logfmtIsPairsThatNoValueBreaksOutOf() {
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(AccessFormat.LOGFMT.line(LINE));
        int end = 0;
        while (pair.find() && pair.start() == end) {
            end = pair.end();
            pairs.put(pair.group(1), pair.group(2) == null
                    ? pair.group(3)
                    : pair.group(2).replaceAll("\\\\(.)", "$1"));
        }
        assertThat(pairs).hasSize(13).containsEntry("agent", AGENT).containsEntry("status", "403")
                .containsEntry("target", "/hls/Demo1-live1/a.m3u8?_HLS_msn=4").containsEntry("bytes", "117");
    }
}
