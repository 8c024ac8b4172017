package dev.playgate.role;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.edge.EdgeConfiguration;
import dev.playgate.edge.GatewayConfiguration;
import dev.playgate.edge.ServerConfiguration;
import dev.playgate.edge.access.AccessConfiguration;
import dev.playgate.edge.authorize.AuthorizeConfiguration;
import dev.playgate.edge.express.ExpressConfiguration;
import dev.playgate.edge.h5live.H5LiveConfiguration;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.edge.session.SessionWatch;
import dev.playgate.edge.sync.FollowedCatalog;
import dev.playgate.edge.warmup.WarmUpConfiguration;
import dev.playgate.token.KeyRing;

/** The gateway. */
@Configuration(proxyBeanMethods = false)
@Import({EdgeConfiguration.class, GatewayConfiguration.class, ServerConfiguration.class, ExpressConfiguration.class,
        H5LiveConfiguration.class,
        AuthorizeConfiguration.class,
        AccessConfiguration.class, WarmUpConfiguration.class})
class EdgeRole {

    @Bean
    Logger decisionLogger() {
        return LoggerFactory.getLogger("dev.playgate.decisions");
    }

    /** Before the first viewer comes, so that it misses no change. */
    @Bean
    SessionWatch sessionWatch(RunningSessions sessions, FollowedCatalog catalog, KeyRing keys) {
        SessionWatch watch = SessionWatch.start(sessions, keys::current);
        catalog.listen(watch);
        return watch;
    }
}
