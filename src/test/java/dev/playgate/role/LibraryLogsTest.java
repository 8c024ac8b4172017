package dev.playgate.role;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

import static org.assertj.core.api.Assertions.assertThat;

/** Security G1: what is configured makes no library print requests. */
class LibraryLogsTest {

    private final LoggerContext context = new LoggerContext();

    private void set(String logger, String level) {
        context.getLogger(logger).setLevel(Level.valueOf(level));
    }

    private Level effective(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "TRACE", "ALL"})
    void g1_aLowRootIsForThoseThatSeeNoRequest(String level) {
        set(Logger.ROOT_LOGGER_NAME, level);
        assertThat(LibraryLogs.raise(context)).containsExactly("ROOT");
        assertThat(effective("reactor.netty.http.server.HttpServer")).isEqualTo(Level.INFO);
        assertThat(effective("of.any.library")).isEqualTo(Level.INFO);
        assertThat(effective("dev.playgate.edge.ProxyProtocolHandler")).isEqualTo(Level.valueOf(level));
        assertThat(effective("com.zaxxer.hikari.pool")).isEqualTo(Level.valueOf(level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reactor.netty", "reactor.netty.http.client.HttpClientOperations", "io.netty", "_org",
            "org.springframework.web", "dev", "dev.playgates"})
    void g1_soAreTheLevelsOfLibrariesThemselves(String library) {
        set(library, "TRACE");
        assertThat(LibraryLogs.raise(context)).contains(library);
        assertThat(effective(library + ".part")).isEqualTo(Level.INFO);
    }

    @Test
    void g1_whatPrintsRequestsAboveInfoIsKeptFromItToo() {
        set("org.springframework.web.server.adapter.HttpWebHandlerAdapter", "INFO");
        assertThat(LibraryLogs.raise(context))
                .contains("org.springframework.web.server.adapter.HttpWebHandlerAdapter");
        assertThat(effective("org.springframework.web.server.adapter.HttpWebHandlerAdapter")).isEqualTo(Level.OFF);
        assertThat(effective("reactor.netty.http.server.HttpServerOperations")).isEqualTo(Level.ERROR);
    }

    @Test
    void higherLevelsAreAsTheyAreConfigured() {
        set(Logger.ROOT_LOGGER_NAME, "WARN");
        set("reactor.netty", "ERROR");
        set("dev.playgate.decisions", "OFF");
        assertThat(LibraryLogs.raise(context)).isEmpty();
        assertThat(effective("io.netty")).isEqualTo(Level.WARN);
        assertThat(effective("reactor.netty")).isEqualTo(Level.ERROR);
        assertThat(effective("dev.playgate.decisions")).isEqualTo(Level.OFF);
    }
}
