package dev.playgate.edge.warmup;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import dev.playgate.catalog.Catalog;
import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.EdgeConfiguration;
import dev.playgate.edge.FrontDoors;
import dev.playgate.edge.OriginProperties;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.PlayoutProperties.Form;
import dev.playgate.edge.ShutdownProperties;
import dev.playgate.edge.access.AccessConfiguration;
import dev.playgate.edge.access.AccessFormat;
import dev.playgate.edge.access.AccessLogProperties;
import dev.playgate.edge.access.TracingProperties;
import dev.playgate.edge.express.ExpressConfiguration;
import dev.playgate.edge.express.ExpressProperties;
import dev.playgate.edge.h5live.H5LiveConfiguration;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.KnownSessions;
import dev.playgate.policy.PolicySettings;
import dev.playgate.policy.SessionTickets;
import dev.playgate.stream.Medium;
import dev.playgate.token.KeyRing;
import dev.playgate.token.ProofCache;
import dev.playgate.token.TicketSeal;

/**
 * The edge once more, on the same event loops and with the same settings, but with a registry, keys, an origin, caches and
 * metrics of its own: what is asked of it leaves nothing behind in the real one. On a port of this machine that nobody
 * knows, behind which there is nothing but what the trial is played from.
 */
final class TrialEdge implements AutoCloseable {

    static final String HLS = "/hls/" + TrialRegistry.STREAM + "/";
    static final String SOCKET = "/h5live/authstream?stream=" + TrialRegistry.STREAM;

    private final AnnotationConfigApplicationContext parts;
    private final DisposableServer server;

    private TrialEdge(AnnotationConfigApplicationContext parts, DisposableServer server) {
        this.parts = parts;
        this.server = server;
    }

    /** What the real edge has, too. */
    record Settings(PlayoutProperties playout, OriginProperties origin, ConnectionProperties connections,
            ExpressProperties express, PolicySettings policy) {}

    static TrialEdge start(Settings settings, ProofCache proofs, int origin, LoopResources loops) {
        AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
        try {
            decision(parts, settings.policy(), proofs);
            parts.registerBean(PlayoutProperties.class, () -> settings.playout().withForms(forms(origin)));
            parts.registerBean(OriginProperties.class, settings::origin);
            parts.registerBean(ConnectionProperties.class, settings::connections);
            parts.registerBean(ExpressProperties.class, settings::express);
            parts.registerBean(ShutdownProperties.class, () -> new ShutdownProperties(Duration.ZERO, Duration.ZERO));
            parts.registerBean(AccessLogProperties.class, () -> new AccessLogProperties(AccessFormat.OFF, null));
            parts.registerBean(TracingProperties.class, () -> new TracingProperties(null, 0, List.of()));
            parts.registerBean(MeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            parts.register(EdgeConfiguration.class, ExpressConfiguration.class, H5LiveConfiguration.class,
                    AccessConfiguration.class);
            parts.refresh();
            HttpServer server = HttpServer.create().host("127.0.0.1").port(0).runOn(loops);
            return new TrialEdge(parts, parts.getBean(FrontDoors.class).installedIn(server, List.of())
                    .handle((_, response) -> response.sendNotFound()).bindNow());
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static void decision(AnnotationConfigApplicationContext parts, PolicySettings policy, ProofCache proofs) {
        Catalog catalog = TrialRegistry::catalog;
        KeyRing keys = TrialRegistry.keys();
        TicketSeal tickets = new TicketSeal(TrialRegistry::secrets);
        parts.registerBean(Logger.class, () -> NOPLogger.NOP_LOGGER);
        parts.registerBean(InstantSource.class, () -> TrialRegistry.CLOCK);
        parts.registerBean(Catalog.class, () -> catalog);
        parts.registerBean(TicketSeal.class, () -> tickets);
        parts.registerBean(Gatekeeper.class, () -> new Gatekeeper(catalog, keys, proofs, tickets, policy));
        parts.registerBean(SessionTickets.class, () -> new SessionTickets(catalog, policy,
                new KnownSessions(catalog, _ -> List.of(), Ticker.systemTicker())));
    }

    private static List<Form> forms(int origin) {
        List<URI> origins = List.of(URI.create("http://127.0.0.1:" + origin));
        return List.of(new Form("/hls/", null, Medium.HLS, origins, null, null),
                new Form("/h5live/authstream", "stream", Medium.H5LIVE, origins, null, null));
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
        parts.close();
    }
}
