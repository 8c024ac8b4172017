package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.playgate.edge.express.Conversation.Abort;
import dev.playgate.edge.express.Conversation.Apart;
import dev.playgate.edge.express.Conversation.AwaitAsked;
import dev.playgate.edge.express.Conversation.HalfClose;
import dev.playgate.edge.express.Conversation.Move;
import dev.playgate.edge.express.Conversation.Read;
import dev.playgate.edge.express.Conversation.Requests;
import dev.playgate.edge.express.Conversation.Send;
import dev.playgate.edge.express.OriginPlay.Close;
import dev.playgate.edge.express.OriginPlay.CloseIfUsed;
import dev.playgate.edge.express.OriginPlay.Endless;

import static dev.playgate.edge.express.OriginPlay.head;

/** More than one request on a connection, and connections that end early on either side. */
final class ConnectionCorpus {

    private static final Ask GET = Ask.get();
    private static final Ask HEAD = GET.method("HEAD");
    private static final Ask LAST = GET.with("Connection: close");
    private static final Ask REFUSED = GET.target(Ask.HLS);
    private static final Ask MALFORMED = GET.target("/../{m}");
    private static final Ask PLAYLIST = GET.target("/hls{w}/Demo1-live1/{m}.m3u8" + Ask.TOKEN);
    private static final Ask OPTIONS = GET.method("OPTIONS");
    private static final Ask ELSEWHERE = GET.target("/nothing/{m}");
    private static final Ask POST = GET.method("POST").with("Content-Length: 5").rest("hello");
    private static final Ask OLD = GET.version("HTTP/1.0");
    private static final Ask OLD_KEPT = OLD.with("Connection: keep-alive");

    private ConnectionCorpus() {
    }

    static List<Conversation> all() {
        List<Conversation> all = new ArrayList<>();
        List<Ask> kinds = List.of(GET, HEAD, REFUSED, PLAYLIST, OPTIONS, ELSEWHERE, POST, MALFORMED, LAST, OLD,
                OLD_KEPT);
        for (Ask first : kinds) {
            for (Ask second : kinds) {
                List<Ask> asks = List.of(first, second, GET);
                List<OriginPlay> plays = IntStream.range(0, 3)
                        .mapToObj(i -> answer(asks.get(i), i)).toList();
                String name = first.name() + " | " + second.name() + " | GET";
                all.add(Conversation.inTurn("in turn: " + name, asks, plays));
                all.add(Conversation.pipelined("pipelined: " + name, asks, plays));
            }
        }
        for (int n = 2; n <= 16; n++) {
            all.add(Conversation.pipelined(n + " pipelined", repeated(GET, n), numbered(n)));
            all.add(Conversation.inTurn(n + " in turn", repeated(GET, n), numbered(n)));
            all.add(Conversation.pipelined(n + " pipelined HEAD", repeated(HEAD, n), List.of()));
        }
        all.addAll(parts());
        all.addAll(leaving());
        all.addAll(origins());
        return all;
    }

    private static OriginPlay answer(Ask ask, int number) {
        String text = "#EXTM3U\n#EXTINF:2,\n" + number + ".m4s\n";
        return ask.equals(PLAYLIST)
                ? OriginPlay.text("playlist", head("200 OK", "Content-Length: " + text.length()) + text)
                : ask.equals(HEAD)
                        ? OriginPlay.text("head", head("200 OK", "Content-Length: 5"))
                        : numbered(16).get(number);
    }

    private static List<Ask> repeated(Ask ask, int times) {
        return java.util.Collections.nCopies(times, ask);
    }

