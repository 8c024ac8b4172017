package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the viewers' connections when the process is stopped, before its servers are. From then on each answer is the last
 * of its connection, connections without one are closed, and WebSockets are told to leave one after the other, since each
 * comes back elsewhere. What has not ended in time is cut.
 */
public final class Drain implements SmartLifecycle {

    /** The event by which a connection's handlers are told. */
    public record Leave() {}

    /** Before the servers are stopped, and after the grace. */
    public static final int PHASE = DEFAULT_PHASE - 1;
    /** The part of the time in which WebSockets are told; in the rest, the last of them leave. */
    private static final double SPREAD = 0.8;
    private static final Duration CUT = Duration.ofSeconds(1);

    private final Duration longest;
    private final ChannelGroup viewers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean draining;

    /** @param longest after which what has not ended is cut */
    public Drain(Duration longest) {
        this.longest = longest;
    }

    /** A viewer's connection, until it is closed. */
    void add(Channel viewer) {
        viewers.add(viewer);
    }

    /** Whether each answer is its connection's last. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isRunning() {
        return !draining;
    }

    @Override
    public void start() {
        draining = false;
    }

    /** Returns when no connection is left. */
    @Override
    public void stop() {
        draining = true;
        long begin = System.nanoTime();
        List<Channel> sockets = new ArrayList<>();
        for (Channel viewer : viewers) {
            if (isSocket(viewer)) {
                sockets.add(viewer);
            } else {
                tell(viewer);
            }
        }
        Collections.shuffle(sockets);
        double pause = SPREAD * longest.toNanos() / Math.max(1, sockets.size());
        for (int i = 0; i < sockets.size(); i++) {
            Channel socket = sockets.get(i);
            socket.eventLoop().schedule(() -> tell(socket), (long) (i * pause), TimeUnit.NANOSECONDS);
        }
        awaitEnd(begin);
        viewers.forEach(ChannelAnswers::cut);
        viewers.newCloseFuture().awaitUninterruptibly(CUT.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Those that come meanwhile are waited for as well. */
    private void awaitEnd(long begin) {
        for (long left = longest.toNanos(); left > 0 && !viewers.isEmpty(); left = begin + longest.toNanos()
                - System.nanoTime()) {
            viewers.newCloseFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
        }
    }

    private static boolean isSocket(Channel viewer) {
        return viewer.pipeline().get(FrontDoor.class) == null && viewer.pipeline().get(Http2Connection.class) == null;
    }

    private static void tell(Channel viewer) {
        viewer.eventLoop().execute(() -> viewer.pipeline().fireUserEventTriggered(new Leave()));
    }
}
