package dev.playgate.edge.express;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.playgate.edge.express.Conversation.Move;
import dev.playgate.edge.express.Http2Conversation.Rule;

/** Has all conversations with both edges, over HTTP/1.1 and, as far as that can say them, over HTTP/2. */
final class DifferenceRun {

    private static final int WORKERS = 8;

    private final TwoEdges edges;
    private final List<Conversation> conversations;
    private final List<Http2Conversation> further;
    private final int every;

    /**
     * @param lane over HTTP/1.1, between the express lane and without
     * @param laneOverHttp2 the same over HTTP/2
     * @param protocol between HTTP/1.1 and HTTP/2
     * @param letThrough what should have been refused
     */
    record Found(List<Difference> lane, List<Difference> laneOverHttp2, List<Difference> protocol,
            List<Difference> letThrough) {

        Found() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(Found other) {
            lane.addAll(other.lane);
            laneOverHttp2.addAll(other.laneOverHttp2);
            protocol.addAll(other.protocol);
            letThrough.addAll(other.letThrough);
        }
    }

    /** What one conversation was on either edge. */
    private record Pair(Outcome express, Outcome gateway) {}

    private interface Talk {

        Outcome with(TwoEdges.Side side) throws IOException;
    }

    /**
     * @param further those of HTTP/2 alone
     * @param every one in so many of the others is also had over HTTP/2
     */
    DifferenceRun(TwoEdges edges, List<Conversation> conversations, List<Http2Conversation> further, int every) {
        this.every = every;
        this.edges = edges;
        this.conversations = conversations;
        this.further = further;
    }

    static TwoEdges edges(boolean lane) throws Exception {
        return TwoEdges.start(WORKERS, lane);
    }

    /** @param only the number of the only one; empty: all */
    Found run(Optional<Integer> only) throws Exception {
        Found found = new Found();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Found>> parts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int own = worker;
                List<Integer> numbers = IntStream.range(0, conversations.size() + further.size())
                        .filter(number -> number % WORKERS == own
                                && (only.isEmpty() || only.get() == number))
                        .boxed()
                        .toList();
                parts.add(workers.submit(() -> compare(own, numbers)));
            }
            for (Future<Found> part : parts) {
                found.add(part.get());
            }
        }
        return found;
    }

    private Found compare(int worker, List<Integer> numbers) throws Exception {
        Found found = new Found();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number : numbers) {
                if (number < conversations.size()) {
                    Conversation conversation = conversations.get(number);
                    Outcome express = overHttp1(both, number, worker, conversation, found);
                    Optional<Http2Conversation> same = isAlsoOverHttp2(number)
                            ? Http2Conversation.of(conversation)
                            : Optional.empty();
                    if (same.isPresent()) {
                        overHttp2(both, number, worker, same.get(), Optional.of(express), found);
                    }
                } else {
                    Http2Conversation conversation = further.get(number - conversations.size());
                    overHttp2(both, number, worker, conversation, Optional.empty(), found);
                }
            }
        }
        return found;
    }

    private boolean isAlsoOverHttp2(int number) {
        return (number / WORKERS) % every == 0;
    }

    private Outcome overHttp1(ExecutorService both, int number, int worker, Conversation conversation,
            Found found) throws Exception {
        List<Move> moves = conversation.moves(text -> edges.words().in(text, number, worker));
        Pair pair = pair(both, side -> side.converse(number, worker, conversation, moves));
        note(found.lane(), number, conversation.name(), conversation, pair.express(), pair.gateway());
        return pair.express();
    }

    private void overHttp2(ExecutorService both, int number, int worker, Http2Conversation conversation,
            Optional<Outcome> overHttp1, Found found) throws Exception {
        Http2Conversation said = conversation.with(text -> edges.words().in(text, number, worker));
        Pair pair = pair(both, side -> side.converse(number, worker, said));
        Outcome express = pair.express();
        Outcome gateway = pair.gateway();
        String name = conversation.name();
        if (conversation.rule() != Rule.HARMLESS) {
            note(found.laneOverHttp2(), number, name, conversation, express, gateway);
        }
        if (!conversation.isKeptBy(express) || !conversation.isKeptBy(gateway)) {
            found.letThrough().add(new Difference(number, name, conversation.toString(),
                    List.of(conversation.rule().toString()), express, gateway));
        }
        if (conversation.rule() == Rule.AS_OVER_HTTP1) {
            overHttp1.filter(outcome -> outcome.isAnswered() && outcome.answers().size() == express.answers().size())
                    .ifPresent(outcome -> note(found.protocol(), number, name, conversation, Alike.unframed(outcome),
                            Alike.unframed(express)));
        }
    }

    private Pair pair(ExecutorService both, Talk talk) throws IOException, ExecutionException, InterruptedException {
        Future<Outcome> express = both.submit(() -> talk.with(edges.express()));
        Outcome gateway = talk.with(edges.gateway());
        return new Pair(express.get(), gateway);
    }

    private static void note(List<Difference> found, int number, String name, Object told, Outcome one,
            Outcome other) {
        List<String> where = one.differences(other);
        if (!where.isEmpty()) {
            found.add(new Difference(number, name, told.toString(), where, one, other));
        }
    }
}
