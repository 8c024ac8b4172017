package dev.playgate.control.registry;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * {@code playgate.registry}: what the registry is filled with.
 *
 * @param file applied at start when it differs from the one that was applied last; relative to where the process was
 *        started; empty as absent
 * @param sampleKeys whether a file with the API keys of the sample, which everybody knows, is accepted; for the profile
 *        {@code demo} only
 */
public record RegistryProperties(@Nullable Path file, SampleKeys sampleKeys) {

    /** Whatever is given. */
    public RegistryProperties {
        file = file == null || file.toString().isEmpty() ? null : file;
    }
}
