package dev.playgate.role;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.catalog.Catalog;
import dev.playgate.control.account.AccountConfiguration;
import dev.playgate.control.account.FirstOperator;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.OtherCallsController;
import dev.playgate.control.issue.IssuePolicy;
import dev.playgate.control.issue.JwksController;
import dev.playgate.control.issue.TokenController;
import dev.playgate.control.issue.TokenIssuer;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.DatabaseProperties;
import dev.playgate.control.registry.RegistryConfiguration;
import dev.playgate.control.registry.RegistryImport;
import dev.playgate.control.registry.RegistryProperties;
import dev.playgate.control.registry.TokenKeyRefresh;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.token.TokenSigner;

/** The API and the registry that it writes. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnControl.class)
@Import({AccountConfiguration.class, RegistryConfiguration.class})
class ControlRole {

    @Bean
    Database database(DatabaseProperties properties, InstantSource clock) {
        return Database.of(properties, clock);
    }

    @Bean
    RegistryStart registryStart(Database database, RegistryImport registryImport, RegistryProperties properties,
            FirstOperator firstOperator) {
        return RegistryStart.of(database, registryImport, Optional.ofNullable(properties.file()), firstOperator);
    }

    @Bean
    RegistryChores registryChores(Database database, KeyProperties keys, KeySources sources,
            TokenKeyRefresh tokenKeys) {
        return new RegistryChores(database, keys.issuer(), sources, tokenKeys);
    }

    @Bean
    ApiCalls apiCalls(ApiKeyStore apiKeys, AccountStore accounts, PlayoutProperties playout, InstantSource clock) {
        return new ApiCalls(apiKeys, accounts, playout.proxies(), clock);
    }

    @Bean
    TokenController tokenController(ApiCalls calls, Catalog catalog, TokenProperties limits, KeyProperties keys,
            KeySources sources, Gatekeeper gatekeeper, InstantSource clock) {
        TokenIssuer issuer = new TokenIssuer(keys.issuer(), sources::signing, new TokenSigner());
        return new TokenController(calls, catalog, new IssuePolicy(limits), issuer, gatekeeper, clock);
    }

    @Bean
    OtherCallsController otherCallsController(List<ApiController> controllers) {
        return new OtherCallsController(controllers);
    }

    @Bean
    JwksController jwksController(KeySources sources) {
        return new JwksController(sources::signing);
    }
}
