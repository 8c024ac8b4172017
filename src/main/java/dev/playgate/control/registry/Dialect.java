package dev.playgate.control.registry;

/** The databases, as far as they differ. */
enum Dialect {
    SQLITE("jdbc:sqlite:"), POSTGRESQL("jdbc:postgresql:");

    private final String prefix;

    Dialect(String prefix) {
        this.prefix = prefix;
    }

    /** Of the URL. */
    String prefix() {
        return prefix;
    }
}
