package dev.playgate.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** Reads the configuration, and gathers every fault of every section before it gives up. */
final class SettingsReader {

    private final Binder binder;
    private final List<String> faults = new ArrayList<>();

    SettingsReader(Environment environment) {
        this.binder = Binder.get(environment);
    }

    /** The section as a record; empty if it has a fault, which {@link #finish} then throws. */
    <T> Optional<T> section(String prefix, Class<T> type) {
        try {
            return Optional.ofNullable(binder.bind(prefix, Bindable.of(type),
                    new NoUnboundElementsBindHandler(new Gathering(), new UnboundElementsSourceFilter())).orElse(null));
        } catch (RuntimeException e) {
            if (faults.stream().noneMatch(fault -> fault.startsWith(prefix))) {
                faults.add(prefix + ": " + rootMessage(e));
            }
            return Optional.empty();
        }
    }

    /** Throws {@link InvalidSettingsException} with all faults, if there is one. */
    void finish() {
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    private static String rootMessage(Throwable e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }

    /** Goes on after a fault. A record that fails for want of a faulty component is no fault of its own. */
    private final class Gathering implements BindHandler {

        @Override
        public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
                Exception error) {
            if (faults.stream().noneMatch(fault -> fault.startsWith(name.toString()))) {
                faults.add(name + ": " + rootMessage(error));
            }
            return null;
        }
    }
}
