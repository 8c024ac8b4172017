package dev.playgate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process: {@code edge} and {@code control} in one, see {@code role}. */
@SpringBootApplication
public class PlaygateApplication {

    public static void main(String[] args) {
        SpringApplication.run(PlaygateApplication.class, args);
    }
}
