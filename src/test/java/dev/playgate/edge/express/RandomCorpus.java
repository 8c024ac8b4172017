package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Conversations of everything that the other corpora have, put together at random; the same for the same number. */
final class RandomCorpus {

    private final long seed;
    /** Of a large body that others are sent ahead of, how much arrives before a connection is reset is a matter of chance. */
    private final List<OriginPlay> media = AnswerCorpus.media().stream()
            .filter(play -> !play.name().startsWith("large"))
            .toList();
    private final List<OriginPlay> hls = PlaylistCorpus.hls();
    private final List<OriginPlay> dash = PlaylistCorpus.dash();

    RandomCorpus(long seed) {
        this.seed = seed;
    }

    Conversation get(int number) {
        Random random = new Random(seed * 31 + number);
        int count = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(5);
        List<Ask> asks = new ArrayList<>();
        List<OriginPlay> plays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Ask ask = ask(random);
            asks.add(ask);
            plays.add(play(random, ask));
        }
        return random.nextBoolean()
                ? Conversation.inTurn("random " + number, asks, plays)
                : Conversation.pipelined("random " + number, asks, plays);
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One in so many. */
    private static boolean rarely(Random random, int many) {
        return random.nextInt(many) == 0;
    }

    private static Ask ask(Random random) {
        String target = rarely(random, 15)
                ? any(random, RequestCorpus.TARGETS)
                : any(random, RequestCorpus.PATHS) + (rarely(random, 4) ? "?a=1" : "");
        Ask ask = Ask.get().target(target);
        for (int i = rarely(random, 15) ? 2 : 1; i > 0; i--) {
            String token = rarely(random, 6) ? any(random, RequestCorpus.TOKENS) : "{token}";
            List<Ask> places = RequestCorpus.places(ask, token).toList();
            ask = places.get(random.nextInt(6) < 3 ? 0 : random.nextInt(4));
        }
        if (rarely(random, 4)) {
            ask = ask.target(
                    ask.target() + (ask.target().contains("?") ? "" : "?b=2") + any(random, RequestCorpus.QUERIES));
        }
        if (rarely(random, 3)) {
            ask = ask.method(rarely(random, 4) ? any(random, RequestCorpus.METHODS) : "HEAD");
        }
        if (rarely(random, 20)) {
            ask = ask.version(any(random, RequestCorpus.VERSIONS));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            ask = ask.with(any(random, rarely(random, 25) ? FieldCorpus.HOSTILE : FieldCorpus.PROPER));
        }
        return ask;
    }

    private OriginPlay play(Random random, Ask ask) {
        boolean manifest = ask.target().contains(".mpd") || ask.target().contains(".mpp");
        boolean playlist = manifest || ask.target().contains(".m3u8");
        OriginPlay play = rarely(random, 3)
                ? OriginPlay.video()
                : any(random, playlist && !rarely(random, 4) ? manifest ? dash : hls : media);
        return ask.method().equals("HEAD") ? play.bodiless() : play;
    }
}
