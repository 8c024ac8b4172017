package dev.playgate.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DemoConfigurationTest {

    @TempDir
    Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(InstantSource.class, () -> InstantSource.fixed(Instant.parse("2026-07-01T12:00:00Z")))
            .withUserConfiguration(DemoConfiguration.class);

    @Test
    void theDemoProfileRunsTheOriginAndServesThePage() {
        runner.withPropertyValues("spring.profiles.active=demo", "playgate.demo.origin-port=0",
                "playgate.demo.origin-log=" + directory.resolve("origin.log")).run(context -> {
                    assertThat(context).hasBean("demoPage");
                    assertThat(context.getBean(SampleOrigin.class).port()).isPositive();
                });
    }

    @Test
    void noOtherProfileHasAnyOfIt() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SampleOrigin.class).doesNotHaveBean("demoPage"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DemoProperties(port, Path.of("log")))
                .withMessageContaining("playgate.demo.origin-port");
    }
}
