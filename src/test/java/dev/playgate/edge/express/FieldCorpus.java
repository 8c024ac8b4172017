package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;

/** Requests whose field lines or bodies are others. */
final class FieldCorpus {

    /**
     * What players and proxies send, each well formed. {@code Expect} is not among them: whether the framework closes the
     * connection behind a request that it need not read on is a matter of chance where the request is for the API.
     */
    static final List<String> PROPER = List.of("Accept: */*", "Accept: video/mp4;q=0.9, */*;q=0.1",
            "Accept-Language: de",
            "Accept-Encoding: gzip, br", "Accept-Encoding: identity", "User-Agent: player/1.0", "User-Agent: ",
            "Range: bytes=0-1", "Range: bytes=-5", "Range: bytes=5-", "Range: bytes=0-1,4-5", "Range: nonsense",
            "Range: bytes=9-1", "If-Range: \"e\"", "If-None-Match: \"e\"", "If-None-Match: *", "If-Match: \"e\"",
            "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT", "If-Unmodified-Since: yesterday",
            "Cookie: theme=dark; session=secret", "Cookie: playgate_ticket=x", "Referer: https://shop.example/page",
            "Origin: https://shop.example", "Origin: null", "Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.7",
            "X-Forwarded-For: 192.0.2.7, 127.0.0.9", "X-Forwarded-For: nonsense", "X-Forwarded-For: 0300.0.2.7",
            "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Real-IP: 192.0.2.1",
            "X-Original-URL: /admin", "X-HTTP-Method-Override: DELETE", "Proxy: http://evil.example",
            "Proxy-Authorization: Basic c2VjcmV0", "Authorization: Basic c2VjcmV0", "TE: trailers", "Trailer: X-Foo",
            "X-Foo: secret", "Via: 1.1 proxy", "From: alice@shop.example", "Max-Forwards: 0", "Cache-Control: no-cache",
            "Pragma: no-cache", "DNT: 1", "Sec-Fetch-Site: cross-site", "traceparent: 00-secret",
            "X-Request-Id: theirs",
            "Connection: close", "Connection: keep-alive", "Connection: Close", "Connection: X-Foo",
            "Connection: close, X-Foo", "Connection: keep-alive, close", "Connection: Range", "Connection: ",
            "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "Upgrade: h2c", "Upgrade: websocket",
            "Upgrade: TLS/1.0, HTTP/1.1", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
            "Content-Length: 0", "Content-Type: text/plain", "Content-Encoding: gzip", "Date: now",
            "Access-Control-Request-Method: GET", "If-None-Match:\"a\"", "Accept:*/*", "RANGE: bytes=0-1",
            "Accept:  */*  ", "Accept:\t*/*\t", "X-Empty:", "Accept: \u00fc", "User-Agent: \u00e4\u00f6");

    /** What no sane client sends. */
    static final List<String> HOSTILE = List.of("Content-Length: 5", "Content-Length: 00", "Content-Length: +0",
            "Content-Length: -1", "Content-Length: 0, 0", "Content-Length: 0x0", "Content-Length: ",
            "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: identity",
            "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding:", "Transfer-Encoding : chunked", "Host : gate.example", "Host: other.example",
            "Host: gate.example", " folded", "X: a\r\n b", "X: a\r\n\tb", "X : y", "nonsense", ": x", "X: a\u0000b",
            "X: a\rb", "X: a\nb", "X\u0001: y", "X(: y", "\u00e9: y", "Accept: a\u0001b", "User-Agent: a\u007fb",
            "Authorization: Bearer {token}\u0000", "Cookie: \u0001", "X: " + "a".repeat(17_000),
            "Accept: " + "a".repeat(9000),
            "User-Agent: " + "a".repeat(15_000));

    static final List<String> HOSTS = List.of("Host: gate.example:8080", "Host: [::1]:8080", "Host: 127.0.0.1",
            "Host:", "Host: a b", "Host: u@gate.example", "Host: gate.example/x", "Host: a,b",
            "Host: gate.example:123456",
            "Host: gate.example:", "Host: gate%2eexample", "Host: .", "Host: gate.example.", "Host: -a", "Host: _a.b",
            "HOST: gate.example", "host:gate.example", "Host: \u00e4.example", "Host: gate.example\t", "Host: a:b",
            "Host: [::1", "Host: ::1", "Host: " + "a".repeat(254), "Host: " + "a".repeat(300));

