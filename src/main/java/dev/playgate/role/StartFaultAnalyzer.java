package dev.playgate.role;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

import dev.playgate.control.registry.InvalidRegistryException;

/** Says plainly what an operator has to mend before the process starts, in place of a stack trace. */
final class StartFaultAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettingsException settings) {
                return analysis("The configuration cannot be used:", settings.faults(),
                        "Correct these settings or the files that they name.", settings);
            }
            if (cause instanceof InvalidRegistryException registry) {
                return analysis("The registry cannot be used:", registry.faults(),
                        "Correct the file that playgate.registry.file names.", registry);
            }
        }
        return null;
    }

    private static FailureAnalysis analysis(String what, List<String> faults, String action, Throwable cause) {
        return new FailureAnalysis(what + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()),
                action, cause);
    }
}
