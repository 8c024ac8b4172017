package dev.playgate.edge.access;

import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.edge.RecentDecisions;
import dev.playgate.edge.RequestFacts;
import dev.playgate.stream.TargetParser;

/** The access log, and traces. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    AccessReader accessReader(TargetParser targets, RequestFacts facts, RecentDecisions decisions) {
        return new AccessReader(targets, facts.trustedProxies(), decisions);
    }

    @Bean
    AccessLog accessLog(AccessLogProperties settings, AccessReader reader, InstantSource clock, MeterRegistry meters) {
        return new AccessLog(settings, reader, clock, Counter.builder("playgate.access.log.dropped")
                .description("Lines of the access log that were not written").register(meters));
    }

    @Bean
    Traces traces(TracingProperties settings, RequestFacts facts, MeterRegistry meters) {
        return new Traces(settings, facts.trustedProxies(), Counter.builder("playgate.traces.dropped")
                .description("Spans that no collector got").register(meters));
    }

    @Bean
    AccessWatches accessWatches(AccessLog log, Traces traces, AccessReader reader) {
        return new AccessWatches(log, traces, reader);
    }
}