    /** Bodies that tell whose they are. */
    private static List<OriginPlay> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> OriginPlay.text("number " + i,
                i % 2 == 0
                        ? head("200 OK", "Content-Length: 4") + (1000 + i)
                        : head("200 OK", "Transfer-Encoding: chunked")
                                + OriginPlay.chunked("1", String.valueOf(1000 + i))))
                .toList();
    }

    private static List<Conversation> parts() {
        String text = GET.text(0);
        List<Conversation> all = new ArrayList<>();
        for (int at : List.of(1, 3, 4, 20, text.length() - 30, text.length() - 4, text.length() - 2,
                text.length() - 1)) {
            all.add(of("a head in two parts at " + at, OriginPlay.video(), new Send(text.substring(0, at)), new Apart(),
                    new Send(text.substring(at)), new Read(false)));
        }
        all.add(of("line ends before it", OriginPlay.video(), new Send("\r\n\r\n" + text), new Read(false)));
        all.add(of("two with line ends between", OriginPlay.video(), new Send(text + "\r\n\r\n" + GET.text(1)),
                new Read(false),
                new Read(false)));
        all.add(of("the second in two parts", OriginPlay.video(), new Send(text + GET.text(1).substring(0, 30)),
                new Read(false),
                new Send(GET.text(1).substring(30)), new Read(false)));
        all.add(of("nonsense behind it", OriginPlay.video(), new Send(text + "nonsense\r\n\r\n"), new Read(false),
                new Read(false)));
        all.add(of("seventeen at once", OriginPlay.video(), Stream.concat(
                Stream.of(new Send(IntStream.range(0, 17).mapToObj(GET::text).reduce("", String::concat))),
                Stream.generate(() -> new Read(false)).limit(17)).toArray(Move[]::new)));
        return all;
    }

    private static Conversation of(String name, OriginPlay play, Move... moves) {
        return new Conversation(name, List.of(moves), List.of(play), false);
    }

    private static List<Conversation> leaving() {
        String text = GET.text(0);
        Move one = new Requests(List.of(GET), 0);
        Move both = new Requests(List.of(GET, GET), 0);
        OriginPlay endless = OriginPlay.of("endless", new OriginPlay.Send(head("200 OK", "Transfer-Encoding: chunked")),
                new Endless());
        OriginPlay slow = OriginPlay.of("silent", new OriginPlay.Stall());
        List<Conversation> all = new ArrayList<>();
        all.add(of("half closed behind the request", slow, one, new AwaitAsked(), new HalfClose(),
                new Read(false)));
        all.add(of("half closed behind two", slow, both, new AwaitAsked(), new HalfClose(),
                new Read(false),
                new Read(false)));
        all.add(of("half closed behind the answer", OriginPlay.video(), one, new Read(false),
                new HalfClose()));
        all.add(of("half closed in the head", OriginPlay.video(), new Send(text.substring(0, 50)), new HalfClose(),
                new Read(false)));
        all.add(of("half closed at once", OriginPlay.video(), new HalfClose(), new Read(false)));
        all.add(of("left in the head", OriginPlay.video(), new Send(text.substring(0, 50)), new Apart(), new Abort(0)));
        for (int octets : List.of(1, 10_000, 1_000_000)) {
            all.add(of("left after " + octets, endless, one, new Abort(octets)).onItsOwn());
            all.add(of("left after " + octets + ", with another waiting", endless, both,
                    new Abort(octets))
                    .onItsOwn());
        }
        all.add(of("left before the answer", slow, one, new AwaitAsked(), new Abort(0)).onItsOwn());
        all.add(of("left before the answer, with another waiting", slow, both, new AwaitAsked(),
                new Abort(0))
                .onItsOwn());
        return all;
    }

    private static List<Conversation> origins() {
        List<Conversation> all = new ArrayList<>();
        OriginPlay dying = new OriginPlay("closed if used", OriginPlay.Asked.ONCE, List.of(new CloseIfUsed(),
                OriginPlay.video().steps().getFirst()));
        OriginPlay closed = OriginPlay.of("closed behind it", OriginPlay.video().steps().getFirst(), new Close());
        for (Ask ask : List.of(GET, HEAD, PLAYLIST)) {
            all.add(Conversation.inTurn("used again while it dies: " + ask.name(), List.of(GET, ask, GET),
                    List.of(OriginPlay.video(), dying, OriginPlay.video())).onItsOwn());
            all.add(Conversation.inTurn("closed between: " + ask.name(), List.of(GET, ask, GET),
                    List.of(closed, OriginPlay.video(), closed)).onItsOwn());
            all.add(Conversation.pipelined("pipelined, used again while it dies: " + ask.name(), List.of(GET, ask, GET),
                    List.of(OriginPlay.video(), dying, OriginPlay.video())).onItsOwn());
        }
        return all;
    }
}
