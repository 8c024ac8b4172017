package dev.playgate.control.registry;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the registry is.
 *
 * @param file the registry file; relative to where the process was started
 * @param sampleKeys whether a registry with the API keys of the sample, which everybody knows, is accepted; for the
 *        profile {@code demo} only
 */
@ConfigurationProperties("playgate.registry")
public record RegistryProperties(@DefaultValue("config/registry.yaml") Path file,
        @DefaultValue("refused") SampleKeys sampleKeys) {}
