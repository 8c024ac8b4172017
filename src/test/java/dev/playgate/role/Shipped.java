package dev.playgate.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The shipped configuration, as the process reads it; each test spoils one thing. */
final class Shipped {

    private Shipped() {
    }

    static Sections read() {
        return with();
    }

    /** With {@code key=value} over it, as from a command line. */
    static Sections with(String... settings) {
        return Sections.read(environment(map(settings), Map.of(), List.of(text("application.yaml"))));
    }

    /** With {@code NAME=value} in the environment. */
    static Sections withVariables(String... variables) {
        return Sections.read(environment(Map.of(), map(variables), List.of(text("application.yaml"))));
    }

    /** Of these texts instead, an earlier one over a later. */
    static Sections readTexts(String... yaml) {
        return Sections.read(environment(Map.of(), Map.of(), List.of(yaml)));
    }

    static String text(String file) {
        try {
            return Files.readString(Path.of("config", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PropertySource<?>> load(String name, String yaml) {
        try {
            return new YamlPropertySourceLoader().load(name,
                    new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigurableEnvironment environment(Map<String, Object> settings, Map<String, Object> variables,
            List<String> yaml) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        variables));
        sources.addFirst(new MapPropertySource("settings", settings));
        for (int i = 0; i < yaml.size(); i++) {
            load("file " + i, yaml.get(i)).forEach(sources::addLast);
        }
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static Map<String, Object> map(String... pairs) {
        return Arrays.stream(pairs).collect(Collectors.toMap(
                pair -> pair.substring(0, pair.indexOf('=')), pair -> pair.substring(pair.indexOf('=') + 1)));
    }
}
