package dev.playgate.control.registry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.token.KeyMaterialException;

/** Reads again the keys that come from URLs. Where that fails, the keys in hand stay. */
public final class TokenKeyRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeyRefresh.class);

    private static final int AT_A_TIME = 8;

    private final TokenKeyStore keys;
    private final TokenKeyFetch fetch;
    private final AtomicBoolean running = new AtomicBoolean();

    public TokenKeyRefresh(TokenKeyStore keys, TokenKeyFetch fetch) {
        this.keys = keys;
        this.fetch = fetch;
    }

    /** Reads all of them, unless that is being done. Returns at once. */
    public void start() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("token-keys").start(() -> {
                try {
                    run();
                } catch (StoreUnavailableException e) {
                    LOG.warn("own token keys could not be read again", e);
                } finally {
                    running.set(false);
                }
            });
        }
    }

    void run() {
        List<TokenKeyStore.Followed> followed = keys.followed();
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            followed.forEach(one -> executor.execute(() -> refresh(one)));
        }
    }

    private void refresh(TokenKeyStore.Followed followed) {
        try {
            keys.refresh(followed, fetch.fetch(followed.url()));
        } catch (IOException | KeyMaterialException | StoreUnavailableException e) {
            LOG.warn("the token keys of organisation {} could not be read again and stay: {}", followed.organisation(),
                    e.getMessage());
        }
    }
}
