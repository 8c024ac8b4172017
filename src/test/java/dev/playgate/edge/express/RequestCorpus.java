package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Requests, each of them the valid one with one thing other, but for credentials, of which two may stand together. */
final class RequestCorpus {

    static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE",
            "CONNECT", "get", "GETS", "X", "M-SEARCH");

    static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "http/1.1",
            "HTTP/1.1x", "HTTP/11", "");

    /** Paths of each form, with what is asked for. */
    static final List<String> PATHS = List.of("/hls{w}/Demo1-live1/{m}.mp4", "/hls{w}/Demo1-live2/{m}.ts",
            "/hls{w}/Demo1-live1/{m}.m4s", "/hls{w}/Demo1-live1/a/b/{m}.mp4", "/hls{w}/Demo1-live1/{m}",
            "/hls{w}/Demo1-live1/{m}.key", "/hls{w}/Demo1-live1/{m}.vtt", "/hls{w}/Demo1-live1/{m}%20%2B.mp4",
            "/hls{w}/Demo1-live1/{m}~!$&'()*+,=:@.mp4", "/hls{w}/Demo1-live1/{m}.mp4/", "/hls{w}/Demo1-live1/{m}.m3u8",
            "/hls{w}/Demo1-live1/{m}.M3U8", "/dash{w}/Demo1-live1/{m}.m4s", "/dash{w}/Demo1-live1/{m}.mpd",
            "/dash{w}/Demo1-live1/{m}.mpp", "/live{w}/Demo1-live1/{m}.mp4", "/live{w}/Demo1-live1/{m}",
            "/vod{w}/Demo1-live1/{m}.mp4", "/vod{w}/Demo1-live1/{m}.m3u8", "/path{w}/Demo1-live1/{m}.mp4",
            "/path{w}/Demo1-live1/{m}.m3u8", "/cookie{w}/Demo1-live1/{m}.mp4", "/cookie{w}/Demo1-live1/{m}.m3u8",
            "/ws{w}/Demo1-live1/{m}", "/dead/Demo1-live1/{m}.mp4", "/dead/Demo1-live1/{m}.m3u8",
            "/hls{w}/Demo1-other/{m}.mp4", "/hls{w}/Rival-live1/{m}.mp4", "/hls{w}/Open1-live1/{m}.mp4",
            "/hls{w}/Open1-live1/{m}.m3u8", "/live{w}/Open1-live1/{m}.mp4", "/hls{w}/Demo1-nope1/{m}.mp4",
            "/hls{w}/demo1-live1/{m}.mp4", "/nothing/{m}", "/api/v1/streams/{m}");

    /** Targets that are wrong, or may be read in another way. */
    static final List<String> TARGETS = List.of("*", "/", "", "http://gate.example/hls{w}/Demo1-live1/{m}.mp4",
            "gate.example:443", "hls{w}/Demo1-live1/{m}.mp4", "//hls{w}/Demo1-live1/{m}.mp4",
            "/hls{w}//Demo1-live1/{m}.mp4", "/hls{w}/./Demo1-live1/{m}.mp4",
            "/hls{w}/Demo1-live1/../Rival-live1/{m}.mp4", "/hls{w}/Demo1-live1/%2e%2e/Rival-live1/{m}.mp4",
            "/hls{w}/Demo1-live1/%252e%252e/{m}.mp4", "/hls{w}/Demo1-live1%2f{m}.mp4", "/hls{w}/Demo1-live1\\{m}.mp4",
            "/hls{w}/Demo1-live1/{m}%00.mp4", "/hls{w}/Demo1-live1/{m};b.mp4", "/hls{w}/Demo1-live1/{m}.mp4#b",
            "/hls{w}/Demo1-live1/{m}\u00e9.mp4", "/hls{w}/Demo1-live1/{m}%c3%a9.mp4", "/hls{w}/Demo1-live1/{m}%zz.mp4",
            "/hls{w}/Demo1-live1/{m}%41.mp4", "/hls{w}/Demo1%2Dlive1/{m}.mp4", "/hls{w}/Demo1-live1", "/hls{w}/",
            "/hls{w}/Demo1-live1/", "/hls{w}/" + "a".repeat(65) + "/{m}.mp4", "/hls{w}/Demo1-live1/{m}.mp4?a=1?b=2",
            "/hls{w}/Demo1-live1/{m}.mp4?JWTOKEN={token}", "/hls{w}/Demo1-live1/{m}.mp4?%6awtoken={token}",
            "/hls{w}/Demo1-live1/{m}.mp4?jwtoken[]={token}", "/hls{w}/Demo1-live1/{m}.mp4?jwtoken=a%25b",
            "/hls{w}/Demo1-live1/{m}.mp4?jwtoken=a;b", "/hls{w}/Demo1-live1/{m}.mp4?a=%zz",
            "/hls{w}/Demo1-live1/{m}.mp4?a=\u00e9", "/hls{w}/Demo1-live1/{m}.mp4?=x", "/HLS{w}/Demo1-live1/{m}.mp4",
            "/query{w}/{m}.mp4", "/query{w}/{m}.mp4?stream=Demo1-live1", "/~/hls{w}/Demo1-live1/{m}.mp4",
            "/~x/hls{w}/Demo1-live1/{m}.mp4", "/~{token}/nothing/{m}", "/~{token}/~{token}/hls{w}/Demo1-live1/{m}.mp4",
            "/hls{w}/Demo1-live1/{m}.mp4?" + "a=1&".repeat(63) + "a=1",
            "/hls{w}/Demo1-live1/{m}.mp4?" + "a=1&".repeat(64) + "b",
            "/hls{w}/Demo1-live1/{m}.mp4?a=" + "b".repeat(7000), "/hls{w}/Demo1-live1/{m}.mp4?a=" + "b".repeat(9000),
            "/hls{w}/Demo1-live1/{m} b.mp4", "/hls{w}/Demo1-live1/{m}\t.mp4", "/hls{w}/Demo1-live1/{m}\u0001.mp4");

    /** Behind a valid token in the query. */
    static final List<String> QUERIES = List.of("", "&", "&&a=1&&b=2&", "&a", "&a=", "&a=1&b=2&a=3",
            "&_HLS_msn=7&_HLS_part=1",
            "&_HLS_skip=YES", "&url=rtmp%3A%2F%2Fevil.example%2Fx", "&url=a&url=b", "&stream=Demo1-live1",
            "&stream=Rival-live1", "&groupid=x", "&group=x", "&Stream=x", "&URL=x", "&jwtoken={second}",
            "&jwtoken={token}", "&jwtoken=", "&ticket=x", "&ticket=", "&cid=1&pid=2&flags=faststart", "&a=b%20c+d",
            "&a=%2F%2e", "&a=b/c?d", "&a=b;c", "&%61=1", "&a[]=1", "&pid=7", "&a=1#b", "&a='\"<>", "&ticket={token}");

    /** Names of {@link Words}, and texts. */
    static final List<String> TOKENS = List.of("{token}", "{wide}", "{expired}", "{early}", "{rival}", "{paged}",
            "{here}", "{elsewhere}", "{forged}", "{unsigned}", "", "x", "a.b.c", "{token}.x", "{token}=", " {token}",
            "%20{token}", "sealed-ticket-that-nobody-made", "a".repeat(4097));

    private RequestCorpus() {
    }

    static List<Ask> all() {
        List<Ask> asks = new ArrayList<>();
        Ask get = Ask.get();
        METHODS.forEach(method -> asks.add(get.method(method)));
        VERSIONS.forEach(version -> asks.add(get.version(version)));
        PATHS.forEach(path -> {
            asks.add(get.target(path + Ask.TOKEN));
            asks.add(get.target(path));
            asks.add(get.target(path + Ask.TOKEN).method("HEAD"));
            asks.add(get.target(path).with("Authorization: Bearer {token}"));
            asks.add(get.target(path).with("Cookie: jwtoken={token}"));
            asks.add(get.target("/~{token}" + path));
        });
        TARGETS.forEach(target -> {
            asks.add(get.target(target));
            asks.add(get.target(target).with("Authorization: Bearer {token}"));
        });
        for (String query : QUERIES) {
            asks.add(get.target(Ask.HLS + Ask.TOKEN + query));
            asks.add(get.target("/query{w}/{m}.mp4?stream=Demo1-live1&jwtoken={token}" + query));
        }
        credentials().forEach(asks::add);
        FieldCorpus.all().forEach(asks::add);
        return asks;
    }

    private static Stream<Ask> credentials() {
        Ask bare = Ask.get().target(Ask.HLS);
        Stream<Ask> one = TOKENS.stream().flatMap(token -> places(bare, token));
        Stream<Ask> two = Stream.of("{token}", "{second}", "{forged}", "").flatMap(token -> places(bare, "{token}")
                .flatMap(ask -> places(ask, token)));
        return Stream.concat(one, two);
    }

    /** The credential in each place; a second one beside it. */
    static Stream<Ask> places(Ask ask, String token) {
        String target = ask.target();
        return Stream.of(ask.target(target + (target.contains("?") ? "&" : "?") + "jwtoken=" + token),
                ask.target("/~" + token + target), ask.with("Authorization: Bearer " + token),
                ask.with("Cookie: jwtoken=" + token));
    }
}
