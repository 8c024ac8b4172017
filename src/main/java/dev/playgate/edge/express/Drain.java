package dev.playgate.edge.express;

import org.springframework.context.SmartLifecycle;

/**
 * Lets the lane's answers end before the server is stopped, which waits for the framework's alone. For no longer than the
 * framework gives each phase.
 */
final class Drain implements SmartLifecycle {

    private final Origins origins;
    private volatile boolean running;

    Drain(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void start() {
        origins.open();
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        origins.drain().whenComplete((_, _) -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
