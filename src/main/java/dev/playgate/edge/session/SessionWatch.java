package dev.playgate.edge.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.EntryKey;
import dev.playgate.edge.sync.CatalogListener;
import dev.playgate.token.KeySet;

/**
 * Judges running sessions again when what they stand on may have changed: at once after a change of the catalog, soon
 * after one of the keys, and as time passes. One thread of its own does that, off the event loops.
 */
public final class SessionWatch implements CatalogListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final RunningSessions sessions;
    private final Supplier<KeySet> keys;
    private final Thread thread;
    /** This and what follows: guarded by this. */
    private Set<EntryKey> changed = new HashSet<>();
    private boolean replaced;

    private KeySet judgedBy;
    private volatile boolean closed;

    /** Begins to watch; is told of changes of the catalog by whoever follows it. */
    public static SessionWatch start(RunningSessions sessions, Supplier<KeySet> keys) {
        SessionWatch watch = new SessionWatch(sessions, keys);
        watch.thread.start();
        return watch;
    }

    SessionWatch(RunningSessions sessions, Supplier<KeySet> keys) {
        this.sessions = sessions;
        this.keys = keys;
        this.judgedBy = keys.get();
        this.thread = Thread.ofPlatform().daemon().name("playgate-sessions").unstarted(this::run);
    }

    @Override
    public void changed(Set<EntryKey> entries) {
        synchronized (this) {
            changed.addAll(entries);
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void replaced() {
        synchronized (this) {
            replaced = true;
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, TICK.toNanos());
            try {
                look();
            } catch (RuntimeException e) {
                LOG.error("running sessions could not be judged; they are again at the next change", e);
            }
        }
    }

    /** Judges what there is to judge now. Called by one thread. */
    void look() {
        Set<EntryKey> entries;
        boolean all;
        synchronized (this) {
            entries = changed;
            changed = new HashSet<>();
            all = replaced;
            replaced = false;
        }
        KeySet inForce = keys.get();
        all |= inForce != judgedBy;
        judgedBy = inForce;
        if (all) {
            sessions.judgeAll();
        } else {
            sessions.judgeTouched(entries);
        }
        sessions.judgeDue();
    }
}
