package dev.playgate.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;

import reactor.core.publisher.Mono;

/** Passes on what has a token that verifies, read from the same place of the request as Playgate reads it. */
@SpringBootApplication
public class ResourceServerGateway {

    public static void main(String[] args) {
        SpringApplication.run(ResourceServerGateway.class, args);
    }

    @Bean
    SecurityWebFilterChain tokens(ServerHttpSecurity http) {
        return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .bearerTokenConverter(exchange -> Mono
                                .justOrEmpty(exchange.getRequest().getQueryParams().getFirst("jwtoken"))
                                .map(BearerTokenAuthenticationToken::new)))
                .build();
    }
}
