package dev.playgate.role;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Where there is no API, there is no description of one and no page to try it. */
final class ApiPages implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!OnControl.isIn(environment)) {
            environment.getPropertySources().addFirst(new MapPropertySource("without the role control",
                    Map.of("springdoc.api-docs.enabled", false, "springdoc.swagger-ui.enabled", false)));
        }
    }
}
