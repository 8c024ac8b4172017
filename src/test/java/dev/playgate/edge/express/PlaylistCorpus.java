package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;

import dev.playgate.edge.express.OriginPlay.Apart;
import dev.playgate.edge.express.OriginPlay.Close;
import dev.playgate.edge.express.OriginPlay.Send;
import dev.playgate.edge.express.OriginPlay.Stall;

import static dev.playgate.edge.express.OriginPlay.chunked;
import static dev.playgate.edge.express.OriginPlay.head;

/** Playlists of HLS and manifests of DASH, and what may befall them. */
final class PlaylistCorpus {

    static final String HLS_TYPE = "Content-Type: application/vnd.apple.mpegurl";
    static final String DASH_TYPE = "Content-Type: application/dash+xml";

    private static final int FIRST_PART = 1000;

    private static final List<String> HLS = List.of("#EXTM3U\n#EXTINF:2,\nsegment.m4s\n",
            "#EXTM3U\r\n#EXTINF:2,\r\nsegment.m4s\r\n",
            "#EXTM3U\n", "#EXTM3U", "\ufeff#EXTM3U\n".replace("\ufeff", "\u00ef\u00bb\u00bf"),
            "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"key.bin\"\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2,\na.m4s?x=1\n#EXT-X-ENDLIST\n",
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n../Demo1-live2/index.m3u8\n#EXTINF:2,\nhttp://evil.example/x.m4s\n",
            "#EXTM3U\n#EXTINF:2,\nhttp://" + OriginPlay.AUTHORITY
                    + "/hls0/Demo1-live1/a.m4s\n#EXTINF:2,\n//gate.example/hls0/Demo1-live1/b.ts\n",
            "#EXTM3U\n#EXT-X-PART:DURATION=1,URI=\"p.mp4\"\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"q.mp4\"\n",
            "#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"jwtoken\"\n#EXTINF:2,\na.m4s\n");
    private static final List<String> NO_HLS = List.of("", "hello", "#EXTM3U\n\u00ff\n", "\n#EXTM3U\n", "#EXTM3U\n\0\n",
            "#EXT",
            "#EXTM3U\n" + "#".repeat(70_000) + "\n", "#EXTM3U\n" + "#\n".repeat(40_000));
    private static final List<String> DASH = List.of("<MPD><Period><BaseURL>a/</BaseURL></Period></MPD>",
            "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Location>m.mpd</Location><Period>"
                    + "<SegmentTemplate media=\"$Number$.m4s\" initialization=\"i.mp4\"/></Period></MPD>",
            "<MPD/>", "<MPD><BaseURL>http://evil.example/</BaseURL><Period/></MPD>");
    private static final List<String> NO_DASH = List.of("", "hello", "<MPD><Period/>", "<MPD></MPD",
            "<!DOCTYPE x><MPD/>",
            "<html/>",
            "<MPD>&x;</MPD>", "<MPD>\u00ff</MPD>");

    private PlaylistCorpus() {
    }

    static List<OriginPlay> hls() {
        return of(HLS_TYPE, HLS, NO_HLS);
    }

    static List<OriginPlay> dash() {
        return of(DASH_TYPE, DASH, NO_DASH);
    }

    private static List<OriginPlay> of(String type, List<String> good, List<String> bad) {
        List<OriginPlay> plays = new ArrayList<>();
        for (String text : good) {
            plays.add(OriginPlay.text("playlist " + brief(text),
                    head("200 OK", type, "Content-Length: " + text.length()) + text));
            plays.add(OriginPlay.text("chunked playlist " + brief(text),
                    head("200 OK", type, "Transfer-Encoding: chunked")
                            + chunked(text.substring(0, 3), text.substring(3))));
            plays.add(OriginPlay.of("playlist until closed " + brief(text), new Send(head("200 OK") + text),
                    new Close()));
        }
        for (String text : bad) {
            String length = "Content-Length: " + text.length();
            plays.add(inParts("no playlist " + brief(text), head("200 OK", type, length), text));
            plays.add(inParts("chunked, and no playlist " + brief(text),
                    head("200 OK", type, "Transfer-Encoding: chunked"), text.isEmpty() ? chunked() : chunked(text)));
        }
        String text = good.getFirst();
        String length = "Content-Length: " + text.length();
        for (String line : AnswerCorpus.FIELDS) {
            plays.add(OriginPlay.text("playlist with " + (line.length() > 50 ? "a long line" : line),
                    head("200 OK", line, length) + text));
        }
        for (String status : List.of("206 Partial Content", "404 Not Found", "500 Oops", "203 X", "204 X",
                "304 Not Modified")) {
            boolean none = status.startsWith("204") || status.startsWith("304");
            plays.add(OriginPlay.text("playlist with status " + status,
                    none ? head(status, type) : head(status, type, length) + text));
        }
        String half = text.substring(0, text.length() - 4);
        plays.add(OriginPlay.of("playlist that is cut", new Send(head("200 OK", type, length) + half), new Apart(),
                new Close()));
        plays.add(OriginPlay.of("playlist that is cut in a chunk",
                new Send(head("200 OK", type, "Transfer-Encoding: chunked") + "100\r\n" + text), new Apart(),
                new Close()));
        plays.add(OriginPlay.of("playlist that is cut early",
                new Send(head("200 OK", type, length) + text.substring(0, 5)), new Close()));
        plays.add(OriginPlay.of("playlist with no more than its head", new Send(head("200 OK", type, length)),
                new Close()));
        plays.add(OriginPlay.of("playlist in parts", new Send(head("200 OK", type, length) + half), new Apart(),
                new Send(text.substring(text.length() - 4))));
        plays.add(
                OriginPlay.text("playlist in no time", head("103 Early Hints") + head("200 OK", type, length) + text));
        plays.add(OriginPlay.text("playlist with bad chunks",
                head("200 OK", type, "Transfer-Encoding: chunked") + "zz\r\n" + text));
        plays.add(OriginPlay.of("playlist, closed at once", new Close()).again());
        return plays;
    }

    /** Whether a fault further on is found before the first octet has gone out is a matter of how they come. */
    private static OriginPlay inParts(String name, String head, String body) {
        int first = Math.min(FIRST_PART, body.length() - 1);
        return first < 1
                ? OriginPlay.text(name, head + body)
                : OriginPlay.of(name, new Send(head + body.substring(0, first)), new Apart(),
                        new Send(body.substring(first)));
    }

    private static String brief(String text) {
        return (text.length() > 40 ? text.substring(0, 40) + ".." : text).replace("\r", "\\r").replace("\n", "\\n");
    }

    static List<OriginPlay> slow() {
        return List.of(
                OriginPlay.of("playlist that stops",
                        new Send(head("200 OK", HLS_TYPE, "Content-Length: 100") + "#EXTM3U\n"), new Stall()),
                OriginPlay.of("playlist that does not begin",
                        new Send(head("200 OK", HLS_TYPE, "Content-Length: 100") + "#EXT"), new Stall()));
    }
}
