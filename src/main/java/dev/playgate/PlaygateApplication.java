package dev.playgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process: {@code edge} and {@code control} in one, see {@code role}. */
@SpringBootApplication(scanBasePackages = {"dev.playgate.role", "dev.playgate.demo"})
public class PlaygateApplication {

    /**
     * Reactor Netty has four event loops at least; more of them than processors wake up more often for less, and it takes
     * their number from a property before any bean is made.
     */
    private static final String EVENT_LOOPS = "reactor.netty.ioWorkerCount";

    public static void main(String[] args) {
        if (System.getProperty(EVENT_LOOPS) == null) {
            System.setProperty(EVENT_LOOPS, Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        Termination.exitsWithSuccess();
        SpringApplication.run(PlaygateApplication.class, args);
    }
}
