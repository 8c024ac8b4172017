package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that is said over HTTP/1.1, put together from the corpora. */
final class Conversations {

    private Conversations() {
    }

    /** @param random how many of them are at random */
    static List<Conversation> all(int random, long seed) {
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
        RandomCorpus corpus = new RandomCorpus(seed);
        for (int i = 0; i < random; i++) {
            all.add(corpus.get(all.size()));
        }
        return all;
    }
}
