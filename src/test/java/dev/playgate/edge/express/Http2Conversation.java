package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Requests over HTTP/2, each on its own stream.
 *
 * @param order of the requests
 * @param leave after how many octets of a body the first request is reset; empty: it is not
 * @param plays of the origin, by the number of the request
 * @param alone whether its origin keeps no connections from before it, and it keeps none behind it
 */
record Http2Conversation(String name, List<Http2Ask> asks, Order order, OptionalInt leave, List<OriginPlay> plays,
        boolean alone, Rule rule) {

    enum Order {
        /** Each when the one before is answered. */
        IN_TURN, AT_ONCE
    }

    /** What holds beside that the lane makes no difference. */
    enum Rule {
        /** It is the same over HTTP/1.1, as far as that answers. */
        AS_OVER_HTTP1,
        /** It is refused, and no origin hears of it. */
        REFUSED,
        /** As that, and the connection serves others; whether by an answer or a reset is a matter of chance. */
        HARMLESS, NONE
    }

    Http2Conversation {
        asks = List.copyOf(asks);
        plays = List.copyOf(plays);
    }

    /** Empty: it is not to be said in HTTP/2. */
    static Optional<Http2Conversation> of(Conversation conversation) {
        List<Http2Ask> asks = new ArrayList<>();
        Order order = Order.IN_TURN;
        OptionalInt leave = OptionalInt.empty();
        for (Conversation.Move move : conversation.moves()) {
            switch (move) {
                case Conversation.Requests(var some, var first) -> {
                    order = some.size() > 1 ? Order.AT_ONCE : order;
                    List<Http2Ask> said = IntStream.range(0, some.size())
                            .mapToObj(i -> Http2Ask.of(some.get(i), first + i)).flatMap(Optional::stream).toList();
                    if (said.size() < some.size()) {
                        return Optional.empty();
                    }
                    asks.addAll(said);
                }
                case Conversation.Abort(var octets) -> leave = OptionalInt.of(octets);
                case Conversation.Read _,Conversation.AwaitAsked _ -> {
                }
                case Conversation.Send _,Conversation.Apart _,Conversation.HalfClose _ -> {
                    return Optional.empty();
                }
            }
        }
        if (asks.stream().anyMatch(ask -> ask.isForbidden() && !ask.parts().isEmpty())) {
            // Whether its head is judged before the fault in its body is found is a matter of chance.
            return Optional.empty();
        }
        if (order == Order.AT_ONCE && conversation.plays().stream().flatMap(play -> play.steps().stream())
                .anyMatch(step -> step instanceof OriginPlay.CloseIfUsed)) {
            // Which of them finds a connection that was used is a matter of chance.
            return Optional.empty();
        }
        Rule rule = rule(asks, leave.isPresent());
        return Optional.of(new Http2Conversation(conversation.name(), asks, order, leave, conversation.plays(),
                conversation.alone(), rule));
    }

    /** Whether the rule holds for what came, as far as that is to be seen of it alone. */
    boolean isKeptBy(Outcome outcome) {
        return switch (rule) {
            case REFUSED -> outcome.isRefused();
            case HARMLESS -> outcome.isHarmless();
            case AS_OVER_HTTP1, NONE -> true;
        };
    }

    private static Rule rule(List<Http2Ask> asks, boolean leaving) {
        boolean single = asks.size() == 1;
        if (asks.stream().anyMatch(Http2Ask::isOnlyOne) || (leaving && !single)) {
            return Rule.NONE;
        }
        return asks.stream().noneMatch(Http2Ask::isForbidden)
                ? Rule.AS_OVER_HTTP1
                : single ? Rule.REFUSED : Rule.NONE;
    }

    Http2Conversation with(UnaryOperator<String> words) {
        return new Http2Conversation(name, asks.stream().map(ask -> ask.with(words)).toList(), order, leave, plays,
                alone, rule);
    }
}
