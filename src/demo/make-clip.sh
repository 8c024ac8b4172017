#!/bin/sh
# Makes the sample clip of the demo profile: src/main/resources/demo/clip/{360p,180p}/{init.mp4,0.m4s..7.m4s}.
# Needs ffmpeg with libx264 (5.1 or newer), nothing else. Run it from anywhere; it replaces what is there.
set -eu

SECONDS_LONG=16      # 400 video frames and exactly 750 AAC frames: both tracks end together, so the clip loops
SEGMENT=2            # whole seconds
FPS=25
AUDIO_RATE=48000
AUDIO_FRAMES=$((SECONDS_LONG * AUDIO_RATE / 1024))

clip=$(cd "$(dirname "$0")/../.." && pwd)/src/main/resources/demo/clip
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The tone is encoded twice as long and cut at packets: what is kept starts in the middle of the running tone, without
# the encoder's priming frames, so no edit list is needed and the loop is not heard.
ffmpeg -v error -f lavfi -i "sine=frequency=440:beep_factor=2:sample_rate=$AUDIO_RATE:duration=$((SECONDS_LONG * 2 + 1))" \
    -ac 1 -c:a aac -b:a 48k -fflags +bitexact -flags:a +bitexact -f adts "$work/tone.aac"
ffmpeg -v error -i "$work/tone.aac" -ss "$SECONDS_LONG" -frames:a "$AUDIO_FRAMES" -c copy -f adts "$work/loop.aac"

rendition() { # name, size, kbit/s, H.264 level
    out="$clip/$1"
    rm -rf "$out"
    mkdir -p "$out"
    # Without B frames decode time is presentation time: no edit list in the video track either.
    ffmpeg -v error -f lavfi -i "testsrc2=size=$2:rate=$FPS:duration=$SECONDS_LONG" -i "$work/loop.aac" \
        -map 0:v -map 1:a -c:a copy -bsf:a aac_adtstoasc \
        -c:v libx264 -preset veryslow -profile:v main -level "$4" -pix_fmt yuv420p -bf 0 \
        -g $((FPS * SEGMENT)) -keyint_min $((FPS * SEGMENT)) -sc_threshold 0 -flags +cgop \
        -b:v "$3k" -maxrate "$3k" -bufsize "$3k" -fflags +bitexact -flags:v +bitexact \
        -f hls -hls_time "$SEGMENT" -hls_list_size 0 -hls_segment_type fmp4 -hls_fmp4_init_filename init.mp4 \
        -hls_segment_options movflags=+skip_sidx:use_editlist=0 -hls_segment_filename "$out/%d.m4s" "$out/clip.m3u8"
    rm "$out/clip.m3u8"
}

rendition 360p 640x360 480 3.0
rendition 180p 320x180 160 1.3
du -sk "$clip"
