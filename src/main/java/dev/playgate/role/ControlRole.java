package dev.playgate.role;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.catalog.Catalog;
import dev.playgate.control.account.AccountConfiguration;
import dev.playgate.control.account.FirstOperator;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.OtherCallsController;
import dev.playgate.control.dashboard.DashboardConfiguration;
import dev.playgate.control.dashboard.EdgeFigures;
import dev.playgate.control.dashboard.Warnings;
import dev.playgate.control.guardian.GuardianController;
import dev.playgate.control.guardian.GuardianLists;
import dev.playgate.control.guardian.SuspicionProperties;
import dev.playgate.control.guardian.SuspiciousTokens;
import dev.playgate.control.issue.BulkRevoker;
import dev.playgate.control.issue.ExplainController;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.IssuePolicy;
import dev.playgate.control.issue.JwksController;
import dev.playgate.control.issue.RevocationController;
import dev.playgate.control.issue.TokenController;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenIssuer;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.issue.TokenRevoker;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.GroupController;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.GuardianStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.PlayerGroupController;
import dev.playgate.control.registry.PlayerGroups;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.RegistryConfiguration;
import dev.playgate.control.registry.RegistryImport;
import dev.playgate.control.registry.RegistryProperties;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.control.registry.StreamController;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.control.registry.TokenKeyRefresh;
import dev.playgate.control.webhook.WebhookConfiguration;
import dev.playgate.control.webhook.WebhookDelivery;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.RecentDecisions;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.KnownSessions;
import dev.playgate.policy.PolicySettings;
import dev.playgate.token.TokenSigner;

/** The API and the registry that it writes. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnControl.class)
@Import({AccountConfiguration.class, RegistryConfiguration.class, WebhookConfiguration.class,
        DashboardConfiguration.class})
class ControlRole {

    @Bean
    Database database(DatabaseProperties properties, InstantSource clock) {
        return Database.of(properties, clock);
    }

    @Bean
    RegistryStart registryStart(Database database, RegistryImport registryImport, RegistryProperties properties,
            FirstOperator firstOperator) {
        return RegistryStart.of(database, registryImport, Optional.ofNullable(properties.file()), firstOperator);
    }

    @Bean
    RegistryChores registryChores(Database database, KeyProperties keys, KeySources sources,
            TokenKeyRefresh tokenKeys, WebhookDelivery webhooks, TokenProperties tokens, PolicySettings policy,
            InstantSource clock) {
        return new RegistryChores(database, keys.issuer(), sources, tokenKeys, webhooks, tokens.maxLifetime(),
                policy.maximumSession(), clock);
    }

    @Bean
    ApiCalls apiCalls(ApiKeyStore apiKeys, AccountStore accounts, PlayoutProperties playout, InstantSource clock) {
        return new ApiCalls(apiKeys, accounts, playout.proxies(), clock);
    }

    @Bean
    TokenCreation tokenCreation(Catalog catalog, TokenProperties limits, KeyProperties keys, KeySources sources,
            IssuedTokenStore issued, InstantSource clock) {
        TokenIssuer issuer = new TokenIssuer(keys.issuer(), sources::signing, new TokenSigner(), issued);
        return new TokenCreation(catalog, new IssuePolicy(limits), issuer, clock);
    }

    @Bean
    Explanations explanations(Gatekeeper gatekeeper, InstantSource clock) {
        return new Explanations(gatekeeper, clock);
    }

    @Bean
    TokenController tokenController(ApiCalls calls, TokenCreation creation, Gatekeeper gatekeeper,
            InstantSource clock) {
        return new TokenController(calls, creation, gatekeeper, clock);
    }

    @Bean
    GroupStore groupStore(Database database) {
        return new GroupStore(database);
    }

    @Bean
    GroupController groupController(ApiCalls calls, GroupStore groups, PublicProperties urls) {
        return new GroupController(calls, groups, urls);
    }

    @Bean
    StreamController streamController(ApiCalls calls, Database database, PublicProperties urls) {
        return new StreamController(calls, new StreamStore(database), urls);
    }

    @Bean
    PlayerGroupController playerGroupController(ApiCalls calls, Catalog catalog, GroupStore groups,
            PublicProperties urls) {
        return new PlayerGroupController(calls, catalog, new PlayerGroups(groups, urls, Ticker.systemTicker(),
                task -> Thread.ofVirtual().name("groups").start(task)));
    }

    @Bean
    GuardianStore guardianStore(Database database) {
        return new GuardianStore(database);
    }

    @Bean
    GuardianLists guardianLists(GuardianStore rules, InstantSource clock) {
        return new GuardianLists(rules, clock);
    }

    @Bean
    SuspiciousTokens suspiciousTokens(KnownSessions sessions, SuspicionProperties limits) {
        return new SuspiciousTokens(sessions, limits);
    }

    @Bean
    GuardianController guardianController(ApiCalls calls, GuardianLists lists) {
        return new GuardianController(calls, lists);
    }

    @Bean
    IssuedTokenStore issuedTokenStore(Database database) {
        return new IssuedTokenStore(database);
    }

    @Bean
    RevocationStore revocationStore(Database database) {
        return new RevocationStore(database);
    }

    @Bean
    TokenRevoker tokenRevoker(Gatekeeper gatekeeper, RevocationStore revocations, PolicySettings settings) {
        return new TokenRevoker(gatekeeper, revocations, settings.maximumSession());
    }

    @Bean
    BulkRevoker bulkRevoker(Catalog catalog, RevocationStore revocations, IssuedTokenStore issued,
            KnownSessions sessions) {
        return new BulkRevoker(catalog, revocations, issued, sessions);
    }

    @Bean
    RevocationController revocationController(ApiCalls calls, TokenRevoker revoker, BulkRevoker bulk,
            RevocationStore revocations, InstantSource clock) {
        return new RevocationController(calls, revoker, bulk, revocations, clock);
    }

    /** A process that is no edge decided nothing that anybody could ask for. */
    @Bean
    ExplainController explainController(ApiCalls calls, Catalog catalog, Explanations explanations,
            ObjectProvider<RecentDecisions> recent) {
        return new ExplainController(calls, catalog, explanations,
                id -> Optional.ofNullable(recent.getIfAvailable()).flatMap(decisions -> decisions.find(id)));
    }

    /** A process that is no edge has nobody's sessions, and refused nobody. */
    @Bean
    EdgeFigures edgeFigures(ObjectProvider<RecentDecisions> recent, KnownSessions sessions, Catalog catalog) {
        return (organisation, now) -> Optional.ofNullable(recent.getIfAvailable())
                .map(decisions -> new EdgeFigures.Figures(sessions.count(organisation, now),
                        decisions.count(name -> catalog.current().flatMap(snapshot -> snapshot.stream(name))
                                .filter(stream -> stream.organisation().equals(organisation)).isPresent())));
    }

    @Bean
    Warnings warnings(Catalog catalog, PolicySettings settings, KeySources sources) {
        return new Warnings(catalog, settings, sources::signing);
    }

    @Bean
    OtherCallsController otherCallsController(List<ApiController> controllers) {
        return new OtherCallsController(controllers);
    }

    @Bean
    JwksController jwksController(KeySources sources) {
        return new JwksController(sources::signing);
    }
}
