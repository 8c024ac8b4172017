package dev.playgate.edge.express;

import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.LongResponses;
import dev.playgate.edge.MediaAdmission;
import dev.playgate.edge.MediaDeliveries;
import dev.playgate.edge.MediaLanes;
import dev.playgate.edge.OriginChoice;
import dev.playgate.edge.OriginConnector;
import dev.playgate.edge.OriginMeters;
import dev.playgate.edge.OriginProperties;

/** The express lane of the edge. */
@Configuration(proxyBeanMethods = false)
public class ExpressConfiguration {

    @Bean
    Origins expressOrigins(OriginConnector connector, OriginProperties origin, OriginChoice choice) {
        return new Origins(connector, origin, choice);
    }

    @Bean
    MediaLanes mediaLanes(ExpressProperties express, Origins origins, MediaAdmission admission,
            MediaDeliveries deliveries, LongResponses longResponses, ChannelAnswers answers, OriginMeters originMeters,
            MeterRegistry meters) {
        if (!express.enabled()) {
            return Optional::empty;
        }
        Gauge.builder("playgate.origin.connections", origins, Origins::connections)
                .description("Open connections of the express lane to origins").register(meters);
        Edge edge = new Edge(admission, deliveries, longResponses, answers, originMeters);
        return () -> Optional.of(new ViewerConnection(edge, origins));
    }
}
