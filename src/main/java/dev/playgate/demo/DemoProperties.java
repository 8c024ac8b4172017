package dev.playgate.demo;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the {@code demo} profile.
 *
 * @param originPort the sample origin's port on 127.0.0.1, 0 to 65535; 0 takes any free one
 * @param originLog the file that gets one JSON line for each request the sample origin receives; emptied at start
 */
@ConfigurationProperties("playgate.demo")
public record DemoProperties(@DefaultValue("8090") int originPort,
        @DefaultValue("data/demo-origin.log") Path originLog) {

    public DemoProperties {
        if (originPort < 0 || originPort > 65_535) {
            throw new IllegalArgumentException("playgate.demo.origin-port must be 0 to 65535, not " + originPort);
        }
    }
}
