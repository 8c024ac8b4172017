package dev.playgate.role;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Keeps libraries from printing requests, whatever levels are configured (security G1): below INFO they print targets,
 * header fields and bodies, in which tokens are. So below it only those print that see no request.
 */
final class LibraryLogs implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryLogs.class);

    /** Ours, and those that see no request; with all below them. */
    private static final List<String> FREE = List.of("dev.playgate", "com.zaxxer.hikari", "org.flywaydb",
            "org.springframework.boot.autoconfigure");

    /** Those that have a least level of their own. */
    private static final Map<String, Level> STRICTER = Map.of(
            // What it inherits from the framework prints targets under its name.
            "dev.playgate.edge.PlayoutHandlerMapping", Level.INFO,
            // The whole target of a request that fails when its answer has begun; FailureHandler names it by its id.
            "org.springframework.web.server.adapter.HttpWebHandlerAdapter", Level.OFF,
            // The path of a request whose head cannot be read, and a path may hold a token.
            "reactor.netty.http.server.HttpServerOperations", Level.ERROR);

    /** When the configured levels are set. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Set<String> raised = raise(context);
            if (!raised.isEmpty()) {
                LOG.warn("libraries print requests, which may hold tokens, below their levels: these are raised, {}",
                        raised);
            }
        }
    }

    /** Raises what is too low, and returns the names of loggers that had a level of their own. */
    static Set<String> raise(LoggerContext context) {
        Set<String> raised = new TreeSet<>();
        for (String name : FREE) {
            context.getLogger(name).setLevel(context.getLogger(name).getEffectiveLevel());
        }
        STRICTER.forEach((name, least) -> raise(context.getLogger(name), least, raised));
        for (ch.qos.logback.classic.Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null && !isFree(logger.getName())) {
                raise(logger, Level.INFO, raised);
            }
        }
        return raised;
    }

    private static void raise(ch.qos.logback.classic.Logger logger, Level least, Set<String> raised) {
        if (!logger.getEffectiveLevel().isGreaterOrEqual(least)) {
            if (logger.getLevel() != null) {
                raised.add(logger.getName());
            }
            logger.setLevel(least);
        }
    }

    private static boolean isFree(String name) {
        return FREE.stream().anyMatch(free -> name.equals(free) || name.startsWith(free + "."));
    }
}
