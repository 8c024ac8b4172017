package dev.playgate.edge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Live DASH and low-latency HLS, from the manifest to what it leads to. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class ManifestIT {

    private static final Pattern TICKET = Pattern.compile("ticket=([A-Za-z0-9_-]+)");

    private final RunningEdge edge;

    ManifestIT(MediaPath path) {
        edge = path.edge();
    }

    private String answering(String type, String text) {
        return edge.origin().answering(
                RawOrigin.head("200 OK", "Content-Type: " + type, "Content-Length: " + text.length()) + text);
    }

    private static String ticket(String text) {
        Matcher ticket = TICKET.matcher(text);
        assertThat(ticket.find()).as(text).isTrue();
        return ticket.group(1);
    }

    @Test
    void aManifestLeadsToItsSegmentsAndItsPatches() {
        String patch = answering("application/dash-patch+xml",
                "<Patch><replace sel='/MPD/Period/AdaptationSet/SegmentTemplate/@media'>w/$Time$</replace></Patch>");
        String marker = answering("application/dash+xml", "<MPD><Location>" + edge.origin().url() + RunningEdge.DASH
                + "live.mpd</Location><PatchLocation>" + patch + "</PatchLocation><Period><AdaptationSet>"
                + "<SegmentTemplate media='v/$Number%05d$.m4s'/></AdaptationSet></Period></MPD>");
        RawAnswer manifest = edge.get(RunningEdge.DASH + marker + ".mpd", "Accept-Encoding: gzip", "Range: bytes=0-9");
        String ticket = ticket(manifest.text());
        assertThat(manifest.text()).isEqualTo("<MPD><Location>" + RunningEdge.DASH + "live.mpd?ticket=" + ticket
                + "</Location><PatchLocation>" + patch + "?ticket=" + ticket + "</PatchLocation><Period><AdaptationSet>"
                + "<SegmentTemplate media=\"v/$Number%05d$.m4s?ticket=" + ticket
                + "\"/></AdaptationSet></Period></MPD>");
        assertThat(manifest.whole()).isTrue();
        assertThat(manifest.header("Cache-Control")).contains("private");
        assertThat(edge.origin().calls(marker).getFirst().headerNames()).doesNotContain("range", "accept-encoding");
        assertThat(edge.ask("GET", RunningEdge.DASH + "v/00001.m4s?ticket=" + ticket).status()).isEqualTo(200);
        assertThat(edge.ask("GET", RunningEdge.DASH + patch + "?ticket=" + ticket).text())
                .contains(">w/$Time$?ticket=" + ticket + "</replace>");
        assertThat(edge.ask("GET", RunningEdge.DASH + "v/00001.m4s").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html></html>", "<!DOCTYPE MPD SYSTEM 'file:///etc/passwd'><MPD/>",
            "<!DOCTYPE MPD [<!ENTITY a 'b'>]><MPD>&a;</MPD>", "not xml", "<MPD><A>&a;</A></MPD>",
            "<Patch><add sel='/MPD'><BaseURL>//evil.example/</BaseURL></add></Patch>"})
    void whatIsNoManifestIsAnOriginsFault(String text) {
        RawAnswer answer = edge.get(RunningEdge.DASH + answering("application/dash+xml", text) + ".mpd");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("\"error\":\"origin_answer_invalid\"");
        assertThat(answer.whole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        _HLS_msn=12                         | _HLS_msn=12
        _HLS_msn=12&_HLS_part=3             | _HLS_msn=12&_HLS_part=3
        _HLS_msn=12&_HLS_part=3&_HLS_skip=v2| _HLS_msn=12&_HLS_part=3&_HLS_skip=v2
        _HLS_skip=YES                       | _HLS_skip=YES
        """)
    void deliveryDirectivesReachTheOrigin(String directives, String received) {
        String marker = answering("application/vnd.apple.mpegurl", "#EXTM3U\n");
        edge.ask("GET", RunningEdge.HLS + marker + ".m3u8?" + directives + "&jwtoken=" + edge.token(valid -> valid));
        assertThat(edge.origin().calls(marker).getFirst().target())
                .isEqualTo(RunningEdge.HLS + marker + ".m3u8?" + received);
    }

    @Test
    @DisplayName("B9 parts, hints and reports are opened by one ticket that stays over reloads")
    void b9_oneTicketOverReloads() {
        String text = """
            #EXTM3U
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=1.0
            #EXT-X-SKIP:SKIPPED-SEGMENTS=3
            #EXT-X-PART:DURATION=0.3,URI="s.mp4",BYTERANGE="100@0"
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="s.mp4",BYTERANGE-START=100
            #EXT-X-RENDITION-REPORT:URI="../Demo1-live2/index.m3u8",LAST-MSN=1,LAST-PART=0
            """;
        String marker = answering("application/vnd.apple.mpegurl", text);
        String playlist = RunningEdge.HLS + marker + ".m3u8?jwtoken=" + edge.token(valid -> valid);
        String first = edge.ask("GET", playlist + "&_HLS_msn=3").text();
        assertThat(first.split(Pattern.quote("?ticket=" + ticket(first) + "\""), -1)).hasSize(4);
        assertThat(edge.ask("GET", playlist + "&_HLS_msn=3&_HLS_part=1&_HLS_skip=YES").text()).isEqualTo(first);
        assertThat(edge.ask("GET", RunningEdge.HLS + "s.mp4?ticket=" + ticket(first), "Range: bytes=0-99").status())
                .isEqualTo(200);
        assertThat(edge.origin().calls(marker)).hasSize(2);
    }
}
