package dev.playgate.control.registry;

import java.util.random.RandomGenerator;

import dev.playgate.stream.StreamName;

/** Makes up stream names: the organisation's hash, a dash, and five characters that nobody foresees. */
final class RandomNames {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 5;

    private final RandomGenerator random;

    RandomNames(RandomGenerator random) {
        this.random = random;
    }

    StreamName next(String hash) {
        StringBuilder name = new StringBuilder(hash).append('-');
        for (int i = 0; i < LENGTH; i++) {
            name.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return new StreamName(name.toString());
    }
}
