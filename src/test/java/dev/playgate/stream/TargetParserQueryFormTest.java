package dev.playgate.stream;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.ParsedTarget.Faulty;

import static org.assertj.core.api.Assertions.assertThat;

class TargetParserQueryFormTest {

    private static final String PATH = "/h5live/authhttp/playlist.m3u8";

    private static ParsedTarget parse(String query) {
        return Forms.PARSER.parse(PATH + "?" + query);
    }

    private static PlayoutTarget target(String stream, String rest, String... credentials) {
        return new PlayoutTarget(Forms.H5LIVE, new StreamName(stream), PATH, rest,
                List.of(credentials).stream().map(text -> new CredentialText(text, Place.QUERY)).toList());
    }

    @Test
    @DisplayName("the player's own URL (player contract)")
    void thePlayersUrl() {
        assertThat(
                parse("url=rtmp%3A%2F%2Flocalhost%2Fsplay&stream=ok1&cid=715113&pid=1636236401&flags=faststart%2Cpaused"
                        + "&os=ios&jwtoken=eyJhbGciOiJSUzI1NiJ9.e30.c2ln"))
                .isEqualTo(target("ok1", "cid=715113&pid=1636236401&flags=faststart%2Cpaused&os=ios",
                        "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
    }

    @Test
    void reservedValuesAreDecodedOnce() {
        assertThat(parse("stream=o%6b%31&jwtoken=a%2Eb%2ec%2B%3D%7e")).isEqualTo(target("ok1", "", "a.b.c+=~"));
        assertThat(parse("stream=a&jwtoken=x=y/z:@!$'()*,~")).isEqualTo(target("a", "", "x=y/z:@!$'()*,~"));
        assertThat(parse("jwtoken=%20%7E&stream=a")).isEqualTo(target("a", "", " ~"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x=1", "stream", "stream=", "stream&x", "stream=a.b", "stream=a=b", "stream=a%20b",
            "stream=a/b", "jwtoken=x", "url=x&streams=a"})
    void b3_aQueryWithoutAStreamThatCouldExistIsRefused(String query) {
        assertThat(parse(query)).isEqualTo(new Faulty(TargetFault.STREAM_NAME));
        assertThat(Forms.PARSER.parse(PATH)).isEqualTo(new Faulty(TargetFault.STREAM_NAME));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        stream=a&stream=a,             AMBIGUOUS_STREAM
        stream=a&stream=b,             AMBIGUOUS_STREAM
        stream=a&stream,               AMBIGUOUS_STREAM
        stream=a&group=g,              AMBIGUOUS_STREAM
        groupid=g&stream=a,            AMBIGUOUS_STREAM
        stream=a&url=x&url=x,          AMBIGUOUS_STREAM
        stream=a&url=&url=,            AMBIGUOUS_STREAM
        jwtoken=x&stream=a&jwtoken=y,  AMBIGUOUS_CREDENTIAL
        jwtoken=x&jwtoken=x&stream=a,  AMBIGUOUS_CREDENTIAL
        ticket=x&stream=a&ticket=x,    AMBIGUOUS_CREDENTIAL
        """)
    void b2_aReservedParameterStandsOnce(String query, TargetFault fault) {
        assertThat(parse(query)).isEqualTo(new Faulty(fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stream=b", "STREAM=b", "sTREAM=b", "streaM=b", "JWTOKEN=x", "jwToken=x", "Ticket=x",
            "URL=x",
            "Group=x", "groupID=x", "access.token=x", "Access_Token=x", "%73tream=b", "strea%6d=b", "%75rl=x",
            "jwtoke%6E=x", "jwtoken%5B%5D=x", "jwtoken[]=x", "stream[]=b", "stream[0]=b", "[stream]=b", "stream%00=b",
            "stream%20=b", "+stream=b", "stream+=b", "a%20b=1", "%41=1", "%=1", "a+b=1"})
    void b2_aNameHasOneSpelling(String parameter) {
        assertThat(parse("stream=a&" + parameter)).isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(parse(parameter + "&stream=a")).isEqualTo(new Faulty(TargetFault.QUERY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams=b", "strea=b", "tream=b", "url2=x", "jwtoken2=x", "my.stream=b", "stream-=b",
            "access-token=x", "a.b=1", "a:b@c=1", "$a=1", "a/b=1", "(a)*!',=1", "2026"})
    void otherNamesAreFree(String parameter) {
        assertThat(parse(parameter + "&stream=a")).isEqualTo(target("a", parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2541", "%25", "a%25b", "%", "a%", "a%4", "a%4g", "a%g4", "a%%41", "a%00", "a%0a", "a%0D",
            "a%1f", "a%7f", "a%80", "%c3%a4", "%ff", "a%3Bb", "a%3bb", "a%5B", "a%5d", "a+b", "a;b", "a[b", "a]b",
            "a?b",
            "a#b", "a b", "a\tb", "a\0", "a\u007f", "a\u00e4", "a\\b", "a\"b", "a<b", "a>b", "a^b", "a`b", "a{b", "a|b",
            "a}b", "a%u0041", "a%\uff14\uff11"})
    void b2_aReservedValueThatCanBeReadTwiceIsRefused(String value) {
        for (String name : new String[]{"stream", "url", "jwtoken", "ticket"}) {
            String other = name.equals("stream") ? "" : "&stream=a";
            assertThat(parse(name + "=" + value + other)).as(name).isEqualTo(new Faulty(TargetFault.QUERY));
            assertThat(parse("x=1" + other + "&" + name + "=" + value)).as(name)
                    .isEqualTo(new Faulty(TargetFault.QUERY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "=x", "=&x=1", "x=1&=y", "?", "a?b", "a=1?stream=b", "x=1&?y=2", "a;b=1",
            "a=1;stream=b",
            "a=b;", "amp;x=1", "a[]=1", "a=[1]", "a#b", "#", "a=1#stream=b", "a b=1", "a=1 ", "a=\t", "a=\r\nX: y",
            "a=\0",
            "\u00e4=1", "a=\u00e4", "a=\u0100", "a\\b=1", "a=\\", "a=\"", "a=<", "a=>", "a=^", "a=`", "a={", "a=|",
            "a=}"})
    void b2_aQueryThatCanBeReadTwiceIsRefused(String piece) {
        assertThat(parse("stream=a&" + piece)).isEqualTo(new Faulty(TargetFault.QUERY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%26stream%3Db", "a%3Db", "100%25", "%2525", "%3F%23%3b%5B%5D%5c%22", "%20", "%7E", "%41",
            "%c2%a0", "%C3%A4", "%df%bf", "%e0%a0%80", "%E1%80%80", "%ec%bf%bf", "%ed%9f%bf", "%ee%80%80", "%EF%BF%BD",
            "%f0%90%80%80", "%f1%80%80%80", "%F3%BF%BF%BF", "%f4%8f%bf%bf", "%e2%82%acx%e2%82%ac", "https://a/b=c",
            "a+b", "~!$'()*,:@"})
    void otherValuesGoOnInTheClientsEncoding(String value) {
        assertThat(parse("own=" + value + "&stream=a")).isEqualTo(target("a", "own=" + value));
        assertThat(parse("stream=a&own=" + value)).isEqualTo(target("a", "own=" + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%4g", "%g4", "%%41", "a%", "%00", "%0d%0a", "%1F", "%7f", "%80", "%bf",
            "%c0%80",
            "%c0%8a", "%c1%bf", "%c2", "%c2%", "%c2a0", "%c2%7f", "%c2%80", "%c2%9f", "%c2%c0", "%c3%41", "%df%c0",
            "%e0%80%80", "%e0%9f%bf", "%e0%c0%80", "%e1%80", "%e1%80%41", "%e1%80%c0", "%e1%7f%80", "%e1%c0%80",
            "%ed%a0%80", "%ed%bf%bf", "%ef%bf", "%f0%80%80%80", "%f0%8f%bf%bf", "%f0%90%80", "%f1%80%80",
            "%f1%80%80%7f",
            "%f1%80%80%c0", "%f1%80%7f%80", "%f4%90%80%80", "%f5%80%80%80", "%ff", "%fe%80%80%80", "%e4",
            "%e2%82%acx%e2%82",
            "%u0041"})
    void b2_anEncodedControlCharacterOrMalformedUtf8IsRefused(String value) {
        assertThat(parse("own=" + value + "&stream=a")).isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(parse("stream=a&own=" + value)).isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(Forms.PARSER.parse("/hls/a/b?own=" + value)).isEqualTo(new Faulty(TargetFault.QUERY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&stream=a&x=1&jwtoken=t", "&&stream=a&&&x=1&jwtoken=t&", "stream=a&x=1&&jwtoken=t&&",
            "x=1&jwtoken=t&stream=a&"})
    void emptyParametersAreDropped(String query) {
        assertThat(parse(query)).isEqualTo(target("a", "x=1", "t"));
    }

    @Test
    @DisplayName("B4 url is read and dropped")
    void b4_urlNeverPasses() {
        assertThat(parse("url=http%3A%2F%2F169.254.169.254%2F%3Fa%3D1%26stream%3Db&stream=a"))
                .isEqualTo(target("a", ""));
        assertThat(parse("url=&stream=a&x=1")).isEqualTo(target("a", "x=1"));
        assertThat(parse("x=1&url&stream=a")).isEqualTo(target("a", "x=1"));
    }

    @Test
    void anOwnNameForTheStreamLeavesTheUsualOneReserved() {
        assertThat(Forms.PARSER.parse("/play/?stream_name=a&name=b")).isEqualTo(
                new PlayoutTarget(Forms.CUSTOM, new StreamName("a"), "/play/", "name=b", List.of()));
        assertThat(Forms.PARSER.parse("/play/x?stream_name=a&stream=a"))
                .isEqualTo(new Faulty(TargetFault.AMBIGUOUS_STREAM));
        assertThat(Forms.PARSER.parse("/play/x?stream_name=a&stream.name=b")).isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(Forms.PARSER.parse("/play/x?stream=a")).isEqualTo(new Faulty(TargetFault.AMBIGUOUS_STREAM));
    }

    @Test
    void aTargetHasAtMost8192Characters() {
        String start = PATH + "?stream=a&x=";
        assertThat(Forms.PARSER.parse(start + "y".repeat(8192 - start.length()))).isInstanceOf(PlayoutTarget.class);
        assertThat(Forms.PARSER.parse(start + "y".repeat(8193 - start.length())))
                .isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(Forms.PARSER.parse("/" + "y".repeat(8192))).isEqualTo(new Faulty(TargetFault.QUERY));
    }

    @Test
    void aQueryHasAtMost64Parameters() {
        String own = IntStream.rangeClosed(1, 63).mapToObj(i -> "p" + i + "=" + i).collect(Collectors.joining("&"));
        assertThat(parse("stream=a&" + own)).isEqualTo(target("a", own));
        assertThat(parse("&".repeat(200) + own + "&&&&stream=a")).isEqualTo(target("a", own));
        assertThat(parse("stream=a&" + own + "&x")).isEqualTo(new Faulty(TargetFault.QUERY));
        assertThat(parse(own + "&x&stream=a")).isEqualTo(new Faulty(TargetFault.QUERY));
    }

    @Test
    @DisplayName("B2 a reserved value decodes to printable ASCII without % ; [ ]")
    void b2_whatAReservedValueDecodesTo() {
        StringBuilder accepted = new StringBuilder();
        for (int octet = 0; octet < 0x100; octet++) {
            ParsedTarget parsed = parse(String.format(Locale.ROOT, "stream=a&jwtoken=%%%02x", octet));
            if (parsed instanceof PlayoutTarget target) {
                assertThat(target.credentials().getFirst().text()).isEqualTo(String.valueOf((char) octet));
                accepted.append((char) octet);
            }
        }
        assertThat(accepted).hasToString(IntStream.rangeClosed(' ', '~').filter(c -> "%;[]".indexOf(c) < 0)
                .mapToObj(Character::toString).collect(Collectors.joining()));
    }
}
