package dev.playgate.edge.access;

import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.edge.RecentDecisions;
import dev.playgate.edge.RequestFacts;
import dev.playgate.stream.TargetParser;

/** The access log. */
@Configuration(proxyBeanMethods = false)
public class AccessLogConfiguration {

    @Bean
    AccessLog accessLog(AccessLogProperties settings, TargetParser targets, RequestFacts facts,
            RecentDecisions decisions, InstantSource clock, MeterRegistry meters) {
        return new AccessLog(settings, new AccessReader(targets, facts.trustedProxies(), decisions), clock,
                Counter.builder("playgate.access.log.dropped")
                        .description("Lines of the access log that were not written").register(meters));
    }
}
