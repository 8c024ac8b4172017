package dev.playgate.role;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.edge.sync.FollowedCatalog;
import dev.playgate.token.KeyRing;
import dev.playgate.token.ProofCache;
import dev.playgate.token.SignatureProvider;
import dev.playgate.token.TokenAlgorithm;

/** Metrics of what decisions are made from. */
record DecisionMetrics(FollowedCatalog catalog, KeyRing ring, KeySources keys, ProofCache proofs,
        SignatureChoice signatures, InstantSource clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("playgate.catalog.age", this, DecisionMetrics::catalogAge).baseUnit("seconds")
                .description("Time since the registry was last confirmed").register(meters);
        Gauge.builder("playgate.catalog.version", this, m -> m.catalogSize(CatalogSnapshot::version))
                .description("Version of the newest change that is in force").register(meters);
        Gauge.builder("playgate.catalog.streams", this, m -> m.catalogSize(CatalogSnapshot::streamCount))
                .description("Streams that are known").register(meters);
        Gauge.builder("playgate.catalog.revocations", this, m -> m.catalogSize(CatalogSnapshot::revocationCount))
                .description("Revoked tokens that are known").register(meters);
        counter(meters, "playgate.catalog.failures", "How often the registry's feed could not be read", catalog,
                FollowedCatalog::failures);
        Gauge.builder("playgate.keys", ring, r -> r.current().size()).description("Keys that verify")
                .register(meters);
        counter(meters, "playgate.keys.rejected", "Changes of key sets that were refused", keys, KeySources::faults);
        Gauge.builder("playgate.proofs.size", proofs, ProofCache::estimatedSize).description("Cached proofs")
                .register(meters);
        counter(meters, "playgate.proofs.hits", "Proofs that were cached", proofs, p -> p.stats().hitCount());
        counter(meters, "playgate.proofs.misses", "Proofs that were not", proofs, p -> p.stats().missCount());
        counter(meters, "playgate.proofs.evictions", "Proofs dropped for want of room", proofs,
                p -> p.stats().evictionCount());
        FunctionTimer.builder("playgate.proofs.load", proofs, p -> p.stats().loadCount(),
                p -> p.stats().totalLoadTime(), TimeUnit.NANOSECONDS).description("Verifying a token")
                .register(meters);
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            for (SignatureProvider provider : SignatureProvider.values()) {
                Gauge.builder("playgate.signatures.provider", signatures,
                        s -> s.get().of(algorithm) == provider ? 1 : 0)
                        .description("1 for what verifies the signatures of an algorithm")
                        .tag("algorithm", algorithm.joseName())
                        .tag("provider", provider.name().toLowerCase(Locale.ROOT)).register(meters);
            }
        }
    }

    /** Not a number while there is no catalog. */
    private double catalogAge() {
        return catalogSize(snapshot -> Duration.between(snapshot.asOf(), clock.instant()).toMillis() / 1000.0);
    }

    private double catalogSize(ToDoubleFunction<CatalogSnapshot> size) {
        return catalog.current().map(size::applyAsDouble).orElse(Double.NaN);
    }

    private static <T> void counter(MeterRegistry meters, String name, String description, T subject,
            ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, subject, value).description(description).register(meters);
    }
}
