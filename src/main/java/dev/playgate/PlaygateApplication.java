package dev.playgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process: {@code edge} and {@code control} in one, see {@code role}. */
@SpringBootApplication(scanBasePackages = {"dev.playgate.role", "dev.playgate.demo"})
public class PlaygateApplication {

    public static void main(String[] args) {
        SpringApplication.run(PlaygateApplication.class, args);
    }
}
