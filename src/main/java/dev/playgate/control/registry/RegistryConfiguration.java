package dev.playgate.control.registry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.control.api.ApiCalls;

/** The calls about organisations, their keys, and what was done. */
@Configuration(proxyBeanMethods = false)
public class RegistryConfiguration {

    @Bean
    RegistryImport registryImport(Database database, RegistryProperties properties) {
        return new RegistryImport(database, properties.sampleKeys());
    }

    @Bean
    ApiKeyStore apiKeyStore(Database database) {
        return new ApiKeyStore(database);
    }

    @Bean
    TokenKeyStore tokenKeyStore(Database database) {
        return new TokenKeyStore(database);
    }

    @Bean
    TokenKeyFetch tokenKeyFetch(TokenKeyProperties properties) {
        return new TokenKeyFetch(properties);
    }

    @Bean
    TokenKeyRefresh tokenKeyRefresh(TokenKeyStore keys, TokenKeyFetch fetch) {
        return new TokenKeyRefresh(keys, fetch);
    }

    @Bean
    OrganisationController organisationController(ApiCalls calls, Database database, TokenKeyStore keys) {
        return new OrganisationController(calls, new OrganisationStore(database), keys);
    }

    @Bean
    TokenKeyController tokenKeyController(ApiCalls calls, TokenKeyStore keys, TokenKeyFetch fetch) {
        return new TokenKeyController(calls, keys, fetch);
    }

    @Bean
    ApiKeyController apiKeyController(ApiCalls calls, ApiKeyStore keys) {
        return new ApiKeyController(calls, keys);
    }

    @Bean
    AuditController auditController(ApiCalls calls, Database database) {
        return new AuditController(calls, new AuditStore(database));
    }

    @Bean
    RegistryController registryController(ApiCalls calls, RegistryImport registryImport) {
        return new RegistryController(calls, registryImport);
    }
}
