package dev.playgate.edge.express;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** One conversation as its origin sees it, on one edge. */
final class Scene {

    /** What an edge holds back, such as a line of a playlist that is not whole, is not waited for. */
    private static final int PATIENCE_MILLIS = 150;

    private final List<OriginPlay> plays;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger playing = new AtomicInteger();
    private final Map<Integer, CountDownLatch> seen = new ConcurrentHashMap<>();

    Scene(List<OriginPlay> plays) {
        this.plays = plays;
    }

    OriginPlay play(int request, boolean toHead) {
        return request < plays.size()
                ? plays.get(request)
                : toHead ? OriginPlay.video().bodiless() : OriginPlay.video();
    }

    void asked(String head) {
        playing.incrementAndGet();
        asked.add(head);
    }

    void answered() {
        playing.decrementAndGet();
    }

    /** The viewer has some of this answer. */
    void seen(int request) {
        latch(request).countDown();
    }

    void awaitViewer(int request) throws IOException {
        Moment.await(latch(request), PATIENCE_MILLIS);
    }

    void awaitAsked() throws IOException {
        Moment.until(() -> !asked.isEmpty());
    }

    private CountDownLatch latch(int request) {
        return seen.computeIfAbsent(request, _ -> new CountDownLatch(1));
    }

    /** Whether the origin has nothing more to do, after a while. */
    boolean isOver() throws IOException {
        return Moment.until(() -> playing.get() == 0);
    }

    /** The heads of the requests, in order. */
    List<String> asked() {
        return asked;
    }
}
