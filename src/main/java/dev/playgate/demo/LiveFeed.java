package dev.playgate.demo;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * Gives every frame of the renditions, when its time has come, to all who watch: one timer, and one buffer a frame, however
 * many they are. Lives on one event loop.
 */
final class LiveFeed {

    /** What is made up for when the process stood still. */
    private static final long MOST_AT_ONCE = Timeline.SEGMENT_FRAMES;

    private final InstantSource clock;
    private final Set<FrameViewer> viewers = new LinkedHashSet<>();
    private long last;

    LiveFeed(InstantSource clock) {
        this.clock = clock;
        last = Timeline.lastFrame(clock.instant());
    }

    Future<?> runOn(EventLoop loop) {
        long period = Timeline.FRAME.toMillis();
        return loop.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins with the initialisation segment.
     *
     * @param fast whether the frames since the last key frame follow at once, or what follows is the next key frame
     */
    void join(FrameViewer viewer, boolean fast) {
        begin(viewer, fast);
        viewers.add(viewer);
    }

    /** The same, for one who watches another rendition by now. */
    void change(FrameViewer viewer, Rendition rendition, boolean fast) {
        viewer.change(rendition);
        begin(viewer, fast);
    }

    void leave(FrameViewer viewer) {
        viewers.remove(viewer);
    }

    private void begin(FrameViewer viewer, boolean fast) {
        MediaBuffers init = MediaBuffers.of(viewer.rendition().init().bytes());
        viewer.writeMedia(init);
        init.release();
        if (fast) {
            for (long frame = last - Math.floorMod(last, Timeline.SEGMENT_FRAMES); frame <= last; frame++) {
                offer(List.of(viewer), viewer.rendition(), frame);
            }
        }
    }

    private void tick() {
        long newest = Timeline.lastFrame(clock.instant());
        last = Math.max(last, newest - MOST_AT_ONCE);
        while (last < newest) {
            last++;
            for (Rendition rendition : Rendition.all()) {
                List<FrameViewer> watching = viewers.stream().filter(viewer -> viewer.rendition().equals(rendition))
                        .toList();
                offer(watching, rendition, last);
            }
        }
    }

    private static void offer(List<FrameViewer> watching, Rendition rendition, long number) {
        if (watching.isEmpty()) {
            return;
        }
        MediaBuffers frame = MediaBuffers.of(rendition.frame(number));
        try {
            watching.forEach(viewer -> viewer.offer(frame, Timeline.isKeyFrame(number)));
        } finally {
            frame.release();
        }
    }
}
