package dev.playgate.control.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.StoredStream;
import dev.playgate.token.CompactToken;

/**
 * Code to copy that plays a stream, with the token in it.
 *
 * @param id of the element that shows it
 */
record Snippet(String id, String title, String code) {

    /** What the setting of that name may be; the first is the default. */
    static final List<String> QUALITIES = List.of("high", "medium-high", "medium", "medium-low", "low");
    static final List<String> LATENCIES = List.of("classic", "fastadaptive", "balancedadaptive");

    static Map<String, String> settings(Form form) throws RefusedCallException {
        return Map.of("quality", one(form, "quality", QUALITIES), "latency", one(form, "latency", LATENCIES));
    }

    private static String one(Form form, String name, List<String> known) throws RefusedCallException {
        return form.text(name).filter(known::contains).orElse(known.getFirst());
    }

    static List<Snippet> of(StoredStream stored, List<ShownStream> renditions, PublicProperties place,
            PlayoutUrls urls, Optional<CompactToken> token, Map<String, String> settings) {
        String security = token.map(text -> """
            security: {
                jwtoken: "%s"
            }""".formatted(text.text())).orElse("");
        String latency = settings.getOrDefault("latency", "");
        String group = """
            id: "%s",
            apiurl: "%s",
            startQuality: "%s"%s""".formatted(stored.stream().group(), place.at(""),
                settings.getOrDefault("quality", ""), security.isEmpty() ? "" : ",\n" + security);
        List<Snippet> all = new ArrayList<>();
        all.add(new Snippet("player-group", "Player, by group", player("group: {\n" + indented(group) + "\n}",
                latency)));
        List<String> entries = new ArrayList<>();
        for (ShownStream one : renditions) {
            entries.add(entry(one, place, security, entries.size()));
        }
        all.add(new Snippet("player-entries", "Player, by entries",
                player("entries: [\n" + indented(String.join(",\n", entries)) + "\n]", latency)));
        all.add(new Snippet("iframe", "Iframe tag", """
            <iframe src="%s" width="640" height="360"
                allow="autoplay; fullscreen"></iframe>""".formatted(urls.player())));
        all.add(new Snippet("hls-js", "hls.js", """
            const hls = new Hls();
            hls.loadSource("%s");
            hls.attachMedia(document.querySelector("video"));""".formatted(urls.hls())));
        all.add(new Snippet("dash-js", "dash.js", """
            dashjs.MediaPlayer().create().initialize(document.querySelector("video"),
                "%s", true);""".formatted(urls.dash())));
        all.add(new Snippet("ffmpeg", "ffmpeg", "ffmpeg -i \"" + urls.hls() + "\" -c copy recording.mp4"));
        all.add(new Snippet("curl", "curl", "curl -i \"" + urls.hls() + "\""));
        return List.copyOf(all);
    }

    private static String entry(ShownStream stream, PublicProperties place, String security, int index) {
        String rtmp = """
            rtmp: {
                url: "%s",
                streamname: "%s"
            },
            server: {
                websocket: "%s",
                hls: "%s"
            }%s""".formatted(place.source(), stream.name(),
                (place.secure() ? "wss://" : "ws://") + place.host() + "/h5live/authstream/stream.mp4",
                place.at("/h5live/authhttp/playlist.m3u8"), security.isEmpty() ? "" : ",\n" + security);
        return "{\n    index: " + index + ",\n    h5live: {\n" + indented(indented(rtmp)) + "\n    }\n}";
    }

    private static String player(String source, String latency) {
        return """
            <div id="playerDiv"></div>
            <script src="nanoplayer.5.min.js"></script>
            <script>
            const player = new NanoPlayer("playerDiv");
            player.setup({
                source: {
            %s
                },
                playback: {
                    autoplay: true,
                    muted: true,
                    latencyControlMode: "%s"
                }
            });
            </script>""".formatted(indented(indented(source)), latency);
    }

    private static String indented(String text) {
        return text.lines().map(line -> "    " + line).reduce((one, other) -> one + "\n" + other).orElse("");
    }
}
