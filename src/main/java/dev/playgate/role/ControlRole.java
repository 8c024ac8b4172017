package dev.playgate.role;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.control.issue.IssuePolicy;
import dev.playgate.control.issue.JwksController;
import dev.playgate.control.issue.OtherCallsController;
import dev.playgate.control.issue.TokenController;
import dev.playgate.control.issue.TokenIssuer;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.RegistryFile;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.token.TokenSigner;

/** The token API. */
@Configuration(proxyBeanMethods = false)
@Import(OtherCallsController.class)
class ControlRole {

    @Bean
    TokenController tokenController(RegistryFile registry, TokenProperties limits, KeyProperties keys,
            KeySources sources, Gatekeeper gatekeeper, PlayoutProperties playout, InstantSource clock) {
        TokenIssuer issuer = new TokenIssuer(keys.issuer(), sources::signing, new TokenSigner());
        return new TokenController(registry, registry, new IssuePolicy(limits), issuer, gatekeeper, playout.proxies(),
                clock);
    }

    @Bean
    JwksController jwksController(KeySources sources) {
        return new JwksController(sources::signing);
    }
}
