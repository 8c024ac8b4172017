package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;

/**
 * One connection of a viewer, and what the origin does for what is asked on it. Texts have a character for each octet, and
 * are the same for every edge but for what {@link Words} replaces.
 *
 * @param plays the origin's, by the number in the request's marker; further requests get {@link OriginPlay#video}
 * @param alone whether the edge has no connection to the origin before it, and keeps none behind it
 */
record Conversation(String name, List<Move> moves, List<OriginPlay> plays, boolean alone) {

    sealed interface Move {
    }

    record Send(String text) implements Move {}

    /**
     * Whole requests, together.
     *
     * @param first the number of the first among those of the conversation
     */
    record Requests(List<Ask> asks, int first) implements Move {

        Requests {
            asks = List.copyOf(asks);
        }

        String text() {
            return IntStream.range(0, asks.size()).mapToObj(i -> asks.get(i).text(first + i)).collect(joining());
        }
    }

    /** What follows must not come with what was before. */
    record Apart() implements Move {}

    /** Until the origin has been asked for something. */
    record AwaitAsked() implements Move {}

    /** One answer. */
    record Read(boolean toHead) implements Move {}

    /** Reads so much of an answer's body, and leaves with a reset. */
    record Abort(int octets) implements Move {}

    /** Says that nothing more will be sent. */
    record HalfClose() implements Move {}

    Conversation {
        moves = List.copyOf(moves);
        plays = List.copyOf(plays);
    }

    /** One request and its answer. */
    static Conversation of(Ask ask, OriginPlay play) {
        boolean toHead = ask.method().equals("HEAD");
        return new Conversation(ask.name() + ", " + play.name(),
                List.of(new Requests(List.of(ask), 0), new Read(toHead)),
                List.of(toHead ? play.bodiless() : play), false);
    }

    /** Requests one after the other, each when the one before is answered. */
    static Conversation inTurn(String name, List<Ask> asks, List<OriginPlay> plays) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            moves.add(new Requests(List.of(asks.get(i)), i));
            moves.add(new Read(asks.get(i).method().equals("HEAD")));
        }
        return new Conversation(name, moves, plays, false);
    }

    /** Requests all at once. */
    static Conversation pipelined(String name, List<Ask> asks, List<OriginPlay> plays) {
        List<Move> moves = new ArrayList<>(List.of(new Requests(asks, 0)));
        asks.forEach(ask -> moves.add(new Read(ask.method().equals("HEAD"))));
        return new Conversation(name, moves, plays, false);
    }

    /** The same, as one edge's viewer says it. */
    List<Move> moves(UnaryOperator<String> words) {
        return moves.stream().map(move -> switch (move) {
            case Requests requests -> new Send(words.apply(requests.text()));
            case Send(var text) -> new Send(words.apply(text));
            case Apart _,AwaitAsked _,Read _,Abort _,HalfClose _ -> move;
        }).toList();
    }

    Conversation onItsOwn() {
        return new Conversation(name, moves, plays, true);
    }
}
