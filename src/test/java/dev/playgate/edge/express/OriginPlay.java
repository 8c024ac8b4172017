package dev.playgate.edge.express;

import java.util.List;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/**
 * What an origin does when it is asked.
 *
 * @param name for people
 * @param asked how often it may be asked: once, or again by an edge that takes its connection for a dead one
 */
record OriginPlay(String name, Asked asked, List<Step> steps) {

    /** Stands for the origin's own authority, which is as long. */
    static final String AUTHORITY = "127.0.0.1:00000";

    enum Asked {
        ONCE, AGAIN
    }

    sealed interface Step {
    }

    /** @param text a character an octet; {@link #AUTHORITY} is replaced */
    record Send(String text) implements Step {}

    /** What follows must not come with what was before: waits until the viewer has some of that, or for a moment. */
    record Apart() implements Step {}

    /** Closes, and waits for the other side to do so: whoever asks next finds the connection gone, not going. */
    record Close() implements Step {}

    record Reset() implements Step {}

    /** Closes at once a connection that was used before. */
    record CloseIfUsed() implements Step {}

    /** Nothing more, until the edge closes the connection. */
    record Stall() implements Step {}

    /** Media without end, until the edge closes the connection. */
    record Endless() implements Step {}

    OriginPlay {
        steps = List.copyOf(steps);
    }

    static OriginPlay of(String name, Step... steps) {
        return new OriginPlay(name, Asked.ONCE, List.of(steps));
    }

    /** One text, and the connection is kept. */
    static OriginPlay text(String name, String text) {
        return of(name, new Send(text));
    }

    static OriginPlay video() {
        return text("video", head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok");
    }

    /** The head of an answer. */
    static String head(String status, String... lines) {
        return "HTTP/1.1 " + status + "\r\n" + Stream.of(lines).map(line -> line + "\r\n").collect(joining()) + "\r\n";
    }

    /** A body in chunks, the last included. */
    static String chunked(String... parts) {
        return Stream.of(parts).map(part -> Integer.toHexString(part.length()) + "\r\n" + part + "\r\n")
                .collect(joining()) + "0\r\n\r\n";
    }

    OriginPlay again() {
        return new OriginPlay(name, Asked.AGAIN, steps);
    }

    /** As an origin answers to HEAD: what stands behind a head would be left over. */
    OriginPlay bodiless() {
        Stream<Step> cut = steps.stream().map(step -> step instanceof Send(var text)
                ? new Send(text.substring(0, end(text)))
                : step);
        return new OriginPlay(name + ", to HEAD", asked, cut.toList());
    }

    private static int end(String text) {
        int at = text.lastIndexOf("HTTP/1.");
        int end = text.indexOf("\r\n\r\n", Math.max(at, 0));
        return at < 0 ? 0 : end < 0 ? text.length() : end + 4;
    }

    @Override
    public String toString() {
        return name;
    }
}
