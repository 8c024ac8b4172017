package dev.playgate.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The live MPD (ISO/IEC 23009-1), over the same segments as HLS, but by track: the video of all renditions in one set. */
final class DashManifest {

    private static final long SEGMENT = Timeline.SEGMENT.toSeconds();

    /** How far behind live a player should stay. */
    private static final int DELAY_SEGMENTS = 3;

    private DashManifest() {
    }

    static String text(SampleStream stream, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        StringBuilder text = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="dynamic"
                 availabilityStartTime="1970-01-01T00:00:00Z" publishTime="%s" minimumUpdatePeriod="PT%dS"
                 timeShiftBufferDepth="PT%dS" minBufferTime="PT%2$dS" maxSegmentDuration="PT%2$dS"
                 suggestedPresentationDelay="PT%dS">
              <Period id="live" start="PT0S">
                <AdaptationSet id="1" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
            """.formatted(second, SEGMENT, Timeline.WINDOW * SEGMENT, DELAY_SEGMENTS * SEGMENT));
        video(text, stream, "");
        for (String other : stream.others()) {
            video(text, SampleStream.named(other).orElseThrow(), "        <BaseURL>../" + other + "/</BaseURL>\n");
        }
        return text.append("""
                </AdaptationSet>
                <AdaptationSet id="2" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1">
                  <Representation id="audio" bandwidth="48000" codecs="%s" audioSamplingRate="48000">
                    <SegmentTemplate timescale="1" duration="%d" startNumber="0"
                        initialization="audio-init.mp4" media="audio-$Number$.m4s"/>
                  </Representation>
                </AdaptationSet>
              </Period>
              <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="%s"/>
            </MPD>
            """.formatted(stream.rendition().codec(Track.AUDIO), SEGMENT, now)).toString();
    }

    private static void video(StringBuilder text, SampleStream stream, String base) {
        Rendition rendition = stream.rendition();
        text.append(
                "      <Representation id=\"%s\" bandwidth=\"%d\" codecs=\"%s\" width=\"%d\" height=\"%d\" frameRate=\"25\">\n"
                        .formatted(stream.name(), rendition.bandwidth(), rendition.codec(Track.VIDEO),
                                rendition.width(),
                                rendition.height()))
                .append(base).append("""
                            <SegmentTemplate timescale="1" duration="%d" startNumber="0"
                                initialization="video-init.mp4" media="video-$Number$.m4s"/>
                          </Representation>
                    """.formatted(SEGMENT));
    }
}
