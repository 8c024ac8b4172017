package dev.playgate.edge.express;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.playgate.edge.express.Conversation.Move;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The express lane is another way to the same: with it and without it, a viewer gets the same, and so does the origin. What
 * may differ is said by {@link Alike} and {@link Outcome}, and by the corpora where they leave something out.
 *
 * <p>Of conversations at random the build has a few, always the same. A conversation that failed is had again alone with
 * {@code -Dplaygate.difference.only=NUMBER}; more and others with {@code -Dplaygate.difference.random=NUMBER} and
 * {@code -Dplaygate.difference.seed=NUMBER}; {@code -Dplaygate.difference.control=true} is without the lane on either side,
 * and tells what is a matter of chance.
 */
class ExpressDifferenceIT {

    private static final int WORKERS = 8;
    private static final int RANDOM = Integer.getInteger("playgate.difference.random", 300);
    private static final long SEED = Long.getLong("playgate.difference.seed", 5);
    private static final int SHOWN = 20;
    private static final Path REPORT = Path.of("target", "express-differences.txt");

    private record Difference(int number, Conversation conversation, List<String> where, Outcome express,
            Outcome gateway) {

        String shown() {
            StringBuilder moves = new StringBuilder();
            conversation.moves().forEach(move -> moves.append("  ").append(brief(move)).append('\n'));
            return "conversation %d, %s: not the same %s%n%s%n plays %s%n express%n%s gateway%n%s".formatted(number,
                    conversation.name(), where, moves, conversation.plays(), express.shown(), gateway.shown());
        }

        private static String brief(Move move) {
            String text = move.toString().replace("\r", "\\r").replace("\n", "\\n");
            return text.length() > 1500 ? text.substring(0, 1500) + ".." : text;
        }
    }

    private static List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        RequestCorpus.all().forEach(ask -> all.add(Conversation.of(ask, OriginPlay.video())));
        Ask get = Ask.get();
        Ask head = get.method("HEAD");
        Ask kept = get.target(Ask.HLS).with("Authorization: Bearer {token}");
        Ask open = get.target("/hls{w}/Open1-live1/{m}.mp4");
        for (OriginPlay play : AnswerCorpus.media()) {
            Stream.of(get, kept, open, get.target("/live{w}/Demo1-live1/{m}.mp4" + Ask.TOKEN))
                    .forEach(ask -> all.add(Conversation.of(ask, play)));
            all.add(Conversation.of(head, play));
        }
        Ask hls = get.target("/hls{w}/Demo1-live1/{m}.m3u8" + Ask.TOKEN);
        for (OriginPlay play : PlaylistCorpus.hls()) {
            Stream.of(hls, get.target("/cookie{w}/Demo1-live1/{m}.m3u8" + Ask.TOKEN),
                    get.target("/hls{w}/Open1-live1/{m}.m3u8"), get)
                    .forEach(ask -> all.add(Conversation.of(ask, play)));
            all.add(Conversation.of(hls.method("HEAD"), play));
        }
        Ask dash = get.target("/dash{w}/Demo1-live1/{m}.mpd" + Ask.TOKEN);
        PlaylistCorpus.dash().forEach(play -> Stream.of(dash, get.target("/dash{w}/Demo1-live1/{m}" + Ask.TOKEN))
                .forEach(ask -> all.add(Conversation.of(ask, play))));
        MalformedAnswers.leftovers().forEach(play -> all.add(Conversation.of(get, play)));
        all.addAll(ConnectionCorpus.all());
        AnswerCorpus.slow().forEach(play -> all.add(Conversation.of(get, play)));
        PlaylistCorpus.slow().forEach(play -> all.add(Conversation.of(hls, play)));
        RandomCorpus random = new RandomCorpus(SEED);
        for (int i = 0; i < RANDOM; i++) {
            all.add(random.get(all.size()));
        }
        return all;
    }

    @Test
    void withTheLaneAndWithoutItIsAllTheSame() throws Exception {
        List<Conversation> all = conversations();
        Optional<Integer> only = Optional.ofNullable(Integer.getInteger("playgate.difference.only"));
        TwoEdges edges = TwoEdges.start(WORKERS, !Boolean.getBoolean("playgate.difference.control"));
        List<Difference> found = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Difference>>> parts = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int own = worker;
                List<Integer> numbers = Stream.iterate(own, number -> number < all.size(), number -> number + WORKERS)
                        .filter(number -> only.isEmpty() || only.get().equals(number)).toList();
                parts.add(workers.submit(() -> compare(edges, all, own, numbers)));
            }
            for (Future<List<Difference>> part : parts) {
                found.addAll(part.get());
            }
        }
        Files.writeString(REPORT, found.stream().map(Difference::shown).collect(joining("\n")));
        assertThat(found.stream().limit(SHOWN).map(Difference::shown).toList())
                .as("%d of %d conversations, seed %d; all are in %s", found.size(), all.size(), SEED, REPORT).isEmpty();
        assertThat(edges.express().decisions()).as("decisions").isEqualTo(edges.gateway().decisions());
        assertThat(edges.express().strays()).isEmpty();
        assertThat(edges.gateway().strays()).isEmpty();
    }

    private static List<Difference> compare(TwoEdges edges, List<Conversation> all, int worker, List<Integer> numbers)
            throws Exception {
        List<Difference> found = new ArrayList<>();
        for (int number : numbers) {
            Conversation conversation = all.get(number);
            List<Move> moves = conversation.moves().stream().map(move -> move instanceof Conversation.Send(var text)
                    ? new Conversation.Send(edges.words().in(text, number, worker))
                    : move).toList();
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Outcome> express = both
                        .submit(() -> edges.express().converse(number, worker, conversation, moves));
                Outcome gateway = edges.gateway().converse(number, worker, conversation, moves);
                List<String> differences = express.get().differences(gateway);
                if (!differences.isEmpty()) {
                    found.add(new Difference(number, conversation, differences, express.get(), gateway));
                }
            }
        }
        return found;
    }
}
