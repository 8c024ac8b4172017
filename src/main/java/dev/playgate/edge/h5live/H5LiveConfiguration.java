package dev.playgate.edge.h5live;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.Drain;
import dev.playgate.edge.LoopLoads;
import dev.playgate.edge.OriginChoice;
import dev.playgate.edge.OriginConnector;
import dev.playgate.edge.OriginProperties;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.SocketDoor;
import dev.playgate.edge.session.Admissions;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.SessionTickets;

/** WebSockets at the edge. */
@Configuration(proxyBeanMethods = false)
public class H5LiveConfiguration {

    @Bean
    SocketDoor socketDoor(Gatekeeper gatekeeper, LoopLoads loads, RequestFacts facts, SessionTickets tickets,
            RunningSessions sessions,
            Admissions places, ChannelAnswers answers, InstantSource clock, OriginConnector connector,
            OriginProperties origin, OriginChoice origins, Drain drain, MeterRegistry meters) {
        return new Sockets(
                new Admission(gatekeeper, loads::newViewers, facts, tickets, sessions, places, answers, clock),
                origins, new OriginDialer(connector), new SocketMeters(meters), drain, origin.stallTimeout());
    }
}
