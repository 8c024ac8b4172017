package dev.playgate.control.registry;

import java.nio.file.Path;

/**
 * {@code playgate.registry}: where the registry is.
 *
 * @param file the registry file; relative to where the process was started
 * @param sampleKeys whether a registry with the API keys of the sample, which everybody knows, is accepted; for the
 *        profile {@code demo} only
 */
public record RegistryProperties(Path file,
        SampleKeys sampleKeys) {}
