package dev.playgate.role;

import java.time.Clock;
import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.playgate.control.dashboard.IngestProperties;
import dev.playgate.control.guardian.SuspicionProperties;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.AccountProperties;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.RegistryProperties;
import dev.playgate.control.registry.TokenKeyProperties;
import dev.playgate.control.webhook.WebhookProperties;
import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.ListenersProperties;
import dev.playgate.edge.OriginProperties;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.ShutdownProperties;
import dev.playgate.edge.access.AccessLogProperties;
import dev.playgate.edge.access.TracingProperties;
import dev.playgate.edge.authorize.AuthorizeProperties;
import dev.playgate.edge.express.ExpressProperties;
import dev.playgate.edge.warmup.WarmUpProperties;
import dev.playgate.policy.PolicySettings;
import dev.playgate.token.ProofCacheSettings;

/** The clock and the configuration. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    Sections sections(Environment environment) {
        return Sections.read(environment);
    }

    @Bean
    RegistryProperties registryProperties(Sections sections) {
        return sections.get(RegistryProperties.class);
    }

    @Bean
    DatabaseProperties databaseProperties(Sections sections) {
        return sections.get(DatabaseProperties.class);
    }

    @Bean
    CatalogProperties catalogProperties(Sections sections) {
        return sections.get(CatalogProperties.class);
    }

    @Bean
    KeyProperties keyProperties(Sections sections) {
        return sections.get(KeyProperties.class);
    }

    @Bean
    TicketProperties ticketProperties(Sections sections) {
        return sections.get(TicketProperties.class);
    }

    @Bean
    TokenProperties tokenProperties(Sections sections) {
        return sections.get(TokenProperties.class);
    }

    @Bean
    AccountProperties accountProperties(Sections sections) {
        return sections.get(AccountProperties.class);
    }

    @Bean
    TokenKeyProperties tokenKeyProperties(Sections sections) {
        return sections.get(TokenKeyProperties.class);
    }

    @Bean
    WebhookProperties webhookProperties(Sections sections) {
        return sections.get(WebhookProperties.class);
    }

    @Bean
    IngestProperties ingestProperties(Sections sections) {
        return sections.get(IngestProperties.class);
    }

    @Bean
    SuspicionProperties suspicionProperties(Sections sections) {
        return sections.get(SuspicionProperties.class);
    }

    @Bean
    PolicySettings policySettings(Sections sections) {
        return sections.get(PolicySettings.class);
    }

    @Bean
    ProofCacheSettings proofCacheSettings(Sections sections) {
        return sections.get(ProofCacheSettings.class);
    }

    @Bean
    RoleProperties roleProperties(Sections sections) {
        return sections.get(RoleProperties.class);
    }

    /** A process without the role edge proxies nothing. */
    @Bean
    PlayoutProperties playoutProperties(Sections sections, RoleProperties roles) {
        PlayoutProperties playout = sections.get(PlayoutProperties.class);
        return roles.has(ProcessRole.EDGE) ? playout : playout.withoutForms();
    }

    @Bean
    PublicProperties publicProperties(Sections sections) {
        return sections.get(PublicProperties.class);
    }

    @Bean
    OriginProperties originProperties(Sections sections) {
        return sections.get(OriginProperties.class);
    }

    @Bean
    ConnectionProperties connectionProperties(Sections sections) {
        return sections.get(ConnectionProperties.class);
    }

    @Bean
    ShutdownProperties shutdownProperties(Sections sections) {
        return sections.get(ShutdownProperties.class);
    }

    @Bean
    Grace grace(ShutdownProperties shutdown) {
        return new Grace(shutdown.grace());
    }

    @Bean
    ListenersProperties listenersProperties(Sections sections) {
        return sections.get(ListenersProperties.class);
    }

    @Bean
    ExpressProperties expressProperties(Sections sections) {
        return sections.get(ExpressProperties.class);
    }

    @Bean
    WarmUpProperties warmUpProperties(Sections sections) {
        return sections.get(WarmUpProperties.class);
    }

    @Bean
    AuthorizeProperties authorizeProperties(Sections sections) {
        return sections.get(AuthorizeProperties.class);
    }

    @Bean
    AccessLogProperties accessLogProperties(Sections sections) {
        return sections.get(AccessLogProperties.class);
    }

    @Bean
    TracingProperties tracingProperties(Sections sections) {
        return sections.get(TracingProperties.class);
    }
}
