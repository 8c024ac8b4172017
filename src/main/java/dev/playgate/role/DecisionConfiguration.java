package dev.playgate.role;

import java.time.Duration;
import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.catalog.Catalog;
import dev.playgate.control.registry.RegistryFile;
import dev.playgate.control.registry.RegistryProperties;
import dev.playgate.control.registry.RegistryReader;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.PolicySettings;
import dev.playgate.policy.SessionTickets;
import dev.playgate.token.KeyRing;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;
import dev.playgate.token.TicketSeal;
import dev.playgate.token.TicketSecrets;
import dev.playgate.token.WatchedFile;

/** What a decision is made from: the registry, the keys, the caches, and the {@link Gatekeeper} over them. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    private static final Duration FILE_LOOK = Duration.ofMillis(250);

    @Bean
    Refresher refresher() {
        return new Refresher();
    }

    @Bean
    KeyRing keyRing() {
        return new KeyRing();
    }

    @Bean
    KeySources keySources(KeyProperties properties, KeyRing ring, Refresher refresher, InstantSource clock) {
        return new KeySources(properties, ring, refresher, clock);
    }

    @Bean
    RegistryFile registryFile(RegistryProperties properties, KeyProperties keys, KeyRing ring, InstantSource clock,
            Refresher refresher) {
        RegistryFile file = RegistryFile.load(properties.file(), new RegistryReader(properties.sampleKeys()), clock,
                registry -> ring.replaceOrganisationKeys(registry.ownKeys(keys.issuer())));
        refresher.every(FILE_LOOK, file::refresh);
        return file;
    }

    @Bean
    TicketSeal ticketSeal(TicketProperties properties, Refresher refresher) {
        String setting = "playgate.tickets.secrets";
        if (properties.generate()) {
            StartFile.make(setting, properties.secrets(), TicketSecrets::generateIfMissing);
        }
        WatchedFile<TicketSecrets> file = StartFile.open(setting, properties.secrets(), TicketSecrets::parse, _ -> {});
        refresher.every(FILE_LOOK, file::refresh);
        return new TicketSeal(file::current);
    }

    @Bean
    ProofCache proofCache(ProofCacheSettings settings, KeyRing ring) {
        return new ProofCache(settings, ring::noteUnknownKid, Ticker.systemTicker());
    }

    @Bean
    Gatekeeper gatekeeper(Catalog catalog, KeyRing ring, ProofCache proofs, TicketSeal tickets,
            PolicySettings settings) {
        return new Gatekeeper(catalog, ring, proofs, tickets, settings);
    }

    @Bean
    SessionTickets sessionTickets(Catalog catalog, PolicySettings settings) {
        return new SessionTickets(catalog, settings);
    }

    @Bean
    DecisionMetrics decisionMetrics(RegistryFile registry, KeyRing ring, KeySources keys, ProofCache proofs,
            InstantSource clock) {
        return new DecisionMetrics(registry, ring, keys, proofs, clock);
    }

    /** Named {@code decision} in the health groups. */
    @Bean("decision")
    DecisionHealth decisionHealth(Catalog catalog, KeyRing keys) {
        return new DecisionHealth(catalog, keys);
    }
}
