package dev.playgate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every request the sample origin received: in a file, one JSON object a line, and the last ones in memory. */
final class RequestLog implements AutoCloseable {

    static final int REMEMBERED = 10_000;

    /** ASCII only: what a request smuggles in can neither end a line nor direct a terminal. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Scheduler writing = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "sample-origin-log");
    private final Deque<RecordedRequest> remembered = new ArrayDeque<>();
    private final Writer file;

    /** Empties the file, or makes it and its directory. */
    RequestLog(Path path) {
        try {
            Path absolute = path.toAbsolutePath();
            Files.createDirectories(absolute.resolveSibling("."));
            file = Files.newBufferedWriter(absolute);
        } catch (IOException e) {
            throw new UncheckedIOException("the sample origin cannot write its request log to " + path, e);
        }
    }

    /** Completes when the request is in the file, so that no answer is ahead of the evidence. */
    Mono<Void> append(RecordedRequest request) {
        return Mono.<Void>fromRunnable(() -> write(request)).subscribeOn(writing);
    }

    private void write(RecordedRequest request) {
        synchronized (remembered) {
            if (remembered.size() == REMEMBERED) {
                remembered.removeFirst();
            }
            remembered.addLast(request);
        }
        try {
            file.write(JSON.writeValueAsString(request) + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RecordedRequest> requests() {
        synchronized (remembered) {
            return List.copyOf(remembered);
        }
    }

    @Override
    public void close() {
        writing.dispose();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
