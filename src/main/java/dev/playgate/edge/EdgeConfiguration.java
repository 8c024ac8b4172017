package dev.playgate.edge;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.catalog.Catalog;
import dev.playgate.edge.access.AccessWatches;
import dev.playgate.edge.session.Admissions;
import dev.playgate.edge.session.LocalPlaces;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.SessionTickets;
import dev.playgate.stream.TargetParser;
import dev.playgate.token.TicketSeal;

/** The parts of the edge. Settings, {@link Gatekeeper}, tickets, clock and the log of decisions come from outside. */
@Configuration(proxyBeanMethods = false)
public class EdgeConfiguration {

    @Bean
    TargetParser targetParser(PlayoutProperties playout) {
        return playout.targetParser();
    }

    @Bean
    Answers answers(PlayoutProperties playout) {
        return new Answers(playout.deniedStatus());
    }

    @Bean
    StandardHeaders standardHeaders(PlayoutProperties playout) {
        return new StandardHeaders(new Cors(playout.corsOrigins()));
    }

    @Bean
    RecentDecisions recentDecisions() {
        return new RecentDecisions(Ticker.systemTicker());
    }

    @Bean
    OpenedSessions openedSessions() {
        return new OpenedSessions(Ticker.systemTicker());
    }

    @Bean
    DecisionLines decisionLines(Logger decisionLogger, MeterRegistry meters) {
        return new DecisionLines(decisionLogger, Ticker.systemTicker(), meters);
    }

    @Bean
    DecisionLog decisionLog(DecisionLines lines, MeterRegistry meters, RecentDecisions recent, OpenedSessions opened) {
        return new DecisionLog(lines, meters, recent, opened);
    }

    @Bean
    LoopLoads loopLoads(OpenedSessions opened, MeterRegistry meters) {
        LoopLoads loads = new LoopLoads(opened);
        Gauge.builder("playgate.loops.late", loads, LoopLoads::late)
                .description("Event loops that are late, and let few new viewers in").register(meters);
        return loads;
    }

    @Bean
    TargetFilter targetFilter(TargetParser targets, Answers answers, StandardHeaders standardHeaders) {
        return new TargetFilter(targets, answers, standardHeaders);
    }

    @Bean
    RequestFacts requestFacts(PlayoutProperties playout) {
        return new RequestFacts(playout.proxies(), playout.cookies());
    }

    @Bean
    RunningSessions runningSessions(Catalog catalog, Gatekeeper gatekeeper, DecisionLog log, MeterRegistry meters,
            InstantSource clock) {
        RunningSessions sessions = new RunningSessions(catalog, gatekeeper, clock, log::ended);
        Gauge.builder("playgate.sessions", sessions, RunningSessions::count)
                .description("WebSockets and long responses that run").register(meters);
        return sessions;
    }

    @Bean
    Admissions admissions(Catalog catalog) {
        return new Admissions(catalog, new LocalPlaces());
    }

    @Bean
    SessionChildren sessionChildren(SessionTickets tickets, TicketSeal seal, TargetParser targets,
            PlayoutProperties playout) {
        return new SessionChildren(tickets, seal, targets, playout.tokenAndTicketParameters());
    }

    @Bean
    MediaAdmission mediaAdmission(Gatekeeper gatekeeper, LoopLoads loads, RequestFacts facts, Answers answers,
            SessionChildren children, Admissions admissions, DecisionLog log, InstantSource clock) {
        return new MediaAdmission(gatekeeper, loads, facts, answers, new EntryRedirect(children), admissions, log,
                clock);
    }

    @Bean
    MediaDeliveries mediaDeliveries(SessionChildren children, PlayoutProperties playout) {
        return new MediaDeliveries(children, (int) playout.maximumPlaylist().toBytes());
    }

    @Bean
    LongResponses longResponses(RunningSessions sessions, SessionTickets tickets) {
        return new LongResponses(sessions, tickets);
    }

    @Bean
    AdmissionFilter admissionFilter(MediaAdmission admission, MediaDeliveries deliveries, LongResponses longResponses,
            Answers answers, DecisionLog log) {
        return new AdmissionFilter(admission, deliveries, longResponses, answers, log);
    }

    @Bean
    OriginMeters originMeters(MeterRegistry meters) {
        return new OriginMeters(meters);
    }

    @Bean
    OriginConnector originConnector(OriginProperties origin) {
        return new OriginConnector(origin);
    }

    @Bean
    OriginChoice originChoice(PlayoutProperties playout, OriginProperties origin, LoopLoads loads,
            MeterRegistry meters) {
        OriginChoice choice = new OriginChoice(playout.playoutForms(), origin, Ticker.systemTicker(),
                loads::isLate);
        Gauge.builder("playgate.origins.resting", choice, OriginChoice::resting)
                .description("Origins that are left alone since they do not answer").register(meters);
        Gauge.builder("playgate.origins.waiting", choice, OriginChoice::waiting)
                .description("Requests that wait for the head of an origin's answer").register(meters);
        return choice;
    }

    @Bean
    OriginFilter originFilter(OriginMeters meters, OriginChoice origins) {
        return new OriginFilter(meters, origins);
    }

    @Bean
    FailureHandler failureHandler(Answers answers, DecisionLog log) {
        return new FailureHandler(answers, log);
    }

    @Bean
    ChannelAnswers channelAnswers(Answers answers, StandardHeaders standardHeaders, DecisionLog log) {
        return new ChannelAnswers(answers, standardHeaders, log);
    }

    @Bean
    Drain drain(ShutdownProperties shutdown) {
        return new Drain(shutdown.drain());
    }

    @Bean
    FrontDoors frontDoors(ConnectionProperties connections, OriginProperties origin, Drain drain, TargetParser targets,
            Answers answers,
            StandardHeaders standardHeaders, DecisionLog log,
            SocketDoor sockets, MediaLanes lanes, AccessWatches watches, LoopLoads loads, MeterRegistry meters) {
        ConnectionLimit limit = new ConnectionLimit(connections.maximum());
        Gauge.builder("playgate.connections", limit, ConnectionLimit::open)
                .description("Open connections of viewers").register(meters);
        ConnectionLimit streams = new ConnectionLimit(connections.maximum());
        Gauge.builder("playgate.streams", streams, ConnectionLimit::open)
                .description("Open streams of HTTP/2 of viewers").register(meters);
        RefusalWriter refusals = new RefusalWriter(answers, standardHeaders, log);
        Counter proxiesRefused = Counter.builder("playgate.proxy.protocol.refused")
                .description("Connections that did not begin as a trusted proxy's").register(meters);
        return new FrontDoors(new EntryCheck(targets, sockets), refusals, lanes, limit, streams, drain,
                connections, origin.stallTimeout(), proxiesRefused, watches, loads);
    }
}
