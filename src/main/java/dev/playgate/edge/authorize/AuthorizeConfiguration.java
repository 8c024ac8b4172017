package dev.playgate.edge.authorize;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.LoopLoads;
import dev.playgate.edge.MediaAdmission;
import dev.playgate.edge.MediaDeliveries;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.access.AccessWatches;
import dev.playgate.stream.TargetParser;

/** Decisions for other proxies. */
@Configuration(proxyBeanMethods = false)
public class AuthorizeConfiguration {

    @Bean
    AuthorizeServer authorizeServer(AuthorizeProperties settings, ConnectionProperties connections,
            PlayoutProperties playout, RequestFacts facts, TargetParser targets, MediaAdmission admission,
            MediaDeliveries deliveries,
            ChannelAnswers answers, AccessWatches watches, LoopLoads loads, InstantSource clock) {
        Authorizer authorizer = new Authorizer(targets, facts, admission, deliveries, answers, clock);
        return new AuthorizeServer(settings, connections, authorizer,
                new CheckService(authorizer, answers, playout.tokenAndTicketParameters()), answers, watches, loads);
    }
}
