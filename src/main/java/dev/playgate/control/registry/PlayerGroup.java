package dev.playgate.control.registry;

import java.util.List;

import dev.playgate.control.registry.PublicProperties.Urls;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Stream;

/**
 * A stream group in the form that players demand.
 *
 * @param state other than {@code live}, players do not start by themselves
 */
record PlayerGroup(String id, String state, Playout playout) {

    /**
     * The ways to play it.
     *
     * @param hls none: the entries have it
     */
    record Playout(List<Rtmp> rtmp, List<String> hls, List<Entry> h5live) {}

    /** What the origin has the stream from. */
    record Rtmp(String url, String streamname) {}

    /** One stream of the group; {@code server} is where its media is asked for. */
    record Entry(int index, String label, Picture info, Rtmp rtmp, Urls server) {}

    /** Numbers in any case; 0: not known. */
    record Picture(int width, int height, int bitrate, int fps) {

        static Picture of(Rendition rendition) {
            return new Picture(rendition.width().orElse(0), rendition.height().orElse(0), rendition.bitrate().orElse(0),
                    rendition.fps().orElse(0));
        }
    }

    /** A stream with what is known of its picture. */
    record Played(Stream stream, Rendition rendition) {}

    /** @param played in the order in which players offer them */
    static PlayerGroup of(GroupId id, String state, List<Played> played, PublicProperties urls) {
        List<Rtmp> rtmp = played.stream()
                .map(one -> new Rtmp(urls.source(), one.stream().name().value())).toList();
        List<Entry> entries = played.stream().map(one -> new Entry(played.indexOf(one), label(one),
                Picture.of(one.rendition()), new Rtmp(urls.source(), one.stream().name().value()), urls.servers()))
                .toList();
        return new PlayerGroup(id.toString(), state, new Playout(rtmp, List.of(), entries));
    }

    private static String label(Played played) {
        Rendition rendition = played.rendition();
        return rendition.width().isPresent() && rendition.height().isPresent()
                ? rendition.width().get() + "x" + rendition.height().get()
                : played.stream().name().value();
    }
}
