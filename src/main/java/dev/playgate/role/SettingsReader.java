package dev.playgate.role;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Reads the configuration, and gathers every fault before it gives up: values that cannot be read, values that are
 * missing, what the sections' records refuse, and keys that nobody reads. What a record would refuse is known when all
 * its values can be read.
 */
final class SettingsReader {

    private final Environment environment;
    private final Set<ConfigurationPropertyName> known = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    SettingsReader(Environment environment) {
        this.environment = environment;
    }

    /** The section as a record; empty if it has a fault, which {@link #finish} then throws. */
    <T> Optional<T> section(ConfigurationPropertyName section, Class<T> type) {
        SettingNames names = new SettingNames(section, type);
        known.addAll(names.all());
        SettingFaults gathered = new SettingFaults(names);
        Optional<T> value = Optional
                .ofNullable(Binder.get(environment).bind(section, Bindable.of(type), gathered).orElse(null));
        List<String> found = gathered.toList(section);
        faults.addAll(found);
        return found.isEmpty() ? value : Optional.empty();
    }

    /** A fault that shows only where settings meet. */
    void fault(String fault) {
        faults.add(fault);
    }

    /** A section that somebody else reads. */
    void leave(ConfigurationPropertyName section, Class<?> type) {
        known.addAll(new SettingNames(section, type).all());
    }

    /**
     * Throws {@link InvalidSettingsException} with all faults, if there is one. Environment variables and system
     * properties that nobody reads are none: Kubernetes names variables after services.
     *
     * @param root what the sections lie under
     */
    void finish(ConfigurationPropertyName root) {
        UnboundElementsSourceFilter ofTheConfiguration = new UnboundElementsSourceFilter();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource keys && ofTheConfiguration.apply(source)) {
                keys.stream().filter(root::isAncestorOf)
                        .filter(name -> !known.contains(SettingNames.withoutIndices(name)))
                        .map(name -> name + ": there is no such setting").forEach(this::addOnce);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    private void addOnce(String fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
