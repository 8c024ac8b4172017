package dev.playgate.role;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
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
import dev.playgate.demo.DemoProperties;
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

/** The sections of the configuration under {@code playgate.}, all of them valid. */
final class Sections {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("playgate");
    static final Map<String, Class<?>> TYPES = types();

    private final Map<Class<?>, Object> values;

    private Sections(Map<Class<?>, Object> values) {
        this.values = values;
    }

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        types.put("registry", RegistryProperties.class);
        types.put("database", DatabaseProperties.class);
        types.put("catalog", CatalogProperties.class);
        types.put("keys", KeyProperties.class);
        types.put("tickets", TicketProperties.class);
        types.put("tokens", TokenProperties.class);
        types.put("accounts", AccountProperties.class);
        types.put("token-keys", TokenKeyProperties.class);
        types.put("webhook", WebhookProperties.class);
        types.put("policy", PolicySettings.class);
        types.put("proofs", ProofCacheSettings.class);
        types.put("playout", PlayoutProperties.class);
        types.put("public", PublicProperties.class);
        types.put("ingest", IngestProperties.class);
        types.put("suspicious-tokens", SuspicionProperties.class);
        types.put("origin", OriginProperties.class);
        types.put("connections", ConnectionProperties.class);
        types.put("shutdown", ShutdownProperties.class);
        types.put("express", ExpressProperties.class);
        types.put("warm-up", WarmUpProperties.class);
        types.put("authorize", AuthorizeProperties.class);
        types.put("access-log", AccessLogProperties.class);
        types.put("tracing", TracingProperties.class);
        return types;
    }

    /** Throws {@link InvalidSettingsException} that names every fault of every section. */
    static Sections read(Environment environment) {
        SettingsReader reader = new SettingsReader(environment);
        Map<Class<?>, Object> values = new HashMap<>();
        TYPES.forEach((name, type) -> reader.section(ROOT.append(name), type)
                .ifPresent(value -> values.put(type, value)));
        reader.section(ROOT, RoleProperties.class).ifPresent(value -> values.put(RoleProperties.class, value));
        if (values.get(RoleProperties.class) instanceof RoleProperties roles && roles.has(ProcessRole.EDGE)
                && values.get(PlayoutProperties.class) instanceof PlayoutProperties playout
                && playout.forms().isEmpty()) {
            reader.fault("playgate.playout.forms: is empty: nothing could be played");
        }
        values.put(ListenersProperties.class,
                reader.section(ROOT, ListenersProperties.class).orElse(new ListenersProperties(null)));
        if (environment.getProperty("server.http2.enabled", Boolean.class, false)) {
            reader.fault(
                    "server.http2.enabled: what is refused of HTTP/1.1 would be let through; HTTP/2 is turned on by"
                            + " playgate.connections.http2");
        }
        reader.leave(ROOT.append("demo"), DemoProperties.class);
        checkDemo(environment, values, reader);
        reader.finish(ROOT);
        return new Sections(values);
    }

    /** The demonstration shows addresses on {@code server.port} that are to be pasted as they are. */
    private static void checkDemo(Environment environment, Map<Class<?>, Object> values, SettingsReader reader) {
        if (!environment.matchesProfiles("demo")) {
            return;
        }
        String why = ": the profile \"demo\" is shown in plain HTTP on server.port; give this to one of playgate.listeners"
                + " instead, or leave the profile out";
        if (environment.containsProperty("server.ssl.bundle")
                && environment.getProperty("server.ssl.enabled", Boolean.class, true)) {
            reader.fault("server.ssl.bundle" + why);
        }
        if (values.get(ConnectionProperties.class) instanceof ConnectionProperties connections
                && !connections.proxyProtocol().isEmpty()) {
            reader.fault("playgate.connections.proxy-protocol" + why);
        }
    }

    <T> T get(Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(type)));
    }
}
