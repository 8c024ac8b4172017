package dev.playgate.edge.express;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.playgate.edge.express.Http2Conversation.Order;
import dev.playgate.edge.express.Http2Conversation.Rule;
import dev.playgate.edge.express.WireText.End;

/** Has one conversation with one edge over HTTP/2, beside those of others on the same connection. */
final class Http2Talk {

    private static final Http2Ask PROBE = new Http2Ask(List.of(":method", "OPTIONS", ":scheme", "https", ":authority",
            "gate.example", ":path", "/hls0/Demo1-live1/probe.mp4"), List.of());
    private final Http2Line line;
    private final String origin;
    private final Scene scene;

    private Http2Talk(Http2Line line, String origin, Scene scene) {
        this.line = line;
        this.origin = origin;
        this.scene = scene;
    }

    /** @param conversation with its words replaced */
    static Outcome converse(Http2Lines lines, String origin, Http2Conversation conversation, Scene scene)
            throws IOException {
        boolean large = conversation.asks().stream().anyMatch(Http2Ask::isLarge);
        return new Http2Talk(large ? lines.own() : lines.shared(), origin, scene).converse(conversation);
    }

    private Outcome converse(Http2Conversation conversation) throws IOException {
        long begun = System.nanoTime();
        List<Http2Stream> streams = new ArrayList<>();
        List<WireText> answers = new ArrayList<>();
        for (Http2Ask ask : conversation.asks()) {
            int number = streams.size();
            streams.add(line.ask(ask, _ -> scene.seen(number)));
            if (conversation.order() == Order.IN_TURN) {
                end(conversation, number, streams.getLast(), answers);
            }
        }
        if (conversation.order() == Order.AT_ONCE) {
            for (int i = 0; i < streams.size(); i++) {
                end(conversation, i, streams.get(i), answers);
            }
        }
        boolean proper = conversation.rule() == Rule.AS_OVER_HTTP1
                && answers.stream().allMatch(answer -> answer.end() == End.WHOLE);
        String connection = proper ? "kept" : probe();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        boolean released = scene.isOver();
        Stream<String> asked = scene.asked().stream().map(Alike::request).sorted();
        // A connection that is made for the next one while another is closed for a reset may fail, and it is asked again.
        List<String> heard = (conversation.leave().isPresent() ? asked.distinct() : asked).toList();
        return new Outcome(answers, connection, heard, released, millis);
    }

    private void end(Http2Conversation conversation, int number, Http2Stream stream, List<WireText> answers)
            throws IOException {
        if (number == 0 && conversation.leave().isPresent()) {
            int octets = conversation.leave().getAsInt();
            if (octets == 0) {
                scene.awaitAsked();
            }
            stream.leave(octets);
        } else {
            answers.add(Alike.answer(stream.answer(), conversation.asks().get(number).toHead(), origin));
        }
    }

    /** Whether the connection still serves. */
    private String probe() throws IOException {
        WireText probed = line.ask(PROBE, _ -> {}).answer();
        return probed.end() == End.WHOLE && probed.head().getFirst().equals("HTTP/2 204 ")
                ? "kept"
                : "over " + Alike.answer(probed, false, origin);
    }
}
