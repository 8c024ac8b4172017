package dev.playgate.role;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The keys that a record of settings reads, and those of the records within it; lists have no indices here. */
final class SettingNames {

    private final Map<ConfigurationPropertyName, Boolean> required = new HashMap<>();

    /** @param section the key of the record itself */
    SettingNames(ConfigurationPropertyName section, Class<?> type) {
        add(section, type);
    }

    private void add(ConfigurationPropertyName parent, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            ConfigurationPropertyName name = parent.append(DataObjectPropertyName.toDashedForm(component.getName()));
            required.put(name, !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
            Class<?> content = content(component);
            if (content.isRecord()) {
                add(name, content);
            }
        }
    }

    /** Of a list, its elements' type. */
    private static Class<?> content(RecordComponent component) {
        Type type = component.getGenericType() instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : component.getType();
        return type instanceof Class<?> plain ? plain : component.getType();
    }

    Set<ConfigurationPropertyName> all() {
        return required.keySet();
    }

    /** Whether the key must have a value, if what it is a part of has any. */
    boolean isRequired(ConfigurationPropertyName name) {
        return required.getOrDefault(withoutIndices(name), false);
    }

    /** The key of a list's elements, for one of them. */
    static ConfigurationPropertyName withoutIndices(ConfigurationPropertyName name) {
        ConfigurationPropertyName plain = ConfigurationPropertyName.EMPTY;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (!name.isNumericIndex(i)) {
                plain = plain.append(name.getElement(i, ConfigurationPropertyName.Form.ORIGINAL));
            }
        }
        return plain;
    }
}
