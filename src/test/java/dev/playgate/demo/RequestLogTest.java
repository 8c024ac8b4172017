package dev.playgate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestLogTest {

    @TempDir
    Path directory;

    @Test
    void theDirectoryIsMadeAndTheFileEmptiedAtStart() throws IOException {
        Path file = directory.resolve("new/origin.log");
        try (RequestLog log = new RequestLog(file)) {
            log.append(request("/first")).block();
        }
        try (RequestLog log = new RequestLog(file)) {
            assertThat(file).isEmptyFile();
            log.append(request("/second")).block();
            assertThat(Files.readString(file)).contains("/second").doesNotContain("/first");
        }
    }

    @Test
    void whateverARequestHoldsStaysInsideItsLine() throws IOException {
        Path file = directory.resolve("origin.log");
        RecordedRequest hostile = new RecordedRequest(Instant.parse("2026-07-01T12:00:00Z"), "GET",
                "/a\"},{\"target\":\"b\\\r\n\u2028\u0000\u001b[31m\u00e9\uD83D\uDE00",
                List.of(new RecordedRequest.Header("X-A", "1\n{\"x\":\"\u0085\""),
                        new RecordedRequest.Header("X-A", "2")),
                "127.0.0.1:5");
        try (RequestLog log = new RequestLog(file)) {
            log.append(hostile).block();
        }
        assertThat(Files.readAllLines(file, US_ASCII)).singleElement().satisfies(line -> {
            assertThat(line).matches("[ -~]+");
            assertThat(JsonMapper.shared().readValue(line, RecordedRequest.class)).isEqualTo(hostile);
        });
    }

    @Test
    void theLastTenThousandAreRemembered() {
        try (RequestLog log = new RequestLog(directory.resolve("origin.log"))) {
            Flux.fromStream(IntStream.range(0, 10_003).mapToObj(i -> request("/" + i))).concatMap(log::append)
                    .blockLast();
            assertThat(log.requests()).hasSize(10_000);
            assertThat(log.requests().getFirst().target()).isEqualTo("/3");
            assertThat(log.requests().getLast().target()).isEqualTo("/10002");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new RequestLog(directory))
                .withMessageContaining(directory.toString());
    }

    private static RecordedRequest request(String target) {
        return new RecordedRequest(Instant.EPOCH, "GET", target, List.of(), "127.0.0.1:1");
    }
}
