package dev.playgate.role;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.catalog.Catalog;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.edge.sync.FeedProperties;
import dev.playgate.edge.sync.FollowedCatalog;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.KnownSessions;
import dev.playgate.policy.OpenPlayouts;
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
    /** How long a write waits at most until this process has it in force. */
    private static final Duration APPLIED = Duration.ofSeconds(1);

    @Bean
    Refresher refresher() {
        return new Refresher();
    }

    @Bean
    KeyRing keyRing() {
        return new KeyRing();
    }

    @Bean
    KeySources keySources(KeyProperties properties, RoleProperties roles, KeyRing ring, Refresher refresher,
            InstantSource clock) {
        return new KeySources(properties, roles.has(ProcessRole.CONTROL), ring, refresher, clock);
    }

    /** Follows what this process writes itself, if it has a {@link Database}, before that is acknowledged. */
    @Bean
    FollowedCatalog catalog(CatalogProperties properties, DatabaseProperties database, KeyProperties keys,
            KeyRing ring, ObjectProvider<RegistryStart> registry, InstantSource clock) {
        Optional<RegistryStart> own = Optional.ofNullable(registry.getIfAvailable());
        FeedProperties feed = new FeedProperties(database.url(), Optional.ofNullable(database.username()),
                Optional.ofNullable(database.password()), database.timeout(), properties.poll());
        FollowedCatalog catalog = FollowedCatalog.start(feed, Optional.ofNullable(properties.file()), clock,
                new CatalogKeys(keys.issuer(), ring));
        own.ifPresent(start -> start.database().onCommit(version -> catalog.await(version, APPLIED)));
        return catalog;
    }

    @Bean
    TicketSeal ticketSeal(TicketProperties properties, Refresher refresher) {
        String setting = "playgate.tickets.secrets";
        if (properties.generate()) {
            StartFile.make(setting, properties.secrets(), TicketSecrets::generateIfMissing);
        }
        WatchedFile<TicketSecrets> file = StartFile.open(setting, properties.secrets(), TicketSecrets::parse, _ -> {});
        refresher.every(FILE_LOOK, file::refresh);
        return new TicketSeal(file::current, properties.maxBytes());
    }

    @Bean
    SignatureChoice signatureChoice() {
        return SignatureChoice.begin();
    }

    @Bean
    ProofCache proofCache(ProofCacheSettings settings, KeyRing ring, SignatureChoice signatures) {
        return new ProofCache(settings, ring::noteUnknownKid, Ticker.systemTicker(), signatures);
    }

    @Bean
    Gatekeeper gatekeeper(Catalog catalog, KeyRing ring, ProofCache proofs, TicketSeal tickets,
            PolicySettings settings) {
        return new Gatekeeper(catalog, ring, proofs, tickets, settings);
    }

    /** On a process that is no edge nothing is open. */
    @Bean
    KnownSessions knownSessions(Catalog catalog, ObjectProvider<OpenPlayouts> open) {
        return new KnownSessions(catalog, organisation -> Optional.ofNullable(open.getIfAvailable())
                .map(playouts -> playouts.of(organisation)).orElse(List.of()), Ticker.systemTicker());
    }

    @Bean
    SessionTickets sessionTickets(Catalog catalog, PolicySettings settings, KnownSessions known) {
        return new SessionTickets(catalog, settings, known);
    }

    @Bean
    DecisionMetrics decisionMetrics(FollowedCatalog catalog, KeyRing ring, KeySources keys, ProofCache proofs,
            SignatureChoice signatures, InstantSource clock) {
        return new DecisionMetrics(catalog, ring, keys, proofs, signatures, clock);
    }

    /** Named {@code decision} in the health groups. */
    @Bean("decision")
    DecisionHealth decisionHealth(Catalog catalog, KeyRing keys) {
        return new DecisionHealth(catalog, keys);
    }
}
