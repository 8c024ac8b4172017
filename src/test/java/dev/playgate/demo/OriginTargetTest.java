package dev.playgate.demo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginTargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /hls/Demo1-live1/index.m3u8                                     | Multivariant | Demo1-live1
        /hls/Demo1-live1/video.m3u8?_HLS_msn=7                          | Playlist     | Demo1-live1
        /hls/Demo1-live2/init.mp4                                       | Init         | Demo1-live2
        /hls/Rival-live1/42.m4s                                         | Segment      | Rival-live1
        /h5live/authhttp/playlist.m3u8?stream=Open1-live1               | Playlist     | Open1-live1
        /h5live/authhttp/playlist.m3u8?url=rtmp%3A%2F%2Fx&stream=Demo1-other&cid=7 | Playlist | Demo1-other
        /h5live/authhttp/init.mp4?stream=Demo1-live1                    | Init         | Demo1-live1
        /h5live/authhttp/42.m4s?stream=Demo1-live1                      | Segment      | Demo1-live1
        /h5live/authhttp/stream.mp4?stream=Demo1-live1                  | Endless      | Demo1-live1
        /hls/Demo1-live1/ll.m3u8                                        | Multivariant | Demo1-live1
        /hls/Demo1-live1/ll-video.m3u8?_HLS_msn=7                       | LowLatency   | Demo1-live1
        /hls/Demo1-live1/42.4.m4s                                       | Part         | Demo1-live1
        /dash/Demo1-live1/manifest.mpd                                  | Manifest     | Demo1-live1
        /dash/Demo1-live2/video-42.m4s                                  | TrackSegment | Demo1-live2
        /dash/Demo1-live1/audio-init.mp4                                | TrackInit    | Demo1-live1
        /vod/Demo1-other/recording.mp4                                  | Recorded     | Demo1-other
        """)
    void everyFormNamesAStreamAndAFile(String target, String kind, String stream) {
        OriginTarget parsed = OriginTarget.parse(target).orElseThrow();
        assertThat(parsed.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(parsed.stream().name()).isEqualTo(stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "/hls", "/hls/Demo1-live1", "/hls/Demo1-live1/", "/hls/demo1-live1/index.m3u8",
            "/hls/Demo1-none/index.m3u8", "/hls/Demo1-live1/other.m3u8", "/hls/Demo1-live1/-1.m4s",
            "/hls/Demo1-live1/01.m4s", "/hls/Demo1-live1/99999999999999999999.m4s", "/hls/Demo1-live1/x/index.m3u8",
            "/hls/Demo1%2Dlive1/index.m3u8", "/hls/Demo1-live2/../Demo1-live1/index.m3u8",
            "//hls/Demo1-live1/index.m3u8", "/hls/Demo1-live1/42.5.m4s", "/hls/Demo1-live1/42.00.m4s",
            "/dash/Demo1-live1/index.m3u8", "/dash/Demo1-live1/42.m4s",
            "/dash/Demo1-live1/video-42.0.m4s", "/dash/Demo1-live1/text-42.m4s", "/vod/Demo1-live1/init.mp4",
            "/vod/Demo1-none/recording.mp4",
            "/h5live/authhttp/stream.mp4", "/h5live/authhttp/stream.mp4/?stream=Demo1-live1",
            "/h5live/authhttp/playlist.m3u8", "/h5live/authhttp/playlist.m3u8?stream=",
            "/h5live/authhttp/playlist.m3u8?Stream=Demo1-live1", "/h5live/authhttp/index.m3u8?stream=Demo1-live1",
            "/h5live/authhttp/playlist.m3u8?stream=Demo1-live1&stream=Demo1-live1"})
    void whatIsNotExactlyThatNamesNothing(String target) {
        assertThat(OriginTarget.parse(target)).isEmpty();
    }
}
