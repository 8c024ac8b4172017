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
    Packages packages(Database database) {
        return new Packages(new OrganisationStore(database));
    }

    @Bean
    OrganisationSettings organisationSettings(Database database) {
        return new OrganisationSettings(new OrganisationStore(database));
    }

    @Bean
    OrganisationController organisationController(ApiCalls calls, Database database, OrganisationSettings settings,
            Packages packages, TokenKeyStore keys) {
        return new OrganisationController(calls, new OrganisationStore(database), settings, packages, keys);
    }

    @Bean
    TokenKeyController tokenKeyController(ApiCalls calls, TokenKeyStore keys, TokenKeyFetch fetch) {
        return new TokenKeyController(calls, keys, fetch);
    }

    @Bean
    ApiKeys apiKeys(ApiKeyStore keys) {
        return new ApiKeys(keys);
    }

    @Bean
    ApiKeyController apiKeyController(ApiCalls calls, ApiKeys keys) {
        return new ApiKeyController(calls, keys);
    }

    @Bean
    AuditLog auditLog(Database database) {
        return new AuditLog(new AuditStore(database));
    }

    @Bean
    AuditController auditController(ApiCalls calls, AuditLog audit) {
        return new AuditController(calls, audit);
    }

    @Bean
    RegistryController registryController(ApiCalls calls, RegistryImport registryImport) {
        return new RegistryController(calls, registryImport);
    }
}
