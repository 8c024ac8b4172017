package dev.playgate.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A media origin on 127.0.0.1 with a server of its own: live streams, two renditions, that loop a clip without end and
 * without discontinuity, as HLS, low-latency HLS, DASH, H5Live and progressive body, and the clip as a recording. It asks nobody for a token; that is Playgate's work. It writes down every request it gets.
 */
public final class SampleOrigin implements SmartLifecycle {

    /** Far above what Playgate sends on, so that a request too large by its rules would still be written down. */
    private static final int MAX_HEAD = 256 * 1024;

    /** What a viewer may leave unread before frames are left out; the frames themselves are there once for all viewers. */
    private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(512 * 1024, 1024 * 1024);

    private record Running(DisposableServer server, LoopResources loops, RequestLog log) {}

    private final InstantSource clock;
    private final DemoProperties properties;
    private volatile @Nullable Running running;

    public SampleOrigin(InstantSource clock, DemoProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** @throws IllegalStateException if the port is taken */
    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        SampleStream.load();
        RequestLog log = new RequestLog(properties.originLog());
        LiveFeed feed = new LiveFeed(clock);
        LoopResources loops = LoopResources.create("sample-origin", 1, true);
        try {
            DisposableServer server = HttpServer.create().host("127.0.0.1").port(properties.originPort()).runOn(loops)
                    .httpRequestDecoder(limits -> limits.maxInitialLineLength(MAX_HEAD).maxHeaderSize(MAX_HEAD))
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
                    .handle(new OriginHandler(clock, log, feed)).bindNow();
            feed.runOn(loops.onServer(true).next());
            running = new Running(server, loops, log);
        } catch (ChannelBindException e) {
            loops.dispose();
            log.close();
            throw new IllegalStateException("The sample origin cannot listen on 127.0.0.1:" + properties.originPort()
                    + "; choose another port with playgate.demo.origin-port", e);
        }
    }

    @Override
    public synchronized void stop() {
        Running stopping = running;
        if (stopping != null) {
            running = null;
            stopping.server().disposeNow(Duration.ofSeconds(3));
            stopping.loops().dispose();
            stopping.log().close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Ahead of the gateway's own server (which stops first), whose first request may come at once. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** A cached test context must find the origin on the port where it left it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException if it does not run
     */
    public int port() {
        return started().server().port();
    }

    /**
     * The last 10,000 requests received since the start, in the order in which they came.
     *
     * @throws IllegalStateException if it does not run
     */
    public List<RecordedRequest> requests() {
        return started().log().requests();
    }

    private Running started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the sample origin is not running");
        }
        return now;
    }
}
