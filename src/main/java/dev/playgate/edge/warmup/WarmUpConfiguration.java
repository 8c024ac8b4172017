package dev.playgate.edge.warmup;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.OriginProperties;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.express.ExpressProperties;
import dev.playgate.policy.PolicySettings;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;

/** What is done before the edge listens. */
@Configuration(proxyBeanMethods = false)
public class WarmUpConfiguration {

    @Bean
    WarmUp warmUp(WarmUpProperties properties, PlayoutProperties playout, OriginProperties origin,
            ConnectionProperties connections, ExpressProperties express, PolicySettings policy,
            ProofCacheSettings proofs, ReactorResourceFactory resources) {
        return new WarmUp(properties, new TrialEdge.Settings(playout, origin, connections, express, policy),
                new ProofCache(proofs, () -> {}, Ticker.systemTicker()), resources.getLoopResources());
    }
}