    /** Lines that stand together. */
    private static final String[][] TOGETHER = {{"Range: bytes=0-1", "Range: bytes=2-3"},
            {"Accept: a/b", "Accept: c/d"}, {"If-None-Match: \"a\"", "If-None-Match: \"b\""},
            {"User-Agent: a", "User-Agent: b"}, {"Accept-Encoding: gzip", "Accept-Encoding: br"},
            {"Connection: close", "Connection: keep-alive"}, {"Connection: X-Foo", "Connection: close", "X-Foo: y"},
            {"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="},
            {"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"},
            {"Origin: https://shop.example", "Referer: https://other.example/"},
            {"Origin: https://shop.example", "Origin: https://shop.example"},
            {"Origin: https://shop.example", "Origin: https://other.example"},
            {"X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 127.0.0.2"},
            {"X-Forwarded-For: 127.0.0.2", "X-Forwarded-For: 192.0.2.7"}, {"Content-Length: 0", "Content-Length: 0"},
            {"Content-Length: 0", "Content-Length: 5"}, {"Content-Length: 5", "Transfer-Encoding: chunked"},
            {"Content-Length: 0", "Transfer-Encoding: chunked"},
            {"Transfer-Encoding: chunked", "Transfer-Encoding: identity"},
            {"Expect: 100-continue"}, {"Expect: nonsense"},
            {"Expect: 100-continue", "Content-Length: 0"}, {"Expect: 100-continue", "Connection: close"},
            {"Range: bytes=0-1", "If-Range: \"e\""}, {"Cookie: a=b", "Cookie: jwtoken={token}"},
            {"Cookie: jwtoken={token}", "Cookie: playgate_ticket=x"}, {"Cookie: a=b; jwtoken={token}; c=d"},
            {"Cookie: jwtoken=\"{token}\""}, {"Cookie: JWTOKEN={token}"}, {"Cookie: jwtoken={token}; jwtoken={token}"},
            {"Authorization: bearer {token}"}, {"Authorization: BEARER  {token} "}, {"Authorization: Bearer{token}"},
            {"Authorization: Bearer {token}, Bearer {token}"},
            {"Authorization: Bearer {token}", "Authorization: Bearer {token}"},
            {"Authorization: Bearer {token}", "Authorization: Basic eDp5"}, {"Authorization: Token {token}"}};

    private FieldCorpus() {
    }

    static List<Ask> all() {
        List<Ask> asks = new ArrayList<>();
        Ask get = Ask.get();
        Ask bare = get.target(Ask.HLS).with("Authorization: Bearer {token}");
        for (String line : PROPER) {
            asks.add(get.with(line));
            asks.add(get.target("/hls{w}/Demo1-live1/{m}.m3u8?jwtoken={token}").with(line));
            asks.add(get.method("HEAD").with(line));
        }
        for (String line : HOSTILE) {
            asks.add(get.with(line));
            asks.add(bare.with(line));
            asks.add(get.method("HEAD").with(line));
            asks.add(get.method("POST").with(line));
        }
        for (String line : HOSTS) {
            asks.add(get.only(line));
            asks.add(get.method("OPTIONS").only(line));
        }
        asks.add(get.only().named("GET without Host"));
        asks.add(get.only().version("HTTP/1.0").named("GET of HTTP/1.0 without Host"));
        asks.add(get.only("Host: gate.example", "Host: gate.example"));
        for (String[] lines : TOGETHER) {
            asks.add(get.with(lines));
            asks.add(get.target(Ask.HLS).with(lines));
        }
        pages(get).forEach(asks::add);
        bodies(get).forEach(asks::add);
        asks.add(get.with(repeated("X: y", 200)).named("GET with 200 field lines"));
        asks.add(get.with(repeated("X: y", 5000)).named("GET with 5000 field lines"));
        asks.add(get.with(repeated("Accept: a/b", 60)).named("GET with 60 lines of Accept"));
        return asks;
    }

    private static String[] repeated(String line, int times) {
        return java.util.Collections.nCopies(times, line).toArray(String[]::new);
    }

    private static List<Ask> pages(Ask get) {
        Ask paged = get.target(Ask.HLS + "?jwtoken={paged}");
        Ask elsewhere = get.target(Ask.HLS + "?jwtoken={elsewhere}");
        List<Ask> asks = new ArrayList<>();
        for (String page : List.of("https://shop.example", "https://SHOP.example.", "https://shop.example:8443/x?y",
                "https://www.shop.example", "https://shop.example.evil", "https://u@shop.example", "null",
                "shop.example",
                "ftp://shop.example", "https://shop.example\\x", "")) {
            asks.add(paged.with("Origin: " + page));
            asks.add(paged.with("Referer: " + page));
        }
        for (String address : List.of("192.0.2.7", "192.0.2.8", "::ffff:192.0.2.7", "192.0.2.7:80", "evil, 192.0.2.7",
                "192.0.2.7, evil", "192.0.2.7,127.0.0.1 , 127.0.0.2", "")) {
            asks.add(elsewhere.with("X-Forwarded-For: " + address));
        }
        return asks;
    }

    private static List<Ask> bodies(Ask get) {
        Ask post = get.method("POST");
        return List.of(get.with("Content-Length: 5").rest("hello"), post.with("Content-Length: 5").rest("hello"),
                get.with("Transfer-Encoding: chunked").rest("5\r\nhello\r\n0\r\n\r\n"),
                post.with("Transfer-Encoding: chunked").rest("5\r\nhello\r\n0\r\n\r\n"),
                post.with("Transfer-Encoding: chunked").rest("5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"),
                post.with("Expect: 100-continue", "Content-Length: 5").rest("hello"),
                post.with("Content-Length: 5", "Transfer-Encoding: chunked").rest("0\r\n\r\n"),
                post.with("Content-Length: 0"), post.with("Content-Length: 3").rest("abcdef"),
                get.method("OPTIONS").with("Content-Length: 5").rest("hello"), get.rest("\r\n"), get.rest("\r\n\r\n"),
                post.target("/api/v1/splay/verify").with("Content-Type: application/json", "Content-Length: 14")
                        .rest("{\"token\":\"x.y\"}".substring(0, 14)),
                post.target("/api/v1/splay/{m}").with("Content-Length: 2").rest("{}"));
    }
}
