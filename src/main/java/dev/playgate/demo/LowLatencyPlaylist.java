package dev.playgate.demo;

import java.util.Locale;

/** Low-latency HLS (RFC 8216bis): parts, a hint at the next one, reports of the other rendition, delta updates. */
final class LowLatencyPlaylist {

    static final String FILE = "ll-video.m3u8";

    /** Six target durations, the least that is allowed. */
    private static final int SKIP_UNTIL_SEGMENTS = 6;

    private static final String PART_SECONDS = seconds(Timeline.PART.toMillis());

    private LowLatencyPlaylist() {
    }

    /** @param delta whether the older segments are left out (section 6.2.5.1) */
    static String text(SampleStream stream, LiveEdge edge, boolean delta) {
        StringBuilder text = new StringBuilder("""
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:%d
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=%s,CAN-SKIP-UNTIL=%d
            #EXT-X-PART-INF:PART-TARGET=%s
            #EXT-X-MEDIA-SEQUENCE:%d
            #EXT-X-INDEPENDENT-SEGMENTS
            """.formatted(Timeline.SEGMENT.toSeconds(), seconds(3 * Timeline.PART.toMillis()),
                SKIP_UNTIL_SEGMENTS * Timeline.SEGMENT.toSeconds(), PART_SECONDS, edge.firstSegment()));
        long from = edge.firstSegment();
        if (delta) {
            from = edge.segment() - SKIP_UNTIL_SEGMENTS;
            text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(from - edge.firstSegment()).append('\n');
        } else {
            text.append("#EXT-X-MAP:URI=\"init.mp4\"\n#EXT-X-PROGRAM-DATE-TIME:").append(Timeline.start(from))
                    .append('\n');
        }
        for (long number = from; number < edge.segment(); number++) {
            if (number >= edge.segment() - LiveEdge.WITH_PARTS) {
                parts(text, number, Timeline.SEGMENT_PARTS);
            }
            text.append("#EXTINF:%d.000,\n%d.m4s\n".formatted(Timeline.SEGMENT.toSeconds(), number));
        }
        parts(text, edge.segment(), edge.parts());
        text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"%d.%d.m4s\"\n".formatted(edge.segment(), edge.parts()));
        for (SampleStream sibling : stream.siblings()) {
            text.append("#EXT-X-RENDITION-REPORT:URI=\"../%s/%s\",LAST-MSN=%d,LAST-PART=%d\n".formatted(sibling.name(),
                    FILE, edge.lastSegment(), edge.lastPart()));
        }
        return text.toString();
    }

    private static void parts(StringBuilder text, long number, int count) {
        for (int part = 0; part < count; part++) {
            text.append("#EXT-X-PART:DURATION=").append(PART_SECONDS).append(",URI=\"").append(number).append('.')
                    .append(part).append(".m4s\"").append(part == 0 ? ",INDEPENDENT=YES\n" : "\n");
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
