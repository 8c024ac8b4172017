package dev.playgate.role;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.NestedExceptionUtils;

/** Goes on after a fault of a section, and says at the end what is wrong with it. */
final class SettingFaults implements BindHandler {

    private final SettingNames names;
    private final Map<ConfigurationPropertyName, String> failures = new LinkedHashMap<>();
    private final Set<ConfigurationPropertyName> given = new HashSet<>();
    private final List<ConfigurationPropertyName> missing = new ArrayList<>();

    SettingFaults(SettingNames names) {
        this.names = names;
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        given.add(name);
        return result;
    }

    @Override
    public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
            @Nullable Object result) {
        // A list is asked for elements until there is none.
        if (result == null && !name.isLastElementIndexed() && names.isRequired(name)) {
            missing.add(name);
        }
    }

    @Override
    public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
            Exception error) {
        failures.put(name, message(target, error));
        return null;
    }

    /** A line for each fault. A record that fails for want of a part is no fault of its own. */
    List<String> toList(ConfigurationPropertyName section) {
        Map<ConfigurationPropertyName, String> faults = new LinkedHashMap<>(failures);
        missing.stream().filter(name -> !given.contains(name) && isPartOfWhatIsGiven(name, section))
                .forEach(name -> faults.putIfAbsent(name, "has no value"));
        return faults.entrySet().stream()
                .filter(fault -> faults.keySet().stream().noneMatch(fault.getKey()::isAncestorOf))
                .map(fault -> fault.getKey() + ": " + fault.getValue()).toList();
    }

    private boolean isPartOfWhatIsGiven(ConfigurationPropertyName name, ConfigurationPropertyName section) {
        ConfigurationPropertyName whole = name.getParent();
        return whole.equals(section) || given.stream().anyMatch(whole::isAncestorOf)
                || failures.keySet().stream().anyMatch(whole::isAncestorOf);
    }

    private static String message(Bindable<?> target, Exception error) {
        Class<?> type = target.getType().resolve(Object.class);
        return type.isEnum()
                ? "is none of "
                        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList())
                : String.valueOf(NestedExceptionUtils.getMostSpecificCause(error).getMessage());
    }
}
