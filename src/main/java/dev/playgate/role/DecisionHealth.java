package dev.playgate.role;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.playgate.catalog.Catalog;
import dev.playgate.token.KeyRing;

/** Readiness: a snapshot and a key in hand. Never whether anything else answers. */
record DecisionHealth(Catalog catalog, KeyRing keys) implements HealthIndicator {

    @Override
    public Health health() {
        boolean ready = catalog.current().isPresent() && !keys.current().isEmpty();
        return (ready ? Health.up() : Health.down()).build();
    }
}
